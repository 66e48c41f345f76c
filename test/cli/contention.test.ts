// Two reconciles at once, a dead one's lock, a disk that says no, a pipe that closes: each ends in words and the right exit.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { acquireLock } from "../../src/runs/lock.ts";
import { approvalsFor, manyPlans } from "../support/many-plans.ts";
import {
  makeFolder,
  makeRepository,
  openTestRepository,
  type TestRepository,
} from "../support/repository.ts";
import { runHere } from "../support/run-here.ts";
import { cleanEnvironment, MAIN_FILE, runReconcile } from "../support/run-reconcile.ts";

const NOW = ["--now", "2026-11-21T10:00:00Z"];

function withPlans(context: TestContext, count: number): TestRepository {
  const repository = makeRepository(context);
  repository.commit(manyPlans(count, 2));
  return repository;
}

test("a second reconcile in the same clone is refused with 6 and names the first; looking needs no lock", async (context) => {
  const { directory } = withPlans(context, 1);
  const lock = await acquireLock(path.join(directory, ".git/cutplan/lock"), { command: "run plan-00000" });
  const second = runReconcile(directory, NOW);
  assert.equal(second.exit, 6);
  assert.match(second.stderr, new RegExp(`LOCK_HELD\\n.*"run plan-00000", process ${process.pid}`));
  assert.deepEqual(readdirSync(directory).includes("runs"), false, "nothing was written");
  assert.equal(runReconcile(directory, ["status", ...NOW]).exit, 0);
  assert.equal(runReconcile(directory, ["--no-write", ...NOW]).exit, 0);
  await lock.release();
  assert.equal(runReconcile(directory, NOW).exit, 0);
});

test("a file where the lock's folder belongs is told of, and stays", async (context) => {
  const { directory } = withPlans(context, 1);
  writeFileSync(path.join(directory, ".git/cutplan"), "mine\n");
  const { exit, stderr } = await runHere(directory, NOW);
  assert.equal(exit, 1);
  assert.match(stderr, /DISK_REFUSED\n.*\.git\/cutplan\/lock" could not be written: ENOTDIR/);
  assert.equal(readFileSync(path.join(directory, ".git/cutplan"), "utf8"), "mine\n");
});

test("the lock of a reconcile that was killed holds nobody up", async (context) => {
  const { directory } = withPlans(context, 40);
  const child = spawn(process.execPath, [MAIN_FILE, ...NOW], {
    cwd: directory,
    env: cleanEnvironment(),
    stdio: "ignore",
  });
  const lockFolder = path.join(directory, ".git/cutplan/lock");
  const hasClaim = (): boolean => existsSync(lockFolder) && readdirSync(lockFolder).length > 0;
  while (!hasClaim()) {
    assert.equal(child.exitCode, null, "it ended before it was seen to hold the lock");
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  child.kill("SIGKILL");
  await new Promise((resolve) => child.once("exit", resolve));
  assert.ok(readdirSync(lockFolder).length > 0, "the dead one's lock is still there");
  assert.equal(runReconcile(directory, NOW).exit, 0);
  assert.deepEqual(readdirSync(lockFolder), []);
});

test("something else in the place of a run's file is refused with 1, and the other plans move", async (context) => {
  const { directory } = withPlans(context, 3);
  await runHere(directory, NOW);
  const [run = ""] = readdirSync(path.join(directory, "runs/plan-00001"));
  const file = path.join(directory, "runs/plan-00001", run, "evidence.jsonl");
  rmSync(file);
  mkdirSync(file);
  rmSync(path.join(directory, "runs/plan-00002"), { recursive: true });
  const { exit, stdout } = await runHere(directory, NOW);
  assert.match(stdout, /✖ plan-00001 {2}error\n.*FILE_UNREADABLE/);
  assert.match(stdout, /plan-00002 {2}waiting at SG_1/);
  assert.equal(exit, 1);
});

test("a work tree that cannot be written to: nothing is claimed to be recorded", async (context) => {
  const { directory } = withPlans(context, 1);
  writeFileSync(path.join(directory, "runs"), "a file where the folder belongs\n");
  const { exit, stdout, stderr } = await runHere(directory, NOW);
  assert.notEqual(exit, 0);
  assert.doesNotMatch(stdout, /[1-9][0-9]* statements? recorded/);
  assert.match(stdout + stderr, /runs/);
});

test("a read-only work tree is refused with 1", async (context) => {
  if (process.getuid?.() === 0) {
    context.skip("root writes everywhere");
    return;
  }
  const { directory } = withPlans(context, 1);
  chmodSync(directory, 0o555);
  context.after(() => chmodSync(directory, 0o755));
  assert.equal((await runHere(directory, NOW)).exit, 1);
});

test("one bad plan among a hundred: ninety-nine move, and the exit code tells", async (context) => {
  const repository = withPlans(context, 100);
  repository.commit({ "plans/plan-00042/plan.yaml": "kind: [\n" }, "break one");
  const { exit, stdout } = await runHere(repository.directory, NOW);
  assert.equal(exit, 65);
  assert.match(stdout, /100 plans: 99 waiting, 1 invalid; 396 statements recorded/);
});

test("a closed pipe is no error", (context) => {
  const { directory } = withPlans(context, 20);
  const command = `"${process.execPath}" "${MAIN_FILE}" status | head -n 1; exit "\${PIPESTATUS[0]}"`;
  const { status, stderr } = spawnSync("bash", ["-c", command], {
    cwd: directory,
    env: cleanEnvironment(),
    encoding: "utf8",
  });
  assert.equal(stderr, "");
  assert.equal(status, 0);
});

test("--commit records runs/ with trailers; --push goes on when another clone was faster", async (context) => {
  const bare = makeRepository(context, { bare: true });
  const mine = withPlans(context, 2);
  mine.git(["remote", "add", "origin", bare.directory]);
  mine.git(["push", "--quiet", "origin", "main"]);
  const theirs = openTestRepository(path.join(makeFolder(context), "clone"));
  bare.git(["clone", "--quiet", bare.directory, theirs.directory]);
  theirs.write({ "runs/README.txt": "someone else's\n" });
  assert.equal((await runHere(theirs.directory, ["run", "plan-00000", "--push", ...NOW])).exit, 0);
  const pushed = await runHere(mine.directory, ["run", "plan-00001", "--push", ...NOW]);
  assert.equal(pushed.exit, 0, pushed.stderr);
  assert.match(pushed.stdout, /at attempt 2/);
  assert.match(
    mine.git(["log", "-1", "--format=%B"]),
    /^Record the run of plan-00001\n\nCutplan-Run: plan-00001-[0-9a-f]{12}\nCutplan-Phase: manifest/,
  );
  assert.equal(bare.git(["rev-list", "--count", "main"]), "3");
  assert.equal(mine.git(["status", "--porcelain"]), "");
  assert.equal((await runHere(mine.directory, ["verify", ...NOW])).exit, 0);
});

test("two clones that record the same run differently: the slower one is refused with 6 and loses nothing", async (context) => {
  const bare = makeRepository(context, { bare: true });
  const mine = withPlans(context, 1);
  mine.git(["remote", "add", "origin", bare.directory]);
  mine.git(["push", "--quiet", "origin", "main"]);
  const theirs = openTestRepository(path.join(makeFolder(context), "clone"));
  bare.git(["clone", "--quiet", bare.directory, theirs.directory]);
  assert.equal((await runHere(theirs.directory, ["--push", "--now", "2026-11-21T10:00:01Z"])).exit, 0);
  const refused = await runHere(mine.directory, ["--push", "--json", ...NOW]);
  assert.equal(refused.exit, 6, refused.stdout);
  assert.match(refused.stdout, /PUSH_DIVERGED/);
  const [run = ""] = readdirSync(path.join(mine.directory, "runs/plan-00000"));
  const file = `runs/plan-00000/${run}/evidence.jsonl`;
  assert.equal(
    mine.git(["show", `HEAD:${file}`]),
    readFileSync(path.join(mine.directory, file), "utf8").trimEnd(),
  );
});

test("evidence that is only in the commit counts: a fresh clone without runs/ on disk goes on from there", async (context) => {
  const repository = withPlans(context, 1);
  await runHere(repository.directory, ["--commit", "-q", ...NOW]);
  repository.commit(approvalsFor(repository.directory, "SG_1"));
  rmSync(path.join(repository.directory, "runs"), { recursive: true });
  const { exit, stdout } = await runHere(repository.directory, NOW);
  assert.equal(exit, 0);
  assert.match(stdout, /waiting at SG_2/);
  assert.equal((await runHere(repository.directory, ["verify", ...NOW])).exit, 0);
});
