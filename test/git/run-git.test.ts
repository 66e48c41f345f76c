// Starting git: answers, silence, and what may be shown of what it said.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { localEnvironment } from "../../src/git/environment.ts";
import { hashObject } from "../../src/git/object-name.ts";
import { firstLine, runGit, runGitOrRefuse } from "../../src/git/run-git.ts";
import { makeFolder, makeRepository, writeScript } from "../support/repository.ts";

const nowhere = localEnvironment({ gitDir: "/nowhere", workTree: undefined });

test("an exit code is an answer, with what was said on both ways out", async (t) => {
  const { directory, commit } = makeRepository(t);
  commit({ a: "x" });
  const environment = localEnvironment({ gitDir: join(directory, ".git"), workTree: undefined });
  assert.deepEqual(await runGit({ args: ["symbolic-ref", "HEAD"], environment }), {
    exitCode: 0,
    stdout: "refs/heads/main\n",
    stderr: "",
  });
  assert.equal((await runGit({ args: ["config", "--get", "no.such"], environment })).exitCode, 1);
  const failed = await runGit({ args: ["rev-parse", "--verify", "nothing"], environment });
  assert.equal(failed.exitCode, 128);
  assert.match(failed.stderr, /^fatal:/);
  assert.equal(
    await runGitOrRefuse({ args: ["hash-object", "--stdin"], environment, input: "x" }),
    `${hashObject("sha1", "blob", Buffer.from("x"))}\n`,
  );
  await assert.rejects(runGitOrRefuse({ args: ["rev-parse", "--verify", "nothing"], environment }), {
    code: "GIT_FAILED",
  });
});

test("a command that reads its input gets the end of it also when there is none", async (t) => {
  const { directory } = makeRepository(t);
  const environment = localEnvironment({ gitDir: join(directory, ".git"), workTree: undefined });
  assert.equal(
    (await runGit({ args: ["hash-object", "--stdin"], environment, silenceMs: 5000 })).exitCode,
    0,
  );
});

test("a git that falls silent is stopped and is no success", async (t) => {
  const folder = makeFolder(t);
  writeScript(join(folder, "git"), "exec sleep 30");
  const path = process.env["PATH"];
  process.env["PATH"] = `${folder}:${path ?? ""}`;
  try {
    await assert.rejects(
      runGit({ args: ["version"], environment: { ...nowhere, PATH: path ?? "" }, silenceMs: 100 }),
      { code: "GIT_FAILED" },
    );
  } finally {
    process.env["PATH"] = path;
  }
});

test("the line that is shown: the fatal one, without controls and credentials, not endless", () => {
  assert.equal(firstLine("hint: x\nfatal: no\nmore"), "fatal: no");
  assert.equal(firstLine("\n\u001b[31mred\n"), "[31mred");
  assert.equal(firstLine(""), "git gave no reason");
  assert.equal(firstLine("fatal: https://u:p@h/x"), "fatal: https://***@h/x");
  assert.equal(firstLine("x".repeat(1000)).length, 300);
});
