// Two people, two keys, an empty repository: from a signed plan to a closed run that is verified, replayed, and not opened
// by anybody who may not open it.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Statement } from "../../src/model/generated/statement.ts";
import { makePerson } from "../support/people.ts";
import {
  approveByHand,
  carryToCloseout,
  makeSignedRepository,
  type SignedRepository,
} from "../support/signed-repository.ts";

function recorded({ directory }: SignedRepository): readonly Statement[] {
  const [run = ""] = readdirSync(path.join(directory, "runs/deed"));
  const text = readFileSync(path.join(directory, "runs/deed", run, "evidence.jsonl"), "utf8");
  return text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Statement);
}

test("a plan signed by alice, approved by bob at both gates, is closed, verified and replayed", async (context) => {
  const repository = makeSignedRepository(context);
  await carryToCloseout(repository);
  const statements = recorded(repository);
  assert.deepEqual(statements.at(-1)?.predicate.phase, "closeout");
  assert.deepEqual(statements[0]?.predicate.result["author"], { person: "alice", authenticity: "AUTHENTIC" });
  const gates = statements.filter(({ predicate }) => predicate.phase.startsWith("gate_"));
  assert.deepEqual(
    gates.map(({ predicate }) =>
      predicate.approvals.map(({ authenticity, binding, policy }) => [authenticity, binding, policy]),
    ),
    [[["AUTHENTIC", "BOUND", "COUNTED"]], [["AUTHENTIC", "BOUND", "COUNTED"]]],
  );
  const verified = await repository.here(["verify"]);
  assert.equal(verified.exit, 0, verified.stdout + verified.stderr);
  const replayed = await repository.here(["replay", "deed"]);
  assert.equal(replayed.exit, 0, replayed.stdout + replayed.stderr);
  assert.match(replayed.stdout, /13 of 13 decisions equal/);
});

test("alice approves her own plan: exit 4, and the evidence says SOD_VIOLATION of an authentic approval", async (context) => {
  const repository = makeSignedRepository(context);
  await repository.here(["run", "--commit"]);
  await approveByHand(repository, { person: repository.alice });
  const { exit, stdout } = await repository.here(["run", "--commit"]);
  assert.equal(exit, 4);
  assert.match(stdout, /SOD_VIOLATION/);
  const last = recorded(repository).at(-1)?.predicate;
  assert.equal(last?.phase, "gate_sg_1");
  assert.equal(last.outcome, "REFUSED");
  assert.deepEqual(
    last.approvals.map(({ authenticity, binding, policy }) => [authenticity, binding, policy]),
    [["AUTHENTIC", "BOUND", "SOD_VIOLATION"]],
  );
  assert.equal((await repository.here(["verify"])).exit, 0);
});

test("signed with alice's key in bob's name, with a stranger's, or not at all: nothing opens", async (context) => {
  const repository = makeSignedRepository(context);
  await repository.here(["run", "--commit"]);
  const { alice, bob } = repository;
  for (const signer of [alice, makePerson(context, "mallory")]) {
    await approveByHand(repository, { person: bob, signer });
    const { stdout } = await repository.here(["explain", "deed"]);
    assert.match(stdout, /authenticity SIGNER_UNKNOWN/);
    assert.match((await repository.here(["run", "--no-write"])).stdout, /waits at SG_1/);
  }
  repository.git(["rm", "--quiet", "plans/deed/approvals/sg-1.bob.yaml.sig"]);
  repository.commit({}, "drop the signature");
  assert.match((await repository.here(["explain", "deed"])).stdout, /policy SIGNATURE_REQUIRED.*UNSIGNED/);
});

test("a plan without its author's signature does not begin, and says who has to do what", async (context) => {
  const repository = makeSignedRepository(context);
  repository.git(["rm", "--quiet", "plans/deed/plan.yaml.sig"]);
  repository.commit({}, "drop the author's signature");
  const { exit, stdout } = await repository.here([]);
  assert.equal(exit, 4);
  assert.match(stdout, /PLAN_UNSIGNED/);
  assert.match(stdout, /reconcile sign deed/);
});

test("a withdrawal that a later commit removed still closes the gate to its person", async (context) => {
  const repository = makeSignedRepository(context);
  await repository.here(["run", "--commit"]);
  const file = await approveByHand(repository, {
    person: repository.bob,
    edit: (text) => text.replace("decision: approve", "decision: withdraw"),
  });
  repository.git(["rm", "--quiet", file, `${file}.sig`]);
  repository.commit({}, "forget the withdrawal");
  const approved = await approveByHandAgain(repository);
  assert.match(approved.stdout, /WITHDRAWN/);
  assert.match((await repository.here([])).stdout, /waits at SG_1/);
});

/** Bob has withdrawn, so that explain drafts nothing for him: the approval is made from the withdrawal of before. */
async function approveByHandAgain(repository: SignedRepository): Promise<{ readonly stdout: string }> {
  const file = "plans/deed/approvals/sg-1.bob.yaml";
  const withdrawal = repository.git(["show", `HEAD~1:${file}`]);
  const text = `${withdrawal.replace("decision: withdraw", "decision: approve")}\n`;
  repository.commit(
    { [file]: text, [`${file}.sig`]: repository.bob.sign(text, "approval") },
    "approve after all",
  );
  return repository.here(["explain", "deed"]);
}
