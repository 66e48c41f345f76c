// The proofs over a real sandbox hold, and each of them fails on a planted fault. Where the sandbox cannot run on a machine,
// nothing passes.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exitOfProofs } from "../../src/cli/commands/prove.ts";
import { EXIT } from "../../src/cli/exit-codes.ts";
import { checkOptions } from "../../src/cli/options.ts";
import { choosePlanToProve, REHEARSAL_PLAN } from "../../src/cli/prove/plan-to-prove.ts";
import { allOrNothingTrial } from "../../src/cli/prove/prove-all-or-nothing.ts";
import { closeoutTrial } from "../../src/cli/prove/prove-closeout.ts";
import { SHIPPED_SANDBOX, tryInSandbox, type SandboxPieces } from "../../src/cli/prove/sandbox-ground.ts";
import { verdictLine } from "../../src/cli/views/proof-lines.ts";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import type { Actuator } from "../../src/model/effect.ts";
import type { Proof } from "../../src/target/proofs.ts";
import { groundsOf, type Sandbox } from "../../src/target/sandbox/sandbox.ts";
import { manyPlans, onePlan } from "../support/many-plans.ts";
import { makeRepository } from "../support/repository.ts";
import { runHere } from "../support/run-here.ts";

test("every proof holds, on the smallest plan of the commit, each with its time", async (context) => {
  const repository = makeRepository(context);
  repository.commit({ ...manyPlans(1, 9), ...manyPlans(2, 2) });
  const { exit, stdout, stderr } = await runHere(repository.directory, ["prove", "--json"]);
  const events = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const proofs = events.filter(({ type }) => type === "proof");
  assert.deepEqual(
    proofs.map(({ id, verdict, reason }) => [id, verdict, verdict === "PASS" ? "" : reason]),
    ["1", "2", "3", "4", "4b", "5", "6", "7", "8", "9"].map((number) => [`PROOF-${number}`, "PASS", ""]),
  );
  assert.ok(proofs.every(({ tookMs }) => typeof tookMs === "number" && tookMs >= 0));
  const [closeout] = proofs.filter(({ id }) => id === "PROOF-8");
  assert.match(String(closeout?.["reason"]), /^the plan "plan-0000\d", 2 units, /);
  assert.deepEqual([exit, stderr], [EXIT.done, ""]);
  assert.equal(repository.git(["status", "--porcelain"]), "", "nothing of the user's is written to");
});

test("the plan is the smallest sound one that creates something, or the one that is named", async (context) => {
  const repository = makeRepository(context);
  const choose = (...plans: readonly string[]): ReturnType<typeof choosePlanToProve> =>
    choosePlanToProve(
      checkOptions({ repo: repository.directory, ref: "HEAD", write: true, color: "never" }),
      plans,
    );
  assert.equal(await choose(), REHEARSAL_PLAN, "without a commit");
  await assert.rejects(choose("large"), Refusal);
  const files = {
    ...manyPlans(0, 0),
    ...onePlan("large", 9),
    ...onePlan("small", 3),
    ...onePlan("faulty", 1),
  };
  repository.commit({ ...files, "plans/faulty/source.txt": "another text\n" });
  assert.equal((await choose()).origin, 'the plan "small"');
  assert.equal((await choose("large")).origin, 'the plan "large"');
  const seed = `[{address: SMALL/S1, sha256: "${"0".repeat(64)}", lifecycle: enacted}]`;
  const target = String(files["plans/_targets/scratch.yaml"]).replace("seed: []", `seed: ${seed}`);
  repository.commit({ "plans/_targets/scratch.yaml": target });
  assert.deepEqual([(await choose()).origin, (await choose()).seed.length], ['the plan "large"', 1]);
  for (const name of ["faulty", "small", "nosuch"])
    await assert.rejects(choose(name), coded("PLAN_NOT_FOUND"));
});

function coded(code: Refusal["code"]): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}

type Plant = (real: Actuator, sandbox: Sandbox) => Partial<Actuator>;

/** The shipped adapter with some of its methods replaced. */
function planted(plant: Plant): Partial<SandboxPieces> {
  return {
    actuatorsOver: (sandbox) => {
      const shipped = SHIPPED_SANDBOX.actuatorsOver(sandbox);
      return {
        choose: (mode) => (seed) => {
          const real = shipped.choose(mode)(seed);
          return overlay(real, plant(real, sandbox));
        },
      };
    },
  };
}

/** The methods of a class are on its prototype: a copy by its own properties would have none. */
function overlay(real: Actuator, replaced: Partial<Actuator>): Actuator {
  const get = (target: Actuator, name: string | symbol): unknown => {
    const value = (Reflect.get(replaced, name) ?? Reflect.get(target, name, target)) as unknown;
    return typeof value === "function" ? (value.bind(target) as unknown) : value;
  };
  return new Proxy(real, { get });
}

/** Commits something of its own before the adapter has begun. */
async function commitEarly(sandbox: Sandbox, text: string): Promise<void> {
  const client = await groundsOf(sandbox)?.connectionProvider("cutter_exec", "planted");
  await client?.query({ text });
  await client?.close();
}

const setting = (pieces: Partial<SandboxPieces>): Parameters<typeof tryInSandbox>[1] => ({
  toProve: REHEARSAL_PLAN,
  fixedNow: undefined,
  pieces,
});

const OFF_BY_ONE: Partial<SandboxPieces> = {
  predictRows: (prediction) => {
    const honest = SHIPPED_SANDBOX.predictRows(prediction);
    return (table) => {
      const rows = [...honest(table)];
      return table === "public.unit_version" ? rows.slice(1) : rows;
    };
  },
};

const COMMITS_PER_CHUNK = planted((real, sandbox) => ({
  cutLegA: async (context, request) => {
    const [first] = request.cutplanRows;
    assert.ok(first);
    const body = Buffer.from(context.source.subarray(first.startByte, first.endByte)).toString("hex");
    const parent = first.parent === null ? "NULL" : `'${first.parent}'`;
    const unit = `'${first.address}', '${context.documentId}', ${parent}, '${first.title}', '\\x${body}', '\\x${first.sha256}', NULL`;
    await commitEarly(sandbox, `SELECT public.fn_iu_create(${unit})`);
    return real.cutLegA(context, request);
  },
}));

test("PROOF-8 fails on a prediction that is off by one row", async () => {
  const proof = await tryInSandbox(closeoutTrial("a plan"), setting(OFF_BY_ONE));
  assert.equal(proof.verdict, "FAIL");
  assert.match(proof.reason, /public\.unit_version from row 1 on, 7 rows for 6/);
});

test("PROOF-9 fails on an adapter that commits a part before the rest", async () => {
  const proof = await tryInSandbox(allOrNothingTrial(), setting(COMMITS_PER_CHUNK));
  assert.equal(proof.verdict, "FAIL");
  assert.match(proof.reason, /after after_lock of cut_leg_a .* public\.information_unit/);
});

const MISSING: readonly (readonly [what: string, pieces: Partial<SandboxPieces>])[] = [
  ["the server's binaries", { startSandbox: () => Promise.reject(refusal("EMBEDDED_FAILED")) }],
  ["a fitting pg_dump", { findBackupTools: () => Promise.reject(refusal("BACKUP_REFUSED")) }],
];

function refusal(code: "EMBEDDED_FAILED" | "BACKUP_REFUSED"): Refusal {
  return new Refusal(code, { message: "it is not there", expected: "that it is", todo: "install it" });
}

for (const [what, pieces] of MISSING) {
  test(`without ${what} nothing passes: it is skipped, and says why and what to install`, async () => {
    const { verdict, reason } = await tryInSandbox(allOrNothingTrial(), setting(pieces));
    assert.equal(verdict, "SKIP");
    assert.match(reason, /^not tried: (EMBEDDED_FAILED|BACKUP_REFUSED): it is not there; install /);
  });
}

test("what could not be tried is neither a success nor a failure, and a failure outweighs it", () => {
  const proof = (verdict: Proof["verdict"]): Proof => ({ id: "", title: "", reason: "", tookMs: 0, verdict });
  const table = [
    [["PASS", "PASS"], EXIT.done, "2 proofs hold; LIVE is locked"],
    [
      ["PASS", "SKIP"],
      EXIT.unjudged,
      "1 proof holds; LIVE is locked; 1 could not be tried and prove nothing",
    ],
    [["PASS", "FAIL"], EXIT.failed, "1 of 2 proofs do not hold"],
    [["SKIP", "FAIL"], EXIT.failed, "1 of 2 proofs do not hold; 1 could not be tried and prove nothing"],
    [[], EXIT.failed, "0 of 0 proofs do not hold"],
  ] as const;
  for (const [verdicts, exit, line] of table) {
    assert.equal(exitOfProofs(verdicts.map(proof)), exit);
    assert.equal(verdictLine(verdicts.map(proof)), line);
  }
});
