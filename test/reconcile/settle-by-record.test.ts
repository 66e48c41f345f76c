// A plan that its own record shows to be settled stands where a look at all of it finds it, whatever has changed; a plan that
// was touched is always looked at; and other threads answer as this one does.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { checkOptions } from "../../src/cli/options.ts";
import { listCommittedRuns, withSession, type Session } from "../../src/cli/session.ts";
import { openThreads, type OpenedThreads } from "../../src/cli/threads/open-threads.ts";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import { decisionSha256 } from "../../src/evidence/statement.ts";
import { canonicalText } from "../../src/model/canonical-json.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import type { Predicate, Statement } from "../../src/model/generated/statement.ts";
import { divideListing } from "../../src/reconcile/list-plans.ts";
import {
  openReconciliation,
  openUnsettled,
  type Reconciliation,
} from "../../src/reconcile/open-reconciliation.ts";
import type { FoundSettled } from "../../src/model/settled.ts";
import { NO_THREADS, type PlanThreads } from "../../src/reconcile/spread.ts";
import { whereItStands } from "../../src/reconcile/where-it-stands.ts";
import { CHANGES, type Change } from "../support/settled-changes.ts";
import { CLOSED_AT, evidenceOf, settledRepository } from "../support/settled-repository.ts";
import type { Files, TestRepository } from "../support/repository.ts";

const TOUCHED = "plan-00001";
const ALL = ["plan-00000", TOUCHED, "plan-00002"];

/** What is said of every plan, and of which plans no more was read than their record. */
interface Answers {
  readonly said: unknown;
  readonly early: readonly string[];
}

async function inSession<Answer>(
  directory: string,
  use: (session: Session) => Promise<Answer>,
): Promise<Answer> {
  const options = checkOptions({
    repo: directory,
    ref: "HEAD",
    write: false,
    color: "never",
    now: CLOSED_AT,
  });
  return withSession(options, { recordsAs: undefined }, use);
}

async function sayAll(opening: Promise<Reconciliation>): Promise<unknown> {
  try {
    const { cases, diagnostics, strays } = await opening;
    return { diagnostics, strays, plans: cases.map(whereItStands) };
  } catch (error) {
    if (error instanceof Refusal) return `${error.code}: ${error.message}`;
    throw error;
  }
}

/** One plan a task, so that there is something to spread. */
function onePlanATask(threads: PlanThreads, early: FoundSettled[]): PlanThreads {
  return {
    ...threads,
    settle: (shared) => async (tasks, own) => {
      const single = tasks.flatMap(({ listing, runs }) =>
        divideListing(listing, 1).portions.map((one) => ({ listing: one, runs })),
      );
      const answers = await threads.settle(shared)(single, own);
      early.push(...answers.flat());
      return answers;
    },
  };
}

async function lookEarly({ edges, pin, trustPin }: Session, threads: PlanThreads): Promise<Answers> {
  const request = { pins: { plans: pin, trust: trustPin }, plans: [], readsFacts: true };
  const early: FoundSettled[] = [];
  const said = await sayAll(openUnsettled({ ...edges, threads: onePlanATask(threads, early) }, request));
  return { said, early: early.map(({ settled }) => settled.plan) };
}

async function lookWhole({ edges, pin, trustPin }: Session): Promise<unknown> {
  const request = { pins: { plans: pin, trust: trustPin }, plans: [], readsFacts: true };
  return sayAll(openReconciliation(edges, request));
}

async function inThreads<Answer>(
  { repository, objects, pin }: Session,
  use: (threads: OpenedThreads) => Promise<Answer>,
): Promise<Answer> {
  const committed = await listCommittedRuns(objects, pin);
  const threads = openThreads({ repository, committed, since: Date.now(), leastTasks: 1, threads: 2 });
  try {
    return await use(threads);
  } finally {
    await threads.stop();
  }
}

/** Of these everything has to be looked at again, since every plan was closed under another text of them. */
const OF_ALL = new Set(["another target", "a faulty target", "another policy"]);
/** And these leave the touched plan as it was. */
const OF_NONE = new Set([
  "a stray at the top",
  "another plan",
  "its runs removed from the commit",
  "another run's folder",
  "a reconcile",
  "a reconcile that commits",
  "the memory deleted",
  "evidence torn on disk",
  "a report removed",
  "its runs removed from disk",
]);

/** The run's files with another last statement, as anyone can write it who may write them. */
function forgeNewest(
  { directory }: TestRepository,
  plan: string,
  edit: (predicate: Predicate) => Predicate,
): Files {
  const evidence = evidenceOf(directory, plan);
  const report = path.join(path.dirname(evidence), "report.md");
  const lines = readFileSync(evidence, "utf8").trimEnd().split("\n");
  const newest = lines.pop() ?? "";
  const { predicate, ...rest } = JSON.parse(newest) as Statement;
  const edited = edit(predicate);
  const forged = canonicalText({
    ...rest,
    predicate: { ...edited, decision: { sha256: decisionSha256(edited) } },
  });
  return {
    [path.relative(directory, evidence)]: `${[...lines, forged].join("\n")}\n`,
    [path.relative(directory, report)]: readFileSync(report, "utf8").replaceAll(
      sha256Hex(newest),
      sha256Hex(forged),
    ),
  };
}

/** A file is more than its bytes, a folder more than its files, and a name that evidence gives it may be forged. */
const MORE_CHANGES: Readonly<Record<string, Change>> = {
  "a stray file that the last statement names as an input": (repository, plan) => {
    const name = `plans/${plan}/stray.txt`;
    const gitBlob = repository.git(["hash-object", "--stdin"], "a\n");
    const stray = { name, digest: { gitBlob, sha256: sha256Hex("a\n") } };
    const forged = forgeNewest(repository, plan, (predicate) => ({
      ...predicate,
      inputs: [...predicate.inputs, stray].sort((one, other) => (one.name < other.name ? -1 : 1)),
    }));
    repository.commit({ ...forged, [name]: "a\n" });
  },
  "another source, under git's name for it in the last statement": (repository, plan) => {
    const { directory } = repository;
    const name = `plans/${plan}/source.txt`;
    const [before, source] = [readFileSync(path.join(directory, name)), `${plan} as it never was\n`];
    const [was, is] = [before, source].map((text) => repository.git(["hash-object", "--stdin"], text));
    const forged = forgeNewest(
      repository,
      plan,
      (predicate) => JSON.parse(JSON.stringify(predicate).replace(String(was), String(is))) as Predicate,
    );
    repository.commit({ ...forged, [name]: source });
  },
  "a plan that may be executed": (repository, plan) => {
    repository.git(["config", "core.fileMode", "false"]);
    repository.git(["update-index", "--chmod=+x", `plans/${plan}/plan.yaml`]);
    repository.commit({});
  },
  "an approval removed": (repository, plan) => {
    repository.git(["rm", "-q", `plans/${plan}/approvals/sg-1.bob.yaml`]);
    repository.commit({});
  },
};

async function prepare(context: TestContext): Promise<{ repository: TestRepository; reset: () => void }> {
  const repository = await settledRepository(context, ALL.length);
  const start = repository.git(["rev-parse", "HEAD"]);
  const reset = (): void => {
    repository.git(["checkout", "-q", "-f", "-B", "main", start]);
    repository.git(["clean", "-q", "-f", "-d", "-x"]);
  };
  return { repository, reset };
}

test("settled by its record: the answers are those of a look at everything", async (context) => {
  const { repository, reset } = await prepare(context);
  const { directory } = repository;

  await context.test("as it is, and in threads", async () => {
    await inSession(directory, async (session) => {
      const here = await lookEarly(session, NO_THREADS);
      assert.deepEqual(here, { said: await lookWhole(session), early: ALL });
      assert.deepEqual(await inThreads(session, (threads) => lookEarly(session, threads)), here);
    });
  });

  for (const [what, change] of Object.entries({ ...CHANGES, ...MORE_CHANGES })) {
    await context.test(what, async () => {
      reset();
      await change(repository, TOUCHED);
      await inSession(directory, async (session) => {
        const { said, early } = await lookEarly(session, NO_THREADS);
        assert.deepEqual(said, await lookWhole(session));
        if (OF_ALL.has(what)) assert.deepEqual(early, []);
        else if (!OF_NONE.has(what)) assert.ok(!early.includes(TOUCHED), "it was not looked at");
      });
    });
  }
});
