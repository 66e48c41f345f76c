import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { sortDiagnostics, type Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { renderPlace } from "../../src/diagnostics/place.ts";

function diagnosticAt(file: string, line: number, column: number): Diagnostic {
  return {
    code: "key-unknown",
    place: { file, line, column },
    excerpt: undefined,
    message: "",
    expected: "",
    fix: "",
  };
}

test("by file, then line, then column, all as numbers", () => {
  const sorted = sortDiagnostics([
    diagnosticAt("b", 1, 1),
    diagnosticAt("a", 10, 1),
    diagnosticAt("a", 9, 10),
    diagnosticAt("a", 9, 9),
  ]);
  assert.deepEqual(
    sorted.map(({ place }) => renderPlace(place)),
    ["a:9:9", "a:9:10", "a:10:1", "b:1:1"],
  );
});

test("the order of finding does not matter, and nothing is lost", () => {
  const one = fc.tuple(fc.constantFrom("a", "b"), fc.nat(3), fc.nat(3), fc.constantFrom("x", "y"));
  const property = fc.property(fc.array(one), (tuples) => {
    const found = tuples.map(([file, line, column, message]) => ({
      ...diagnosticAt(file, line, column),
      message,
    }));
    const sorted = sortDiagnostics(found);
    assert.deepEqual(sorted, sortDiagnostics(found.toReversed()));
    assert.equal(sorted.length, found.length);
  });
  fc.assert(property, { seed: 1, numRuns: 300 });
});
