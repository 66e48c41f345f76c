// A kit goes into an empty place, whole or not at all, and its tar is the same bytes for the same files.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { requireEmptyFolder, writeKitFolder, writeKitTar } from "../../src/cli/write-kit.ts";
import type { KitFile } from "../../src/evidence/kit.ts";
import { makeFolder } from "../support/repository.ts";

const FILES: readonly KitFile[] = [
  { path: "a/b.txt", bytes: Buffer.from("b") },
  { path: `inputs/${"x".repeat(200)}/${"y".repeat(120)}`, bytes: Buffer.alloc(700) },
];

test("a folder is made, or filled where it is empty", async (context) => {
  const folder = makeFolder(context);
  await writeKitFolder(folder, FILES);
  await writeKitFolder(path.join(folder, "new", "er"), FILES.slice(0, 1));
  assert.equal(readFileSync(path.join(folder, "a/b.txt"), "utf8"), "b");
  assert.equal(readFileSync(path.join(folder, "new/er/a/b.txt"), "utf8"), "b");
});

test("what is there is left alone: FILE_EXISTS", async (context) => {
  const folder = makeFolder(context);
  const file = path.join(folder, "file");
  writeFileSync(file, "mine");
  symlinkSync(file, path.join(folder, "link"));
  for (const place of [folder, file, path.join(folder, "link")])
    await assert.rejects(requireEmptyFolder(place), { code: "FILE_EXISTS" }, place);
  await assert.rejects(writeKitFolder(folder, FILES), { code: "FILE_EXISTS" });
  await assert.rejects(writeKitTar(file, { name: "kit", files: FILES }), { code: "FILE_EXISTS" });
  assert.equal(readFileSync(file, "utf8"), "mine");
});

test("a file that cannot be written leaves none behind: DISK_REFUSED", async (context) => {
  const folder = path.join(makeFolder(context), "kit");
  mkdirSync(folder);
  const clash: readonly KitFile[] = [...FILES.slice(0, 1), { path: "a/b.txt/c", bytes: Buffer.alloc(0) }];
  await assert.rejects(writeKitFolder(folder, clash), { code: "DISK_REFUSED" });
  assert.deepEqual(readdirSync(path.join(folder, "a")), []);
});

test("the same files are the same tar", async (context) => {
  const folder = makeFolder(context);
  const tars = ["one.tar", "deep/other.tar"].map((name) => path.join(folder, name));
  for (const tar of tars) await writeKitTar(tar, { name: "kit", files: FILES });
  const [one, other] = tars.map((tar) => readFileSync(tar));
  assert.deepEqual(one, other);
});
