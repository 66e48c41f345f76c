import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isCalendarTime } from "../../src/documents/calendar-time.ts";

test("every moment that a clock can show is in the calendar", () => {
  const moment = fc.date({
    min: new Date("0000-01-01T00:00:00Z"),
    max: new Date("9999-12-31T23:59:59Z"),
    noInvalidDate: true,
  });
  const property = fc.property(moment, (date) =>
    assert.ok(isCalendarTime(`${date.toISOString().slice(0, 19)}Z`)),
  );
  fc.assert(property, { seed: 1, numRuns: 1000 });
});

test("every day of every month that there is, and no other", () => {
  for (const year of [1900, 2000, 2023, 2024, 2100, 2400])
    for (let month = 0; month <= 13; month += 1)
      for (let day = 0; day <= 32; day += 1) {
        const date = new Date(Date.UTC(year, month - 1, day));
        const exists =
          date.getUTCMonth() === month - 1 && date.getUTCDate() === day && date.getUTCFullYear() === year;
        const text = `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}T12:00:00Z`;
        assert.equal(isCalendarTime(text), exists, text);
      }
});

test("what is not written as formats.md says is no time", () => {
  for (const text of [
    "",
    "2027-01-31",
    "2027-01-31T00:00:00",
    "2027-01-31t00:00:00z",
    "2027-01-31T00:00:00.000Z",
    "2027-01-31T00:00:00+00:00",
    " 2027-01-31T00:00:00Z",
    "2027-01-31T00:00:00Z\n",
    "2027-01-31T24:00:00Z",
    "2027-01-31T23:60:00Z",
    "2026-12-31T23:59:60Z",
    "+02027-01-31T00:00:00Z",
  ])
    assert.equal(isCalendarTime(text), false, text);
});
