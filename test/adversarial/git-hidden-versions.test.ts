// Trees that hide a withdrawal from whoever reads only what honest gits write: it is listed as it stands, and what cannot
// be read at all is refused.
import assert from "node:assert/strict";
import { test } from "node:test";
import { startObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import { makeRepository } from "../support/repository.ts";
import type { TestRepository } from "../support/repository.ts";
import { PEOPLE, readStory } from "../support/withdrawal-story.ts";
import type { Truth } from "../support/withdrawal-story.ts";

type Entry = readonly [mode: string, name: string | Uint8Array, oid: string];

function writeTree({ git }: TestRepository, entries: readonly Entry[]): string {
  const bytes = entries.flatMap(([mode, name, oid]) => [
    Buffer.from(`${mode} `),
    Buffer.from(name),
    Buffer.from([0]),
    Buffer.from(oid, "hex"),
  ]);
  return git(["hash-object", "-t", "tree", "-w", "--literally", "--stdin"], Buffer.concat(bytes));
}

interface Hidden {
  readonly blob: string;
  /** approvals/ with the withdrawal. */
  readonly folder: string;
  readonly tree: (entries: readonly Entry[]) => string;
}

const FOLDER = "40000";
const FILE = "100644";
const HIDING: readonly (readonly [why: string, plans: (hidden: Hidden) => readonly Entry[], shown: string])[] = [
  ["in the second of two folders of one name", ({ folder, tree }) => [[FOLDER, "p", tree([[FOLDER, "approvals", tree([])], [FOLDER, "approvals", folder]])]], `${FILE} plans/p/approvals/w.yaml`],
  ["in the second of two plans of one name", ({ folder, tree }) => [[FOLDER, "p", tree([])], [FOLDER, "p", tree([[FOLDER, "approvals", folder]])]], `${FILE} plans/p/approvals/w.yaml`],
  ["in the second of two files of one name", ({ blob, tree }) => [[FOLDER, "p", tree([[FOLDER, "approvals", tree([[FILE, "w.yaml", "a".repeat(40)], [FILE, "w.yaml", blob]])]])]], `${FILE} plans/p/approvals/w.yaml`],
  ["in a folder whose mode is written otherwise", ({ folder, tree }) => [["040000", "p", tree([["40755", "approvals", folder]])]], `${FILE} plans/p/approvals/w.yaml`],
  ["in a plan whose name is not UTF-8", ({ folder, tree }) => [[FOLDER, Buffer.from([0x70, 0xff]), tree([[FOLDER, "approvals", folder]])]], `${FILE} plans/p\\xff/approvals/w.yaml`],
  ["in a plan that leads out of the folder", ({ folder, tree }) => [[FOLDER, "..", tree([[FOLDER, "approvals", folder]])]], `${FILE} plans/../approvals/w.yaml`],
  ["under a name that runs the other way", ({ blob, tree }) => [[FOLDER, "p", tree([[FOLDER, "approvals", tree([[FILE, "w\u202e.yaml", blob]])]])]], `${FILE} plans/p/approvals/w\\u{202e}.yaml`],
  ["with the mode that old gits wrote", ({ blob, tree }) => [[FOLDER, "p", tree([[FOLDER, "approvals", tree([["100664", "w.yaml", blob]])]])]], "100664 plans/p/approvals/w.yaml"],
  ["with a mode that looks like the honest one", ({ blob, tree }) => [[FOLDER, "p", tree([[FOLDER, "approvals", tree([["0100644", "w.yaml", blob]])]])]], "0100644 plans/p/approvals/w.yaml"],
  ["as a symlink", ({ blob, tree }) => [[FOLDER, "p", tree([[FOLDER, "approvals", tree([["120000", "w.yaml", blob]])]])]], "120000 plans/p/approvals/w.yaml"],
  ["beside a name that differs in case only", ({ blob, tree }) => [[FOLDER, "p", tree([[FOLDER, "approvals", tree([[FILE, "W.yaml", "a".repeat(40)], [FILE, "w.yaml", blob]])]])]], `${FILE} plans/p/approvals/w.yaml`],
]; // prettier-ignore
for (const [why, plans, shown] of HIDING) {
  test(`a withdrawal that an odd tree hides is listed: ${why}`, async (t) => {
    const repository = makeRepository(t);
    const { git, directory } = repository;
    const blob = git(["hash-object", "-w", "--stdin"], "withdraw\n");
    const tree = (entries: readonly Entry[]): string => writeTree(repository, entries);
    const hidden = { blob, tree, folder: tree([[FILE, "w.yaml", blob]]) };
    const root = tree([[FOLDER, "plans", tree(plans(hidden))]]);
    const write = ["hash-object", "-t", "commit", "-w", "--literally", "--stdin"];
    const odd = git(write, `tree ${root}\n${PEOPLE}\nx\n`);
    const store = await startObjectStore(await openRepository(directory));
    const history = await store.readHistory(
      git(["commit-tree", "-p", odd, "-m", "tidy", git(["mktree"], "")]),
    );
    const versions = await store.listVersions(history, ["plans", "*", "approvals", "*"]);
    await store.stop();
    const found = versions.filter(({ oid }) => oid === blob);
    assert.deepEqual(found.map(({ mode, path, commit }) => `${mode} ${path} ${commit}`), [`${shown} ${odd}`]); // prettier-ignore
  });
}

test("trees that cannot be read at all: refused, not passed by", async (t) => {
  const repository = makeRepository(t);
  const { git, directory } = repository;
  const blob = git(["hash-object", "-w", "--stdin"], "x");
  const torn = git(["hash-object", "-t", "tree", "-w", "--literally", "--stdin"], "40000 p\0short");
  const write = ["hash-object", "-t", "commit", "-w", "--literally", "--stdin"];
  const read = (plans: string): Promise<Truth | string> => {
    const root = writeTree(repository, [[FOLDER, "plans", plans]]);
    return readStory(directory, git(write, `tree ${root}\n${PEOPLE}\nx\n`));
  };
  assert.equal(await read(torn), "TREE_MALFORMED");
  assert.equal(await read(blob), "OBJECT_CORRUPT");
  assert.equal(await read("f".repeat(40)), "OBJECT_MISSING");
});

test("a small repository that holds one folder a million times over is refused, not listed", async (t) => {
  const repository = makeRepository(t);
  const blob = repository.git(["hash-object", "-w", "--stdin"], "x");
  const numbers = (count: number): readonly string[] =>
    Array.from({ length: count }, (_unused, n) => String(n));
  const files = writeTree(repository, numbers(2000).map((name): Entry => [FILE, name, blob])); // prettier-ignore
  const plan = writeTree(repository, [[FOLDER, "approvals", files]]);
  const plans = writeTree(repository, numbers(600).map((name): Entry => [FOLDER, name, plan])); // prettier-ignore
  const root = writeTree(repository, [[FOLDER, "plans", plans]]);
  const commit = repository.git(["commit-tree", "-m", "bomb", root]);
  assert.equal(await readStory(repository.directory, commit), "TREE_MALFORMED");
});
