// What is in a kit: every file under a name that leads nowhere else, and one VERIFY.md for all kits.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  approvalFile,
  inputsFolder,
  isKitPath,
  layoutKit,
  type KitFile,
  type KitParts,
} from "../../src/evidence/kit.ts";
import { renderGuide } from "../../src/evidence/kit-guide.ts";
import { FACTS, sampleRun } from "./sample-run.ts";

const CLAIMS: KitParts["claims"] = {
  format: "cutplan kit 1",
  tool: "cutplan 0.1.0",
  plan: "handbook",
  run: "handbook-0123456789ab",
  commit: "0".repeat(40),
  verdict: "intact",
  findings: [],
  missing: [],
  lostCommits: [],
  uncommitted: [],
};

function parts(change: Partial<KitParts> = {}): KitParts {
  const { files } = sampleRun();
  return { files, decidedFrom: [], trust: [], objects: [], manifest: undefined, claims: CLAIMS, ...change };
}

function at(kit: readonly KitFile[], path: string): string | undefined {
  const file = kit.find((one) => one.path === path);
  return file === undefined ? undefined : Buffer.from(file.bytes).toString();
}

test("each statement lies there without its newline, numbered by its line", () => {
  const kit = layoutKit(parts());
  const lines = (at(kit, "evidence.jsonl") ?? "").trimEnd().split("\n");
  assert.ok(lines.length > 1);
  for (const [n, line] of lines.entries())
    assert.equal(at(kit, `statements/${String(n).padStart(4, "0")}.json`), line);
  assert.equal(at(kit, "facts.json"), Buffer.from(FACTS).toString());
});

test("a record that is broken goes in as it is, its torn end with it", () => {
  const evidence = Buffer.from('{"a":1}\nnot json\n\n');
  const files = {
    ...parts().files,
    evidence,
    torn: Buffer.from("to"),
    attestations: Buffer.from("no bundle\n"),
  };
  const kit = layoutKit(parts({ files }));
  assert.equal(at(kit, "evidence.jsonl"), '{"a":1}\nnot json\n\nto');
  assert.equal(at(kit, "statements/0001.json"), "not json");
  assert.equal(at(kit, "statements/0002.json"), "");
  assert.equal(at(kit, "attestations.jsonl"), "no bundle\n");
  assert.deepEqual(
    kit.filter(({ path }) => path.startsWith("bundles/")),
    [],
  );
});

test("files are sorted, each name once", () => {
  const twice = [
    { path: "inputs/0000/plans/b", bytes: Buffer.from("1") },
    { path: "inputs/0000/plans/b", bytes: Buffer.from("1") },
    { path: "inputs/0000/plans/a", bytes: Buffer.from("2") },
  ];
  const names = layoutKit(parts({ decidedFrom: twice })).map(({ path }) => path);
  assert.deepEqual(names, [...new Set(names)].sort());
});

test("numbers make names, and beyond four digits they grow", () => {
  assert.equal(inputsFolder(7), "inputs/0007");
  assert.equal(approvalFile(12345, 2), "approvals/12345/2.yaml");
});

for (const [name, is] of [
  ["plans/handbook/plan.yaml", true],
  ["plans/_trust/allowed_signers", true],
  ["plans/handbook/a..b.md", true],
  ["plans/handbook/.hidden", true],
  ["plans/../secret", false],
  ["plans/handbook/..", false],
  ["plans/./x", false],
  ["plans//x", false],
  ["plans/x/", false],
  ["/plans/x", false],
  ["plans/x\n", false],
  ["plans/a b", false],
  ["plans/$(x)", false],
  ["plans/x\u202e", false],
  ["runs/x", false],
  [`plans/${"x".repeat(400)}`, false],
] as const) {
  test(`${JSON.stringify(name).slice(0, 60)} ${is ? "may" : "may not"} be a file of the kit`, () => {
    assert.equal(isKitPath(name), is);
  });
}

test("the guide is eight steps in fences, and nothing that a paste would trip over", () => {
  const guide = renderGuide();
  const blocks = [...guide.matchAll(/^```bash\n(?<block>[^]*?)\n```$/gm)].map(
    (one) => one.groups?.["block"] ?? "",
  );
  assert.equal(blocks.length, 9);
  for (const [step, block] of blocks.slice(1).entries()) {
    assert.ok(block.startsWith(`( begin ${step + 1}\n`), block.slice(0, 20));
    assert.ok(block.endsWith("\n)"));
  }
  for (const hidden of ["\t", "`", "${"]) assert.ok(!blocks.join("\n").includes(hidden), hidden);
  assert.match(guide, /^## 9\. What this kit cannot show$/m);
});
