// Carries out plan-check.yml on pull requests of all kinds: what is shown, where the annotations stand, whose policy counts.
// Pull requests that attack the check are in plan-check-hostile.test.ts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, describe, test } from "node:test";
import { COMMENT_MARKER } from "../../src/cli/github/comment-body.ts";
import { manyPlans, onePlan } from "../support/many-plans.ts";
import { makePerson, signerLine } from "../support/people.ts";
import type { Ending, Files } from "../support/repository.ts";
import { signedPolicy } from "../support/signed-repository.ts";
import { assertInert, render } from "./rendered-markdown.ts";
import { findNamed, handedOver, makeStage } from "./stage.ts";
import { errorsOf, outputsOf, stepNamed, textAt } from "./read-job.ts";

const PLAN = "plans/plan-00000/plan.yaml";
const POLICY = "plans/_trust/policy.yaml";
const WOULD_DO = /^What the plans would do/;

const file: Ending = { after };
const alice = makePerson(file, "alice");
const bob = makePerson(file, "bob");
const SIGNERS = signerLine(alice) + signerLine(bob);
const PLANS: Files = {
  ...manyPlans(1, 3),
  ...signedVersion(1),
  "plans/_trust/allowed_signers": SIGNERS,
};

function signedVersion(version: number): Files {
  const lists = { allowed: SIGNERS, revoked: "" };
  const policy = signedPolicy(lists, version).replace("plans: required", "plans: optional");
  return { [POLICY]: policy, "plans/_trust/policy.yaml.bob.sig": bob.sign(policy, "policy") };
}

function textOf(name: string): string {
  return String(PLANS[name]);
}

// What is looked at lies in the pull requests: one repository does for all that merge nothing.
const stage = makeStage(file, PLANS);

describe("plan-check", { concurrency: 3 }, () => {
  test("a good plan: shown in summary and comment, and nothing is written anywhere", async () => {
    const pull = stage.propose(onePlan("annex", 4));
    const main = stage.remote.git(["rev-parse", "main"]);
    const job = await stage.check(pull);
    assert.equal(job.outcome, "success", job.log);
    assert.deepEqual(errorsOf(job), []);
    assert.match(render(job.summary), /<table>.*<code>annex<\/code>/s);
    assert.ok(handedOver(job).startsWith(`${COMMENT_MARKER}\n`));
    assert.match(render(handedOver(job)), /<code>annex<\/code>/);
    for (const markdown of [job.summary, handedOver(job)]) assertInert(markdown);
    const { exit, plans, waiting, commit } = outputsOf(job, WOULD_DO);
    assert.deepEqual(
      { exit, plans, waiting, commit },
      { exit: "0", plans: "2", waiting: "2", commit: pull.head },
    );
    assert.equal(stage.remote.git(["rev-parse", "main"]), main);
    assert.deepEqual(findNamed(job.workspace, "*.jsonl"), []);
    assert.deepEqual(findNamed(job.artifacts, "*.*"), [
      path.join(job.artifacts, "plan-check-comment/comment.md"),
    ]);
    const installed = readFileSync(path.join(stage.folder, "programs/npm.log"), "utf8");
    assert.match(installed, /npm ci --ignore-scripts --omit=dev/);
  });

  test("a broken plan: the check fails, and the annotations stand at the words that are wrong", async () => {
    const broken = textOf(PLAN).replace("{units: 3}", "{units: three}").replace("  mode:", "  moed:");
    const pull = stage.propose({ [PLAN]: broken });
    const job = await stage.check(pull);
    assert.equal(job.outcome, "failure", job.log);
    assert.equal(outputsOf(job, WOULD_DO)["exit"], "65");
    const places = errorsOf(job).filter(({ properties }) => properties["file"] === PLAN);
    const words = places.map((place) => textAt(stage.work, pull.head, place).split(/[:}\s]/)[0]);
    assert.ok(words.includes("moed") && words.includes("three"), JSON.stringify(places));
    assert.match(render(handedOver(job)), /<code>plan-00000<\/code>/);
    for (const markdown of [job.summary, handedOver(job)]) assertInert(markdown);
  });

  test("a fork: its commits are under refs/pull and in no branch, and are found there", async () => {
    const pull = stage.propose(onePlan("annex", 2));
    assert.equal(stage.remote.git(["branch", "--contains", pull.head]), "");
    const job = await stage.check(pull);
    assert.equal(job.outcome, "success", job.log);
    assert.match(handedOver(job), /annex/);
  });

  test("a head that is gone: the check says so, and hands nothing over", async () => {
    const pull = { ...stage.propose(onePlan("annex", 2)), head: "1".repeat(40) };
    const job = await stage.check(pull);
    assert.equal(job.outcome, "failure");
    assert.match(errorsOf(job)[0]?.message ?? "", /^Commit 1{40} is no longer part of this pull request/);
    assert.throws(() => handedOver(job), /ENOENT/);
  });

  test("a pull request that makes its author an approver is judged by the policy before it, and fails", async () => {
    const grabbed = textOf(POLICY)
      .replaceAll("persons: [bob]", "persons: [alice]")
      .replace("version: 1", "version: 2");
    const job = await stage.check(stage.propose({ [POLICY]: grabbed }));
    assert.equal(job.outcome, "failure");
    assert.match(handedOver(job), /`bob`/);
    assert.doesNotMatch(handedOver(job), /`alice`/);
    const trust = stepNamed(job, /^Whether the changed trust/);
    assert.equal(trust.outcome, "failure");
    assert.match(trust.summary, /TRUST_UNSIGNED/);
    assertInert(trust.summary);
  });

  test("a policy that is wrong: annotations stand at the words that are wrong in the pull request", async () => {
    const pull = stage.propose({ [POLICY]: textOf(POLICY).replace("persons: [bob]", "persons: [bobby]") });
    const job = await stage.check(pull);
    assert.equal(job.outcome, "failure");
    const words = errorsOf(job).map((place) => textAt(stage.work, pull.head, place).split(/[\],]/)[0]);
    assert.ok(words.includes("bobby"), JSON.stringify(errorsOf(job)));
  });

  test("evidence that a pull request makes up is found", async () => {
    const invented = { "runs/plan-00000/plan-00000-000000000000/evidence.jsonl": '{"_type":"x"}\n' };
    const job = await stage.check(stage.propose(invented));
    assert.equal(job.outcome, "failure");
    const evidence = stepNamed(job, /^Whether the changed evidence/);
    assert.equal(evidence.outcome, "failure");
    assert.match(evidence.summary, /^ {4}.*plan-00000/m);
    assertInert(evidence.summary);
  });
});

test("a policy that its admins signed counts, as long as the branch has every version before it", async (context) => {
  const own = makeStage(context, PLANS);
  const pull = own.propose(signedVersion(2));
  const job = await own.check(pull);
  assert.equal(job.outcome, "success", job.log);
  assert.match(stepNamed(job, /^Whether the changed trust/).summary, /version 2 .* signed by bob/);
  own.work.commit({ "README.md": "newer\n" });
  own.push();
  const late = await own.check(pull);
  assert.equal(late.outcome, "failure");
  assert.match(late.log, /^::notice title=plan-check::This branch lacks commits/m);
  assert.match(errorsOf(late)[0]?.message ?? "", /bring the branch up to date/);
});
