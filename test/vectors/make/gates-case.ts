// One case of the area gates: a policy, lists, decisions that people signed, and what is asked about them.
import { signMessage, type WorkshopKey } from "../../trust/key-workshop.ts";
import { json, type Case } from "./case.ts";
import { alice, APPROVAL, bob, carol, dora, REVOKED, SIGNERS } from "./people.ts";
import { sha256 } from "./plain.ts";

const KEYS: Readonly<Record<string, WorkshopKey>> = { alice, bob, carol, dora };

export interface PolicyRecipe {
  readonly threshold?: number;
  readonly persons?: readonly string[];
  readonly notSamePersonAs?: readonly string[];
  readonly authorMayApprove?: boolean;
  readonly approvals?: "required" | "optional";
  readonly expiresAt?: string;
}

/** All gates alike, so that a question can be put at any of them. */
function policyText(policy: PolicyRecipe): string {
  const { threshold = 1, persons = ["bob", "carol"], notSamePersonAs } = policy;
  const apart = notSamePersonAs === undefined ? "" : `, notSamePersonAs: [${notSamePersonAs.join(", ")}]`;
  const gate = `{threshold: ${threshold}, persons: [${persons.join(", ")}]`;
  return `apiVersion: cutplan/v1
kind: Policy
version: 3
expiresAt: "${policy.expiresAt ?? "2027-11-01T00:00:00Z"}"
repository: ${REPOSITORY}
admins: {threshold: 1, persons: [carol]}
persons:
  alice: {principal: alice@example.org}
  bob: {principal: bob@example.org}
  carol: {principal: carol@example.org}
  dora: {principal: dora@example.org}
gates:
  SG_1: ${gate}}
  SG_2: ${gate}${apart}}
  SG_3: ${gate}}
separationOfDuties: {authorMayApprove: ${policy.authorMayApprove ?? false}}
signatures: {plans: required, approvals: ${policy.approvals ?? "required"}, evidence: optional}
runners: []
`;
}

export const REPOSITORY = "git+https://git.example.org/cuts.git";
export const NOW = "2026-11-21T12:00:00Z";
const EXPECTED = {
  run: "charter-0123456789ab",
  mode: "DRYRUN",
  plan: { path: "plans/charter/plan.yaml", sha256: sha256("plan") },
  source: { sha256: sha256("source") },
  manifest: { sha256: sha256("manifest") },
  facts: { sha256: sha256("facts") },
  evidenceHead: { seq: 3, sha256: sha256("head") },
  repository: REPOSITORY,
};
export const PARTIAL_STATE = { sha256: sha256("partial state") };

/** What of a decision differs from a bound approval at SG_1, and how it is filed and signed. */
export interface DecisionRecipe {
  readonly gate?: string;
  readonly decision?: string;
  readonly resolution?: string;
  readonly partialState?: string;
  readonly run?: string;
  readonly mode?: string;
  readonly planPath?: string;
  readonly plan?: string;
  readonly source?: string;
  readonly manifest?: string;
  readonly facts?: string;
  readonly head?: { readonly seq: number; readonly sha256: string };
  readonly policy?: { readonly version: number; readonly sha256: string };
  readonly repository?: string;
  readonly notBefore?: string;
  readonly expiresAt?: string;
  /** The file's name; by default what the text says. */
  readonly file?: string;
  /** A decision that a later commit removed or wrote over. */
  readonly past?: boolean;
  /** Whose key signs; null: nobody's. By default the approver's. */
  readonly key?: WorkshopKey | null;
  readonly namespace?: string;
  /** Edits the text after it was signed. */
  readonly edit?: (text: string) => string;
}

export interface Decision extends DecisionRecipe {
  readonly approver: string;
}

/** What the gate makes of one decision. */
export type Judged = readonly [
  person: string,
  decision: string,
  authenticity: string,
  binding: string,
  policy: string,
];

export interface GateRecipe {
  readonly gate?: string;
  readonly author?: string;
  readonly now?: string;
  readonly approvedBefore?: Readonly<Record<string, readonly string[]>>;
  readonly policy?: PolicyRecipe;
  /** What may be done about a torn step; at SG_3 alone. */
  readonly waysOut?: readonly string[];
  readonly signers?: string;
  readonly revoked?: string;
  readonly decisions?: readonly Decision[];
  readonly verdict: "open" | "waiting" | "refused";
  readonly reasons?: readonly string[];
  readonly judged?: readonly Judged[];
}

export function gateCase(name: string, why: string, recipe: GateRecipe): Case {
  const policy = policyText(recipe.policy ?? {});
  const gate = recipe.gate ?? "SG_1";
  const question = {
    gate,
    author: recipe.author ?? "alice",
    now: recipe.now ?? NOW,
    approvedBefore: { SG_1: [], SG_2: [], SG_3: [], ...recipe.approvedBefore },
    ...(gate === "SG_3" ? { waysOut: recipe.waysOut ?? ["accept", "compensate"] } : {}),
    expected: gate === "SG_3" ? { ...EXPECTED, partialState: PARTIAL_STATE } : EXPECTED,
  };
  const files: Record<string, Uint8Array | string> = {
    "policy.yaml": policy,
    allowed_signers: recipe.signers ?? SIGNERS,
    revoked_keys: recipe.revoked ?? REVOKED,
    "question.json": json(question),
  };
  for (const decision of recipe.decisions ?? [])
    Object.assign(files, decisionFiles(policy, { gate, ...decision }));
  const judged = [...(recipe.judged ?? [])]
    .sort(compareJudged)
    .map(([person, decision, authenticity, binding, verdict]) => ({
      person,
      decision,
      authenticity,
      binding,
      policy: verdict,
    }));
  return { name, why, files, expected: { verdict: recipe.verdict, reasons: recipe.reasons ?? [], judged } };
}

/** By person, then decision. */
function compareJudged([person, decision]: Judged, [other, otherDecision]: Judged): number {
  return `${person} ${decision}` < `${other} ${otherDecision}` ? -1 : 1;
}

function decisionFiles(policy: string, decision: Decision): Readonly<Record<string, Uint8Array | string>> {
  const signed = decisionText(policy, decision);
  const text = decision.edit?.(signed) ?? signed;
  const name =
    decision.file ?? `${(decision.gate ?? "SG_1").toLowerCase().replace("_", "-")}.${decision.approver}.yaml`;
  const place = `${decision.past === true ? "past" : "approvals"}/${name}`;
  const key = decision.key === undefined ? KEYS[decision.approver] : decision.key;
  if (key === null) return { [place]: text };
  if (key === undefined) throw new Error(`${decision.approver} has no key`);
  const signature = signMessage(key, {
    message: Buffer.from(signed),
    namespace: decision.namespace ?? APPROVAL,
  });
  return { [place]: text, [`${place}.sig`]: signature };
}

function decisionText(policyText: string, d: Decision): string {
  const policy = d.policy ?? { version: 3, sha256: sha256(policyText) };
  const head = d.head ?? EXPECTED.evidenceHead;
  return [
    "apiVersion: cutplan/v1",
    "kind: Approval",
    `gate: ${d.gate ?? "SG_1"}`,
    `decision: ${d.decision ?? "approve"}`,
    ...(d.resolution === undefined ? [] : [`resolution: ${d.resolution}`]),
    ...(d.partialState === undefined ? [] : [`partialState: {sha256: "${d.partialState}"}`]),
    `run: ${d.run ?? EXPECTED.run}`,
    `mode: ${d.mode ?? EXPECTED.mode}`,
    `plan: {path: ${d.planPath ?? EXPECTED.plan.path}, sha256: "${d.plan ?? EXPECTED.plan.sha256}"}`,
    `source: {sha256: "${d.source ?? EXPECTED.source.sha256}"}`,
    `manifest: {sha256: "${d.manifest ?? EXPECTED.manifest.sha256}"}`,
    `facts: {sha256: "${d.facts ?? EXPECTED.facts.sha256}"}`,
    `evidenceHead: {seq: ${head.seq}, sha256: "${head.sha256}"}`,
    `policy: {version: ${policy.version}, sha256: "${policy.sha256}"}`,
    `repository: "${d.repository ?? REPOSITORY}"`,
    `approver: ${d.approver}`,
    `notBefore: "${d.notBefore ?? "2026-11-21T10:00:00Z"}"`,
    `expiresAt: "${d.expiresAt ?? "2026-12-21T10:00:00Z"}"`,
    'nonce: "5f0c2d8e4b7a49d1a6c3e2f10b9d8c7a"',
    'reason: "window agreed with operations"',
    "",
  ].join("\n");
}
