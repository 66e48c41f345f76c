// Carries out plan-check.yml on pull requests that want to run something, to be judged by themselves, or to be taken for the
// check's own words.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { after, describe, test } from "node:test";
import { sha256Hex } from "../../src/model/digest.ts";
import { manyPlans, onePlan } from "../support/many-plans.ts";
import { errorsOf, outputsOf, textAt } from "./read-job.ts";
import { assertInert, render } from "./rendered-markdown.ts";
import { readCommands } from "./runner-commands.ts";
import { findNamed, handedOver, makeStage } from "./stage.ts";
import { ROOT } from "./workflow-file.ts";

const PLANS = manyPlans(1, 3);
const PLAN = "plans/plan-00000/plan.yaml";
const PLAN_TEXT = String(PLANS[PLAN]);
const SCHEMA = "schemas/cut-plan.schema.json";

const stage = makeStage({ after }, PLANS);

/** A program that leaves a file behind wherever it is run. */
function singing(canary: string): string {
  return `import { writeFileSync } from "node:fs";\nwriteFileSync("${canary}", "sung");\n`;
}

describe("plan-check", { concurrency: 3 }, () => {
  test("program, schemas, package.json, action and workflow of the pull request are run by nobody", async () => {
    const canary = path.join(stage.folder, "canary-of-the-program");
    const schema = JSON.parse(readFileSync(path.join(ROOT, SCHEMA), "utf8")) as object;
    const scripts = {
      preinstall: `touch ${canary}`,
      prepare: `touch ${canary}`,
      postinstall: `touch ${canary}`,
    };
    const pull = stage.propose({
      "src/main.ts": singing(canary),
      "package.json": JSON.stringify({ scripts }),
      "package-lock.json": "{}",
      ".npmrc": `script-shell=${canary}\n`,
      [SCHEMA]: JSON.stringify({ ...schema, additionalProperties: true, properties: {} }),
      ".github/actions/reconcile/action.yml": `runs: {using: composite, steps: [{run: "touch ${canary}", shell: bash}]}\n`,
      ".github/workflows/plan-check.yml": "on: pull_request\njobs: {}\n",
      ".gitattributes": "* filter=evil diff=evil merge=evil\n",
      ".gitmodules": `[submodule "x"]\n\tpath = x\n\turl = ${stage.folder}/evil\n`,
      [PLAN]: PLAN_TEXT.replace("kind: CutPlan", "kind: CutPlan\nloosened: true"),
    });
    const job = await stage.check(pull);
    assert.equal(job.outcome, "failure", job.log);
    assert.deepEqual(findNamed(stage.folder, "canary*"), []);
    // The schema of the base branch: it knows no such key.
    const [error] = errorsOf(job);
    assert.equal(textAt(stage.work, pull.head, error!).split(":")[0], "loosened");
    assert.equal(outputsOf(job, /^What the plans/)["exit"], "65");
    for (const name of ["src/main.ts", "package.json", SCHEMA])
      assert.equal(
        readFileSync(path.join(job.workspace, name), "utf8"),
        readFileSync(path.join(ROOT, name), "utf8"),
      );
  });

  test("branch, title, plan and units with commands, markup and escapes: nothing comes of them", async () => {
    const evil =
      "::error file=x::no ##[error]no `x` $(touch canary) <img src=x onerror=alert(1)> [a](javascript:alert(1)) @commons/all #1 |";
    const plan = onePlan("annex", 2);
    const source = String(plan["plans/annex/source.txt"]).replace(
      "Section 1\n",
      `Section 1 ${evil}\n::error::no\n`,
    );
    const pull = stage.propose({
      "plans/annex/source.txt": source,
      "plans/annex/plan.yaml": String(plan["plans/annex/plan.yaml"])
        .replace(/sha256: "[0-9a-f]{64}"/, `sha256: "${sha256Hex(source)}"`)
        .replace('"The annex"', JSON.stringify(evil)),
    });
    const branch = "x;$(touch${IFS}canary)`touch${IFS}canary`::error::'\"<b>";
    const job = await stage.check({ ...pull, branch, title: `\u001b[31m${evil}\n::error::no` });
    assert.equal(job.outcome, "success", job.log);
    assert.deepEqual(findNamed(path.dirname(job.workspace), "canary"), []);
    assert.deepEqual(readCommands(job.log), []);
    assert.ok(!job.log.includes("\u001b"));
    for (const markdown of [job.summary, handedOver(job)]) {
      assertInert(markdown);
      // It is there, as code.
      assert.match(render(markdown), /<code>[^<]*javascript:alert\(1\)[^<]*<\/code>/);
    }
  });

  test("a hostile plan that is broken as well: its words are in annotations, and only there", async () => {
    const evil = '"%0A::error::no ##[add-mask]x ::stop-commands::y"';
    const pull = stage.propose({ [PLAN]: PLAN_TEXT.replace("mode: DRYRUN", `mode: ${evil}`) });
    const job = await stage.check(pull);
    assert.equal(job.outcome, "failure", job.log);
    const commands = readCommands(job.log);
    assert.deepEqual(
      commands.map(({ name, properties }) => [name, properties["file"]]),
      [["error", PLAN]],
    );
    assert.match(commands[0]!.message, /::error::no/);
    for (const markdown of [job.summary, handedOver(job)]) assertInert(markdown);
  });
});

test("the canary sings where it may: once merged, the same program is what runs", async (context) => {
  const own = makeStage(context, PLANS);
  const canary = path.join(own.folder, "canary");
  const pull = own.propose({ "src/main.ts": singing(canary) });
  await own.check(pull);
  assert.deepEqual(findNamed(own.folder, "canary"), []);
  own.merge(pull.head);
  await own.check(pull);
  assert.deepEqual(findNamed(own.folder, "canary"), [canary]);
});
