// The parts of the demo without its play: how it is told where there is no room, and that a check is never claimed that did
// not happen.
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import type { Scene } from "../../src/cli/demo/scene.ts";
import { openStage, type Stage } from "../../src/cli/demo/stage.ts";
import { checkChain } from "../../src/cli/demo/stock-checks.ts";
import { checkOptions } from "../../src/cli/options.ts";
import { demoView } from "../../src/cli/views/demo-view.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import { makeFolder, type Ending } from "../support/repository.ts";

const OPTIONS = checkOptions({ repo: ".", ref: "HEAD", write: true, color: "never" });
const SCENES: readonly Scene[] = ["The first of several scenes, with a long title", "The second"].map(
  (title) => ({
    title,
    play: () => Promise.resolve([]),
  }),
);

for (const [name, given] of Object.entries({
  "no terminal": { isLive: false, color: true, columns: 40 },
  "no colour": { isLive: true, color: false, columns: 120 },
  "40 columns": { isLive: true, color: true, columns: 40 },
})) {
  test(`the demo in plain lines: ${name}`, async () => {
    let told = "";
    const out = (text: string): void => void (told += text);
    const view = demoView({ out, err: out, ...given }, OPTIONS);
    const lines = ["a line of what happened that is longer than forty columns are wide"];
    await view.drive(SCENES, () => Promise.resolve({ lines, commands: [] }));
    const shown = told.replaceAll("\u001b[32m", "").replaceAll("\u001b[0m", "").trimEnd().split("\n");
    assert.ok(
      shown.every((line) => line.length <= given.columns),
      told,
    );
    assert.match(shown[0] ?? "", /^✔ {2}1 {2}The first of several/);
    assert.equal(told.match(/✔/g)?.length, 2);
  });
}

/** A stage whose run is three statements, each naming the one before by `digest`. */
function stageWith(ending: Ending, digest: (line: string) => string, runTool: Stage["runTool"]): Stage {
  const folder = makeFolder(ending);
  const stage = openStage({ folder, fixedNow: undefined, onCommand: () => undefined });
  const run = path.join(stage.root, "runs/rules/rules-0");
  mkdirSync(run, { recursive: true });
  const lines: string[] = [];
  for (const seq of [0, 1, 2]) {
    const before = lines.at(-1);
    const previous = before === undefined ? null : { sha256: digest(before) };
    lines.push(JSON.stringify({ predicate: { seq, previous } }));
  }
  writeFileSync(path.join(run, "evidence.jsonl"), `${lines.join("\n")}\n`);
  return { ...stage, runTool };
}

/** What sha256sum prints. */
const sum: Stage["runTool"] = async ({ args }) => {
  const rows = await Promise.all(args.map(async (file) => `${sha256Hex(await readFile(file))}  ${file}\n`));
  return { exitCode: 0, stdout: Buffer.from(rows.join("")), stderr: "" };
};

test("a tool that is not installed is said to be skipped", async (context) => {
  const missing = await checkChain(stageWith(context, sha256Hex, () => Promise.resolve(undefined)));
  assert.match(missing.line, /not installed here, so this check is skipped/);
  const there = await checkChain(stageWith(context, sha256Hex, sum));
  assert.match(there.line, /3 statements, each naming the digest of the one before/);
});

test("a check that fails ends the demo and says what was seen", async (context) => {
  const no = { exitCode: 1, stdout: new Uint8Array(), stderr: "no such file" };
  await assert.rejects(checkChain(stageWith(context, sha256Hex, () => Promise.resolve(no))), {
    code: "DEMO_FAILED",
    message: "sha256sum, its exit code: 1 (no such file)",
    expected: "0",
  });
  const broken = stageWith(context, () => "0".repeat(64), sum);
  await assert.rejects(checkChain(broken), { code: "DEMO_FAILED" });
});
