// Repositories with many small plans, and the approvals that their runs wait for: for tests and benchmarks of the whole.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { approvalPath } from "../../src/approvals/approval-file.ts";
import { draftApproval } from "../../src/approvals/draft-approval.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import type { Statement } from "../../src/model/generated/statement.ts";
import type { GateName } from "../../src/model/phase.ts";
import type { Files } from "./repository.ts";

export const REPOSITORY = "git+https://git.example.org/many.git";

/** `_targets`, `_trust` and `count` plans of `units` units each, named plan-00000 on. */
export function manyPlans(count: number, units: number): Files {
  const files: Record<string, string> = {
    "plans/_targets/scratch.yaml":
      "apiVersion: cutplan/v1\nkind: Target\nmetadata: {name: scratch}\nspec: {driver: memory, seed: []}\n",
    "plans/_trust/policy.yaml": policy(),
    "plans/_trust/revoked_keys": "",
  };
  for (let index = 0; index < count; index += 1)
    Object.assign(files, onePlan(`plan-${String(index).padStart(5, "0")}`, units));
  return files;
}

function policy(): string {
  return `apiVersion: cutplan/v1
kind: Policy
version: 1
expiresAt: "2031-01-01T00:00:00Z"
repository: ${REPOSITORY}
admins: {threshold: 1, persons: [bob]}
persons:
  alice: {principal: alice@example.org}
  bob: {principal: bob@example.org}
gates:
  SG_1: {threshold: 1, persons: [bob]}
  SG_2: {threshold: 1, persons: [bob]}
  SG_3: {threshold: 1, persons: [bob]}
separationOfDuties: {authorMayApprove: false}
signatures: {plans: optional, approvals: optional, evidence: optional}
runners: []
`;
}

/** A plan of one text with `units` sections, cut at their markers. */
export function onePlan(name: string, units: number): Files {
  const sections = Array.from(
    { length: units },
    (_, index) => `Section ${index + 1}\nText of ${name}, section ${index + 1}.\n`,
  );
  const source = sections.join("");
  const plan = `apiVersion: cutplan/v1
kind: CutPlan
metadata: {name: ${name}, title: "The ${name}", author: alice}
spec:
  mode: DRYRUN
  target: scratch
  source: {path: source.txt, sha256: "${sha256Hex(source)}", documentId: DOC}
  cut:
    prefix: ${name.toUpperCase()}
    levels:
      - {marker: "Section {n}", code: "S{n}"}
  expect: {units: ${units}}
`;
  return { [`plans/${name}/plan.yaml`]: plan, [`plans/${name}/source.txt`]: source };
}

/** The approvals by bob that open `gate` for every run on record below the folder, or for those of the plans named. */
export function approvalsFor(folder: string, gate: GateName, plans?: readonly string[]): Files {
  const files: Record<string, string> = {};
  for (const plan of plans ?? readdirSync(path.join(folder, "runs"))) {
    for (const run of readdirSync(path.join(folder, "runs", plan))) {
      const text = readFileSync(path.join(folder, "runs", plan, run, "evidence.jsonl"), "utf8");
      Object.assign(files, approvalFor(plan, gate, text));
    }
  }
  return files;
}

/** The approval by bob that opens `gate` for the run of `plan` that left this evidence. */
export function approvalFor(plan: string, gate: GateName, evidence: string): Files {
  const lines = evidence.trimEnd().split("\n");
  return { [approvalPath(plan, gate, "bob")]: draftFor(lines, gate) };
}

function draftFor(lines: readonly string[], gate: GateName): string {
  const statements = lines.map((line) => JSON.parse(line) as Statement);
  const last = statements.at(-1)!;
  const { run, seq, inputs, facts, policy: trust } = last.predicate;
  const manifest = statements.find(({ predicate }) => predicate.phase === "manifest")!;
  const plan = last.subject[0]!;
  return draftApproval(
    {
      run: run.id,
      mode: run.mode,
      plan: { path: plan.name, sha256: plan.digest.sha256 },
      source: { sha256: inputs.find(({ name }) => name === `plans/${run.plan}/source.txt`)!.digest.sha256 },
      manifest: { sha256: String(manifest.predicate.result["sha256"]) },
      facts: { sha256: facts!.sha256 },
      evidenceHead: { seq, sha256: sha256Hex(lines.at(-1)!) },
      policy: trust!,
      repository: REPOSITORY,
    },
    {
      gate,
      decision: "approve",
      approver: "bob",
      notBefore: "2026-11-21T00:00:00Z",
      expiresAt: "2030-01-01T00:00:00Z",
      nonce: "0".repeat(32),
      reason: "tested",
    },
  );
}
