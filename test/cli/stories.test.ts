// Every story in stories/ is played against the program, in a repository of its own. UPDATE_GOLDEN=1 writes them anew.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { makeRepository } from "../support/repository.ts";
import { playStory } from "./story.ts";

const FOLDER = path.join(import.meta.dirname, "stories");
const names = readdirSync(FOLDER).filter((name) => name.endsWith(".txt"));

test("there are stories", () => {
  assert.ok(names.length > 0);
});

for (const name of names) {
  test(`story: ${name.replace(".txt", "")}`, async (context) => {
    const file = path.join(FOLDER, name);
    const expected = readFileSync(file, "utf8");
    const played = await playStory(makeRepository(context), expected);
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, played);
    else assert.equal(played, expected);
  });
}
