import assert from "node:assert/strict";
import { test } from "node:test";
import { approvalPath, parseApprovalPath } from "../../src/approvals/approval-file.ts";

test("every gate has one file name a person, and the name says which", () => {
  for (const [gate, name] of [
    ["SG_1", "sg-1"],
    ["SG_2", "sg-2"],
    ["SG_3", "sg-3"],
  ] as const) {
    const path = approvalPath("charter", gate, "bob");
    assert.equal(path, `plans/charter/approvals/${name}.bob.yaml`);
    assert.deepEqual(parseApprovalPath(path), { plan: "charter", gate, person: "bob" });
  }
});

const NO_APPROVALS = [
  "plans/charter/approvals/sg-4.bob.yaml",
  "plans/charter/approvals/SG_1.bob.yaml",
  "plans/charter/approvals/sg-1.bob.yml",
  "plans/charter/approvals/sg-1.Bob.yaml",
  "plans/charter/approvals/sg-1..yaml",
  "plans/charter/approvals/sg-1.bob.yaml.sig",
  "plans/charter/approvals/sg-1.bob.yaml\n",
  "plans/charter/approvals/old/sg-1.bob.yaml",
  "plans/../approvals/sg-1.bob.yaml",
  "x/plans/charter/approvals/sg-1.bob.yaml",
  "plans//approvals/sg-1.bob.yaml",
  "",
];
for (const path of NO_APPROVALS) {
  test(`${JSON.stringify(path)} is not where an approval lies`, () => {
    assert.equal(parseApprovalPath(path), undefined);
  });
}
