import assert from "node:assert/strict";
import { test } from "node:test";
import { readArguments } from "./arguments.ts";

const KNOWN = ["B1", "B2", "B3"];
const run = { kind: "run", cases: KNOWN, isSmall: false, isWritten: false, date: undefined };

const UNDERSTOOD: readonly (readonly [string, object])[] = [
  ["", run],
  ["B3 B1", { ...run, cases: ["B1", "B3"] }],
  ["B2 --small", { ...run, cases: ["B2"], isSmall: true }],
  ["--write", { ...run, isWritten: true }],
  ["--date=2026-11-21 --write", { ...run, isWritten: true, date: "2026-11-21" }],
];

const REFUSED: readonly (readonly [string, RegExp])[] = [
  ["B1 B9 b2", /There is no case B9, b2; there are B1, B2, B3\./],
  ["--fast", /--fast is no option/],
  ["--write --date=today", /--date=today is no option/],
  ["--date=2026-11-21", /without --write/],
  ["--small --write", /small sizes/],
];

for (const [words, wanted] of UNDERSTOOD) {
  test(`npm run bench -- ${words}`, () => assert.deepEqual(readArguments(split(words), KNOWN), wanted));
}

for (const [words, why] of REFUSED) {
  test(`npm run bench -- ${words} is refused, and the usage shown`, () => {
    const answer = readArguments(split(words), KNOWN);
    assert.equal(answer.kind, "wrong");
    assert.match(answer.why, why);
    assert.match(answer.why, /Usage: npm run bench/);
  });
}

function split(words: string): readonly string[] {
  return words.split(" ").filter((word) => word !== "");
}
