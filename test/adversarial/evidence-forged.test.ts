// A chain that is sealed anew is canonical and whole; what it says is still held against itself, the facts and the cut.
import assert from "node:assert/strict";
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { sealStatement, type SealedStatement } from "../../src/evidence/statement.ts";
import type { Artifact, Predicate, Statement } from "../../src/model/generated/statement.ts";
import { approvalsFor, manyPlans } from "../support/many-plans.ts";
import {
  makeFolder,
  makeRepository,
  openTestRepository,
  type Ending,
  type TestRepository,
} from "../support/repository.ts";
import { runHere } from "../support/run-here.ts";

const NOW = ["--now", "2026-11-21T10:00:00Z"];

type Edit = (predicate: Predicate) => Partial<Predicate> & { readonly subject?: Artifact };

const endings: (() => void)[] = [];
let honest: TestRepository;

/** A closed run of one plan, and a neighbour that waits. */
before(async () => {
  honest = makeRepository({ after: (end) => void endings.push(end) });
  honest.commit(manyPlans(2, 2));
  await runHere(honest.directory, NOW);
  for (const gate of ["SG_1", "SG_2"] as const) {
    honest.commit(approvalsFor(honest.directory, gate, ["plan-00000"]));
    await runHere(honest.directory, NOW);
  }
});
after(() => {
  for (const end of endings) end();
});

function closedRun(ending: Ending): TestRepository {
  const folder = makeFolder(ending);
  cpSync(honest.directory, folder, { recursive: true });
  return openTestRepository(folder);
}

/** Edits each of the first `length` statements and seals the whole chain anew, as anyone who may write the file can. */
function forge({ directory }: TestRepository, length: number, edit: Edit): void {
  const folder = path.join(directory, "runs/plan-00000");
  const run = path.join(folder, readdirSync(folder)[0] ?? "");
  const file = path.join(run, "evidence.jsonl");
  const lines = readFileSync(file, "utf8").trimEnd().split("\n").slice(0, length);
  let last: SealedStatement | null = null;
  const sealed = lines.map((line) => {
    const { predicate, subject } = JSON.parse(line) as Statement;
    const { seq, previous, decision, ...rest } = { subject: subject[0]!, ...predicate, ...edit(predicate) };
    last = sealStatement(rest, last);
    return last;
  });
  writeFileSync(file, Buffer.concat(sealed.map(({ line }) => line)));
  // Whoever has no runner's key cannot sign it, but can take the old signatures away.
  rmSync(path.join(run, "attestations.jsonl"));
  const head = sealed.at(-1)!;
  writeFileSync(path.join(run, "report.md"), `evidence head: seq ${head.seq} sha256 ${head.sha256}\n`);
}

const at =
  (phase: Predicate["phase"], change: Partial<Predicate>): Edit =>
  (predicate) =>
    predicate.phase === phase ? change : {};

const FORGERIES: readonly (readonly [string, number, Edit])[] = [
  [
    "a gate opened by nobody",
    5,
    at("gate_sg_1", { approvals: [], result: { gate: "SG_1", threshold: 1, counted: [] } }),
  ],
  [
    "a gate opened by somebody who approved nothing",
    5,
    at("gate_sg_1", { result: { gate: "SG_1", threshold: 1, counted: ["mallory"] } }),
  ],
  [
    "one name counted three times",
    5,
    at("gate_sg_1", { result: { gate: "SG_1", threshold: 3, counted: ["bob", "bob", "bob"] } }),
  ],
  [
    "a threshold out of reach",
    5,
    at("gate_sg_1", { result: { gate: "SG_1", threshold: 9007199254740991, counted: ["bob"] } }),
  ],
  [
    "a gate that judged another one",
    5,
    at("gate_sg_1", { result: { gate: "SG_2", threshold: 1, counted: ["bob"] } }),
  ],
  ["a phase that found nothing", 4, at("manifest", { result: {} })],
  ["no facts pinned", 4, () => ({ facts: null })],
  ["a LIVE run carried out", 13, ({ run }) => ({ run: { ...run, mode: "LIVE" } })],
];

for (const [name, length, edit] of FORGERIES) {
  test(`forged and sealed anew: ${name}`, async (context) => {
    const repository = closedRun(context);
    forge(repository, length, edit);
    assert.equal((await runHere(repository.directory, ["verify", ...NOW])).exit, 7);
    const { exit, stdout, stderr } = await runHere(repository.directory, NOW);
    assert.equal(exit, 7, stdout + stderr);
    assert.match(stdout, /plan-00001 {2}waiting at SG_1/, "the neighbour is not held up");
  });
}

const without =
  (name: RegExp): Edit =>
  ({ phase, inputs }) =>
    phase === "closeout" ? { inputs: inputs.filter((input) => !name.test(input.name)) } : {};

const NOTHING = { gitBlob: "0".repeat(40), sha256: "0".repeat(64) };

/** What the last statement says it was decided under, when nobody judges a gate by it any more. */
const FRAMES: readonly (readonly [string, Edit, RegExp])[] = [
  ["no policy", at("closeout", { policy: null }), /names no policy/],
  [
    "no policy, at a commit that nobody has",
    ({ phase, source }) =>
      phase === "closeout" ? { policy: null, source: { ...source, commit: "0".repeat(40) } } : {},
    /names no policy/,
  ],
  ["another policy", at("closeout", { policy: { version: 1, sha256: "0".repeat(64) } }), /another policy/],
  [
    "another version of the policy",
    ({ phase, policy }) => (phase === "closeout" ? { policy: { ...policy!, version: 9 } } : {}),
    /names policy version 9, and the one among its inputs is version 1/,
  ],
  ["a policy that is no input", without(/policy\.yaml$/), /policy\.yaml is in commit/],
  ["no source", without(/source\.txt$/), /source\.txt is an input of statement 0/],
  ["no target", without(/_targets/), /scratch\.yaml is an input of statement 0/],
  [
    "no approvals",
    at("closeout", { approvalsTree: null }),
    /names approvals tree none, and plans\/plan-00000\/approvals/,
  ],
  [
    "another plan text",
    ({ phase }) =>
      phase === "closeout" ? { subject: { name: "plans/plan-00000/plan.yaml", digest: NOTHING } } : {},
    /another plan text than statement 0/,
  ],
  [
    "another plan",
    ({ phase }) => (phase === "closeout" ? { subject: { name: "no/such/plan", digest: NOTHING } } : {}),
    /another plan text than statement 0/,
  ],
];

test("forged and sealed anew: what the last statement was decided under", async (context) => {
  for (const [name, edit, expected] of FRAMES) {
    await context.test(name, async (inner) => {
      const repository = closedRun(inner);
      forge(repository, 13, edit);
      const { exit, stdout } = await runHere(repository.directory, ["verify", ...NOW]);
      assert.equal(exit, 7, stdout);
      assert.match(stdout, expected);
    });
  }
});

test("what is wrong with the statement of a gate is told once", async (context) => {
  for (const change of [{ approvalsTree: null }, { policy: { version: 9, sha256: "0".repeat(64) } }]) {
    const repository = closedRun(context);
    forge(repository, 5, at("gate_sg_1", change));
    const { exit, stdout } = await runHere(repository.directory, ["verify", "plan-00000", ...NOW]);
    assert.equal(exit, 7);
    assert.equal(stdout.match(/INPUT_MISMATCH/g)?.length, 1, stdout);
  }
});

test("another manifest on record than the plan is cut to: nobody is asked to approve it", async (context) => {
  const repository = closedRun(context);
  forge(repository, 4, (predicate) =>
    predicate.phase === "manifest" ? { result: { ...predicate.result, sha256: "0".repeat(64) } } : {},
  );
  const { exit, stdout } = await runHere(repository.directory, NOW);
  assert.equal(exit, 7, stdout);
  assert.match(stdout, /EVIDENCE_BROKEN.*pinned to manifest 0{64}/);
});

test("facts.json changed under a pinned run: verify says so, and run does not carry on", async (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(1, 2));
  await runHere(repository.directory, NOW);
  repository.commit(approvalsFor(repository.directory, "SG_1"));
  const folder = path.join(repository.directory, "runs/plan-00000");
  const file = path.join(folder, readdirSync(folder)[0] ?? "", "facts.json");
  writeFileSync(
    file,
    readFileSync(file, "utf8").replace('"public.unit_version":0', '"public.unit_version":1'),
  );
  assert.equal((await runHere(repository.directory, ["verify", ...NOW])).exit, 7);
  assert.equal((await runHere(repository.directory, NOW)).exit, 7);
});

test("a policy older than the one on record, named by --trust-ref, opens nothing", async (context) => {
  const repository = makeRepository(context);
  const files = manyPlans(1, 2);
  repository.commit(files);
  const policy = String(files["plans/_trust/policy.yaml"]).replace("version: 1", "version: 2");
  repository.commit({ "plans/_trust/policy.yaml": policy });
  await runHere(repository.directory, NOW);
  const { exit, stdout } = await runHere(repository.directory, ["--trust-ref", "HEAD~1", ...NOW]);
  assert.equal(exit, 4, stdout);
  assert.match(stdout, /POLICY_REVERSED/);
});

test("a policy changed under the same version opens nothing", async (context) => {
  const repository = makeRepository(context);
  const files = manyPlans(1, 2);
  repository.commit(files);
  await runHere(repository.directory, NOW);
  const policy = String(files["plans/_trust/policy.yaml"]).replaceAll("[bob]", "[mallory]");
  repository.commit({
    "plans/_trust/policy.yaml": policy.replace(
      "persons:\n",
      "persons:\n  mallory: {principal: mallory@example.org}\n",
    ),
  });
  const { exit, stderr } = await runHere(repository.directory, NOW);
  assert.equal(exit, 4, stderr);
  assert.match(stderr, /TRUST_REVERSED/);
});
