// Pastes every command of the worked example of docs/evidence.md, as its reader does, and compares what comes out.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

const ROOT = path.join(import.meta.dirname, "../..");
const PAIR = /```sh\n(?<commands>[^]*?)```\n\n```text\n(?<expected>[^]*?)```/g;

const text = readFileSync(path.join(ROOT, "docs/evidence.md"), "utf8");
const example = text.slice(text.indexOf("## A worked example"));
const pairs = [...example.matchAll(PAIR)].map(({ groups = {} }) => groups);

test("the example has its eight steps, each with what it prints", () => {
  assert.equal(pairs.length, 8);
  assert.equal(example.match(/```sh/g)?.length, 8);
});

for (const [index, { commands = "", expected = "" }] of pairs.entries()) {
  test(`step ${index + 1} prints what the page says`, () => {
    const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", commands], {
      cwd: ROOT,
      encoding: "utf8",
      env: { PATH: process.env["PATH"], HOME: "/nonexistent", LC_ALL: "C", TZ: "Asia/Tokyo" },
    });
    assert.equal(status, 0, stderr);
    assert.equal(stdout, expected);
  });
}
