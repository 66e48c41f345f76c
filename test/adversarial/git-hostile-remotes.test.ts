// Pushing from a clone whose configuration sets traps: only the remote's address counts, its credentials are never
// shown, and nothing of the clone is run.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inspect } from "node:util";
import { pushBranch } from "../../src/git/push.ts";
import { openRepository } from "../../src/git/repository.ts";
import { PLAN, HONEST, record } from "../support/reconcile-git.ts";
import { makeFolder, makeRepository, openTestRepository, writeScript } from "../support/repository.ts";
import type { Ending, TestRepository } from "../support/repository.ts";

const PUSH = { remote: "origin", ref: "refs/heads/main", attempts: 3 };

interface Trapped {
  readonly remote: TestRepository;
  readonly clone: TestRepository;
  readonly rival: TestRepository;
  /** A program that leaves the canary. */
  readonly trap: string;
  readonly canary: string;
}

function makeTrapped(ending: Ending): Trapped {
  const folder = makeFolder(ending);
  const remote = makeRepository(ending, { bare: true, directory: join(folder, "remote.git") });
  const seed = makeRepository(ending, { directory: join(folder, "seed") });
  seed.commit({ [PLAN]: HONEST, ".gitattributes": "* filter=evil merge=evil diff=evil\n" });
  seed.git(["push", "--quiet", remote.directory, "main"]);
  for (const name of ["clone", "rival"]) seed.git(["clone", "--quiet", remote.directory, join(folder, name)]);
  const canary = join(folder, "canary");
  const trap = join(folder, "trap");
  writeScript(trap, `echo "$0 $*" >> ${canary}\nexit 1`);
  return {
    remote,
    clone: openTestRepository(join(folder, "clone")),
    rival: openTestRepository(join(folder, "rival")),
    trap,
    canary,
  };
}

test("a push that is outrun, from a clone full of traps: replayed and pushed, and no trap is sprung", async (t) => {
  const { remote, clone, rival, trap, canary } = makeTrapped(t);
  rival.commit({ "plans/q/plan.yaml": "new\n", [PLAN]: "changed\n" });
  rival.git(["push", "--quiet", "origin", "main"]);
  await record(clone.directory);
  clone.write({ "runs/p/r/evidence.jsonl": "1\r\n" });
  const git = join(clone.directory, ".git");
  for (const hook of [
    "pre-push",
    "reference-transaction",
    "post-checkout",
    "post-index-change",
    "post-rewrite",
    "pre-rebase",
  ]) {
    writeScript(join(git, "hooks", hook), `exec ${trap} ${hook}`);
  }
  const settings: Readonly<Record<string, string>> = {
    "core.fsmonitor": trap, "core.hooksPath": join(git, "hooks"), "core.sshCommand": trap, "core.gitProxy": trap, "core.askPass": trap,
    "credential.helper": `!${trap}`, "filter.evil.smudge": trap, "filter.evil.clean": trap, "filter.evil.required": "true", "merge.evil.driver": trap,
    "diff.evil.textconv": trap, "core.alternateRefsCommand": trap, "remote.origin.receivepack": trap, "remote.origin.uploadpack": trap,
    "remote.origin.proxy": "http://127.0.0.1:1", "remote.origin.vcs": "evil", "push.gpgSign": "true", "gpg.program": trap, "push.followTags": "true",
    "push.recurseSubmodules": "on-demand", "protocol.allow": "always", "remote.origin.push": "+refs/heads/*:refs/heads/*",
  }; // prettier-ignore
  for (const [key, value] of Object.entries(settings)) clone.git(["config", key, value]);
  clone.git(["config", `url.ext::${trap} .insteadOf`, remote.directory]);
  clone.git(["config", `url.ext::${trap} .pushInsteadOf`, remote.directory]);
  const { tip, localBranch } = await pushBranch(await openRepository(clone.directory), PUSH);
  assert.equal(localBranch, "moved");
  assert.equal(remote.git(["rev-parse", "main"]), tip);
  assert.equal(readFileSync(join(clone.directory, PLAN), "utf8"), "changed\n");
  assert.ok(!existsSync(canary), existsSync(canary) ? readFileSync(canary, "utf8") : "");
  // The traps work: a plain git runs into them.
  assert.throws(() => clone.git(["push", "origin", "main"]));
  assert.ok(existsSync(canary));
});

const NO_ADDRESSES = [
  "ext::sh -c 'touch canary'",
  "--upload-pack=touch canary",
  "-oProxyCommand=x",
  "../remote.git",
  "http://h/x",
  "ssh://-oProxyCommand=x/y",
  "evil::x",
];

test("addresses that are none of those we push to: helpers, options, relative or open ones", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  commit({ a: "x" });
  const config = join(directory, ".git/config");
  const plain = readFileSync(config, "utf8");
  for (const url of NO_ADDRESSES) {
    writeFileSync(config, `${plain}\n[remote "origin"]\n\turl = "${url}"\n`);
    assert.equal(git(["config", "remote.origin.url"]), url);
    await assert.rejects(pushBranch(await openRepository(directory), PUSH), { code: "REF_REFUSED" }, url);
  }
});

test("an address inside the clone itself, whose hooks the clone's maker wrote", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  commit({ a: "x" });
  const canary = join(makeFolder(t), "canary");
  for (const place of [join(directory, "docs/remote"), join(directory, ".git/remote")]) {
    makeRepository(t, { bare: true, directory: place });
    writeScript(join(place, "hooks/pre-receive"), `touch ${canary}`);
    for (const url of [place, `file://${place}`, `${directory}/./docs/../${place.slice(directory.length)}`]) {
      git(["config", "remote.origin.url", url]);
      await assert.rejects(pushBranch(await openRepository(directory), PUSH), { code: "REF_REFUSED" });
    }
  }
  assert.ok(!existsSync(canary));
});

test("credentials in the address are in no message, not even in the error's depths", async (t) => {
  const { directory, commit, git } = makeRepository(t);
  commit({ a: "x" });
  const repository = await openRepository(directory);
  for (const url of [
    "https://user:canary-pass@127.0.0.1:1/x",
    "https://canary-pass@127.0.0.1:1/x",
    "https://u:c%61nary-pass@127.0.0.1:1/x",
    "ftp://u:canary-pass@h/x",
  ]) {
    git(["config", "remote.origin.url", url]);
    const error: unknown = await pushBranch(repository, PUSH).then(
      () => assert.fail("it was pushed"),
      (reason: unknown) => reason,
    );
    assert.doesNotMatch(inspect(error, { depth: 10, showHidden: true }), /canary-pass|c%61nary/);
  }
});

test("a planted link in the place of the transfer's folder is not followed", async (t) => {
  const { clone } = makeTrapped(t);
  const elsewhere = makeFolder(t);
  symlinkSync(elsewhere, join(clone.directory, ".git/cutplan"));
  await assert.rejects(pushBranch(await openRepository(clone.directory), PUSH), { code: "DISK_REFUSED" });
});

test("a planted transfer folder is not used", async (t) => {
  const { clone, remote, trap, canary } = makeTrapped(t);
  const planted = join(clone.directory, ".git/cutplan/transfer");
  mkdirSync(planted, { recursive: true });
  writeFileSync(join(planted, "config"), `[core]\n\tsshCommand = ${trap}\n\tfsmonitor = ${trap}\n`);
  await record(clone.directory);
  const { tip } = await pushBranch(await openRepository(clone.directory), PUSH);
  assert.equal(remote.git(["rev-parse", "main"]), tip);
  assert.ok(!existsSync(canary));
});

test("the user's own rewriting of addresses cannot lead to a remote helper", async (t) => {
  const { clone, remote, trap, canary } = makeTrapped(t);
  const config = join(makeFolder(t), "config");
  writeFileSync(
    config,
    `[url "ext::${trap} "]\n\tinsteadOf = ${remote.directory}\n[protocol]\n\tallow = always\n`,
  );
  const before = process.env["GIT_CONFIG_GLOBAL"];
  process.env["GIT_CONFIG_GLOBAL"] = config;
  try {
    await assert.rejects(pushBranch(await openRepository(clone.directory), PUSH), { code: "GIT_FAILED" });
  } finally {
    if (before === undefined) Reflect.deleteProperty(process.env, "GIT_CONFIG_GLOBAL");
    else process.env["GIT_CONFIG_GLOBAL"] = before;
  }
  assert.ok(!existsSync(canary));
});
