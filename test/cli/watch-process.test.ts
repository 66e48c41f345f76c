// reconcile watch as a process of its own: how it is stopped, what it leaves behind, and what a program reads of it.
import assert from "node:assert/strict";
import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { chmodSync, existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, test, type TestContext } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { approvalsFor, manyPlans, onePlan } from "../support/many-plans.ts";
import { makeFolder, makeRepository, type TestRepository } from "../support/repository.ts";
import { cleanEnvironment, MAIN_FILE, runReconcile } from "../support/run-reconcile.ts";

const NOW = ["--now", "2026-11-21T10:00:00Z"];

interface Watcher {
  readonly child: ChildProcessWithoutNullStreams;
  readonly said: () => string;
  readonly saidWrong: () => string;
  /** Until it said something like this. */
  readonly until: (pattern: RegExp) => Promise<void>;
  /** Until the process has ended: its exit code, or the signal. */
  readonly end: () => Promise<number | string>;
}

interface Place {
  readonly folder: string;
  readonly TMPDIR: string;
}

/** In a process group of its own, so that a test can do what Ctrl-C does. */
function watch(context: TestContext, place: string | Place, args: readonly string[]): Watcher {
  const { folder, ...variables } = typeof place === "string" ? { folder: place } : place;
  const words = [MAIN_FILE, "watch", ...args, ...NOW];
  return follow(
    context,
    spawn(process.execPath, words, { cwd: folder, env: cleanEnvironment(variables), detached: true }),
  );
}

function follow(context: TestContext, child: ChildProcessWithoutNullStreams): Watcher {
  context.after(() => child.kill("SIGKILL"));
  let [stdout, stderr] = ["", ""];
  child.stdout.on("data", (bytes: Buffer) => (stdout += bytes.toString()));
  child.stderr.on("data", (bytes: Buffer) => (stderr += bytes.toString()));
  const closed = once(child, "close") as Promise<[number | null, NodeJS.Signals | null]>;
  return {
    child,
    said: () => stdout,
    saidWrong: () => stderr,
    until: async (pattern) => {
      while (!pattern.test(stdout)) {
        const more = await Promise.race([once(child.stdout, "data"), closed.then(() => undefined)]);
        if (more === undefined) assert.match(stdout, pattern, stderr);
      }
    },
    end: async () => {
      const [exit, signal] = await closed;
      return exit ?? signal ?? "";
    },
  };
}

function withPlans(context: TestContext, count: number): TestRepository {
  const repository = makeRepository(context);
  repository.commit(manyPlans(count, 2));
  return repository;
}

function locksIn(folder: string): readonly string[] {
  return readdirSync(path.join(folder, ".git/cutplan/lock"));
}

/** Until the run of the plan is on disk: the pass is under way. */
async function untilRecorded({ child }: Watcher, folder: string, plan: string): Promise<void> {
  while (!existsSync(path.join(folder, "runs", plan))) {
    assert.equal(child.exitCode, null, "it ended before");
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

const PLANS = 40;
const LAST = "plan-00039";

describe("a watch is stopped", () => {
  test("by SIGINT while nothing happens: a last line, exit code 0, no lock left", async (context) => {
    const { directory } = withPlans(context, 1);
    const watcher = watch(context, directory, []);
    await watcher.until(/plan-00000/);
    watcher.child.kill("SIGINT");
    assert.equal(await watcher.end(), 0);
    assert.match(watcher.said(), /^\S+ {2}stopped after 1 pass: 1 plan, 4 statements recorded\n$/m);
    assert.equal(watcher.saidWrong(), "");
    assert.deepEqual(locksIn(directory), []);
  });

  test("by Ctrl-C in the middle of a pass, which reaches its git processes too: no plan is left half told", async (context) => {
    const { directory } = withPlans(context, PLANS);
    const watcher = watch(context, directory, []);
    await untilRecorded(watcher, directory, "plan-00002");
    process.kill(-(watcher.child.pid ?? 0), "SIGINT");
    assert.equal(await watcher.end(), 0, watcher.saidWrong());
    assert.doesNotMatch(watcher.said() + watcher.saidWrong(), /error|GIT_FAILED/);
    const { statements = "" } =
      /: \d+ plans?, (?<statements>[\d,]+) statements? recorded\n$/.exec(watcher.said())?.groups ?? {};
    assert.ok(!existsSync(path.join(directory, "runs", LAST)), "it did not go on to the last plan");
    const recorded = readdirSync(path.join(directory, "runs")).flatMap((plan) =>
      readdirSync(path.join(directory, "runs", plan)).map((run) =>
        readFileSync(path.join(directory, "runs", plan, run, "evidence.jsonl"), "utf8"),
      ),
    );
    assert.ok(
      recorded.every((text) => text.endsWith("\n")),
      "no half-written statement",
    );
    const lines = recorded.join("").trimEnd().split("\n").length;
    assert.equal(Number(statements.replace(",", "")), lines, "what is on record is what was told");
    assert.deepEqual(locksIn(directory), []);
    assert.equal(runReconcile(directory, NOW).exit, 0);
    assert.equal(runReconcile(directory, ["verify", "-q", ...NOW]).exit, 0);
  });

  test("by Ctrl-C while a server for its facts starts: no failure is told, and the server is gone", async (context) => {
    const repository = makeRepository(context);
    const target = String(manyPlans(1, 2)["plans/_targets/scratch.yaml"]).replace("memory", "embedded");
    repository.commit({ ...manyPlans(1, 2), "plans/_targets/scratch.yaml": target });
    const temporary = makeFolder(context);
    // Where this process is root, the server is another user's.
    chmodSync(temporary, 0o1777);
    const watcher = watch(context, { folder: repository.directory, TMPDIR: temporary }, []);
    while (readdirSync(temporary).length === 0) {
      assert.equal(watcher.said(), "", "it told of the plan before");
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    process.kill(-(watcher.child.pid ?? 0), "SIGINT");
    assert.equal(await watcher.end(), 0, watcher.saidWrong());
    assert.doesNotMatch(watcher.said() + watcher.saidWrong(), /error|FAILED|REFUSED/);
    assert.deepEqual(readdirSync(temporary), []);
    assert.deepEqual(locksIn(repository.directory), []);
  });

  test("at once by a second signal, as a kill would, while its pass is still to end", async (context) => {
    // A pass that never ends, so that the second signal cannot come too late.
    const module = JSON.stringify(path.join(import.meta.dirname, "../../src/cli/watch/stop-signals.ts"));
    const script = `import { onStopAsked } from ${module};
      onStopAsked(() => console.log("asked"));
      setInterval(() => {}, 1000);
      console.log("under way");`;
    const watcher = follow(context, spawn(process.execPath, ["--input-type=module", "--eval", script]));
    await watcher.until(/under way/);
    watcher.child.kill("SIGTERM");
    await watcher.until(/asked/);
    assert.equal(watcher.child.exitCode, null, "the pass is allowed to end");
    watcher.child.kill("SIGINT");
    assert.equal(await watcher.end(), "SIGINT");
  });

  test("when nobody reads what it says any more", async (context) => {
    const repository = withPlans(context, 1);
    const watcher = watch(context, repository.directory, []);
    await watcher.until(/plan-00000/);
    watcher.child.stdout.destroy();
    repository.commit(onePlan("other", 2));
    assert.equal(await watcher.end(), 0);
  });
});

test("--json: events of what changed and no others, each as its schema says, a summary at the end", async (context) => {
  const repository = withPlans(context, 1);
  const { directory } = repository;
  const watcher = watch(context, directory, ["--json", "--interval", "1s"]);
  await watcher.until(/"type":"plan"/);
  repository.commit(approvalsFor(directory, "SG_1"));
  await watcher.until(/"gate":"SG_2"/);
  repository.git(["symbolic-ref", "HEAD", "refs/heads/nowhere"]);
  await watcher.until(/REF_NOT_FOUND/);
  repository.git(["symbolic-ref", "HEAD", "refs/heads/main"]);
  await watcher.until(/REF_NOT_FOUND.*\n.*"type":"commit"/);
  watcher.child.kill("SIGTERM");
  assert.equal(await watcher.end(), 0);
  const schema = path.join(import.meta.dirname, "../../schemas/event.schema.json");
  const isEvent = new Ajv2020({ allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(schema, "utf8")) as object,
  );
  const events = watcher
    .said()
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { readonly type: string });
  for (const event of events) assert.ok(isEvent(event), JSON.stringify(isEvent.errors));
  const statements = (count: number): readonly string[] => Array.from({ length: count }, () => "statement");
  assert.deepEqual(
    events.map(({ type }) => type),
    [
      ...["version", "commit", ...statements(4), "plan"],
      ...["commit", ...statements(5), "plan"],
      ...["refusal", "commit", "summary"],
    ],
  );
  assert.deepEqual(events.at(-1), { type: "summary", plans: 1, statements: 9, exit: 0 });
});

test("--quiet says nothing but what is wrong, on standard error", async (context) => {
  const repository = withPlans(context, 1);
  const watcher = watch(context, repository.directory, ["--quiet"]);
  await untilRecorded(watcher, repository.directory, "plan-00000");
  repository.commit({ "plans/plan-00000/plan.yaml": "kind: [\n" });
  await once(watcher.child.stderr, "data");
  watcher.child.kill("SIGINT");
  assert.equal(await watcher.end(), 0);
  assert.equal(watcher.said(), "");
  assert.match(watcher.saidWrong(), /^\S+ {2}✖ plan-00000 .*invalid.*plans\/plan-00000\/plan.yaml:1:7/);
  assert.equal(watcher.saidWrong().split("\n").length, 2);
});

test("an interval that is none, and a plan that is not there, end it with 64", (context) => {
  const { directory } = withPlans(context, 1);
  const refused = runReconcile(directory, ["watch", "--interval", "0s", ...NOW]);
  assert.equal(refused.exit, 64);
  assert.match(refused.stderr, /USAGE\n.*--interval "0s"/);
  assert.equal(refused.stdout, "");
  assert.equal(runReconcile(directory, ["watch", "plan-99999", ...NOW]).exit, 64);
});
