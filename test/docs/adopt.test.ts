// docs/adopt.md, followed to the letter: every command is carried out, in order, and prints what the guide says.
// UPDATE_GOLDEN=1 writes into the guide what came.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { makeFolder } from "../support/repository.ts";
import { followGuide } from "./follow-guide.ts";
import { parseGuide, type GuideStep } from "./guide-blocks.ts";
import { cutLike, settle, SHOWN_FOLDER } from "./shown-output.ts";

const GUIDE = path.join(import.meta.dirname, "../../docs/adopt.md");

/** Blocks that only somebody with rights on a code host can carry out. Nothing else may go untried. */
const HOST_BLOCKS = ["keep the runner's key"];

test("every command of the guide works, from an empty folder to a closed run, and prints what the guide shows", (context) => {
  const text = readFileSync(GUIDE, "utf8");
  const { steps, hostBlocks } = parseGuide(text);
  assert.deepEqual(hostBlocks, HOST_BLOCKS);
  assert.equal(steps.filter(({ isProgram }) => isProgram).length, 1);
  const folder = makeFolder(context);
  const { exit, came } = followGuide(folder, steps);
  const last = steps[came.length - 1]?.commands ?? "";
  assert.equal(exit, 0, `this step failed:\n${last}\n${came.at(-1) ?? ""}`);
  const work = path.join(folder, "work");
  const shown = came.map((printed) => printed.replaceAll(work, SHOWN_FOLDER));
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(GUIDE, updated(text, steps, shown));
  else comparePrinted(steps, shown);
  checkEnd(path.join(work, "register"));
});

function comparePrinted(steps: readonly GuideStep[], came: readonly string[]): void {
  for (const [index, { commands, shown }] of steps.entries()) {
    if (shown === undefined) continue;
    const printed = cutLike(shown, came[index] ?? "");
    assert.equal(settle(printed), settle(shown), `after\n${commands}`);
  }
}

function updated(text: string, steps: readonly GuideStep[], came: readonly string[]): string {
  return steps.reduce((guide, { commands, shown }, index) => {
    if (shown === undefined) return guide;
    const block = (output: string): string => `${commands}\`\`\`\n\n\`\`\`text\n${output}\`\`\``;
    return guide.replace(block(shown), () => block(cutLike(shown, came[index] ?? "")));
  }, text);
}

/** What the reader has in the end: one closed run, and workflows that name the action by repository and commit. */
function checkEnd(register: string): void {
  const [run = ""] = readdirSync(path.join(register, "runs/rules"));
  const evidence = readFileSync(path.join(register, "runs/rules", run, "evidence.jsonl"), "utf8");
  assert.equal(evidence.trimEnd().split("\n").length, 13);
  assert.match(evidence, /"phase":"closeout"/);
  const workflows = path.join(register, ".github/workflows");
  for (const name of readdirSync(workflows)) {
    const workflow = readFileSync(path.join(workflows, name), "utf8");
    assert.doesNotMatch(workflow, /uses: \.\//, name);
  }
}

test("a block that nobody carries out is an error, and so is output of no command", () => {
  const fence = (language: string): string => `\`\`\`${language}\nx\n\`\`\`\n\n`;
  for (const text of [
    fence("yaml"),
    fence(""),
    fence("text"),
    fence("sh") + fence("text") + fence("text"),
    `${fence("sh")}words\n\n${fence("text")}`,
    `<!-- later -->\n\n${fence("sh")}`,
  ])
    assert.throws(() => parseGuide(text), /line \d+: /, text);
  assert.deepEqual(parseGuide(`<!-- code host: x -->\n\n${fence("sh")}`), { steps: [], hostBlocks: ["x"] });
});

test("only names made of digests, keys, times and versions may differ", () => {
  const hex = "0123456789ab";
  assert.equal(
    settle(`run-${hex} at 2026-11-21T10:00:00Z`),
    settle("run-ba9876543210 at 2027-01-01T00:00:00Z"),
  );
  for (const [one, other] of [
    ["3 units", "4 units"],
    ["bob", "carol"],
    ["SG_1", "SG_2"],
    [hex, hex.slice(1)],
  ] as const)
    assert.notEqual(settle(one), settle(other));
  assert.equal(cutLike("a\n…\nz\n", "a\nb\nc\nz\n"), "a\n…\nz\n");
  assert.equal(cutLike("a\n…\nz\n", "a\nz\n"), "a\nz\n");
});
