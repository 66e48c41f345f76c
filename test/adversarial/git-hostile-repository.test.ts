// A repository that somebody else made, and a caller who set traps: nothing of them is run, followed or fetched. Each
// trap is shown to work with a plain git, where a plain git falls into it.
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { startObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import { resolveCommit } from "../../src/git/resolve.ts";
import { HONEST, PLAN, readPlan, record } from "../support/reconcile-git.ts";
import {
  clonePartially,
  makeFolder,
  makeRepository,
  openTestRepository,
  writeScript,
} from "../support/repository.ts";

test("programs named in hooks, configuration and attributes: none is run by reading or recording", async (t) => {
  const repository = makeRepository(t);
  const { directory, git, commit } = repository;
  const canary = join(makeFolder(t), "canary");
  const trap = join(directory, ".git/trap");
  commit({
    [PLAN]: HONEST,
    ".gitattributes": "* filter=evil diff=evil merge=evil text eol=crlf\n",
  });
  writeScript(trap, `echo "$0 $*" >> ${canary}\ncat`);
  const hooks = [
    "pre-commit",
    "post-commit",
    "reference-transaction",
    "post-index-change",
    "post-checkout",
    "pre-push",
    "commit-msg",
    "prepare-commit-msg",
    "fsmonitor-watchman",
    "pre-auto-gc",
  ];
  for (const hook of hooks) writeScript(join(directory, ".git/hooks", hook), `exec ${trap} ${hook}`);
  repository.write({ ".git/info/attributes": "* filter=evil diff=evil working-tree-encoding=UTF-16\n" });
  writeFileSync(
    join(directory, ".git/more"),
    `[gpg]\n\tprogram = ${trap}\n[gpg "ssh"]\n\tprogram = ${trap}\n[commit]\n\tgpgSign = true\n`,
  );
  const settings: Readonly<Record<string, string>> = {
    "core.fsmonitor": trap, "core.hooksPath": join(directory, ".git/hooks"), "filter.evil.clean": trap, "filter.evil.smudge": trap,
    "filter.evil.process": trap, "filter.evil.required": "true", "diff.evil.textconv": trap, "diff.external": trap, "merge.evil.driver": trap,
    "core.sshCommand": trap, "core.pager": trap, "core.editor": trap, "core.askPass": trap, "credential.helper": trap, "core.alternateRefsCommand": trap,
    "core.gitProxy": trap, "alias.rev-parse": `!${trap}`, "alias.cat-file": `!${trap}`, "uploadpack.packObjectsHook": trap, "include.path": "more",
    "core.worktree": "/", "core.autocrlf": "true", "i18n.commitEncoding": "UTF-16", "core.logAllRefUpdates": "always", "core.bigFileThreshold": "1",
  }; // prettier-ignore
  for (const [key, value] of Object.entries(settings)) git(["config", key, value]);

  const { plan } = await readPlan(directory);
  const made = await record(directory);
  assert.equal(plan, HONEST);
  assert.ok(!existsSync(canary), existsSync(canary) ? readFileSync(canary, "utf8") : "");
  assert.equal((await openRepository(directory)).workTree, directory);
  rmSync(join(directory, ".git/config"));
  assert.equal(git(["cat-file", "-s", `${made}:runs/p/r/evidence.jsonl`]), "3");
  assert.doesNotMatch(git(["cat-file", "commit", made]), /gpgsig|encoding/);

  // The traps work: a plain git runs into them.
  git(["init", "--quiet"]);
  git(["config", "core.fsmonitor", trap]);
  git(["status"]);
  assert.ok(existsSync(canary));
});

test("the caller's environment points everywhere else: nothing of it is followed", async (t) => {
  const { directory, commit } = makeRepository(t);
  const head = commit({ [PLAN]: HONEST });
  const evil = makeRepository(t);
  evil.commit({ [PLAN]: "forged\n" });
  const canary = join(makeFolder(t), "canary");
  const redirects: Readonly<Record<string, string>> = {
    GIT_DIR: join(evil.directory, ".git"), GIT_WORK_TREE: evil.directory, GIT_COMMON_DIR: join(evil.directory, ".git"),
    GIT_OBJECT_DIRECTORY: join(evil.directory, ".git/objects"), GIT_ALTERNATE_OBJECT_DIRECTORIES: join(evil.directory, ".git/objects"),
    GIT_INDEX_FILE: join(evil.directory, ".git/index"), GIT_NAMESPACE: "evil", GIT_REPLACE_REF_BASE: "refs/heads", GIT_SHALLOW_FILE: "/dev/null",
    GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "core.fsmonitor", GIT_CONFIG_VALUE_0: `touch ${canary}`, GIT_CONFIG_PARAMETERS: `'core.fsmonitor=touch ${canary}'`,
    GIT_EXTERNAL_DIFF: `touch ${canary}`, GIT_TRACE: canary, GIT_TRACE2: canary, GIT_EXEC_PATH: evil.directory, GIT_DEFAULT_HASH: "sha256",
  }; // prettier-ignore
  const before = { ...process.env };
  Object.assign(process.env, redirects);
  try {
    assert.deepEqual(await readPlan(directory), { commit: head, plan: HONEST });
    await record(directory);
  } finally {
    for (const name of Object.keys(redirects)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
  }
  assert.ok(!existsSync(canary));
  assert.equal(evil.git(["status", "--porcelain"]), "");
  assert.equal(evil.git(["rev-list", "--count", "--all"]), "1");
});

test("a program called git in the current folder is not git", async (t) => {
  const { directory, commit } = makeRepository(t);
  commit({ [PLAN]: HONEST });
  const canary = join(makeFolder(t), "canary");
  writeScript(join(directory, "git"), `touch ${canary}`);
  const [path, folder] = [process.env["PATH"], process.cwd()];
  process.env["PATH"] = `.::bin:${path ?? ""}`;
  process.chdir(directory);
  try {
    assert.equal((await readPlan(".")).plan, HONEST);
  } finally {
    process.chdir(folder);
    process.env["PATH"] = path;
  }
  assert.ok(!existsSync(canary));
});

for (const trap of ["ext", "sshCommand", "uploadpack"] as const) {
  test(`a partial clone that would fetch what is missing by ${trap}: nothing is fetched`, async (t) => {
    const origin = makeRepository(t);
    origin.commit({ [PLAN]: HONEST });
    const folder = makeFolder(t);
    const clone = clonePartially(origin, join(folder, "clone"));
    const canary = join(folder, "canary");
    const script = join(folder, "trap");
    writeScript(script, `touch ${canary}\nexit 1`);
    const url = {
      ext: `ext::${script}`,
      sshCommand: "ssh://git@h/x",
      uploadpack: `file://${origin.directory}`,
    }[trap];
    clone.git(["config", "remote.origin.url", url]);
    clone.git(["config", "protocol.allow", "always"]);
    clone.git(["config", "core.sshCommand", script]);
    clone.git(["config", "remote.origin.uploadpack", script]);
    await assert.rejects(readPlan(clone.directory), { code: "OBJECT_MISSING" });
    assert.ok(!existsSync(canary));
    // The trap works: a plain git falls into it.
    assert.throws(() => clone.git(["cat-file", "blob", `HEAD:${PLAN}`]));
    assert.ok(existsSync(canary));
  });
}

test("many objects missing from a partial clone end in refusals, not in an endless row of processes", async (t) => {
  const origin = makeRepository(t);
  origin.commit(
    Object.fromEntries(Array.from({ length: 150 }, (_unused, n) => [`plans/p/f${n}`, String(n)])),
  );
  origin.git(["config", "uploadpack.allowFilter", "true"]);
  const clone = openTestRepository(join(makeFolder(t), "clone"));
  origin.git([
    "clone",
    "--quiet",
    "--no-checkout",
    "--filter=blob:none",
    `file://${origin.directory}`,
    clone.directory,
  ]);
  const repository = await openRepository(clone.directory);
  const { tree } = await resolveCommit(repository, "HEAD");
  const store = await startObjectStore(repository);
  const { files } = await store.listFolder(tree, "plans");
  const results = await Promise.allSettled(files.map(({ oid }) => store.readBlob(oid, 100)));
  await store.stop();
  assert.equal(results.length, 150);
  for (const result of results) {
    assert.ok(result.status === "rejected");
    assert.equal((result.reason as { code: unknown }).code, "OBJECT_MISSING");
  }
});
