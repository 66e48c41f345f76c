// Raw commits and tags: read in one way or refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import { parseCommit, parseTagTarget, renderCommit } from "../../src/git/commit.ts";

const A = "a".repeat(40);
const B = "b".repeat(40);
const WHO = "alice <alice@example.org> 1767225600 +0000";

function commit(text: string): ReturnType<typeof parseCommit> {
  return parseCommit({ oid: A, bytes: Buffer.from(text), objectFormat: "sha1" });
}

test("tree, parents, people and message of a merge", () => {
  const parsed = commit(
    `tree ${A}\nparent ${A}\nparent ${B}\nauthor ${WHO}\ncommitter ${WHO}\ngpgsig -----\n x\n\nsubject\n\nbody\n`,
  );
  assert.ok(!(parsed instanceof Refusal));
  assert.deepEqual({ ...parsed, message: Buffer.from(parsed.message).toString(), bytes: undefined }, {
    oid: A, tree: A, parents: [A, B], author: WHO, committer: WHO, message: "subject\n\nbody\n", bytes: undefined,
  }); // prettier-ignore
});

test("what is rendered is parsed again", () => {
  const written = { tree: A, parents: [B], author: WHO, committer: WHO, message: Buffer.from("x\n\ny\n") };
  const bytes = renderCommit(written);
  assert.deepEqual(parseCommit({ oid: A, bytes, objectFormat: "sha1" }), { ...written, oid: A, bytes });
});

const MALFORMED: readonly (readonly [why: string, text: string])[] = [
  ["empty", ""],
  ["no tree", `author ${WHO}\ncommitter ${WHO}\n\nx`],
  ["two trees", `tree ${A}\ntree ${B}\nauthor ${WHO}\ncommitter ${WHO}\n\nx`],
  ["a second tree further down", `tree ${A}\nauthor ${WHO}\ncommitter ${WHO}\ntree ${B}\n\nx`],
  ["a parent after the author", `tree ${A}\nauthor ${WHO}\nparent ${B}\ncommitter ${WHO}\n\nx`],
  ["two authors", `tree ${A}\nauthor ${WHO}\nauthor ${WHO}\ncommitter ${WHO}\n\nx`],
  ["no committer", `tree ${A}\nauthor ${WHO}\n\nx`],
  ["only parents", `tree ${A}\nparent ${B}`],
  ["short tree", `tree abc\nauthor ${WHO}\ncommitter ${WHO}\n\nx`],
  ["a name of the other format", `tree ${"a".repeat(64)}\nauthor ${WHO}\ncommitter ${WHO}\n\nx`],
  ["a NUL in the headers", `tree ${A}\nauthor ${WHO}\u0000\ncommitter ${WHO}\n\nx`],
];
for (const [why, text] of MALFORMED) {
  test(`a commit is refused: ${why}`, () => {
    const parsed = commit(text);
    assert.ok(parsed instanceof Refusal);
    assert.equal(parsed.code, "OBJECT_CORRUPT");
  });
}

test("a tag names its target once", () => {
  const tag = (text: string): unknown =>
    parseTagTarget({ oid: A, bytes: Buffer.from(text), objectFormat: "sha1" });
  assert.equal(tag(`object ${B}\ntype commit\ntag v1\n\nobject ${A}\n`), B);
  assert.ok(tag(`object ${B}\nobject ${A}\ntype commit\n\n`) instanceof Refusal);
  assert.ok(tag(`type commit\nobject ${A}\n\n`) instanceof Refusal);
});
