// A name and an e-mail as they may stand in a commit.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readUser, renderPerson } from "../../src/git/identity.ts";
import { openRepository } from "../../src/git/repository.ts";
import { makeRepository } from "../support/repository.ts";

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

test("the clone's own name is proposed, and not that of a file it includes", async (context) => {
  const { directory, git, write } = makeRepository(context);
  write({ "other.config": "[user]\n\tname = Mallory\n\temail = mallory@example.org\n" });
  git(["config", "--local", "include.path", "../other.config"]);
  const repository = await openRepository(directory);
  assert.notEqual((await readUser(repository)).name, "Mallory");
  git(["config", "--local", "user.name", "Bob"]);
  assert.equal((await readUser(repository)).name, "Bob");
  assert.notEqual((await readUser(repository)).email, "mallory@example.org");
});
