// Holds the workflows and actions of this repository to its rules, and shows of each rule that it finds what it is for.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { checkAction, checkWorkflow } from "./workflow-rules.ts";
import { actionNames, readAction, readWorkflow, ROOT, STEPS_SHELL, workflowNames } from "./workflow-file.ts";

const ACTIONS = ".github/actions";

function textOf(file: string): string {
  return readFileSync(path.join(ROOT, file), "utf8");
}

for (const name of workflowNames(ROOT))
  test(`${name} keeps the rules`, () => {
    assert.deepEqual(checkWorkflow(textOf(`.github/workflows/${name}`)), []);
  });

for (const name of actionNames(ROOT))
  test(`the action ${name} keeps the rules`, () => {
    assert.deepEqual(checkAction(textOf(`${ACTIONS}/${name}/action.yml`)), []);
  });

test("each job has the rights that it is known to need, and no other", () => {
  const rights = workflowNames(ROOT).flatMap((file) =>
    Object.entries(readWorkflow(ROOT, file).jobs).map(([job, { permissions }]) => [job, permissions]),
  );
  assert.deepEqual(Object.fromEntries(rights), {
    test: { contents: "read" },
    "plan-check": { contents: "read" },
    "plan-comment": { actions: "read", "pull-requests": "write" },
    reconcile: { contents: "write" },
    pages: { pages: "write", "id-token": "write" },
  });
});

test("an action has one version in all files", () => {
  const files = [
    ...workflowNames(ROOT).map((name) => `.github/workflows/${name}`),
    ...actionNames(ROOT).map((name) => `${ACTIONS}/${name}/action.yml`),
  ];
  const pins = new Set(files.flatMap((file) => textOf(file).match(/[\w-]+\/[\w-]+@[0-9a-f]{40}.*/g) ?? []));
  const names = [...pins].map((pin) => pin.split("@")[0]);
  assert.deepEqual([...names].sort(), [...new Set(names)].sort());
});

test("every script is a whole script to bash", () => {
  const steps = [
    ...workflowNames(ROOT).flatMap((name) =>
      Object.values(readWorkflow(ROOT, name).jobs).flatMap((job) => job.steps),
    ),
    ...actionNames(ROOT).flatMap((name) => readAction(path.join(ROOT, ACTIONS, name)).runs.steps),
  ];
  const scripts = steps.flatMap(({ run }) => run ?? []);
  assert.ok(scripts.length > 5);
  for (const script of scripts) execFileSync("bash", ["-n"], { input: script });
});

test("reconcile is never cancelled in the middle, and what it records does not start it", () => {
  const { concurrency, on } = readWorkflow(ROOT, "reconcile.yml");
  assert.deepEqual(concurrency, { group: "reconcile", "cancel-in-progress": false });
  assert.deepEqual((on as { push: object }).push, { branches: ["main"], "paths-ignore": ["runs/**"] });
});

test("what CODEOWNERS names is there, and no owner is made up", () => {
  const text = textOf(".github/CODEOWNERS");
  const paths = [...text.matchAll(/^# (\/\S+) @/gm)].map(([, name = ""]) => name);
  assert.ok(paths.includes("/.github/") && paths.includes("/plans/_trust/"));
  for (const name of paths) assert.ok(existsSync(path.join(ROOT, name)), name);
  assert.doesNotMatch(text, /^[^#\n]/m);
});

const GOOD = `name: good
on:
  pull_request:
permissions: {}
concurrency: { group: good }
defaults: { run: { shell: "${STEPS_SHELL}" } }
jobs:
  good:
    runs-on: ubuntu-24.04
    timeout-minutes: 5
    permissions: { contents: read }
    steps:
      - name: Check out
        uses: actions/checkout@0000000000000000000000000000000000000000 # v1.2.3
        with: { persist-credentials: false, fetch-depth: 0 }
      - name: Say it
        if: \${{ github.event.pull_request.number != 1 }}
        env: { TITLE: "\${{ github.event.pull_request.title }}" }
        run: echo "$TITLE"
`;

const PLANTED: readonly (readonly [fault: string, from: string | RegExp, to: string, found: RegExp])[] = [
  ["rights at the top", "permissions: {}", "permissions: { contents: read }", /at the top/],
  ["no rights at the top named", "permissions: {}\n", "", /at the top/],
  ["no rights of the job named", "    permissions: { contents: read }\n", "", /does not name/],
  ["a pull request that may write", "contents: read", "contents: write", /may write/],
  ["no timeout", "    timeout-minutes: 5\n", "", /timeout/],
  ["a long timeout", "timeout-minutes: 5", "timeout-minutes: 360", /timeout/],
  ["a runner that moves", "ubuntu-24.04", "ubuntu-latest", /runner is not pinned/],
  ["no concurrency", "concurrency: { group: good }\n", "", /concurrency/],
  ["a tag", /@0+ # v1\.2\.3/, "@v1", /not pinned by a commit/],
  ["a commit without a version", " # v1.2.3", "", /not pinned by a commit/],
  ["a short commit", /@0+/, "@0000000", /not pinned by a commit/],
  ["an action of the pull request", "actions/checkout@", "./", /not pinned by a commit/],
  ["a token on the disk", "persist-credentials: false, ", "", /token on the disk/],
  [
    "a token on the disk, asked for",
    "persist-credentials: false",
    "persist-credentials: true",
    /token on the/,
  ],
  ["a history cut off", ", fetch-depth: 0", "", /history/],
  ["an expression in a script", '"$TITLE"', '"${{ github.sha }}"', /expression in its script/],
  ["no quotes", '"$TITLE"', "$TITLE", /without quotes/],
  ["no quotes around braces", '"$TITLE"', "${TITLE}", /without quotes/],
  ["eval", "run: echo", "run: eval", /evaluates/],
  ["GITHUB_ENV", '"$TITLE"', '"$TITLE" >>"$GITHUB_ENV"', /environment of other steps/],
  ["GITHUB_PATH", '"$TITLE"', '"$TITLE" >>"$GITHUB_PATH"', /environment of other steps/],
  ["a shell that goes on after a failure", "-euo pipefail ", "", /strict shell/],
  ["a title in a condition", "request.number != 1", "request.title != 'x'", /is in a condition/],
  [
    "a branch's name in an input",
    "fetch-depth: 0",
    'fetch-depth: 0, ref: "${{ github.head_ref }}"',
    /an input/,
  ],
  ["a secret", "request.title }}", "request.title }}${{ secrets.X }}", /secret/],
  ["a target with rights", "pull_request:", "pull_request_target:", /rights of its own/],
  ["code beside rights", "pull_request:", "workflow_run:", /more than its own lines/],
];

test("a workflow that keeps the rules is found to keep them", () => {
  assert.deepEqual(checkWorkflow(GOOD), []);
});

for (const [fault, from, to, found] of PLANTED)
  test(`planted and found: ${fault}`, () => {
    const planted = GOOD.replace(from, to);
    assert.notEqual(planted, GOOD);
    assert.match(checkWorkflow(planted).join("\n"), found);
  });

test("planted and found: an action that runs what lies in the repository that uses it", () => {
  const planted = "runs: { using: composite, steps: [] }\n".replace(
    "[]",
    "\n    [{ name: x, uses: ./.github/actions/other }]",
  );
  assert.match(checkAction(planted).join("\n"), /whatever repository/);
});
