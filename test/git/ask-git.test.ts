// Asking git: answers, silence, an end by force, and a git that cannot be started.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { test, type TestContext } from "node:test";
import { askGit } from "../../src/git/ask-git.ts";
import { localEnvironment } from "../../src/git/environment.ts";
import { makeFolder, makeRepository, writeScript } from "../support/repository.ts";

const nowhere = localEnvironment({ gitDir: "/nowhere", workTree: undefined });
const path = process.env["PATH"] ?? "";

/** Has `git` be this for the length of the test, in front of the real one. */
function putBefore(context: TestContext, write: (file: string) => void): void {
  const folder = makeFolder(context);
  write(join(folder, "git"));
  process.env["PATH"] = `${folder}:${path}`;
  context.after(() => (process.env["PATH"] = path));
}

test("an exit code is an answer, with what was said on both ways out", async (t) => {
  const { directory } = makeRepository(t);
  const environment = localEnvironment({ gitDir: join(directory, ".git"), workTree: undefined });
  assert.deepEqual(await askGit({ args: ["symbolic-ref", "HEAD"], environment }), {
    exitCode: 0,
    stdout: "refs/heads/main\n",
    stderr: "",
  });
  assert.equal((await askGit({ args: ["config", "--get", "no.such"], environment })).exitCode, 1);
  const failed = await askGit({ args: ["rev-parse", "--verify", "nothing"], environment });
  assert.equal(failed.exitCode, 128);
  assert.match(failed.stderr, /^fatal:/);
});

test("a long answer comes whole, and there is no input to wait for", async (t) => {
  putBefore(t, (file) =>
    writeScript(file, "cat; head -c 3000000 /dev/zero | tr '\\0' x; sleep 0.1; echo end"),
  );
  const { stdout } = await askGit({ args: ["any"], environment: { ...nowhere, PATH: path } });
  assert.equal(stdout, `${"x".repeat(3_000_000)}end\n`);
});

test("a git that falls silent is stopped and is no success", async (t) => {
  putBefore(t, (file) => writeScript(file, "exec sleep 30"));
  await assert.rejects(askGit({ args: ["any"], environment: { ...nowhere, PATH: path }, silenceMs: 100 }), {
    code: "GIT_FAILED",
    message: "git any failed: it was stopped by SIGKILL",
  });
});

test("one that goes on saying something is not", async (t) => {
  putBefore(t, (file) => writeScript(file, "for i in 1 2 3 4 5; do echo $i; sleep 0.4; done"));
  const { stdout } = await askGit({
    args: ["any"],
    environment: { ...nowhere, PATH: path },
    silenceMs: 1500,
  });
  assert.equal(stdout, "1\n2\n3\n4\n5\n");
});

test("a git that cannot be started is told of without its command line", async (t) => {
  putBefore(t, (file) => {
    writeFileSync(file, "#!/nonexistent/interpreter\n", { mode: 0o755 });
  });
  for (const args of [
    ["any", "secret"],
    ["any", "sec\0ret"],
  ])
    await assert.rejects(askGit({ args, environment: nowhere }), {
      code: "GIT_FAILED",
      message: "git any failed: it could not be started",
    });
});
