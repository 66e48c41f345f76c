// The last line of a report, and only that, names the head of the evidence.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHeadLine, renderHeadLine } from "../../src/evidence/head.ts";

const HEAD = { seq: 12, sha256: "0".repeat(64) };
const parse = (text: string): unknown => parseHeadLine(new TextEncoder().encode(text));

test("what is rendered is parsed again", () => {
  assert.deepEqual(parse(`# Run\n\n${renderHeadLine(HEAD)}\n`), HEAD);
});

test("a head line further up does not count, nor one that is not whole", () => {
  for (const text of [
    "",
    "\n\n",
    `${renderHeadLine(HEAD)}\nmore\n`,
    renderHeadLine(HEAD).slice(0, -1),
    `\`${renderHeadLine(HEAD)}\``,
    `evidence head: seq 01 sha256 ${HEAD.sha256}`,
    `evidence head: seq 99999999999999999999 sha256 ${HEAD.sha256}`,
  ]) {
    assert.equal(parse(text), undefined, text);
  }
});
