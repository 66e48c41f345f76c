// A name and an e-mail as they may stand in a commit.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { renderPerson } from "../../src/git/identity.ts";

for (const [name, email, expected] of [
  ["alice", "alice@example.org", "alice <alice@example.org>"],
  [undefined, undefined, "cutplan <cutplan@localhost>"],
  ["", " ", "cutplan <cutplan@localhost>"],
  ["<>", "<>", "cutplan <cutplan@localhost>"],
  ["Al\nauthor x <y>", "a b@c", "Alauthor x y <ab@c>"],
  ['"Nguyễn Văn A".', "<a@b>", "Nguyễn Văn A <a@b>"],
] as const) {
  test(`${JSON.stringify(name)} ${JSON.stringify(email)}`, () =>
    assert.equal(renderPerson(name, email), expected));
}

test("no text ends the field, the line or the header", () => {
  const text = fc.string({
    unit: fc.constantFrom("a", " ", "<", ">", "\n", "\0", ".", "\u202e", "\ud800", "ễ"),
  });
  fc.assert(
    fc.property(text, text, (name, email) =>
      assert.match(renderPerson(name, email), /^[^<>\n\0]+ <[^<>\s\0]+>$/u),
    ),
    { seed: 1, numRuns: 500 },
  );
});
