// B6: leg A of a LIVE run in the sandbox, beside the same function calls in one statement typed into psql. Each has a server
// of its own with the same units in it, and takes turns with the other, so that both meet the same machine and the same tables.
import { startEmbeddedServer, type EmbeddedServer } from "../../src/target/embedded/embedded-server.ts";
import type { BenchCase } from "./case.ts";
import { startChild } from "./child.ts";
import { SEED, UNIT_BYTES, type LegAQuestion } from "./leg-a-cut.ts";
import { runOnce } from "./measure.ts";
import type { Turn } from "./take-turns.ts";

const SIZES = [10_000, 30_000, 100_000] as const;
/** Each server and each process is new; a first cut of so many units is not counted. */
const WARM_UP_UNITS = 1000;
const PEER = "psql, one statement";

/** The source is made by the server itself. */
function scriptOf({ units, round }: LegAQuestion): string {
  const prefix = `ROUND-${round}`;
  return `BEGIN;
    INSERT INTO cutter_governance.cut_change_set (change_set_id, run_id, document_id, prefix, units)
      VALUES ('cs-${round}', 'run-${round}', '${prefix}', '${prefix}', ${units});
    SELECT count(public.fn_iu_create('${prefix}/A' || lpad(u.ord::text, 7, '0'), '${prefix}', NULL, 'Article ' || u.ord,
      u.body, sha256(u.body), 'cs-${round}'))
    FROM (SELECT ord, convert_to(rpad('Article ' || ord || ' ', ${UNIT_BYTES - 1}, 'x') || E'\\n', 'UTF8') AS body
      FROM generate_series(1, ${units}) AS ord) AS u;
    COMMIT;`;
}

function psql(server: EmbeddedServer): (units: number) => Turn {
  const { host, port, user, password, database } = server.settings("cutter_exec");
  const env = {
    PATH: process.env["PATH"],
    PGHOST: host,
    PGPORT: String(port),
    PGUSER: user,
    PGPASSWORD: password,
    PGDATABASE: database,
  };
  let round = 0;
  return (units) => () => {
    const input = scriptOf({ units, round: round++ });
    const args = ["--no-psqlrc", "--set=ON_ERROR_STOP=1", "--file=-"];
    return runOnce({ file: "psql", args, cwd: "/", env, input });
  };
}

export const legA: BenchCase = {
  name: "B6",
  title: `leg A in the sandbox, units of ${UNIT_BYTES} bytes`,
  grows: true,
  run: async ({ has, sizes, measure }) => {
    for (const units of sizes(SIZES)) {
      const server = has("psql") ? await startEmbeddedServer({ seed: SEED }) : undefined;
      const child = startChild<LegAQuestion>(new URL("leg-a-alone.ts", import.meta.url));
      let round = 0;
      const own =
        (units: number): Turn =>
        () =>
          child.ask({ units, round: round++ });
      const beside = server === undefined ? undefined : psql(server);
      try {
        await own(WARM_UP_UNITS)();
        await beside?.(WARM_UP_UNITS)();
        await measure({
          what: "leg A",
          size: { count: units, of: "units" },
          own: own(units),
          peers: { [PEER]: beside?.(units) },
          goals: [{ kind: "times", peer: PEER, atMost: 1.3 }],
          rounds: 5,
          isWarm: true,
        });
      } finally {
        await child.stop();
        await server?.stop();
      }
    }
  },
};
