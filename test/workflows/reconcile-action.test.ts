// Uses the composite action from another repository, as an adopter does: the program is the action's own, the repository is
// looked at and never run, and inputs are words whatever they look like.
import assert from "node:assert/strict";
import { cpSync, existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, describe, test } from "node:test";
import { parse } from "yaml";
import { manyPlans } from "../support/many-plans.ts";
import { makeFolder, makeRepository, type Ending } from "../support/repository.ts";
import { playJob, type PlayedJob } from "./play-job.ts";
import { errorsOf, stepNamed } from "./read-job.ts";
import { readCommands } from "./runner-commands.ts";
import { findNamed, PROGRAM } from "./stage.ts";
import { makePrograms } from "./stand-ins.ts";
import { ROOT, STEPS_SHELL, type Workflow } from "./workflow-file.ts";

const file: Ending = { after };
const folder = makeFolder(file);
const actions = path.join(folder, "cutplan");
for (const part of PROGRAM) cpSync(path.join(ROOT, part), path.join(actions, part), { recursive: true });
const programs = makePrograms(path.join(folder, "programs"));
const canary = path.join(folder, "canary");
const remote = makeRepository(file, { directory: path.join(folder, "register") });
remote.commit({
  ...manyPlans(2, 2),
  "src/main.ts": `import { writeFileSync } from "node:fs";\nwriteFileSync("${canary}", "");\n`,
  "package.json": JSON.stringify({ scripts: { preinstall: `touch ${canary}` } }),
  ".npmrc": `script-shell=${canary}\n`,
  "node_modules/.bin/node": "#!/bin/sh\n",
});

/** One use of the action, in a clone of the adopter's repository. */
async function use(inputs: Readonly<Record<string, string>>): Promise<PlayedJob> {
  const workflow = parse(`
name: adopter
defaults: { run: { shell: "${STEPS_SHELL}" } }
jobs:
  use:
    steps:
      - name: Check out
        uses: actions/checkout@v0
        with: { ref: refs/heads/main, fetch-depth: 0, persist-credentials: false }
      - name: Use it
        id: use
        uses: commons/cutplan/.github/actions/reconcile@${"0".repeat(40)}
        with: ${JSON.stringify(inputs)}
      - name: Go on
        if: \${{ !cancelled() }}
        env: { PLANS: "\${{ steps.use.outputs.plans }}", EXIT: "\${{ steps.use.outputs.exit }}" }
        run: echo "plans=$PLANS exit=$EXIT"
`) as Workflow;
  const github = { token: "the-token", event: {} };
  return playJob(workflow, "use", {
    folder: makeFolder(file),
    remote: remote.directory,
    programs,
    actions,
    github,
  });
}

function saidLast(job: PlayedJob): string {
  return stepNamed(job, /^Go on/).log.trim();
}

describe("the action", { concurrency: 3 }, () => {
  test("without an input: all plans of the workspace, nothing written", async () => {
    const job = await use({});
    assert.equal(job.outcome, "success", job.log);
    assert.equal(saidLast(job), "plans=2 exit=0");
    assert.match(job.summary, /plan-00001/);
    assert.ok(!existsSync(path.join(job.workspace, "runs")));
    assert.ok(!existsSync(canary));
    const installed = readFileSync(path.join(programs, "npm.log"), "utf8").trim().split("\n");
    for (const line of installed) assert.ok(line.startsWith(`${actions}: npm ci --ignore-scripts`), line);
  });

  test("plans by name, over several lines; a folder in place of the workspace; a commit", async () => {
    const job = await use({
      plans: " plan-00001\n\n",
      repository: remote.directory,
      ref: "main",
      "trust-ref": "HEAD",
    });
    assert.equal(job.outcome, "success", job.log);
    assert.equal(saidLast(job), "plans=1 exit=0");
  });

  const NO_PLANS = [
    "*",
    "$(touch canary) `touch canary` ; touch canary",
    "--write -h",
    "a\u001b[2J ::error::x ##[error]y '\"\\",
  ];
  for (const plans of NO_PLANS)
    test(`plans that are none, ${JSON.stringify(plans)}: refused, and nothing is carried out`, async () => {
      const job = await use({ plans });
      assert.equal(job.outcome, "failure");
      assert.match(job.log + job.summary, /PLAN_NOT_FOUND/);
      assert.match(saidLast(job), /exit=64$/);
      assert.deepEqual(findNamed(job.workspace, "canary"), []);
      for (const { name } of readCommands(job.log)) assert.equal(name, "error");
      assert.equal(errorsOf(job).length, 1);
    });

  for (const ref of ["--upload-pack=touch canary", "$(touch canary)"])
    test(`a ref that is none, ${ref}: refused`, async () => {
      const job = await use({ ref });
      assert.equal(job.outcome, "failure");
      assert.match(job.log + job.summary, /REF_REFUSED|REF_NOT_FOUND/);
      assert.deepEqual(findNamed(job.workspace, "canary"), []);
    });

  const UNKNOWN = [
    { command: "run --commit" },
    { command: "" },
    { command: "verify", write: "push" },
  ] as const;
  for (const inputs of UNKNOWN)
    test(`inputs that go together in no way, ${JSON.stringify(inputs)}: refused before anything is started`, async () => {
      const job = await use(inputs);
      assert.equal(job.outcome, "failure");
      assert.match(errorsOf(job)[0]?.message ?? "", /^The inputs command and write/);
      assert.equal(saidLast(job), "plans= exit=");
    });

  test("validate and trust-check work on the same repository", async () => {
    assert.equal(saidLast(await use({ command: "validate" })), "plans=2 exit=0");
    assert.equal(saidLast(await use({ command: "trust-check" })), "plans= exit=0");
  });

  test("verify: what it says is text in log and summary, and its end an annotation", async () => {
    const job = await use({ command: "verify" });
    assert.equal(job.outcome, "failure");
    assert.equal(saidLast(job), "plans= exit=8");
    assert.match(job.summary, /^### `reconcile verify`\n\n {4}.*EVIDENCE_MISSING/);
    assert.match(errorsOf(job)[0]?.message ?? "", /^It ended with exit code 8/);
  });

  test("site: needs to be told where to", async () => {
    assert.equal((await use({ command: "site" })).outcome, "failure");
  });
});
