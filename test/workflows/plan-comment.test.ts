// Carries out plan-comment.yml against a `gh` that only writes down its calls: who is commented on, with which text, and
// that nothing which a pull request has a hand in gets further than that text.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { COMMENT_MARKER } from "../../src/cli/github/comment-body.ts";
import { makeFolder, type Ending } from "../support/repository.ts";
import type { Value } from "./expression.ts";
import { makeGh, type GhAnswers, type GhCall } from "./gh-stand-in.ts";
import { jobRuns, playJob, type PlayedJob } from "./play-job.ts";
import { findNamed } from "./stage.ts";
import { readWorkflow, ROOT } from "./workflow-file.ts";
import { zipOf } from "./zip-file.ts";

const HEAD = "1".repeat(40);
const BODY = `${COMMENT_MARKER}\n### Plan check\n\nNothing would change.\n`;
const WORKFLOW = readWorkflow(ROOT, "plan-comment.yml");
const NOTHING_SAID = /^<!-- cutplan: plan check -->\n\*\*plan-check came to no result\.\*\*/;

interface Played {
  readonly job: PlayedJob;
  readonly calls: readonly GhCall[];
  readonly folder: string;
  /** What was posted or updated, in order. */
  readonly written: readonly { readonly where: string; readonly body: string }[];
}

interface Story {
  readonly zip?: Uint8Array;
  readonly answers?: GhAnswers;
  readonly branch?: string;
}

const PULL = { number: 7, head: { sha: HEAD, repo: { full_name: "mallory/register" } } };

async function play(ending: Ending, story: Story = {}): Promise<Played> {
  const folder = makeFolder(ending);
  const gh = makeGh(path.join(folder, "gh"), {
    "GET repos/commons/register/pulls": [PULL],
    "GET repos/commons/register/actions/runs/55/artifacts": {
      artifacts: [{ id: 66, expired: false, size_in_bytes: 500 }],
    },
    "GET repos/commons/register/actions/artifacts/66/zip": story.zip ?? zipOf({ "comment.md": BODY }),
    "GET repos/commons/register/issues/7/comments": [],
    ...story.answers,
  });
  const job = await playJob(WORKFLOW, "plan-comment", {
    folder,
    remote: "",
    programs: gh.programs,
    github: { repository: "commons/register", token: "the-token", event: runEvent(story.branch) },
  });
  const calls = gh.calls();
  const written = calls.flatMap(({ method, path: where, sent }) =>
    method === "GET" ? [] : [{ where: `${method} ${where}`, body: (sent as { body: string }).body }],
  );
  return { job, calls, folder, written };
}

function runEvent(branch = "proposal"): Value {
  return {
    repository: { default_branch: "main" },
    workflow_run: {
      id: 55,
      html_url: "https://github.com/commons/register/actions/runs/55",
      event: "pull_request",
      conclusion: "failure",
      head_sha: HEAD,
      head_branch: branch,
      head_repository: { id: 9, full_name: "mallory/register", owner: { login: "mallory" } },
    },
  };
}

const LOOKUPS: Readonly<Record<string, unknown>> = {
  "none is open": [],
  "its head has moved on": [{ ...PULL, head: { ...PULL.head, sha: "2".repeat(40) } }],
  "it comes from another repository": [{ ...PULL, head: { sha: HEAD, repo: { full_name: "eve/register" } } }],
  "its repository is gone": [{ ...PULL, head: { sha: HEAD, repo: null } }],
  "there are two": [PULL, { ...PULL, number: 8 }],
  "its number is none": [{ ...PULL, number: "7/../../../user" }],
};

const HANDED_OVER: Readonly<Record<string, Story>> = {
  "no artifact": { answers: { "GET repos/commons/register/actions/runs/55/artifacts": { artifacts: [] } } },
  "an artifact that has expired": artifactOf({ expired: true }),
  "an artifact that is too large": artifactOf({ size_in_bytes: 5_000_000 }),
  "an artifact whose id is none": artifactOf({ id: "66/../../user" }),
  "no archive": { zip: Buffer.from("no archive") },
  "no such file in it": { zip: zipOf({ "other.md": BODY }) },
  "an empty file": { zip: zipOf({ "comment.md": "" }) },
  "a text of 10 MB": { zip: zipOf({ "comment.md": BODY + " ".repeat(10_000_000) }) },
  "another first line": { zip: zipOf({ "comment.md": `# Approved\n${BODY}` }) },
  "a NUL": { zip: zipOf({ "comment.md": `${BODY}\0` }) },
  "an escape sequence": { zip: zipOf({ "comment.md": `${BODY}\u001b[2J` }) },
  "bytes that are no text": {
    zip: zipOf({ "comment.md": Buffer.concat([Buffer.from(BODY), Buffer.from([0xff])]) }),
  },
};

function artifactOf(differs: object): Story {
  const artifact = { id: 66, expired: false, size_in_bytes: 500, ...differs };
  return { answers: { "GET repos/commons/register/actions/runs/55/artifacts": { artifacts: [artifact] } } };
}

describe("plan-comment.yml", { concurrency: 4 }, () => {
  test("the first comment is posted, with the commit and the check that it is about", async (context) => {
    const { job, written, calls } = await play(context);
    assert.equal(job.outcome, "success", job.log);
    const about = `\n\n<sub>About ${HEAD}. [The check](https://github.com/commons/register/actions/runs/55).</sub>\n`;
    assert.deepEqual(written, [
      { where: "POST repos/commons/register/issues/7/comments", body: `${BODY}${about}` },
    ]);
    assert.doesNotMatch(JSON.stringify(calls), /the-token/);
  });

  test("a character that stands for a broken one is a character like any other", async (context) => {
    const text = `${BODY}a title with \ufffd in it\n`;
    const { written } = await play(context, { zip: zipOf({ "comment.md": Buffer.from(text) }) });
    assert.ok(written[0]?.body.startsWith(text), written[0]?.body);
  });

  test("the next one takes its place; a comment of somebody else with the same first line is left alone", async (context) => {
    const comments = [
      { id: 1, user: { login: "mallory" }, body: BODY },
      { id: 2, user: { login: "github-actions[bot]" }, body: "another workflow's" },
      { id: 3, user: { login: "github-actions[bot]" }, body: BODY },
    ];
    const { written } = await play(context, {
      answers: { "GET repos/commons/register/issues/7/comments": comments },
    });
    assert.deepEqual(
      written.map(({ where }) => where),
      ["PATCH repos/commons/register/issues/comments/3"],
    );
  });

  for (const [story, pulls] of Object.entries(LOOKUPS))
    test(`nothing is posted where ${story}`, async (context) => {
      const { job, written } = await play(context, {
        answers: { "GET repos/commons/register/pulls": pulls },
      });
      assert.equal(job.outcome, "success", job.log);
      assert.deepEqual(written, []);
    });

  for (const [story, given] of Object.entries(HANDED_OVER))
    test(`handed over: ${story}. The comment says that there is no result`, async (context) => {
      const { job, written } = await play(context, given);
      assert.equal(job.outcome, "success", job.log);
      assert.equal(written.length, 1);
      assert.match(written[0]!.body, NOTHING_SAID);
      assert.ok(written[0]!.body.length < 500);
    });

  test("names in the archive become no files, and its text no command", async (context) => {
    const text = `${BODY}\n@/etc/passwd $(touch canary) \`touch canary\`\n::error::no\n' "; touch canary\n`;
    const zip = zipOf({ "../../escaped": "x", "comment.md": text, "/tmp/cutplan-escaped": "x", gh: "x" });
    const { job, written, folder } = await play(context, { zip });
    assert.ok(written[0]!.body.startsWith(text));
    assert.deepEqual(findNamed(folder, "canary"), []);
    assert.deepEqual(findNamed(folder, "escaped"), []);
    assert.ok(!existsSync("/tmp/cutplan-escaped"));
    assert.doesNotMatch(job.log, /::error/);
  });

  test("a hostile branch is one argument, and nothing else", async (context) => {
    const branch = "x;$(touch${IFS}canary)`touch${IFS}canary`'\"&state=all::error::@file";
    const { job, calls, folder } = await play(context, { branch });
    assert.equal(job.outcome, "success", job.log);
    assert.ok(calls[0]!.args.includes(`head=mallory:${branch}`));
    assert.equal(calls[0]!.args[calls[0]!.args.indexOf(`head=mallory:${branch}`) - 1], "-f");
    assert.deepEqual(findNamed(folder, "canary"), []);
    assert.doesNotMatch(job.log, /::error/);
  });
});

test("it runs after the check of a pull request, and not after one that was cancelled or waits for consent", () => {
  const runs = (differs: object): boolean => {
    const event = runEvent() as { readonly workflow_run: object };
    const github = { event: { workflow_run: { ...event.workflow_run, ...differs } } };
    return jobRuns(WORKFLOW.jobs["plan-comment"]!, { github });
  };
  assert.deepEqual(
    [
      {},
      { conclusion: "success" },
      { conclusion: "cancelled" },
      { conclusion: "action_required" },
      { event: "push" },
    ].map(runs),
    [true, true, false, false, false],
  );
});
