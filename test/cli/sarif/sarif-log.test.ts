// --format sarif: one log on standard output and nothing else, with what SARIF 2.1.0 requires and what code scanning needs
// beyond that; places in code points, paths of the repository only, fingerprints that outlive a moved line.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { refusedReport } from "../../../src/cli/check/refused-report.ts";
import { sarifLog } from "../../../src/cli/sarif/sarif-log.ts";
import { Refusal, REFUSALS } from "../../../src/diagnostics/refusal.ts";
import { FAILURE_REASONS } from "../../../src/phases/phase.ts";
import { manyPlans, onePlan } from "../../support/many-plans.ts";
import { makeRepository } from "../../support/repository.ts";
import { runHere } from "../../support/run-here.ts";
import { makeEveryState, NOW } from "../github/every-state.ts";
import { hostileText } from "../github/hostile-texts.ts";
import { checkSarif, type SarifLog, type SarifResult } from "./check-sarif.ts";

async function runSarif(
  directory: string,
  args: readonly string[],
): Promise<{ readonly log: SarifLog; readonly exit: number | null; readonly stderr: string }> {
  const { stdout, stderr, exit } = await runHere(directory, [...args, "--now", NOW, "--format", "sarif"]);
  const log = JSON.parse(stdout) as SarifLog;
  checkSarif(log);
  assert.ok(!stdout.includes(directory), "no path of the machine");
  return { log, exit, stderr };
}

/** `error key-unknown plans/…:6:3-8` */
function placeOf({ level, ruleId, locations }: SarifResult): string {
  const { artifactLocation, region } = locations[0]!.physicalLocation;
  const { startLine, startColumn, endColumn } = region;
  return `${level} ${ruleId} ${artifactLocation.uri}:${startLine}:${startColumn}${endColumn === undefined ? "" : `-${endColumn}`}`;
}

test("a repository with a plan in every state", async (context) => {
  const repository = await makeEveryState(context);
  const { log, exit, stderr } = await runSarif(repository.directory, ["run", "--no-write"]);
  const [run] = log.runs;
  assert.equal(exit, 65);
  assert.equal(stderr, "");
  assert.deepEqual(
    run.results.map((result) => placeOf(result).replace(/:\d+:\d+-\d+$/, "")),
    [
      "error key-unknown plans/broken/plan.yaml",
      "error UNIT_CONFLICT plans/clash/source.txt:1:1",
      "error LIVE_DISABLED plans/live-one/plan.yaml",
      "error PLAN_STALE plans/stale-one/approvals/sg-1.bob.yaml",
      "error value-pattern plans/broken/plan.yaml",
      "warning SOD_VIOLATION plans/lease/approvals/sg-1.alice.yaml",
    ],
  );
  assert.deepEqual(run.invocations, [{ executionSuccessful: true, exitCode: 65 }]);
  assert.deepEqual(run.versionControlProvenance, [
    {
      repositoryUri: "https://git.example.org/many.git",
      revisionId: repository.git(["rev-parse", "HEAD"]),
      branch: "main",
    },
  ]);
  const checked = await runSarif(repository.directory, ["validate"]);
  assert.deepEqual(
    checked.log.runs[0].results.map(({ ruleId }) => ruleId),
    ["key-unknown", "value-pattern"],
  );
});

test("columns are code points, as the log says", async (context) => {
  const repository = makeRepository(context);
  repository.commit({ ...manyPlans(0, 0), ...onePlan("deed", 1) });
  const file = path.join(repository.directory, "plans/deed/plan.yaml");
  const plan = readFileSync(file, "utf8").replace(
    'title: "The deed"',
    'title: "\u{1F600}\u{1F600} deed", titel: "x"',
  );
  repository.commit({ "plans/deed/plan.yaml": plan });
  const { log } = await runSarif(repository.directory, ["validate"]);
  const [result] = log.runs[0].results;
  const { startLine, startColumn, endColumn } = result!.locations[0]!.physicalLocation.region;
  const line = Array.from(plan.split("\n")[startLine - 1] ?? "");
  assert.equal(log.runs[0].columnKind, "unicodeCodePoints");
  assert.equal(line.slice(startColumn - 1, (endColumn ?? 0) - 1).join(""), "titel");
});

test("a fingerprint outlives lines that were added above, and tells two of the same apart", async (context) => {
  const repository = makeRepository(context);
  const broken = (plan: string): string => plan.replace("target: scratch", "targt: scratch");
  const [plan, source] = Object.entries(onePlan("deed", 1)) as [string, string][];
  const prints = async (text: string): Promise<readonly string[]> => {
    repository.commit({ ...manyPlans(0, 0), [plan![0]]: text, [source![0]]: source![1] });
    const { log } = await runSarif(repository.directory, ["validate"]);
    return log.runs[0].results.map(({ partialFingerprints }) => partialFingerprints.primaryLocationLineHash);
  };
  const before = await prints(broken(plan![1]));
  const after = await prints(`# a line\n# and another\n${broken(plan![1])}`);
  assert.ok(before.length > 0);
  assert.deepEqual(after, before);
  assert.equal(new Set(before).size, before.length);
});

test("a command that was refused leaves a log that says so, and tells it on standard error", async (context) => {
  const repository = makeRepository(context);
  repository.commit({ "README.md": "nothing here\n" });
  for (const [args, code, exit] of [
    [["run", "--no-write"], "REPOSITORY_EMPTY", 65],
    [["validate", "--ref", "nowhere"], "REF_NOT_FOUND", 8],
  ] as const) {
    const told = await runSarif(repository.directory, args);
    assert.equal(told.exit, exit);
    assert.match(told.stderr, new RegExp(`refused {2}${code}`));
    const [run] = told.log.runs;
    assert.deepEqual(run.results, []);
    const [invocation] = run.invocations;
    assert.equal(invocation?.executionSuccessful, false);
    assert.deepEqual(
      invocation.toolExecutionNotifications?.map(({ descriptor }) => descriptor.id),
      [code],
    );
  }
  const usage = await runHere(repository.directory, ["run", "--format", "sarif", "--colour"]);
  assert.equal(usage.exit, 64);
  checkSarif(JSON.parse(usage.stdout) as SarifLog);
});

test("every refusal and every failure has a rule with a text of its own", () => {
  for (const code of [...Object.keys(REFUSALS), ...Object.keys(FAILURE_REASONS)]) {
    const place = { file: "plans/a/plan.yaml", line: 1, column: 1 };
    const remark = {
      level: "error",
      code,
      place,
      excerpt: undefined,
      message: "m",
      expected: undefined,
      todo: undefined,
      plan: "a",
    } as const;
    const report = {
      ...refusedReport(new Refusal("USAGE", { message: "", expected: "", todo: "" }), "run"),
      remarks: [remark],
    };
    const log = sarifLog(report) as SarifLog;
    checkSarif(log);
    assert.notEqual(log.runs[0].tool.driver.rules[0]?.shortDescription.text, `${code}.`);
  }
});

test("paths and messages cannot become addresses, links or anything but text", () => {
  fc.assert(
    fc.property(hostileText, hostileText, (file, text) => {
      const message = `plan ${text}`;
      const place = { file: `plans/${file}`, line: 1, column: 1 };
      const remark = {
        level: "error",
        code: "x",
        place,
        excerpt: undefined,
        message,
        expected: undefined,
        todo: undefined,
        plan: undefined,
      } as const;
      const report = {
        ...refusedReport(new Refusal("USAGE", { message, expected: "", todo: "" }), "run"),
        remarks: [remark],
      };
      const log = JSON.parse(JSON.stringify(sarifLog(report))) as SarifLog;
      checkSarif(log);
      const [result] = log.runs[0].results;
      assert.doesNotMatch(result!.message.text.replaceAll(/\\./g, ""), /[[\]]/);
      assert.ok(result!.locations[0]!.physicalLocation.artifactLocation.uri.startsWith("plans/"));
    }),
    { numRuns: 500 },
  );
});

test("no address with a user or a password in it gets into the log", () => {
  const base = refusedReport(new Refusal("USAGE", { message: "m", expected: "", todo: "" }), "run");
  const pin = {
    commit: "a".repeat(40),
    tree: "b".repeat(40),
    objectFormat: "sha1",
    ref: "refs/pull/1/merge",
  } as const;
  const uriFor = (repository: string | undefined): string | undefined => {
    const log = sarifLog({ ...base, pin, repository }) as SarifLog;
    checkSarif(log);
    return log.runs[0].versionControlProvenance?.[0]?.repositoryUri;
  };
  assert.equal(uriFor("git+https://git.example.org/a.git"), "https://git.example.org/a.git");
  for (const bad of [
    "https://u:canary@x.org/a",
    "https://canary@x.org/a",
    "git+ssh://git@x.org/a",
    "file:///tmp/x",
    "x",
    undefined,
  ])
    assert.equal(uriFor(bad), undefined, bad ?? "none");
  assert.equal(uriFor("https://x.org/a?token=canary#canary"), "https://x.org/a");
});
