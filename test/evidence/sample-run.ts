// A small run with every kind of statement, made the way the reconciler makes one. Fixed names, digests and times.
import { canonicalText } from "../../src/model/canonical-json.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import type { RecordName } from "../../src/model/phase.ts";
import type { RecordedFiles } from "../../src/model/ports.ts";
import { runName } from "../../src/evidence/run-name.ts";
import { sealStatement, type SealedStatement, type StatementDraft } from "../../src/evidence/statement.ts";

const TOTALS = {
  "public.information_unit": 60,
  "public.unit_version": 60,
  "public.iu_lifecycle_log": 120,
  "cutter_governance.cut_change_set": 0,
  "cutter_governance.cut_change_set_affected_row": 0,
  "cutter_governance.manifest_envelope": 0,
  "cutter_governance.review_decision": 0,
  "cutter_governance.verify_result": 0,
  "cutter_governance.dot_pair_signature": 0,
};

export const digest = (text: string): string => sha256Hex(text);
const gitName = (text: string): string => digest(text).slice(0, 40);

export const FACTS = new TextEncoder().encode(`${canonicalText({ kind: "Facts", totals: TOTALS })}\n`);
const factsSha256 = sha256Hex(FACTS);

const CHANGE_SET = "cs-handbook";

/** One result of every phase, gate and ending, as the schema documents it. */
export const RESULTS: Readonly<Record<RecordName, object>> = {
  preflight: { killSwitch: "off", target: { name: "scratch", driver: "memory" }, expectedUnits: 3 },
  source_pin: {
    documentId: "HANDBOOK",
    sha256: digest("source"),
    bytes: 120,
    lines: 9,
    facts: { sha256: factsSha256, driver: "memory", units: 0 },
  },
  discover: {
    role: "context_pack_readonly",
    lifecycle: { draft: 0, enacted: 60, retired: 0 },
    totals: TOTALS,
    grants: {
      cutter_exec_execute_canonical_fns: true,
      cutter_verify_select_insert_verify_result: true,
      directus_select_review_decision: true,
      no_public_execute_leak: true,
      snapshot_sha: digest("grants"),
    },
    changes: { new: 2, unchanged: 0, conflict: 1 },
    conflicts: [
      { address: "HB/C01", expectedSha256: digest("a"), foundSha256: digest("b"), lifecycle: "enacted" },
    ],
  },
  manifest: { sha256: digest("manifest"), units: 3, bytes: 120, lossless: true },
  pre_write_backup: { kind: "simulated", totals: TOTALS, sha256: digest("backup") },
  cut_leg_a: { changeSetId: CHANGE_SET, created: 3, unchanged: 0, rowsSha256: digest("rows") },
  leg_b_record: { changeSetId: CHANGE_SET, affectedRows: 3, manifestEnvelopes: 1, dotPairSignatures: 2 },
  verify: { changeSetId: CHANGE_SET, resultsBefore: 0, checked: 3, matched: 3, mismatched: 0 },
  lifecycle_enact: {
    changeSetId: CHANGE_SET,
    reviewDecisionId: "rd-1",
    enacted: 3,
    unchanged: 0,
    rowsSha256: digest("enacted"),
  },
  post_verify: { enacted: 3, totals: { before: TOTALS, after: TOTALS, predicted: TOTALS, equal: true } },
  closeout: {
    units: 3,
    new: 3,
    unchanged: 0,
    manifestSha256: digest("manifest"),
    changeSetId: CHANGE_SET,
    approvers: ["bob", "carol"],
  },
  gate_sg_1: { gate: "SG_1", threshold: 1, counted: ["bob"] },
  gate_sg_2: { gate: "SG_2", threshold: 1, counted: ["carol"] },
  gate_sg_3: {
    gate: "SG_3",
    threshold: 1,
    counted: ["carol"],
    resolution: "compensate",
    partialState: { sha256: digest("known") },
  },
  refusal: { code: "LIVE_DISABLED", message: "LIVE is disabled", todo: "Keep to DRYRUN." },
  superseded: { by: "handbook-000000000000" },
  stale: { pinned: factsSha256, found: digest("other facts") },
};

/** What a mutating phase has in its place where it was torn in LIVE. */
export const TORN_RESULT = {
  known: {
    phase: "cut_leg_a",
    reasons: ["PARTLY_RECORDED", "CREATE_INCOMPLETE"],
    changeSetId: CHANGE_SET,
    units: 3,
    seen: 2,
    transaction: "7301",
  },
  partialState: { sha256: digest("known") },
};

export const FULL_RUN: readonly RecordName[] = [
  "preflight",
  "source_pin",
  "discover",
  "manifest",
  "gate_sg_1",
  "pre_write_backup",
  "cut_leg_a",
  "leg_b_record",
  "verify",
  "gate_sg_2",
  "lifecycle_enact",
  "post_verify",
  "closeout",
];

export interface SampleRun {
  readonly plan: string;
  readonly run: string;
  readonly sealed: readonly SealedStatement[];
  readonly files: RecordedFiles;
}

/** A run of the plan through these steps; `mark` gives another host, and so other bytes, from that statement on. */
export function sampleRun(
  plan = "handbook",
  steps: readonly RecordName[] = FULL_RUN,
  mark?: { readonly from: number },
): SampleRun {
  const sealed: SealedStatement[] = [];
  for (const phase of steps) {
    const draft = sampleDraft(plan, phase, sealed.length);
    const isMarked = mark !== undefined && sealed.length >= mark.from;
    const observed = isMarked ? { ...draft.observed, host: "elsewhere" } : draft.observed;
    sealed.push(sealStatement({ ...draft, observed }, sealed.at(-1) ?? null));
  }
  const run = sampleName(plan);
  return { plan, run, sealed, files: recorded({ plan, run }, joinLines(sealed)) };
}

export function recorded(
  name: { readonly plan: string; readonly run: string },
  evidence: Uint8Array,
): RecordedFiles {
  return {
    plan: name.plan,
    run: name.run,
    evidence,
    torn: new Uint8Array(),
    attestations: new Uint8Array(),
    facts: FACTS,
    report: undefined,
  };
}

export function joinLines(sealed: readonly { readonly line: Uint8Array }[]): Uint8Array {
  return Buffer.concat(sealed.map(({ line }) => line));
}

function sampleName(plan: string): string {
  return runName({
    plan,
    planSha256: digest(`${plan} plan`),
    sourceSha256: digest(`${plan} source`),
    targetSha256: digest("target"),
    mode: "DRYRUN",
    attempt: 1,
  });
}

export function sampleDraft(plan: string, phase: RecordName, seq: number): StatementDraft {
  const isGate = phase.startsWith("gate_");
  const artifact = (name: string, text: string): StatementDraft["subject"] => ({
    name,
    digest: { sha256: digest(text), gitBlob: gitName(text) },
  });
  return {
    subject: artifact(`plans/${plan}/plan.yaml`, `${plan} plan`),
    run: { id: sampleName(plan), plan, attempt: 1, mode: "DRYRUN", graph: "1" },
    phase,
    outcome: phase === "refusal" ? "REFUSED" : "PASSED",
    reasons: phase === "refusal" ? ["LIVE_DISABLED"] : [],
    source: {
      commit: gitName("commit"),
      tree: gitName("tree"),
      objectFormat: "sha1",
      ref: "refs/heads/main",
    },
    inputs: [
      artifact("plans/_targets/scratch.yaml", "target"),
      artifact("plans/_trust/policy.yaml", "policy"),
      artifact(`plans/${plan}/source.md`, `${plan} source`),
    ],
    approvals: isGate ? [sampleApproval()] : [],
    approvalsTree: isGate ? gitName("approvals") : null,
    policy: { version: 1, sha256: digest("policy") },
    facts: seq === 0 ? null : { sha256: factsSha256 },
    result: RESULTS[phase],
    observed: {
      at: `2026-11-21T10:${String(Math.floor(seq / 60) % 60).padStart(2, "0")}:${String(seq % 60).padStart(2, "0")}Z`,
      tool: "cutplan 0.1.0",
      node: "24.21.0",
      git: "2.39.5",
      host: "ground",
    },
  };
}

function sampleApproval(): StatementDraft["approvals"][number] {
  return {
    gate: "SG_1",
    person: "bob",
    decision: "approve",
    sha256: digest("approval"),
    signature: { sha256: digest("signature") },
    authenticity: "UNSIGNED",
    binding: "BOUND",
    policy: "COUNTED",
  };
}
