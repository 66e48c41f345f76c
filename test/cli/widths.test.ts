// What is printed at 40, 80 and 120 columns, as golden files; story.ts holds every line to its terminal. UPDATE_GOLDEN=1 writes
// them anew.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { makeRepository } from "../support/repository.ts";
import { playStory } from "./story.ts";
import { buildWorld } from "./widths-world.ts";

const FOLDER = path.join(import.meta.dirname, "widths");
const names = readdirSync(FOLDER).filter((name) => name.endsWith(".txt"));
const repository = makeRepository({ after });
await buildWorld(repository);

test("there are golden files", () => {
  assert.ok(names.length > 0);
});

for (const name of names) {
  test(`widths: ${name.replace(".txt", "")}`, async () => {
    const file = path.join(FOLDER, name);
    const expected = readFileSync(file, "utf8");
    const played = await playStory(repository, expected);
    if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(file, played);
    else assert.equal(played, expected);
  });
}
