// Folders for work in progress: new, private, and gone afterwards.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { withPrivateFolder } from "../../src/git/private-folder.ts";
import type { Repository } from "../../src/git/repository.ts";
import { makeFolder } from "../support/repository.ts";
import type { Ending } from "../support/repository.ts";

function makePlace(ending: Ending): { readonly repository: Repository; readonly purpose: "objects" } {
  const gitDir = makeFolder(ending);
  const repository = {
    gitDir,
    commonDir: gitDir,
    workTree: undefined,
    objectFormat: "sha1",
    shallow: false,
    gitVersion: "",
  } as const;
  return { repository, purpose: "objects" };
}

test("two at once are two folders, readable by nobody else, and gone whatever happens", async (t) => {
  const place = makePlace(t);
  const use = async (folder: string): Promise<string> => {
    assert.equal(statSync(folder).mode & 0o777, 0o700);
    writeFileSync(join(folder, "x"), "");
    return Promise.resolve(folder);
  };
  const [one, two] = await Promise.all([withPrivateFolder(place, use), withPrivateFolder(place, use)]);
  assert.notEqual(one, two);
  let third = "";
  const failing = withPrivateFolder(place, (folder) => {
    third = folder;
    throw new Error("work failed");
  });
  await assert.rejects(failing, /work failed/);
  for (const folder of [one, two, third]) assert.ok(!existsSync(folder));
});

test("what a killed process left is removed after a day; everything else there stays", async (t) => {
  const place = makePlace(t);
  const parent = join(place.repository.commonDir, "cutplan");
  const old = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  const names = ["objects-aB3xyz", "transfer-aB3xyz", "objects-fresh1", "lock", "objects-somebody-else"];
  for (const name of names) {
    mkdirSync(join(parent, name), { recursive: true });
    if (name !== "objects-fresh1") utimesSync(join(parent, name), old, old);
  }
  await withPrivateFolder(place, () => Promise.resolve());
  const left = names.filter((name) => existsSync(join(parent, name)));
  assert.deepEqual(left, ["objects-fresh1", "lock", "objects-somebody-else"]);
});
