// Documents checked in other threads have the faults that they have here, each once; and what a thread cannot do is done
// by the main one, whatever the reason.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { checkOptions } from "../../src/cli/options.ts";
import { withSession, type Session } from "../../src/cli/session.ts";
import { openThreads } from "../../src/cli/threads/open-threads.ts";
import { openRepository } from "../../src/git/repository.ts";
import { NO_PLANS } from "../../src/reconcile/list-plans.ts";
import { surveyDocuments, type Survey } from "../../src/reconcile/survey-documents.ts";
import { NO_THREADS, type PlanThreads } from "../../src/reconcile/spread.ts";
import type { SurveyedPortion } from "../../src/reconcile/survey-portion.ts";
import { manyPlans } from "../support/many-plans.ts";
import { makeRepository, type Files } from "../support/repository.ts";

const PLANS = 5;

async function inSession<Answer>(
  directory: string,
  use: (session: Session) => Promise<Answer>,
): Promise<Answer> {
  const options = checkOptions({ repo: directory, ref: "HEAD", write: false, color: "never" });
  return withSession(options, { recordsAs: undefined }, use);
}

/** A plan a portion, so that there is something to spread. */
async function survey(session: Session, threads: PlanThreads): Promise<Omit<Survey, "last">> {
  const pins = { plans: session.pin, trust: session.trustPin };
  const { last: _, ...said } = await surveyDocuments(session.objects, pins, {
    asked: [],
    plansAtATime: 1,
    threads,
  });
  return said;
}

/** What threads say, and how many portions the main one had to do. */
async function surveyInThreads(
  { repository }: Session,
  use: (threads: PlanThreads) => Promise<unknown>,
): Promise<number> {
  const threads = openThreads({ repository, committed: [], since: Date.now(), leastTasks: 1, threads: 2 });
  let done = 0;
  const counted: PlanThreads = {
    ...threads,
    survey: (shared) => (tasks, own) =>
      threads.survey(shared)(tasks, (task) => {
        done += 1;
        return own(task);
      }),
  };
  try {
    await use(counted);
  } finally {
    await threads.stop();
  }
  return done;
}

const FAULTY: Readonly<Record<string, Files>> = {
  "none at all": {},
  "in a plan": { "plans/plan-00001/plan.yaml": "kind: CutPlan\nstray: 1\n" },
  "in what all plans share": { "plans/_targets/scratch.yaml": "kind: Target\n", "plans/stray.txt": "a\n" },
  "in a source": { "plans/plan-00003/source.txt": "Section 1\nanother text\n" },
};

for (const [where, files] of Object.entries(FAULTY)) {
  test(`faults found in threads: ${where}`, async (context) => {
    const { directory, commit } = makeRepository(context);
    commit({ ...manyPlans(PLANS, 2), ...files });
    await inSession(directory, async (session) => {
      const here = await survey(session, NO_THREADS);
      assert.equal(here.plans.length, PLANS);
      assert.equal(here.faults.length > 0, Object.keys(files).length > 0);
      const done = await surveyInThreads(session, async (threads) => {
        assert.deepEqual(await survey(session, threads), here);
      });
      assert.equal(done, 0, "the main thread did what the others were there for");
    });
  });
}

test("an object that is missing is told as here: the main thread meets it", async (context) => {
  const { directory, commit, git } = makeRepository(context);
  commit(manyPlans(PLANS, 2));
  const oid = git(["rev-parse", "HEAD:plans/plan-00002/source.txt"]);
  rmSync(path.join(directory, ".git/objects", oid.slice(0, 2), oid.slice(2)));
  await inSession(directory, async (session) => {
    const here = await survey(session, NO_THREADS);
    assert.deepEqual(
      here.unread.map(({ code }) => code),
      ["OBJECT_MISSING"],
    );
    const done = await surveyInThreads(session, async (threads) => {
      const there = await survey(session, threads);
      assert.deepEqual({ ...there, unread: [] }, { ...here, unread: [] });
      assert.deepEqual(
        there.unread.map(({ message }) => message),
        here.unread.map(({ message }) => message),
      );
    });
    assert.equal(done, 1);
  });
});

test("threads that cannot even open the repository leave everything to the main one", async (context) => {
  const { directory, commit } = makeRepository(context);
  commit(manyPlans(PLANS, 2));
  await inSession(directory, async (session) => {
    const here = await survey(session, NO_THREADS);
    const gone = { ...session.repository, gitDir: `${directory}/gone`, commonDir: `${directory}/gone` };
    const done = await surveyInThreads({ ...session, repository: gone }, async (threads) => {
      assert.deepEqual(await survey(session, threads), here);
    });
    assert.equal(done, PLANS);
  });
});

test("threads that cannot read what all plans share end when they are told to", async (context) => {
  const { directory } = makeRepository(context);
  const repository = await openRepository(directory);
  const threads = openThreads({ repository, committed: [], since: Date.now(), leastTasks: 1, threads: 2 });
  const missing = { path: "plans/_trust/policy.yaml", mode: "100644", oid: "0".repeat(40) };
  const own: SurveyedPortion = { checked: { diagnostics: [], faultyPlans: new Map() }, unread: new Map() };
  const spread = threads.survey({ ...NO_PLANS, files: [missing] });
  assert.deepEqual(await spread([NO_PLANS], async () => Promise.resolve(own)), [own]);
  await threads.stop();
});
