// What --interval takes, and what it refuses.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readInterval } from "../../src/cli/watch/read-interval.ts";

for (const [text, ms] of [
  ["1s", 1000],
  ["90s", 90_000],
  ["5m", 300_000],
  ["1h", 3_600_000],
  ["7d", 604_800_000],
] as const) {
  test(`--interval ${text}`, () => assert.equal(readInterval(text), ms));
}

for (const text of [
  "0s",
  "",
  "5",
  "m",
  "-1m",
  "1.5m",
  "5 m",
  "500ms",
  "8d",
  "9999999s",
  "1w",
  "५m",
  "1m\n",
]) {
  test(`--interval ${JSON.stringify(text)} is refused`, () => {
    assert.throws(() => readInterval(text), { name: "Refusal", code: "USAGE" });
  });
}
