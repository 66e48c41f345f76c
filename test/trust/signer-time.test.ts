import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isMoment, parseSignerTime, renderSignerTime } from "../../src/trust/signer-time.ts";

const TIMES: readonly (readonly [string, string | undefined])[] = [
  ["20260131Z", "2026-01-31T00:00:00Z"],
  ["202601312359Z", "2026-01-31T23:59:00Z"],
  ["20260131235958Z", "2026-01-31T23:59:58Z"],
  ["19700101000001Z", "1970-01-01T00:00:01Z"],
  ["19700101Z", undefined],
  ["20240229Z", "2024-02-29T00:00:00Z"],
  ["99991231235959Z", "9999-12-31T23:59:59Z"],
  ["19691231Z", undefined],
  ["20260229Z", undefined],
  ["20260431Z", undefined],
  ["20261301Z", undefined],
  ["20260100Z", undefined],
  ["202601312400Z", undefined],
  ["202601312360Z", undefined],
  ["20260131235960Z", undefined],
  ["2026013123Z", undefined],
  ["20260131", undefined],
  ["20260131z", undefined],
  ["2026-01-31T00:00:00Z", undefined],
  ["20260131UTC", undefined],
  [" 20260131Z", undefined],
  ["20260131Z\n", undefined],
  ["٢٠٢٦٠١٣١Z", undefined],
  ["", undefined],
];

for (const [text, moment] of TIMES)
  test(`the time ${JSON.stringify(text)}`, () => {
    assert.equal(parseSignerTime(text), moment);
  });

test("a moment is to the second, in UTC, and in the calendar", () => {
  for (const text of ["2026-06-01T12:00:00Z", "2024-02-29T23:59:59Z"]) assert.ok(isMoment(text), text);
  for (const text of [
    "",
    "2026-06-01",
    "2026-06-01T12:00:00",
    "2026-06-01T12:00:00.000Z",
    "2026-06-01T12:00:00+00:00",
    "2026-06-01 12:00:00Z",
    "2026-02-30T12:00:00Z",
    "2026-06-01T24:00:00Z",
    "2026-06-01T12:00:60Z",
    "2026-06-01T12:00:00Z\n",
  ])
    assert.ok(!isMoment(text), text);
});

test("what is rendered is read again as the same moment", () => {
  const dates = fc.date({ min: new Date(1000), max: new Date("9999-12-31T23:59:59Z"), noInvalidDate: true });
  fc.assert(
    fc.property(dates, (date) => {
      const moment = `${date.toISOString().slice(0, 19)}Z`;
      assert.equal(parseSignerTime(renderSignerTime(moment)), moment);
    }),
    { seed: 1, numRuns: 300 },
  );
  assert.equal(renderSignerTime("2026-01-31T00:00:00Z"), "20260131Z");
});
