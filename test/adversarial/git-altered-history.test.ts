// Objects in the middle of a history that were altered, removed, or written so that different readers read them
// differently: a refusal. What is merely odd hides nothing that is below it.
import assert from "node:assert/strict";
import { chmodSync, rmSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { forgeObject, looseFile, swapObject } from "../support/forge-object.ts";
import { PEOPLE, prepareStory, readStory, WHO } from "../support/withdrawal-story.ts";
import type { Story } from "../support/withdrawal-story.ts";

const tellStory = prepareStory({ after });

const FORGERIES: readonly (readonly [why: string, forge: (story: Story) => void])[] = [
  ["a commit that skips the withdrawal", ({ repository, below, removal }) =>
    forgeObject(repository, removal, repository.git(["cat-file", "commit", removal]).replace(/^parent .*$/m, `parent ${below}`))],
  ["a commit that ends the history", ({ repository, removal }) =>
    forgeObject(repository, removal, repository.git(["cat-file", "commit", removal]).replace(/^parent .*\n/m, ""))],
  ["a commit that names itself as its parent", ({ repository, removal }) =>
    forgeObject(repository, removal, repository.git(["cat-file", "commit", removal]).replace(/^parent .*$/m, `parent ${removal}`))],
  ["two commits that name each other", ({ repository, approval, withdrawal }) =>
    forgeObject(repository, approval, repository.git(["cat-file", "commit", approval]).replace(/^parent .*$/m, `parent ${withdrawal}`))],
  ["another commit under this name", ({ repository, withdrawal, tip }) =>
    forgeObject(repository, withdrawal, repository.git(["cat-file", "commit", tip]))],
  ["another kind of object under this name", ({ repository, withdrawal }) =>
    swapObject(repository, withdrawal, repository.git(["hash-object", "-w", "--stdin"], "x"))],
  ["a root tree without the withdrawal", ({ repository, withdrawal }) =>
    forgeObject(repository, repository.git(["rev-parse", `${withdrawal}^{tree}`]), "")],
  ["an approvals tree without the withdrawal", ({ repository, withdrawal }) =>
    forgeObject(repository, repository.git(["rev-parse", `${withdrawal}:plans/p/approvals`]), "")],
  ["a commit that cannot be unpacked", ({ repository, withdrawal }) => {
    chmodSync(looseFile(repository, withdrawal), 0o644);
    writeFileSync(looseFile(repository, withdrawal), "garbage");
  }],
]; // prettier-ignore
for (const [why, forge] of FORGERIES) {
  test(`altered in the middle of the history: ${why}`, async (t) => {
    const story = tellStory(t);
    forge(story);
    assert.equal(await readStory(story.repository.directory, story.tip), "OBJECT_CORRUPT");
  });
}

const GONE: readonly (readonly [what: string, path: string])[] = [
  ["a commit", ""],
  ["a root tree", "^{tree}"],
  ["the folder of the approvals", ":plans/p/approvals"],
];
for (const [what, path] of GONE) {
  test(`${what} of the withdrawal was removed: not judged`, async (t) => {
    const { repository, withdrawal, tip } = tellStory(t);
    rmSync(looseFile(repository, repository.git(["rev-parse", `${withdrawal}${path}`])));
    assert.equal(await readStory(repository.directory, tip), "OBJECT_MISSING");
  });
}

type Head = (story: Story) => string;
const tipOf: Head = ({ tip }) => tip;
const treeOf: Head = ({ repository, tip }) => repository.git(["rev-parse", `${tip}^{tree}`]);

const UNREADABLE: readonly (readonly [why: string, text: Head])[] = [
  ["two trees, of which git takes the first", (story) => `tree ${treeOf(story)}\ntree ${treeOf(story)}\nparent ${tipOf(story)}\n${PEOPLE}`],
  ["a parent after the people, which git does not see", (story) => `tree ${treeOf(story)}\nauthor ${WHO}\nparent ${tipOf(story)}\ncommitter ${WHO}\n`],
  ["a parent by a short name", (story) => `tree ${treeOf(story)}\nparent ${tipOf(story).slice(0, 12)}\n${PEOPLE}`],
  ["a parent in capitals", (story) => `tree ${treeOf(story)}\nparent ${tipOf(story).toUpperCase()}\n${PEOPLE}`],
  ["a NUL that ends the headers for some", (story) => `tree ${treeOf(story)}\nparent ${tipOf(story)}\n\0${PEOPLE}`],
  ["a parent that is a tree", (story) => `tree ${treeOf(story)}\nparent ${treeOf(story)}\n${PEOPLE}`],
  ["a tree that is a commit", (story) => `tree ${tipOf(story)}\nparent ${tipOf(story)}\n${PEOPLE}`],
]; // prettier-ignore
for (const [why, text] of UNREADABLE) {
  test(`a commit that different readers read differently: ${why}`, async (t) => {
    const story = tellStory(t);
    const write = ["hash-object", "-t", "commit", "-w", "--literally", "--stdin"];
    const odd = story.repository.git(write, `${text(story)}\nx\n`);
    const below = story.repository.git(write, `tree ${treeOf(story)}\nparent ${odd}\n${PEOPLE}\nx\n`);
    assert.equal(await readStory(story.repository.directory, odd), "OBJECT_CORRUPT");
    assert.equal(await readStory(story.repository.directory, below), "OBJECT_CORRUPT");
  });
}

const ODD: readonly (readonly [why: string, text: Head])[] = [
  ["its only parent 300 times", (story) => `tree ${treeOf(story)}\n${`parent ${tipOf(story)}\n`.repeat(300)}${PEOPLE}`],
  ["a time that no clock shows", (story) => `tree ${treeOf(story)}\nparent ${tipOf(story)}\nauthor ${WHO}\ncommitter a <a> ${"9".repeat(30)} +9999\n`],
  ["a signature by nobody and a merged tag, with headers of their own", (story) =>
    `tree ${treeOf(story)}\nparent ${tipOf(story)}\n${PEOPLE}gpgsig -----BEGIN SSH SIGNATURE-----\n parent ${"f".repeat(40)}\n -----END SSH SIGNATURE-----\nmergetag object ${"e".repeat(40)}\n type commit\n`],
  ["a message that looks like headers", (story) => `tree ${treeOf(story)}\nparent ${tipOf(story)}\n${PEOPLE}\nparent ${"f".repeat(40)}`],
]; // prettier-ignore
for (const [why, text] of ODD) {
  test(`an odd commit hides nothing below it: ${why}`, async (t) => {
    const story = tellStory(t);
    const write = ["hash-object", "-t", "commit", "-w", "--literally", "--stdin"];
    const odd = story.repository.git(write, `${text(story)}\nx\n`);
    assert.deepEqual(await readStory(story.repository.directory, odd), {
      history: [...story.truth.history, odd],
      versions: story.truth.versions,
    });
  });
}
