// A mark is read back as it was kept, and from nowhere but a folder and a file of this user's own.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { Refusal } from "../../../src/diagnostics/refusal.ts";
import { keepMark, newMark, readMark } from "../../../src/target/sandbox/sandbox-mark.ts";
import { makeFolder } from "../../support/repository.ts";

const SPOILS: readonly (readonly [what: string, spoil: (folder: string, file: string) => void])[] = [
  ["no mark", (_folder, file) => rmSync(file)],
  ["an empty mark", (_folder, file) => writeFileSync(file, "")],
  ["a name that no sandbox gives", (_folder, file) => writeFileSync(file, "main")],
  ["a mark with a line more", (_folder, file) => writeFileSync(file, `${newMark()}\n`)],
  ["a mark that others can write to", (_folder, file) => chmodSync(file, 0o622)],
  ["a folder that others can write to", (folder) => chmodSync(folder, 0o777)],
  [
    "a mark that is a link",
    (folder, file) => {
      renameSync(file, path.join(folder, "elsewhere"));
      symlinkSync("elsewhere", file);
    },
  ],
  [
    "a folder that is a link",
    (folder) => {
      renameSync(folder, `${folder}-elsewhere`);
      symlinkSync(`${folder}-elsewhere`, folder);
    },
  ],
];

test("a mark is read back as it was kept, and is kept once", async (context) => {
  const folder = makeFolder(context);
  const mark = newMark();
  await keepMark(folder, mark);
  assert.equal(await readMark(folder), mark);
  assert.notEqual(newMark(), mark);
  await assert.rejects(keepMark(folder, newMark()), { code: "EEXIST" });
});

for (const [what, spoil] of SPOILS) {
  test(`refused: ${what}`, async (context) => {
    const folder = path.join(makeFolder(context), "sandbox");
    mkdirSync(folder, { mode: 0o700 });
    await keepMark(folder, newMark());
    spoil(folder, path.join(folder, "sandbox-mark"));
    await assert.rejects(
      readMark(folder),
      (error) => error instanceof Refusal && error.code === "EMBEDDED_FAILED",
    );
  });
}
