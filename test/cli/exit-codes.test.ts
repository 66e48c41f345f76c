// Every code has a rank, every refusal a code, and of several the highest wins.
import assert from "node:assert/strict";
import { test } from "node:test";
import { REFUSALS, type RefusalCode } from "../../src/diagnostics/refusal.ts";
import { EXIT, exitOfOutcome, exitOfRefusal, highestExit, RANKING } from "../../src/cli/exit-codes.ts";
import type { Concern, PlanOutcome } from "../../src/reconcile/plan-outcome.ts";

test("every exit code is ranked once, and every refusal has one of them", () => {
  assert.deepEqual(
    RANKING.toSorted((a, b) => a - b),
    Object.values(EXIT).toSorted((a, b) => a - b),
  );
  for (const code of Object.keys(REFUSALS))
    assert.ok(RANKING.includes(exitOfRefusal(code as RefusalCode)), code);
});

test("with several plans the highest-ranking of 1, 7, 65, 8, 4, 5, 6, 3, 2 wins", () => {
  const order = [1, 7, 65, 8, 4, 5, 6, 3, 2, 0] as const;
  for (const [index, code] of order.entries()) {
    assert.equal(highestExit(order.slice(index)), code);
    assert.equal(highestExit(order.slice(index).toReversed()), code);
  }
  assert.equal(highestExit([]), 0);
});

const CASES: readonly (readonly [string, readonly Concern[], number, number])[] = [
  ["nothing", [], 0, 0],
  ["waiting", [{ kind: "waiting" }], 0, 3],
  ["waiting with a stale approval", [{ kind: "waiting" }, { kind: "stale" }], 5, 5],
  ["refused just now", [{ kind: "refused", fresh: true }], 4, 4],
  ["refused on record", [{ kind: "refused", fresh: false }], 0, 4],
  ["failed", [{ kind: "failed" }], 4, 4],
  ["invalid", [{ kind: "invalid" }], 65, 65],
  ["evidence broken", [{ kind: "error", code: "EVIDENCE_BROKEN" }], 7, 7],
];

for (const [name, concerns, plain, detailed] of CASES) {
  test(`exit code of a plan: ${name}`, () => {
    const outcome = { concerns } as unknown as PlanOutcome;
    assert.equal(exitOfOutcome(outcome, false), plain);
    assert.equal(exitOfOutcome(outcome, true), detailed);
  });
}
