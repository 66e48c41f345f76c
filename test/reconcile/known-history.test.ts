// What is asked of many commits of one history, walked once, is what walking each commit's own history says: merges, side
// lines, clocks that go back and commits from the future included.
import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import fc from "fast-check";
import { startObjectStore, type ObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import { judgeTrust } from "../../src/reconcile/judge-trust.ts";
import { openDecisionVersions } from "../../src/reconcile/decision-versions.ts";
import { openKnownHistory } from "../../src/reconcile/known-history.ts";
import { folderOf } from "../../src/reconcile/list-plans.ts";
import { listDecisions } from "../../src/reconcile/past-decisions.ts";
import { openPastTrustJudge } from "../../src/reconcile/verify-trust.ts";
import type { SuccessionAnswer } from "../../src/trust/succession.ts";
import { trustIdentityOf } from "../../src/trust/trust-state.ts";
import { manyPlans } from "../support/many-plans.ts";
import { makeRepository } from "../support/repository.ts";
import { signerLine, trust } from "../trust/succession-sample.ts";

const POLICY = String(manyPlans(0, 0)["plans/_trust/policy.yaml"]);

interface Made {
  /** Which commits before it, by their place, are its parents. */
  readonly parents: readonly number[];
  readonly minute: number;
  /** The policy's version; 0 for one that nobody can read, none where it stays as it is. */
  readonly policy: number | undefined;
  readonly approval: { readonly plan: string; readonly text: string } | undefined;
}

const arbitraryCommit = fc.record({
  parents: fc.uniqueArray(fc.nat(), { minLength: 1, maxLength: 3 }),
  minute: fc.nat({ max: 50 }),
  policy: fc.option(fc.nat({ max: 4 }), { nil: undefined, freq: 3 }),
  approval: fc.option(
    fc.record({ plan: fc.constantFrom("a", "b"), text: fc.constantFrom("one", "two", "three") }),
    { nil: undefined },
  ),
});

const momentOf = (minute: number): string =>
  new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString().slice(0, 19) + "Z";

/** For `git fast-import`: the commit of each place is refs/heads/c<place>. */
function importOf(commits: readonly Made[]): string {
  const lines = commits.map(({ parents, minute, policy, approval }, place) => {
    const seconds = Date.UTC(2026, 0, 1, 0, minute) / 1000;
    const named = place === 0 ? [] : [...new Set(parents.map((parent) => parent % place))];
    const [first, ...others] = named.map((parent) => `:${parent + 1}`);
    const put = (path: string, text: string): string =>
      `M 100644 inline ${path}\ndata ${Buffer.byteLength(text)}\n${text}\n`;
    return [
      `commit refs/heads/c${place}\nmark :${place + 1}\ncommitter a <a@example.org> ${seconds} +0000\ndata 0\n`,
      first === undefined ? "" : `from ${first}\n`,
      ...others.map((other) => `merge ${other}\n`),
      policy === undefined
        ? ""
        : put("plans/_trust/policy.yaml", POLICY.replace("version: 1", `version: ${policy || "x"}`)),
      approval === undefined ? "" : put(`plans/${approval.plan}/approvals/sg-1.bob.yaml`, approval.text),
      "\n",
    ].join("");
  });
  return lines.join("");
}

async function withHistory(
  context: TestContext,
  commits: readonly Made[],
  use: (objects: ObjectStore, names: readonly string[]) => Promise<void>,
): Promise<void> {
  const { directory, git } = makeRepository(context);
  git(["fast-import", "--quiet"], importOf(commits));
  const names = git(["rev-parse", ...commits.map((_, place) => `refs/heads/c${place}`)]).split("\n");
  await withObjects(directory, async (objects) => use(objects, names));
}

async function withObjects(directory: string, use: (objects: ObjectStore) => Promise<void>): Promise<void> {
  const objects = await startObjectStore(await openRepository(directory));
  try {
    await use(objects);
  } finally {
    await objects.stop();
  }
}

/** An answer by what it says: whoever reads the same bytes again makes other objects of them. */
function told(answer: SuccessionAnswer | undefined): unknown {
  if (answer?.kind === "accepted") return { ...answer, state: trustIdentityOf(answer.state) };
  return [answer?.refusal.code, answer?.refusal.message];
}

const seen = { along: 0, aside: 0, accepted: 0, refused: 0 };

async function compareAll(objects: ObjectStore, names: readonly string[]): Promise<void> {
  const known = openKnownHistory(objects, await objects.readHistory(names.at(-1) ?? ""));
  const judge = openPastTrustJudge(objects, known);
  const versionsUpTo = openDecisionVersions(objects, known);
  for (const commit of names.toReversed()) {
    const history = await objects.readHistory(commit);
    seen[known.lengthUpTo(commit) === undefined ? "aside" : "along"] += 1;
    assert.deepEqual(await known.historyOf(commit), history);
    assert.deepEqual(await known.commitOf(commit), history.at(-1));
    for (const minute of [0, 20, 51]) {
      const expected = await judgeTrust({ objects, history, now: momentOf(minute) });
      seen[expected.kind] += 1;
      assert.deepEqual(told(await judge(commit, momentOf(minute))), told(expected), `${commit} at ${minute}`);
    }
    const versions = await listDecisions(objects, history);
    for (const plan of ["a", "b", "c"]) {
      const expected = versions.filter(({ path }) => folderOf(path) === plan);
      assert.deepEqual(await versionsUpTo(commit, plan), { kind: "known", versions: expected });
    }
  }
}

test("every commit of a history is judged as by its own history", async (context) => {
  const histories = fc.sample(fc.array(arbitraryCommit, { minLength: 8, maxLength: 14 }), {
    seed: 1,
    numRuns: 8,
  });
  for (const commits of histories) await withHistory(context, commits, compareAll);
  for (const [what, count] of Object.entries(seen)) assert.ok(count > 5, `${what} ${count}`);
});

test("a commit from the future counts as of the moment of the judgement", async (context) => {
  const carol = { key: "carol", to: "202601010030Z" };
  const first = trust({ version: 1, signers: [carol] });
  const second = trust({ version: 2, signers: [carol], signedBy: ["carol"] });
  const { directory, git } = makeRepository(context);
  const put = (name: string, bytes: Uint8Array | string): string =>
    `M 100644 inline plans/_trust/${name}\ndata ${Buffer.byteLength(bytes)}\n${Buffer.from(bytes).toString()}\n`;
  const commit = (minute: number): string =>
    `commit refs/heads/main\ncommitter a <a@example.org> ${Date.UTC(2026, 0, 1, 0, minute) / 1000} +0000\ndata 0\n`;
  const lists = [put("allowed_signers", signerLine(carol)), put("revoked_keys", "")];
  const signature = second.signatures.get("carol") ?? "";
  const stream = [
    [commit(10), put("policy.yaml", first.policyBytes), ...lists],
    [commit(40), put("policy.yaml", second.policyBytes), put("policy.yaml.carol.sig", signature)],
  ];
  git(["fast-import", "--quiet"], stream.flat().join(""));
  await withObjects(directory, async (objects) => {
    const history = await objects.readHistory(git(["rev-parse", "main"]));
    const judge = openPastTrustJudge(objects, openKnownHistory(objects, history));
    const tip = history.at(-1)?.commit ?? "";
    assert.equal((await judge(tip, momentOf(20)))?.kind, "accepted");
    assert.equal((await judge(tip, momentOf(50)))?.kind, "refused");
  });
});

test("a straight line: the history is walked once, whatever is asked", async (context) => {
  const commits = Array.from({ length: 30 }, (_, place) => ({
    parents: [place - 1],
    minute: place,
    policy: place % 10 === 0 ? place / 10 + 1 : undefined,
    approval: undefined,
  }));
  await withHistory(context, commits, async (objects, names) => {
    const whole = await objects.readHistory(names.at(-1) ?? "");
    const walks: string[] = [];
    const counting = {
      readBlob: objects.readBlob.bind(objects),
      hashBlob: objects.hashBlob.bind(objects),
      listFolder: objects.listFolder.bind(objects),
      findFolder: async (tree: string, path: string) => {
        walks.push(tree);
        return objects.findFolder(tree, path);
      },
      listVersions: objects.listVersions.bind(objects),
      readHistory: async () => Promise.reject(new Error("the history is known")),
    };
    const judge = openPastTrustJudge(counting, openKnownHistory(counting, whole));
    for (const name of names.toReversed()) assert.equal((await judge(name, momentOf(60)))?.kind, "accepted");
    assert.equal(walks.length, names.length);
  });
});

test("an object of the trust that cannot be read stands in the way of the commits after it, and of no other", async (context) => {
  const commits = Array.from({ length: 6 }, (_, place) => ({
    parents: [place - 1],
    minute: place,
    policy: place === 3 ? 2 : place === 0 ? 1 : undefined,
    approval: undefined,
  }));
  await withHistory(context, commits, async (objects, names) => {
    const known = openKnownHistory(objects, await objects.readHistory(names.at(-1) ?? ""));
    const { files } = await objects.listFolder(known.whole[3]?.tree ?? "", "plans/_trust");
    const judge = openPastTrustJudge(
      {
        readBlob: async (oid, limit) => objects.readBlob(oid === files[0]?.oid ? "0".repeat(40) : oid, limit),
        hashBlob: objects.hashBlob.bind(objects),
        listFolder: objects.listFolder.bind(objects),
        findFolder: objects.findFolder.bind(objects),
        listVersions: objects.listVersions.bind(objects),
        readHistory: objects.readHistory.bind(objects),
      },
      known,
    );
    for (const place of [5, 2, 3, 0, 4]) {
      const answer = judge(names[place] ?? "", momentOf(60));
      if (place < 3) assert.equal((await answer)?.kind, "accepted");
      else await assert.rejects(answer, { code: "OBJECT_MISSING" });
    }
  });
});
