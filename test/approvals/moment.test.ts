import assert from "node:assert/strict";
import { test } from "node:test";
import { hasBegun, isMoment, isOver } from "../../src/approvals/moment.ts";

const NOON = "2026-11-21T12:00:00Z";

test("a moment begins and ends at that very second", () => {
  const table = [
    ["2026-11-21T11:59:59Z", true, true],
    ["2026-11-21T12:00:00Z", true, true],
    ["2026-11-21T12:00:01Z", false, false],
    ["2025-12-31T23:59:59Z", true, true],
    ["2027-01-01T00:00:00Z", false, false],
  ] as const;
  for (const [moment, begun, over] of table) {
    assert.equal(hasBegun(moment, NOON), begun, moment);
    assert.equal(isOver(moment, NOON), over, moment);
  }
});

test("a clock that tells fractions of a second does not gain one", () => {
  assert.equal(isOver(NOON, "2026-11-21T12:00:00.001Z"), true);
  assert.equal(isOver("2026-11-21T12:00:01Z", "2026-11-21T12:00:00.999Z"), false);
  assert.equal(hasBegun("2026-11-21T12:00:01Z", "2026-11-21T12:00:00.999Z"), false);
});

test("what cannot be read as a moment has not begun and is over", () => {
  for (const text of [
    "",
    "now",
    "2026-11-21",
    "2026-11-21T12:00:00+00:00",
    "2026-11-21 12:00:00Z",
    " 2026-11-21T12:00:00Z",
  ]) {
    assert.equal(hasBegun(text, NOON), false, text);
    assert.equal(isOver(text, NOON), true, text);
    assert.equal(hasBegun("2026-01-01T00:00:00Z", text), false, text);
    assert.equal(isOver("2099-01-01T00:00:00Z", text), true, text);
  }
});

test("only moments of the calendar are moments", () => {
  for (const text of ["2024-02-29T00:00:00Z", "2026-12-31T23:59:59Z"])
    assert.equal(isMoment(text), true, text);
  for (const text of [
    "2026-02-29T00:00:00Z",
    "2026-02-31T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-11-21T24:00:00Z",
    "2026-11-21T12:60:00Z",
    "soon",
  ])
    assert.equal(isMoment(text), false, text);
});
