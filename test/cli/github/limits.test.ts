// What GitHub takes and no more: ten annotations of a level, 1,024 KiB of summary, 65,536 characters of comment. What is cut
// is what matters least, between whole blocks, and it is said how much it was.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { annotationLines } from "../../../src/cli/github/annotations.ts";
import { commentBody } from "../../../src/cli/github/comment-body.ts";
import { stepSummary, SUMMARY_LIMIT_BYTES } from "../../../src/cli/github/step-summary.ts";
import { collectRemarks } from "../../../src/cli/check/collect-remarks.ts";
import { sortPlans, type CheckReport, type PlanReport } from "../../../src/cli/check/check-report.ts";
import type { Remark } from "../../../src/cli/check/remark.ts";
import { exitOfOutcome } from "../../../src/cli/exit-codes.ts";
import type { Diagnostic } from "../../../src/diagnostics/diagnostic.ts";
import { outcomeOfCase } from "../../../src/reconcile/plan-outcome.ts";
import { manyPlans } from "../../support/many-plans.ts";
import { makeFolder, makeRepository } from "../../support/repository.ts";
import { runHere } from "../../support/run-here.ts";
import { HOSTILE } from "./hostile-texts.ts";
import { assertContained } from "./rendered.ts";
import { carriedOut } from "./runner.ts";

const PIN = {
  commit: "a".repeat(40),
  tree: "b".repeat(40),
  objectFormat: "sha1",
  ref: "refs/heads/main",
} as const;

function faults(plan: string, count: number): readonly Diagnostic[] {
  return Array.from({ length: count }, (_, index) => ({
    code: "key-unknown",
    place: { file: `plans/${plan}/plan.yaml`, line: index + 1, column: 1 },
    excerpt: undefined,
    message: `"${HOSTILE[index % HOSTILE.length] ?? ""}" is no key of spec`,
    expected: "one of mode, target, source",
    fix: "delete it",
  }));
}

function invalidPlan(plan: string, count: number): PlanReport {
  const difference = { plan, kind: "invalid", run: null, attempt: 0, replaces: [], next: null } as const;
  const found = { kind: "invalid", plan, diagnostics: faults(plan, count), difference } as const;
  const outcome = outcomeOfCase(found);
  return { outcome, exit: exitOfOutcome(outcome, false), found };
}

const DOCUMENTS = {
  plans: new Map(),
  approvals: new Map(),
  targets: new Map(),
  policy: undefined,
  diagnostics: [],
} as const;

function reportOf(given: readonly PlanReport[]): CheckReport {
  const plans = sortPlans(given);
  return {
    command: "run",
    pin: PIN,
    recording: false,
    count: plans.length,
    plans,
    strays: [],
    remarks: collectRemarks({ plans, strays: [], documents: DOCUMENTS }),
    statements: 0,
    exit: 65,
    published: undefined,
    refusal: undefined,
    repository: undefined,
  };
}

test("of 5,000 faults nine are annotated, from as many files as there are, and the tenth counts the rest", () => {
  const report = reportOf([
    invalidPlan("aaa", 4990),
    ...["b", "c", "d", "e", "f"].map((name) => invalidPlan(name, 2)),
  ]);
  const lines = annotationLines(report.remarks, true);
  const commands = carriedOut(lines.join("\n"));
  assert.equal(lines.length, 10);
  assert.equal(commands.length, 10);
  const files = commands.slice(0, 9).map(({ properties }) => properties["file"]?.split("/")[1]);
  assert.deepEqual(files, ["aaa", "b", "c", "d", "e", "f", "aaa", "b", "c"]);
  assert.match(commands[9]?.data ?? "", /^4,991 more errors .* summary/);
});

test("each level has its own ten, and where there are ten all are shown", () => {
  const remark = (level: Remark["level"]): Remark => ({
    level,
    code: "x",
    place: undefined,
    excerpt: undefined,
    message: "m",
    expected: undefined,
    todo: undefined,
    plan: undefined,
  });
  const remarks = [...Array<Remark>(10).fill(remark("error")), ...Array<Remark>(11).fill(remark("notice"))];
  const names = carriedOut(annotationLines(remarks, false).join("\n"));
  assert.equal(names.filter(({ name, data }) => name === "error" && data === "m").length, 10);
  assert.equal(names.filter(({ name, data }) => name === "notice" && data === "m").length, 9);
  assert.match(names.at(-1)?.data ?? "", /^2 more notices .* log of this step/);
});

test("a summary of thousands of plans is cut between blocks, the least important first, and says so", () => {
  const plans = Array.from({ length: 6000 }, (_, index) =>
    invalidPlan(`plan-${String(index).padStart(5, "0")}`, 20),
  );
  const report = reportOf(plans);
  for (const limit of [SUMMARY_LIMIT_BYTES, 60_000, 12_000]) {
    const text = stepSummary(report, limit) ?? "";
    const size = Buffer.byteLength(text, "utf8");
    assert.ok(size < limit, `${size} of ${limit}`);
    assert.ok(size > limit / 3 || limit < 20_000, `${size} of ${limit} leaves too much`);
    // A renderer takes its time for a megabyte; what is cut from it is of the same blocks.
    const html = limit < 100_000 ? assertContained(text) : renderTables(text);
    assert.equal(html.match(/^<details/gm)?.length, html.match(/^<\/details>$/gm)?.length);
    const rows = (html.match(/<tr>/g)?.length ?? 1) - 1;
    const [, missing = ""] = /([\d,]+) plans more: a summary/.exec(text) ?? [];
    assert.equal(Number(missing.replaceAll(",", "")), 6000 - rows);
    const folds = html.match(/^<summary>/gm)?.length ?? 0;
    const [, unfolded = ""] = /The details of ([\d,]+) plans/.exec(text) ?? [];
    assert.equal(Number(unfolded.replaceAll(",", "")), 6000 - folds);
    assert.ok((html.match(/^<details open/gm)?.length ?? 0) <= 10);
  }
  assert.equal(stepSummary(report, 500), undefined, "no room at all");
});

test("a comment stays far under GitHub's limit, whatever there is to say", () => {
  const plans = Array.from({ length: 500 }, (_, index) => invalidPlan(`${"p".repeat(50)}-${index}`, 200));
  const text = commentBody(reportOf(plans));
  assert.ok(text.length < 65_536, String(text.length));
  assertContained(text);
  assert.match(text, /And 4\d\d plans more\./);
  assert.match(text, /and 197 faults more/);
});

/** The lines and tags that are counted, without the rest of Markdown. */
function renderTables(text: string): string {
  return text.replaceAll(/^\| [✖◼✔] .*$/gm, "<tr>").replace(/^\| {2}\| plan .*$/m, "<tr>");
}

test("300 plans with 100,000 units: the summary has every plan and fits", async (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(300, 334));
  const file = path.join(makeFolder(context), "summary.md");
  const args = [
    "run",
    "--no-write",
    "--now",
    "2026-11-21T10:00:00Z",
    "--format",
    "github",
    "--summary",
    file,
  ];
  const { exit, stdout } = await runHere(repository.directory, args);
  assert.equal(exit, 0);
  assert.deepEqual(carriedOut(stdout), [], "waiting is nothing to be annotated");
  const text = readFileSync(file, "utf8");
  assert.ok(Buffer.byteLength(text, "utf8") < SUMMARY_LIMIT_BYTES);
  assert.equal(text.match(/^\| ◼ \| `plan-\d+` \| waiting at SG_1/gm)?.length, 300);
  assert.equal(text.match(/^<summary>◼ <code>plan-/gm)?.length, 300);
  assert.equal(text.match(/^And 319 units more/gm)?.length, 300);
});
