import assert from "node:assert/strict";
import { test } from "node:test";
import { measureRow } from "./case.ts";
import type { Row } from "./record.ts";
import { runCase } from "./run-cases.ts";
import { takeTurns } from "./take-turns.ts";

test("own and peer take turns, and the first round is not counted", async () => {
  const order: string[] = [];
  const turn = (name: string, peakMb?: number) => () => {
    order.push(name);
    return { seconds: order.length, peakMb };
  };
  const taken = await takeTurns([turn("own", 10.04), turn("peer")], { uncounted: 1, counted: 2 });
  assert.deepEqual(order, ["own", "peer", "own", "peer", "own", "peer"]);
  assert.deepEqual(taken, [{ seconds: [3, 5], peakMb: [10, 10] }, { seconds: [4, 6] }]);
});

test("a case that fails keeps what it measured before, says why, and names the tools it missed", async () => {
  const told: number[] = [];
  const circumstances = {
    tools: new Map(),
    divisor: 10,
    date: "2026-11-21",
    load: 0,
    onRow: (_row: Row, rows: readonly Row[]) => told.push(rows.length),
  };
  const { result, error } = await runCase(
    {
      name: "B3",
      title: "example",
      grows: true,
      run: async ({ sizes, has, measure }) => {
        assert.deepEqual([sizes([1000]), has("ajv-cli")], [[100], false]);
        const own = () => ({ seconds: 1, peakMb: undefined });
        await measure({
          what: "work",
          own,
          goals: [{ kind: "seconds", under: 1 }],
          peers: { gone: undefined },
          rounds: 1,
        });
        throw new Error("out of memory");
      },
    },
    circumstances,
  );
  assert.equal(error, "out of memory");
  assert.deepEqual(told, [1]);
  assert.deepEqual(result.missing, ["GNU time", "ajv-cli"]);
  // Goals are about the full sizes.
  assert.deepEqual(result.rows, [{ what: "work", own: { seconds: [1] }, peers: [], goals: [] }]);
});

test("a thing that fails is an error, unless that it ends is the goal", async () => {
  const own = (): Promise<never> => Promise.reject(new Error("out of memory"));
  await assert.rejects(measureRow({ what: "work", own, rounds: 1 }), /out of memory/);
  const row = await measureRow({ what: "work", own, goals: [{ kind: "ends", within: "a heap" }], rounds: 1 });
  assert.deepEqual(row.own, { seconds: [] });
});
