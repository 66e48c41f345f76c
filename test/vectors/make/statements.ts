// Makes the evidence of a small run up to its first gate, by the letter of the format and without any code of src/.
import { canonical, sha256 } from "./plain.ts";

/** A predicate as far as the recipes know it. */
export interface Predicate {
  readonly [field: string]: unknown;
  readonly run: {
    readonly id: string;
    readonly plan: string;
    readonly attempt: number;
    readonly mode: string;
    readonly graph: string;
  };
  readonly seq: number;
  readonly previous: { readonly sha256: string } | null;
  readonly phase: string;
  readonly observed: Readonly<Record<string, string>>;
  readonly approvals: readonly Readonly<Record<string, unknown>>[];
}

export interface Sealed {
  readonly predicate: Predicate;
  /** Without its newline. */
  readonly line: string;
  /** Of the line. */
  readonly sha256: string;
  readonly decision: string;
}

/** What a recipe changes about the predicate of one statement before it is sealed. */
export type Change = (predicate: Predicate) => Predicate;

const TOTALS = Object.fromEntries(
  [
    "public.information_unit",
    "public.unit_version",
    "public.iu_lifecycle_log",
    "cutter_governance.cut_change_set",
    "cutter_governance.cut_change_set_affected_row",
    "cutter_governance.manifest_envelope",
    "cutter_governance.review_decision",
    "cutter_governance.verify_result",
    "cutter_governance.dot_pair_signature",
  ].map((table) => [table, 0]),
);

export const FACTS = `${canonical({ kind: "Facts", totals: TOTALS })}\n`;
const FACTS_PIN = { sha256: sha256(FACTS) };

const RESULTS: readonly (readonly [phase: string, result: object])[] = [
  ["preflight", { killSwitch: "off", target: { name: "scratch", driver: "memory" }, expectedUnits: 3 }],
  [
    "source_pin",
    {
      documentId: "CHARTER",
      sha256: sha256("charter source"),
      bytes: 120,
      lines: 9,
      facts: { ...FACTS_PIN, driver: "memory", units: 0 },
    },
  ],
  [
    "discover",
    {
      role: "context_pack_readonly",
      lifecycle: { draft: 0, enacted: 0, retired: 0 },
      totals: TOTALS,
      grants: {
        cutter_exec_execute_canonical_fns: true,
        cutter_verify_select_insert_verify_result: true,
        directus_select_review_decision: true,
        no_public_execute_leak: true,
        snapshot_sha: sha256("grants"),
      },
      changes: { new: 3, unchanged: 0, conflict: 0 },
      conflicts: [],
    },
  ],
  ["manifest", { sha256: sha256("manifest"), units: 3, bytes: 120, lossless: true }],
  ["gate_sg_1", { gate: "SG_1", threshold: 1, counted: ["bob"] }],
];

const APPROVAL = {
  gate: "SG_1",
  person: "bob",
  decision: "approve",
  sha256: sha256("approval"),
  signature: { sha256: sha256("signature") },
  authenticity: "AUTHENTIC",
  binding: "BOUND",
  policy: "COUNTED",
};

export function runOf(plan: string, attempt = 1): string {
  const digest = sha256(
    canonical({
      plan: sha256(`${plan} plan`),
      source: sha256(`${plan} source`),
      target: sha256("target"),
      mode: "DRYRUN",
      attempt,
    }),
  );
  return `${plan}-${digest.slice(0, 12)}`;
}

/** Five statements, from preflight to the passed gate SG_1, each with its change applied before it and its followers are sealed. */
export function chainOf(
  plan: string,
  changes: Readonly<Record<number, Change>> = {},
  attempt = 1,
): readonly Sealed[] {
  return chainBehind(
    [],
    RESULTS.map((_result, seq) => (changes[seq] ?? unchanged)(draft(plan, seq, attempt))),
  );
}

/** These drafts as the end of that chain: each gets its number and names the one before it. */
export function chainBehind(before: readonly Sealed[], drafts: readonly Predicate[]): readonly Sealed[] {
  const chain = [...before];
  for (const predicate of drafts)
    chain.push(sealed({ ...predicate, seq: chain.length, previous: headOf(chain) }));
  return chain;
}

function headOf(chain: readonly Sealed[]): Predicate["previous"] {
  const last = chain.at(-1);
  return last === undefined ? null : { sha256: last.sha256 };
}

/** The statement with this predicate as it is, and the digest of what it decides. */
export function sealed(predicate: Omit<Predicate, "decision">, type = "urn:cutplan:evidence:v1"): Sealed {
  const {
    decision: _decision,
    observed: _observed,
    previous: _previous,
    ...decided
  } = predicate as Predicate;
  const decision = sha256(canonical(decided));
  const whole = { ...(predicate as Predicate), decision: { sha256: decision } };
  const line = canonical({
    _type: "https://in-toto.io/Statement/v1",
    subject: [artifact(`plans/${whole.run.plan}/plan.yaml`, `${whole.run.plan} plan`)],
    predicateType: type,
    predicate: whole,
  });
  return { predicate: whole, line, sha256: sha256(line), decision };
}

function unchanged(predicate: Predicate): Predicate {
  return predicate;
}

/** The statement of that number before it has a place. */
export function draft(plan: string, seq: number, attempt = 1): Predicate {
  const [phase, result] = RESULTS[seq] ?? [
    "refusal",
    { code: "LIVE_DISABLED", message: "LIVE is disabled", todo: "Keep to DRYRUN." },
  ];
  const isGate = phase.startsWith("gate_");
  return {
    run: { id: runOf(plan, attempt), plan, attempt, mode: "DRYRUN", graph: "1" },
    seq,
    phase,
    outcome: phase === "refusal" ? "REFUSED" : "PASSED",
    reasons: phase === "refusal" ? ["LIVE_DISABLED"] : [],
    previous: null,
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
    approvals: isGate ? [APPROVAL] : [],
    approvalsTree: isGate ? gitName("approvals") : null,
    policy: { version: 1, sha256: sha256("policy") },
    facts: seq === 0 ? null : FACTS_PIN,
    result,
    observed: {
      at: `2026-11-21T10:00:0${seq}Z`,
      tool: "cutplan 0.1.0",
      node: "24.21.0",
      git: "2.39.5",
      host: "ground",
    },
  };
}

function artifact(name: string, text: string): object {
  return { name, digest: { sha256: sha256(text), gitBlob: gitName(text) } };
}

function gitName(text: string): string {
  return sha256(text).slice(0, 40);
}
