// Judging several at a time keeps their order and its bounds, and tells the first failure only.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { judgeInTurn } from "../../src/reconcile/judge-in-turn.ts";

const MB = 1024 * 1024;

/** Judges these sizes in bytes; the later, the sooner. Answers with the order, and the most that was held at a time. */
async function judgeSizes(sizes: readonly number[]) {
  const held = { count: 0, bytes: 0, mostCount: 0, mostBytes: 0 };
  const judged = await judgeInTurn(sizes, {
    read: async (size) => {
      held.count += 1;
      held.bytes += size;
      held.mostCount = Math.max(held.mostCount, held.count);
      held.mostBytes = Math.max(held.mostBytes, held.bytes);
      return Promise.resolve(size);
    },
    bytesOf: (size) => size,
    judge: async (size) => {
      await setTimeout(size % 7);
      held.count -= 1;
      held.bytes -= size;
      return size;
    },
  });
  return { judged, ...held };
}

test("small ones are judged several at a time, and answered in their order", async () => {
  const sizes = Array.from({ length: 40 }, (_, index) => 100 - index);
  const { judged, mostCount } = await judgeSizes(sizes);
  assert.deepEqual(judged, sizes);
  assert.ok(mostCount > 4 && mostCount <= 9, String(mostCount));
});

test("large ones are held one at a time", async () => {
  const { mostCount, mostBytes } = await judgeSizes(Array.from({ length: 6 }, () => 200 * MB));
  assert.deepEqual([mostCount, mostBytes], [1, 200 * MB]);
});

test("what is neither: no more than the bound and one", async () => {
  const { mostBytes } = await judgeSizes(Array.from({ length: 30 }, () => 5 * MB));
  assert.ok(mostBytes > 10 * MB && mostBytes <= 25 * MB, String(mostBytes));
});

test("the first failure in the order is told, and a later one is not left unhandled", async () => {
  const judging = judgeInTurn([1, 2, 3, 4], {
    read: async (key) => Promise.resolve(key),
    bytesOf: () => 1,
    judge: async (key) => {
      await setTimeout(10 - key);
      if (key > 1) throw new Error(`number ${key}`);
      return key;
    },
  });
  await assert.rejects(judging, { message: "number 2" });
});
