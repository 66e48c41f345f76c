// Whoever opens a reconciliation can be told how far each cut is, as one of them may be of a million units.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import { resolveCommit } from "../../src/git/resolve.ts";
import { loadRepository } from "../../src/reconcile/load-repository.ts";
import { manyPlans } from "../support/many-plans.ts";
import { makeRepository } from "../support/repository.ts";

test("each cut is told of unit by unit, and at its end", async (context) => {
  const { directory, commit } = makeRepository(context);
  const files = manyPlans(2, 3);
  commit(files);
  const repository = await openRepository(directory);
  const objects = await startObjectStore(repository);
  context.after(() => objects.stop());
  const pin = await resolveCommit(repository, "HEAD", objects);
  const told: (readonly [number, number])[] = [];
  await loadRepository(objects, { plans: pin, trust: pin }, (done, total) => void told.push([done, total]));
  const expected = ["plan-00000", "plan-00001"].flatMap((plan) => {
    const text = String(files[`plans/${plan}/source.txt`]);
    const units = [...text.matchAll(/^Section/gm)].map(({ index }) => index);
    return [...units, text.length].map((byte) => [byte, text.length]);
  });
  assert.deepEqual(told, expected);
});
