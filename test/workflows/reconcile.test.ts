// Carries out reconcile.yml after pushes to main: what is recorded reaches the remote, whoever else pushes meanwhile, and
// neither the token nor the key is left anywhere.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { approvalsFor, manyPlans, onePlan } from "../support/many-plans.ts";
import { writeScript, type Files } from "../support/repository.ts";
import { serveByHttps } from "./https-remote.ts";
import { jobRuns, type PlayedJob } from "./play-job.ts";
import { errorsOf, outputsOf, stepNamed } from "./read-job.ts";
import { handedOver, makeStage, type Stage } from "./stage.ts";
import { readWorkflow, ROOT } from "./workflow-file.ts";

const PLANS = manyPlans(1, 3);
const RECORD = /^Reconcile, record and push/;
const VERIFY = /^Verify the evidence/;
/** The pages are looked at once; the other stories are none about them. */
const WITHOUT_PAGES = { leavesOut: /pages/ };

const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const KEY = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

/** Everything that was recorded is true, and on the remote's main. */
function assertPushed(stage: Stage, job: PlayedJob): void {
  for (const name of [RECORD, VERIFY]) assert.equal(stepNamed(job, name).outcome, "success", job.log);
  const git = (...args: readonly string[]): string =>
    execFileSync("git", ["-C", job.workspace, ...args], { encoding: "utf8", stdio: "pipe" });
  git("fetch", "--quiet", stage.remote.directory, "main");
  assert.equal(git("diff", "--name-only", "FETCH_HEAD", "--", "runs"), "");
}

/** Plans with evidence on the remote's main. */
function recordedPlans(stage: Stage): readonly string[] {
  const files = stage.remote.git(["ls-tree", "-r", "--name-only", "main", "runs"]).split("\n");
  return files.filter((name) => name.endsWith("/evidence.jsonl")).map((name) => name.split("/")[1] ?? "");
}

/** bob's approvals of what has been recorded, valid today. */
function approvals(stage: Stage): Files {
  const yesterday = new Date(Date.now() - 24 * 60 * 60 * 1000).toISOString().replace(/\.\d+Z$/, "Z");
  const files = Object.entries(approvalsFor(stage.work.directory, "SG_1"));
  return Object.fromEntries(
    files.map(([name, text]) => [name, String(text).replace(/notBefore: .*/, `notBefore: "${yesterday}"`)]),
  );
}

describe("reconcile.yml", { concurrency: 3 }, () => {
  test("records, pushes and packs the pages; a merged approval opens the gate that the check said it would", async (context) => {
    const stage = makeStage(context, PLANS);
    const first = await stage.reconcile({ vars: { CUTPLAN_PAGES: "true" } });
    assert.equal(first.outcome, "success", first.log);
    assertPushed(stage, first);
    assert.equal(outputsOf(first, RECORD)["waiting"], "1");
    const author = stage.remote.git(["log", "-1", "--format=%an <%ae>", "main"]);
    assert.equal(author, "github-actions[bot] <41898282+github-actions[bot]@users.noreply.github.com>");
    assert.match(readFileSync(path.join(first.artifacts, "site/index.html"), "utf8"), /plan-00000/);
    const packed = path.join(first.artifacts, "github-pages/artifact.tar");
    assert.match(execFileSync("tar", ["--list", "--file", packed]).toString(), /^\.\/index\.html$/m);
    assert.equal(first.outputs["packed"], "yes");

    stage.merge("main");
    const pull = stage.propose(approvals(stage));
    const check = await stage.check(pull);
    assert.equal(check.outcome, "success", check.log);
    assert.match(handedOver(check), /SG_2/);
    stage.merge(pull.head);
    const second = await stage.reconcile(WITHOUT_PAGES);
    assertPushed(stage, second);
    assert.match(stepNamed(second, RECORD).log, /waiting at SG_2/);

    const main = stage.remote.git(["rev-parse", "main"]);
    const third = await stage.reconcile(WITHOUT_PAGES);
    assertPushed(stage, third);
    assert.equal(stage.remote.git(["rev-parse", "main"]), main);
    assert.equal(third.outputs["packed"], "");
  });

  test("two pushes, one during the other's job: it is outrun and laid on top, and the next job goes on from there", async (context) => {
    const stage = makeStage(context, PLANS);
    const first = await stage.reconcile({
      ...WITHOUT_PAGES,
      before: ({ name = "" }) => {
        if (!RECORD.test(name)) return;
        stage.work.commit(onePlan("annex", 2));
        stage.push();
      },
    });
    assertPushed(stage, first);
    assert.deepEqual(recordedPlans(stage), ["plan-00000"]);
    assertPushed(stage, await stage.reconcile(WITHOUT_PAGES));
    assert.deepEqual(recordedPlans(stage), ["annex", "plan-00000"]);
  });

  test("two that record the same run at once: one counts, the other says so and keeps its own, and again it is well", async (context) => {
    const stage = makeStage(context, PLANS);
    // Another second, so that their statements differ.
    const later = async ({ name = "" }): Promise<void> => {
      if (RECORD.test(name)) await setTimeout(1000);
    };
    const jobs = await Promise.all([
      stage.reconcile(WITHOUT_PAGES),
      stage.reconcile({ ...WITHOUT_PAGES, before: later }),
    ]);
    const [slower, ...others] = jobs.filter((job) => job.outcome === "failure");
    assert.equal(others.length, 0);
    if (slower !== undefined) {
      assert.match(slower.log, /PUSH_DIVERGED/);
      assert.equal(outputsOf(slower, RECORD)["exit"], "6");
      const bundle = path.join(slower.artifacts, "recorded/commits.bundle");
      stage.work.git(["fetch", "--quiet", bundle, "refs/heads/main:refs/heads/kept"]);
      const kept = stage.work.git(["ls-tree", "-r", "--name-only", "kept"]);
      assert.match(kept, /^runs\/.*\/evidence\.jsonl$/m);
    }
    assertPushed(stage, await stage.reconcile(WITHOUT_PAGES));
    assert.deepEqual(recordedPlans(stage), ["plan-00000"]);
  });

  test("a remote that does not take the push: it fails, says why, and what was recorded is kept", async (context) => {
    const stage = makeStage(context, PLANS);
    writeScript(path.join(stage.remote.directory, "hooks/update"), "exit 1");
    const job = await stage.reconcile(WITHOUT_PAGES);
    assert.equal(job.outcome, "failure");
    const said = errorsOf(job).map(({ message }) => message);
    assert.match(said.join("\n"), /refs\/heads\/main could not be pushed .*hook declined/);
    const archive = path.join(job.artifacts, "recorded/runs.tar");
    const kept = execFileSync("tar", ["--list", "--file", archive]).toString();
    assert.match(kept, /^runs\/plan-00000\/.*\/evidence\.jsonl$/m);
  });

  test("the token goes to the remote and nowhere else, the key signs, and neither is left behind", async (context) => {
    const token = "ghs_0123456789abcdefTOKEN";
    const basic = Buffer.from(`x-access-token:${token}`).toString("base64");
    const stage = makeStage(context, withRunner(PLANS));
    const { server, certificate, visits } = await serveByHttps(context, stage.folder, token);
    const job = await stage.reconcile({
      ...WITHOUT_PAGES,
      remote: `${server}/remote.git`,
      secrets: { CUTPLAN_RUNNER_KEY: KEY, CUTPLAN_PUSH_TOKEN: token },
      environment: {
        GITHUB_SERVER_URL: server,
        GIT_SSL_CAINFO: certificate,
        TEST_CHECKOUT_HEADER: `Authorization: Basic ${basic}`,
      },
    });
    assertPushed(stage, job);
    assert.ok(visits.withToken > 0 && visits.without > 0);
    assert.match(stepNamed(job, VERIFY).log, /anchored by a listed runner/);
    for (const secret of [token, basic, KEY.split("\n")[1] ?? ""]) {
      assert.ok(!job.log.includes(secret));
      assert.deepEqual(filesWith(path.dirname(job.workspace), secret), []);
    }
  });
});

function withRunner(plans: Files): Files {
  const policy = "plans/_trust/policy.yaml";
  const key = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  const years = 'validAfter: "2026-01-01T00:00:00Z", validBefore: "2036-01-01T00:00:00Z"';
  const text = String(plans[policy])
    .replace("runners: []", `runners: [{publicKey: ${key}, ${years}}]`)
    .replace("evidence: optional", "evidence: required");
  return { ...plans, [policy]: text };
}

function filesWith(folder: string, text: string): readonly string[] {
  const { status, stdout } = spawnSync("grep", ["-rlaF", "--", text, folder], { encoding: "utf8" });
  assert.ok(status === 0 || status === 1);
  return stdout.split("\n").filter((line) => line !== "");
}

test("it runs on main only, and publishes only what was packed", () => {
  const { jobs } = readWorkflow(ROOT, "reconcile.yml");
  assert.equal(jobRuns(jobs["reconcile"]!, { github: { ref: "refs/heads/main" } }), true);
  assert.equal(jobRuns(jobs["reconcile"]!, { github: { ref: "refs/heads/other" } }), false);
  const needs = (packed: string) => ({ needs: { reconcile: { outputs: { packed } } } });
  assert.equal(jobRuns(jobs["pages"]!, needs("yes")), true);
  assert.equal(jobRuns(jobs["pages"]!, needs("")), false);
});
