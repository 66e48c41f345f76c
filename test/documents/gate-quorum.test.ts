import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { gateProblem } from "../../src/documents/gate-quorum.ts";
import type { Gate, Policy } from "../../src/model/generated/policy.ts";

type Gates = Policy["gates"];
type GateName = keyof Gates;

const NAMES: readonly GateName[] = ["SG_1", "SG_2", "SG_3"];

function gate(
  threshold: number,
  persons: readonly string[],
  notSamePersonAs: readonly ("SG_1" | "SG_2")[] = [],
): Gate {
  return { threshold, persons, notSamePersonAs };
}

/** All ways to choose `count` of the persons. */
function* choices(persons: readonly string[], count: number): Generator<readonly string[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (const [index, person] of persons.entries())
    for (const rest of choices(persons.slice(index + 1), count - 1)) yield [person, ...rest];
}

/** The definition itself: some choice for each gate, none shared where it may not be. */
function canBeOpened(gates: Gates, author: string | undefined): boolean {
  const allowed = (name: GateName): readonly string[] =>
    gates[name].persons.filter((person) => person !== author);
  const apart = (a: GateName, b: GateName): boolean =>
    [[a, b] as const, [b, a] as const].some(([one, two]) =>
      gates[one].notSamePersonAs?.some((name) => name === two),
    );
  const share = (a: readonly string[], b: readonly string[]): boolean =>
    a.some((person) => b.includes(person));
  for (const first of choices(allowed("SG_1"), gates.SG_1.threshold))
    for (const second of choices(allowed("SG_2"), gates.SG_2.threshold)) {
      if (apart("SG_1", "SG_2") && share(first, second)) continue;
      for (const third of choices(allowed("SG_3"), gates.SG_3.threshold))
        if (
          !(apart("SG_1", "SG_3") && share(first, third)) &&
          !(apart("SG_2", "SG_3") && share(second, third))
        )
          return true;
    }
  return false;
}

const persons = fc.subarray(["a", "b", "c", "d", "e"], { minLength: 1 });
const threshold = fc.integer({ min: 1, max: 3 });

test("a problem is found exactly where no choice of persons opens every gate", () => {
  const gates = fc.record<Gates>({
    SG_1: fc.tuple(threshold, persons).map(([count, names]) => gate(count, names)),
    SG_2: fc.tuple(threshold, persons, fc.subarray(["SG_1"] as const)).map((parts) => gate(...parts)),
    SG_3: fc.tuple(threshold, persons, fc.subarray(["SG_1", "SG_2"] as const)).map((parts) => gate(...parts)),
  });
  let closed = 0;
  const property = fc.property(
    gates,
    fc.option(fc.constantFrom("a", "b"), { nil: undefined }),
    (given, author) => {
      const isOpen = canBeOpened(given, author);
      if (!isOpen) closed += 1;
      assert.equal(gateProblem(given, author) === undefined, isOpen);
    },
  );
  fc.assert(property, { seed: 1, numRuns: 3000 });
  assert.ok(closed > 300 && closed < 2700, `the property saw both answers (${closed} closed)`);
});

test("the problem names the gates that cannot be opened together", () => {
  const apart = { SG_1: gate(1, ["a"]), SG_2: gate(1, ["a"], ["SG_1"]), SG_3: gate(1, ["b"]) };
  assert.deepEqual(gateProblem(apart, undefined)?.gates, ["SG_1", "SG_2"]);
  assert.deepEqual(gateProblem({ ...apart, SG_3: gate(2, ["b"]) }, undefined)?.gates, ["SG_3"]);
  assert.deepEqual(gateProblem({ ...apart, SG_2: gate(1, ["b"]) }, "b")?.gates, ["SG_2"]);
  assert.deepEqual(
    NAMES.filter((name) => gateProblem({ ...apart, SG_2: gate(1, ["b"]) }, "b")?.gates.includes(name)),
    ["SG_2"],
  );
});
