// B6: leg A of a LIVE run in the sandbox, beside the same function calls in one statement typed into psql. Each has a server
// of its own with the same units in it, and takes turns with the other, so that both meet the same machine and the same tables.
import { spawnSync } from "node:child_process";
import { canonicalText } from "../../src/model/canonical-json.ts";
import { contractOf } from "../../src/model/contract.ts";
import { sha256Hex, sha256OfLines } from "../../src/model/digest.ts";
import type { ActuatorContext } from "../../src/model/effect.ts";
import type { ManifestRow } from "../../src/model/generated/manifest-row.ts";
import type { SeedUnit, Target } from "../../src/model/generated/target.ts";
import { buildLiveAdapter } from "../../src/target/actuator.ts";
import { startEmbeddedServer, type EmbeddedServer } from "../../src/target/embedded/embedded-server.ts";
import { Sandbox } from "../../src/target/sandbox/sandbox.ts";
import type { BenchCase } from "./case.ts";
import { isInstalled, type Measured } from "./measure.ts";

const UNITS = 100_000;
const UNIT_BYTES = 200;
/** Enough, and analyzed, for the plans of the foreign keys to be those of tables in use. */
const SEED_UNITS = 5_000;
const ROUNDS = 5;
const LIMIT = 1.3;

const SEED: readonly SeedUnit[] = Array.from({ length: SEED_UNITS }, (_, index) => ({
  address: `SEED/U${index}`,
  sha256: sha256Hex(String(index)),
  lifecycle: "enacted",
}));
const TARGET: Target = {
  apiVersion: "cutplan/v1",
  kind: "Target",
  metadata: { name: "bench" },
  spec: { driver: "embedded" },
};

/** A source of so many units under a prefix, and its manifest. psql makes the same texts by itself. */
function cutOf(prefix: string): Pick<ActuatorContext, "source" | "manifest"> {
  const source = Buffer.alloc(UNITS * UNIT_BYTES);
  const rows = Array.from({ length: UNITS }, (_, index): ManifestRow => {
    const ord = index + 1;
    const [startByte, endByte] = [index * UNIT_BYTES, ord * UNIT_BYTES];
    const text = `${`Article ${ord} `.padEnd(UNIT_BYTES - 1, "x")}\n`;
    source.write(text, startByte, "latin1");
    return {
      ord,
      address: `${prefix}/A${String(ord).padStart(7, "0")}`,
      parent: null,
      title: `Article ${ord}`,
      startLine: ord,
      endLine: ord,
      startByte,
      endByte,
      sha256: sha256Hex(text),
    };
  });
  return { source, manifest: { rows, sha256: sha256OfLines(rows.map(canonicalText)) } };
}

/** Seconds of one leg A, from asking the adapter to its answer. */
async function timeLegA(sandbox: Sandbox, round: number): Promise<number> {
  const prefix = `ROUND-${round}`;
  const context: ActuatorContext = {
    ...cutOf(prefix),
    run: `bench-${String(round).padStart(12, "0")}`,
    mode: "LIVE",
    documentId: prefix,
    prefix,
    contract: contractOf(TARGET),
    facts: await sandbox.readFacts(TARGET, { prefix, reader: "bench" }),
    done: ["pre_write_backup"],
    consent: () => [],
  };
  const adapter = buildLiveAdapter(sandbox);
  const started = process.hrtime.bigint();
  await adapter.cutLegA(context, { changeSetId: `cs-${round}`, cutplanRows: context.manifest.rows });
  return secondsSince(started);
}

/** Seconds of psql, from its start to its end. */
function timePsql(server: EmbeddedServer, round: number): number {
  const { host, port, user, password, database } = server.settings("cutter_exec");
  const prefix = `ROUND-${round}`;
  const script = `BEGIN;
    INSERT INTO cutter_governance.cut_change_set (change_set_id, run_id, document_id, prefix, units)
      VALUES ('cs-${round}', 'run-${round}', '${prefix}', '${prefix}', ${UNITS});
    SELECT count(public.fn_iu_create('${prefix}/A' || lpad(u.ord::text, 7, '0'), '${prefix}', NULL, 'Article ' || u.ord,
      u.body, sha256(u.body), 'cs-${round}'))
    FROM (SELECT ord, convert_to(rpad('Article ' || ord || ' ', ${UNIT_BYTES - 1}, 'x') || E'\\n', 'UTF8') AS body
      FROM generate_series(1, ${UNITS}) AS ord) AS u;
    COMMIT;`;
  const started = process.hrtime.bigint();
  const { status, stderr } = spawnSync("psql", ["--no-psqlrc", "--set=ON_ERROR_STOP=1", "--file=-"], {
    input: script,
    env: {
      PATH: process.env["PATH"],
      PGHOST: host,
      PGPORT: String(port),
      PGUSER: user,
      PGPASSWORD: password,
      PGDATABASE: database,
    },
    stdio: ["pipe", "ignore", "pipe"],
  });
  if (status !== 0) throw new Error(`psql ended with ${status}: ${String(stderr).slice(0, 500)}`);
  return secondsSince(started);
}

function secondsSince(started: bigint): number {
  return Number(process.hrtime.bigint() - started) / 1e9;
}

function summarize(seconds: readonly number[]): Measured {
  const sorted = seconds.toSorted((a, b) => a - b);
  return {
    min: sorted[0] ?? NaN,
    median: sorted[Math.floor(sorted.length / 2)] ?? NaN,
    max: sorted.at(-1) ?? NaN,
    runs: sorted.length,
    peakMib: undefined,
  };
}

/** The first round of each is not counted. */
async function takeTurns(sandbox: Sandbox, server: EmbeddedServer | undefined) {
  const own: number[] = [];
  const peer: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const seconds = await timeLegA(sandbox, round);
    const against = server === undefined ? undefined : timePsql(server, round);
    if (round === 0) continue;
    own.push(seconds);
    if (against !== undefined) peer.push(against);
  }
  return { cutplan: summarize(own), against: server === undefined ? undefined : summarize(peer) };
}

export const legA: BenchCase = {
  name: "B6",
  run: async () => {
    const hasPsql = isInstalled("psql", ["--version"]);
    const sandbox = await Sandbox.start({ seed: SEED });
    const server = hasPsql ? await startEmbeddedServer({ seed: SEED }) : undefined;
    try {
      const { cutplan, against } = await takeTurns(sandbox, server);
      return [
        {
          what: `leg A of ${UNITS} units of ${UNIT_BYTES} bytes in the sandbox`,
          cutplan,
          against,
          peer: hasPsql ? "the same calls in one SELECT by psql" : "psql: not installed",
          goal: `at most ${LIMIT} times`,
          met: against === undefined ? undefined : cutplan.median <= LIMIT * against.median,
        },
      ];
    } finally {
      await server?.stop();
      await sandbox.stop();
    }
  },
};
