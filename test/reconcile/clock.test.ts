// A clock that is behind the evidence makes no statement: evidence that goes back in time proves nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import { approvalsFor, manyPlans } from "../support/many-plans.ts";
import { reconcileOnce } from "../support/open-edges.ts";
import { makeRepository } from "../support/repository.ts";

test("a run is not carried on by a clock that is a day behind", async (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(1, 2));
  await reconcileOnce(repository.directory, { now: () => "2026-11-22T10:00:00Z" });
  repository.commit(approvalsFor(repository.directory, "SG_1"));
  const behind = reconcileOnce(repository.directory, { now: () => "2026-11-21T10:00:00Z" });
  await assert.rejects(behind, (error) => error instanceof Refusal && error.code === "CLOCK_REVERSED");
  const [outcome] = await reconcileOnce(repository.directory, { now: () => "2026-11-22T10:00:00Z" });
  assert.equal(outcome?.gate?.gate, "SG_2");
});
