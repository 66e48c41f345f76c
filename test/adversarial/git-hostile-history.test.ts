// A history that somebody wants to be read otherwise than it is, by what git lets a repository or its caller say beside
// the objects: the true history is read, or there is a refusal with exit 7 or 8, and nothing of the repository is run.
// Traps that deceive a plain git are shown to work.
import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs"; // prettier-ignore
import { join } from "node:path";
import { after, test } from "node:test";
import { forgeObject, looseFile } from "../support/forge-object.ts";
import {
  clonePartially,
  makeFolder,
  makeRepository,
  openTestRepository,
  writeScript,
} from "../support/repository.ts";
import type { TestRepository } from "../support/repository.ts";
import { APPROVAL, PEOPLE, prepareStory, readStory } from "../support/withdrawal-story.ts";

const tellStory = prepareStory({ after });

test("replaced commits and trees: the originals are walked", async (t) => {
  const { repository, truth, below, withdrawal, removal, tip } = tellStory(t);
  const { git, directory } = repository;
  const tree = git(["rev-parse", `${removal}^{tree}`]);
  git(["replace", withdrawal, git(["commit-tree", "-m", "x", "-p", below, tree])]);
  git(["replace", git(["rev-parse", `${withdrawal}^{tree}`]), git(["mktree"], "")]);
  git(["replace", tip, git(["commit-tree", "-m", "alone", tree])]);
  assert.equal(git(["rev-list", "--count", tip]), "1");
  assert.deepEqual(await readStory(directory, tip), truth);
});

test("grafts that skip the withdrawal, and grafts that add a stranger", async (t) => {
  const { repository, truth, below, withdrawal, removal, tip } = tellStory(t);
  const { git, directory, write } = repository;
  const stranger = git(["commit-tree", "-m", "stranger", "HEAD^{tree}"]);
  write({ ".git/info/grafts": `${removal} ${below}\n${below} ${stranger}\n` });
  assert.doesNotMatch(git(["rev-list", tip]), new RegExp(withdrawal));
  assert.deepEqual(await readStory(directory, tip), truth);
});

const CUTS: readonly (readonly [why: string, text: (removal: string) => string])[] = [
  ["names the removal as the first commit", (removal) => `${removal}\n`],
  ["is empty", () => ""],
  ["is garbage, over which git gives up", () => "garbage\n"],
  ["names a commit that is not here", () => `${"f".repeat(40)}\n`],
];
for (const [why, text] of CUTS) {
  test(`a planted list of shallow commits that ${why}: not judged`, async (t) => {
    const { repository, removal, tip } = tellStory(t);
    writeFileSync(join(repository.directory, ".git/shallow"), text(removal));
    assert.equal(await readStory(repository.directory, tip), "HISTORY_SHALLOW");
  });
}

test("a commit-graph that names other parents, and one that is garbage", async (t) => {
  const { repository, truth, below, withdrawal, removal, tip } = tellStory(t);
  const { git, directory } = repository;
  git(["config", "core.commitGraph", "true"]);
  git(["commit-graph", "write", "--reachable"]);
  const file = join(directory, ".git/objects/info/commit-graph");
  const graph = readFileSync(file);
  // gitformat-commit-graph(5): rows of tree, two parents by position, and date, in the order of the commits' names.
  const rows = Number(graph.readBigUInt64BE(graph.indexOf("CDAT") + 4));
  const sorted = [...truth.history].sort();
  graph.writeUInt32BE(sorted.indexOf(below), rows + sorted.indexOf(removal) * 36 + 20);
  chmodSync(file, 0o644);
  writeFileSync(file, graph);
  assert.doesNotMatch(git(["rev-list", tip]), new RegExp(withdrawal));
  assert.deepEqual(await readStory(directory, tip), truth);
  writeFileSync(file, "garbage");
  assert.deepEqual(await readStory(directory, tip), truth);
});

test("alternates: borrowed objects are hashed too; a lender that is gone, itself, or no folder is not the end", async (t) => {
  const { repository, truth, withdrawal, removal, tip } = tellStory(t);
  const clone = openTestRepository(join(makeFolder(t), "clone"));
  repository.git(["clone", "--quiet", "--shared", "--no-checkout", repository.directory, clone.directory]);
  assert.deepEqual(await readStory(clone.directory, tip), truth);
  forgeObject(repository, removal, repository.git(["cat-file", "commit", tip]));
  assert.equal(await readStory(clone.directory, tip), "OBJECT_CORRUPT");
  rmSync(looseFile(repository, removal));
  assert.equal(await readStory(clone.directory, tip), "OBJECT_MISSING");
  renameSync(join(repository.directory, ".git"), join(repository.directory, "gone"));
  assert.equal(await readStory(clone.directory, withdrawal), "OBJECT_MISSING");
  renameSync(join(repository.directory, "gone"), join(repository.directory, ".git"));
  const own = join(repository.directory, ".git/objects");
  mkdirSync(join(own, "info"), { recursive: true });
  writeFileSync(join(own, "info/alternates"), `${own}\n/dev/null\n../..\n/nowhere\n# x\n"\\x\n`);
  assert.deepEqual(await readStory(repository.directory, withdrawal), {
    history: truth.history.slice(0, -2),
    versions: truth.versions,
  });
});

for (const trap of ["ext", "sshCommand", "uploadpack"] as const) {
  test(`a partial clone that would fetch by ${trap}: whole histories are read, missing commits and trees refused, nothing is fetched`, async (t) => {
    const { repository, truth, tip } = tellStory(t);
    const folder = makeFolder(t);
    const canary = join(folder, "canary");
    const script = writeScript(join(folder, "trap"), `touch ${canary}\nexit 1`);
    const clone = (filter: string): TestRepository => {
      const made = clonePartially(repository, join(folder, filter), filter);
      const from = `file://${repository.directory}`;
      const url = { ext: `ext::${script}`, sshCommand: "ssh://git@h/x", uploadpack: from }[trap];
      const settings = { "remote.origin.url": url, "protocol.allow": "always", "core.sshCommand": script, "remote.origin.uploadpack": script }; // prettier-ignore
      for (const [key, value] of Object.entries(settings)) made.git(["config", key, value]);
      return made;
    };
    const [blobless, treeless] = [clone("blob:none"), clone("tree:0")];
    assert.deepEqual(await readStory(blobless.directory, tip), truth);
    assert.equal(await readStory(treeless.directory, tip), "OBJECT_MISSING");
    // Unpacked, and without a commit so far below that git is asked for advice, and comes upon what was promised to it.
    const packs = join(blobless.directory, ".git/objects/pack");
    const pack = readdirSync(packs).find((name) => name.endsWith(".pack")) ?? assert.fail("no pack");
    renameSync(join(packs, pack), join(folder, "pack"));
    blobless.git(["unpack-objects", "-q"], readFileSync(join(folder, "pack")));
    rmSync(looseFile(blobless, truth.history[10] ?? ""));
    assert.equal(await readStory(blobless.directory, tip), "OBJECT_MISSING");
    assert.ok(!existsSync(canary));
    // The trap works: a plain git falls into it.
    assert.throws(() => treeless.git(["ls-tree", tip]));
    assert.ok(existsSync(canary));
  });
}

test("the caller's environment points elsewhere: nothing of it is followed", async (t) => {
  const { repository, truth, below, removal, tip } = tellStory(t);
  const evil = makeRepository(t);
  evil.commit({ [APPROVAL]: "forged\n" });
  const folder = makeFolder(t);
  const canary = join(folder, "canary");
  const trap = writeScript(join(folder, "trap"), `touch ${canary}`);
  writeFileSync(join(folder, "grafts"), `${removal} ${below}\n`);
  writeFileSync(join(folder, "shallow"), `${removal}\n`);
  const redirects: Readonly<Record<string, string>> = {
    GIT_DIR: join(evil.directory, ".git"), GIT_COMMON_DIR: join(evil.directory, ".git"), GIT_OBJECT_DIRECTORY: join(evil.directory, ".git/objects"),
    GIT_ALTERNATE_OBJECT_DIRECTORIES: join(evil.directory, ".git/objects"), GIT_GRAFT_FILE: join(folder, "grafts"), GIT_SHALLOW_FILE: join(folder, "shallow"),
    GIT_REPLACE_REF_BASE: "refs/heads", GIT_NO_REPLACE_OBJECTS: "", GIT_CEILING_DIRECTORIES: "/", GIT_EXEC_PATH: folder, GIT_SSH_COMMAND: trap, GIT_ASKPASS: trap,
    GIT_PAGER: trap, PAGER: trap, GIT_EDITOR: trap, GIT_EXTERNAL_DIFF: trap, GIT_TRACE: canary, GIT_TRACE2_EVENT: canary, GIT_TRACE_PACKET: canary,
    GIT_CONFIG_COUNT: "2", GIT_CONFIG_KEY_0: "core.fsmonitor", GIT_CONFIG_VALUE_0: trap, GIT_CONFIG_KEY_1: "gpg.ssh.program", GIT_CONFIG_VALUE_1: trap,
    GIT_CONFIG_PARAMETERS: `'log.showSignature=true' 'alias.rev-list=!${trap}'`, GIT_DEFAULT_HASH: "sha256", GIT_TEST_COMMIT_GRAPH: "1",
  }; // prettier-ignore
  const before = { ...process.env };
  Object.assign(process.env, redirects);
  try {
    assert.deepEqual(await readStory(repository.directory, tip), truth);
  } finally {
    for (const name of Object.keys(redirects)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
  assert.ok(!existsSync(canary));
});

test("programs named in hooks, configuration and attributes, a signing program among them: none is run", async (t) => {
  const story = tellStory(t);
  const { repository, truth, tip } = story;
  const { directory, git, write } = repository;
  const folder = makeFolder(t);
  const canary = join(folder, "canary");
  const trap = writeScript(join(folder, "trap"), `echo "$0 $*" >> ${canary}\ncat`);
  const signed = git(
    ["hash-object", "-t", "commit", "-w", "--stdin"],
    `tree ${git(["rev-parse", `${tip}^{tree}`])}\nparent ${tip}\n${PEOPLE}gpgsig -----BEGIN SSH SIGNATURE-----\n U1NIU0lH\n -----END SSH SIGNATURE-----\n\nx\n`,
  );
  const attributes =
    "* filter=evil diff=evil merge=evil textconv=evil working-tree-encoding=UTF-16 export-subst\n";
  write({ ".git/info/attributes": attributes, ".gitattributes": attributes });
  for (const hook of ["post-checkout", "reference-transaction", "fsmonitor-watchman", "post-index-change", "pre-auto-gc", "post-rewrite"])
    writeScript(join(directory, ".git/hooks", hook), `exec ${trap} ${hook}`); // prettier-ignore
  const settings: Readonly<Record<string, string>> = {
    "core.fsmonitor": trap, "core.hooksPath": join(directory, ".git/hooks"), "diff.evil.textconv": trap, "diff.external": trap, "diff.evil.command": trap,
    "filter.evil.clean": trap, "filter.evil.smudge": trap, "filter.evil.process": trap, "core.pager": trap, "pager.rev-list": trap, "pager.cat-file": trap,
    "core.sshCommand": trap, "core.gitProxy": trap, "core.askPass": trap, "core.alternateRefsCommand": trap, "credential.helper": trap,
    "alias.rev-list": `!${trap}`, "alias.cat-file": `!${trap}`, "gpg.format": "ssh", "gpg.program": trap, "gpg.ssh.program": trap, "gpg.ssh.defaultKeyCommand": trap,
    "gpg.ssh.allowedSignersFile": join(folder, "signers"), "log.showSignature": "true", "log.mailmap": "true", "core.commitGraph": "true", "gc.auto": "1",
    "trace2.eventTarget": canary, "fetch.fsckObjects": "false", "i18n.logOutputEncoding": "UTF-16", "core.worktree": "/",
  }; // prettier-ignore
  writeFileSync(join(folder, "signers"), "");
  for (const [key, value] of Object.entries(settings)) git(["config", key, value]);
  assert.deepEqual(await readStory(directory, signed), {
    history: [...truth.history, signed],
    versions: truth.versions,
  });
  assert.ok(!existsSync(canary), existsSync(canary) ? readFileSync(canary, "utf8") : "");
  // The trap works: a plain git runs the signing program.
  git(["--git-dir", join(directory, ".git"), "--work-tree", directory, "log", "-1", "--format=%G?", signed]);
  assert.ok(existsSync(canary));
});
