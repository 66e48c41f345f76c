// Facts that move under an open run end its attempt as STALE; the next one begins anew and takes none of the approvals.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import type { Facts } from "../../src/model/generated/facts.ts";
import type { FactsReader } from "../../src/model/ports.ts";
import { openFactsReader } from "../../src/target/facts-reader.ts";
import { approvalsFor, manyPlans } from "../support/many-plans.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";
import { reconcileOnce, withReconciliation } from "../support/open-edges.ts";

/** A target that somebody else has written to: one more row than the seed says, from the `from`-th reading on. */
function movedFacts(from = 1): FactsReader {
  const honest = openFactsReader({ environment: {} });
  let readings = 0;
  return {
    readFacts: async (target, prefix): Promise<Facts> => {
      const facts = await honest.readFacts(target, prefix);
      readings += 1;
      if (readings < from) return facts;
      return { ...facts, totals: { ...facts.totals, "public.information_unit": 1 } };
    },
  };
}

async function startedAtGate(context: { after(done: () => void): void }): Promise<TestRepository> {
  const repository = makeRepository(context);
  repository.commit(manyPlans(1, 3));
  const [outcome] = await reconcileOnce(repository.directory);
  assert.equal(outcome?.state, "waiting");
  return repository;
}

test("facts that moved before SG_1 end the attempt; the approval for it does not open the next one", async (context) => {
  const repository = await startedAtGate(context);
  repository.commit(approvalsFor(repository.directory, "SG_1"));
  const [outcome] = await reconcileOnce(repository.directory, { facts: movedFacts() });
  assert.deepEqual(
    outcome?.steps.map(({ statement }) => statement.statement.predicate.phase),
    ["stale", "preflight", "source_pin", "discover", "manifest"],
  );
  assert.equal(outcome.state, "waiting");
  assert.equal(outcome.gate?.gate, "SG_1");
  assert.deepEqual(
    outcome.gate.judged.map(({ binding }) => binding),
    ["FACTS_STALE"],
  );
  assert.ok(outcome.concerns.some(({ kind }) => kind === "stale"));
  const [again] = await reconcileOnce(repository.directory, { facts: movedFacts() });
  assert.deepEqual(again?.steps, [], "the new attempt waits, and nothing more is recorded");
});

test("facts that moved between SG_1 and SG_2 end the attempt too", async (context) => {
  const repository = await startedAtGate(context);
  repository.commit(approvalsFor(repository.directory, "SG_1"));
  const [second] = await reconcileOnce(repository.directory);
  assert.equal(second?.gate?.gate, "SG_2");
  repository.commit(approvalsFor(repository.directory, "SG_2"));
  const [outcome] = await reconcileOnce(repository.directory, { facts: movedFacts() });
  assert.equal(outcome?.steps[0]?.statement.statement.predicate.phase, "stale");
  assert.equal(outcome.gate?.gate, "SG_1");
});

test("rows that change during a dry run fail post_verify", async (context) => {
  const repository = await startedAtGate(context);
  repository.commit(approvalsFor(repository.directory, "SG_1"));
  await reconcileOnce(repository.directory);
  repository.commit(approvalsFor(repository.directory, "SG_2"));
  const [outcome] = await reconcileOnce(repository.directory, { facts: movedFacts(3) });
  assert.equal(outcome?.state, "failed");
  assert.deepEqual(outcome.steps.at(-1)?.statement.statement.predicate.reasons, ["TOTALS_MOVED"]);
});

test("a target that cannot be read is no verdict: the plan is unjudged, and nothing is recorded", async (context) => {
  const repository = await startedAtGate(context);
  const unreadable: FactsReader = {
    readFacts: () =>
      Promise.reject(new Refusal("CONNECTION_REFUSED", { message: "gone", expected: "there", todo: "wait" })),
  };
  const kinds = await withReconciliation(repository.directory, { facts: unreadable }, (_edges, { cases }) =>
    Promise.resolve(cases.map((found) => (found.kind === "unjudged" ? found.refusal.code : found.kind))),
  );
  assert.deepEqual(kinds, ["CONNECTION_REFUSED"]);
});
