// Units take no room on the heap.
import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { Worker } from "node:worker_threads";

const UNITS = 100_000;

test(`${UNITS} units in a heap of 20 MB`, async () => {
  const worker = new Worker(new URL("cut-many.ts", import.meta.url), {
    workerData: UNITS,
    resourceLimits: { maxOldGenerationSizeMb: 20 },
  });
  const answers: unknown = await once(worker, "message");
  assert.deepEqual(answers, [{ units: UNITS, loss: undefined, isNew: UNITS }]);
});
