// Many reads under way, used in order: whatever comes first, fails or is added meanwhile.
import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { test } from "node:test";
import fc from "fast-check";
import { readInOrder } from "../../src/git/read-in-order.ts";

test("answers are used in the order of the items, however long each takes", async () => {
  const delays = fc.array(fc.nat(3), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(delays, async (items) => {
      const used: number[] = [];
      const read = async (delay: number): Promise<number> => {
        for (let turn = 0; turn < delay; turn += 1) await setImmediate();
        return delay * 10;
      };
      await readInOrder(items, read, (item, answer) => used.push(item, answer));
      assert.deepEqual(
        used,
        items.flatMap((item) => [item, item * 10]),
      );
    }),
    { seed: 1, numRuns: 50 },
  );
});

test("items that are added while reading are read too", async () => {
  const items = [0];
  const used: number[] = [];
  await readInOrder(
    items,
    (item) => Promise.resolve(item),
    (item) => {
      used.push(item);
      if (item < 1000) items.push(item + 1);
    },
  );
  assert.equal(used.length, 1001);
});

test("many are under way at once, but never all of very many", async () => {
  let underWay = 0;
  let most = 0;
  const read = async (): Promise<void> => {
    underWay += 1;
    most = Math.max(most, underWay);
    await setImmediate();
    underWay -= 1;
  };
  await readInOrder(Array.from({ length: 5000 }), read, () => undefined);
  assert.ok(most > 50 && most < 1000, String(most));
});

test("the first failure in the order of the items counts, and none is left unhandled", async () => {
  const used: number[] = [];
  const read = async (item: number): Promise<number> => {
    if (item === 2) await setImmediate();
    if (item >= 2) throw new Error(`item ${item}`);
    return item;
  };
  await assert.rejects(
    readInOrder([0, 1, 2, 3, 4], read, (item) => used.push(item)),
    /item 2/,
  );
  assert.deepEqual(used, [0, 1]);
  await setImmediate();
});
