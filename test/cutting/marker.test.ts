// Which lines begin with a marker, and which markers can be used at all.
import assert from "node:assert/strict";
import { test } from "node:test";
import { matchMarker, parseMarker } from "../../src/cutting/marker.ts";
import { bytesOf } from "./cutting-sample.ts";

/** The number of the line under the marker, or undefined. */
function match(marker: string, line: string): number | undefined {
  const parsed = parseMarker(marker);
  assert.ok(parsed);
  const bytes = bytesOf(`before ${line}`);
  return matchMarker(parsed, bytes, { start: "before ".length, end: bytes.length })?.value;
}

const TABLE: readonly (readonly [string, string, number | undefined])[] = [
  ["Article {n}", "Article 5", 5],
  ["Article {n}", "Article 5. Scope", 5],
  ["Article {n}", "Article 5a", undefined],
  ["Article {n}", "Article 5é", undefined],
  ["Article {n}", "Article 5๑", undefined],
  ["Article {n}", "Article 5\u0301", undefined],
  ["Article {n}", "Article 5_", 5],
  ["Article {n}", "Article 5\u00a0", 5],
  ["Article {n}", " Article 5", undefined],
  ["Article {n}", "article 5", undefined],
  ["Article {n}", "Article  5", undefined],
  ["Article {n}", "Article", undefined],
  ["Article {n}", "Article five", undefined],
  ["Article {n}", "", undefined],
  ["  {n}. ", "  0. Definitions.", 0],
  ["  {n}. ", "    7.  This", undefined],
  ["  {n}. ", "  1.5", undefined],
  ["{n}.", "12.x", 12],
  ["{n}0", "10", undefined],
  ["§ {n}", "§ 12 Begriffe", 12],
  ["Điều {n}:", "Điều 3: Giải thích", 3],
  ["{n}\u0301", "3\u0301", 3],
  ["Title {n:roman}", "Title XIV", 14],
  ["Title {n:roman}", "Title xiv", 14],
  ["Title {n:roman}", "Title XIv", undefined],
  ["Title {n:roman}", "Title IIII", undefined],
  ["Title {n:roman}", "Title Mixed", undefined],
  ["Title {n:roman}", "Title IV2", undefined],
  ["{n:roman}) ", "iv) x", 4],
  ["(.*{n}+)[", "(.*7+)[", 7],
  ["(.*{n}+)[", "(xx7+)[", undefined],
  ["{x}{n}{y}", "{x}1{y}", 1],
];

for (const [marker, line, expected] of TABLE) {
  test(`${JSON.stringify(marker)} in ${JSON.stringify(line)}`, () => {
    assert.equal(match(marker, line), expected);
  });
}

for (const text of [
  "",
  "Article",
  "{n}{n}",
  "{n} {n:roman}",
  "{n:03}",
  "{n:ROMAN}",
  "{ n }",
  "{n",
  "{n:roman",
  "{nn}",
]) {
  test(`no marker: ${JSON.stringify(text)}`, () => {
    assert.equal(parseMarker(text), undefined);
  });
}
