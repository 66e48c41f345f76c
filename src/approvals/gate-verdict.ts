// From weighed approvals to the verdict on a gate: open, waiting or refused, who could still open it, and every reason.
// Nothing is opened here because something is absent: no quorum of nobody, no threshold of nothing.
import type { SignatureJudgement } from "../model/authenticity.ts";
import type { JudgedApproval } from "../model/generated/statement.ts";
import type { GateName, Resolution } from "../model/phase.ts";
import { bindingOf, type BindingVerdict, type GateExpectation, type Mismatch } from "./binding.ts";
import { isContested, type ResolutionRules } from "./agree-on-resolution.ts";
import { breachesDuties, entitledPersons, identityOf, isInForce, type GateRules } from "./entitlement.ts";
import type { StructureFault } from "./structure.ts";
import { isClosing, type ApprovalReading, type PolicyVerdict } from "./weigh-decisions.ts";

/** Why a gate is not open, as the gate itself has it; beside these stand the words for each approval that does not count. */
export const GATE_OBSTACLES = {
  DENIED: "a denial stands, until the same person takes it back",
  POLICY_EXPIRED: "the policy's time is over, and nobody may do anything by it",
  QUORUM_SHORT: "too few approvals count so far",
  RESOLUTION_CONTESTED: "at SG_3, two ways out have a quorum each",
} as const;

/** One approval for the record, and what a reader is told about it. */
export interface JudgedFile {
  readonly path: string;
  readonly judged: JudgedApproval;
  /** Every field that differs from what it would have to name; the first one gave the binding verdict. */
  readonly mismatches: readonly Mismatch[];
  readonly faults: readonly StructureFault[];
  /** Who signed it, and what a person is told about that. */
  readonly signature: SignatureJudgement;
}

export interface GateVerdict {
  readonly gate: GateName;
  /** refused: a denial stands, someone approved who may not, or two ways out have a quorum each; waiting: it takes more approvals. */
  readonly kind: "open" | "waiting" | "refused";
  /** An approval or a denial here was for what has changed since; false where the gate is open. */
  readonly stale: boolean;
  readonly threshold: number;
  /** Persons whose approval counts, sorted. */
  readonly counted: readonly string[];
  readonly missing: number;
  /** Persons whose approval would count if it were given now, sorted. Fewer than `missing`: nobody can open this gate. */
  readonly mayOpen: readonly string[];
  /** Why it is not open, as codes, sorted; empty when it is. */
  readonly reasons: readonly string[];
  /** At SG_3 once it is open, what those counted agree on. */
  readonly resolution: Resolution | undefined;
  /** At SG_3, the digest of what is known of the torn step. */
  readonly partialState: { readonly sha256: string } | undefined;
  /** At SG_3, the resolutions that an approval may name; none at any other gate. */
  readonly waysOut: readonly Resolution[];
  /** Every approval that names this gate, sorted by file name, as a statement records it. */
  readonly judged: readonly JudgedApproval[];
  /** The same approvals, in the same order, for a reader. */
  readonly files: readonly JudgedFile[];
  /** Files whose name says this gate and whose text another one; they count at neither. */
  readonly misfiled: readonly JudgedFile[];
}

/** An approval weighed, and counted once a person. */
export type CountedApproval = ApprovalReading & { readonly verdict: PolicyVerdict };

export interface GateRulesNow extends ResolutionRules {
  readonly expected: GateExpectation;
}

type Decision = Omit<GateVerdict, "gate" | "judged" | "files" | "misfiled">;

/** The verdict's own part: what follows from the approvals that were weighed. */
export function decideGate(
  rules: GateRulesNow,
  weighed: readonly CountedApproval[],
  misfiled: readonly JudgedFile[],
): Decision {
  const { threshold } = rules.policy.gates[rules.gate];
  const counted = weighed.filter((approval) => approval.verdict === "COUNTED");
  const contested = isContested(rules, weighed);
  const obstacles = {
    DENIED: weighed.some((approval) => isDenial(approval) && approval.verdict === "DENIED"),
    POLICY_EXPIRED: !isInForce(rules),
    // Asked as "not enough", so that a threshold that is no number does not open anything.
    QUORUM_SHORT: !contested && !(threshold >= 1 && counted.length >= threshold),
    RESOLUTION_CONTESTED: contested,
  } satisfies Record<keyof typeof GATE_OBSTACLES, boolean>;
  const isOpen = !Object.values(obstacles).includes(true);
  const persons = counted.map(({ file }) => file.document.approver).sort();
  return {
    kind: isOpen ? "open" : obstacles.DENIED || contested || weighed.some(isBreach) ? "refused" : "waiting",
    stale: !isOpen && weighed.some((approval) => isStale(rules, approval)),
    threshold,
    counted: persons,
    missing: Math.max(0, threshold - counted.length),
    mayOpen: isOpen ? [] : personsWhoMayOpen(rules, weighed),
    reasons: isOpen ? [] : listReasons(obstacles, weighed, misfiled),
    resolution: isOpen && rules.gate === "SG_3" ? counted[0]?.file.document.resolution : undefined,
    partialState: rules.expected.partialState,
    waysOut: rules.waysOut,
  };
}

function isDenial({ file }: ApprovalReading): boolean {
  return file.document.decision === "deny";
}

/** An approval by someone who may not give it. It is put on record, unless others have opened the gate. */
function isBreach({ file, verdict }: CountedApproval): boolean {
  return file.document.decision === "approve" && (verdict === "SOD_VIOLATION" || verdict === "NOT_ENTITLED");
}

const STALE: ReadonlySet<BindingVerdict> = new Set([
  "PLAN_STALE",
  "SOURCE_STALE",
  "MANIFEST_STALE",
  "FACTS_STALE",
  "POLICY_STALE",
  "PARTIAL_STATE_STALE",
  "WRONG_RUN",
  "WRONG_HEAD",
] satisfies BindingVerdict[]);

function isStale({ expected }: GateRulesNow, { file, mismatches }: ApprovalReading): boolean {
  const { decision, plan } = file.document;
  return decision !== "withdraw" && plan.path === expected.plan.path && STALE.has(bindingOf(mismatches));
}

/** A person who has denied or withdrawn cannot approve this gate of this run any more, whatever comes later. */
function personsWhoMayOpen(rules: GateRules, weighed: readonly CountedApproval[]): readonly string[] {
  if (!isInForce(rules)) return [];
  const { policy } = rules;
  const spent = new Set(
    weighed
      .filter((one) => one.verdict === "COUNTED" || isClosing(one, "deny") || isClosing(one, "withdraw"))
      .map(({ file }) => identityOf(policy, file.document.approver)),
  );
  return entitledPersons(rules)
    .filter((person) => !breachesDuties(rules, person) && !spent.has(identityOf(policy, person)))
    .sort();
}

/** The gate's own obstacles, and for each approval that does not count the word that says why. */
function listReasons(
  obstacles: Readonly<Record<string, boolean>>,
  weighed: readonly CountedApproval[],
  misfiled: readonly JudgedFile[],
): readonly string[] {
  const ofGate = Object.keys(obstacles).filter((code) => obstacles[code]);
  const ofApprovals = weighed
    .filter(({ file, verdict }) => file.document.decision === "approve" && verdict !== "COUNTED")
    .filter(({ verdict }) => verdict !== "DUPLICATE_PERSON")
    .map(({ verdict, mismatches }) => (verdict === "NOT_BOUND" ? bindingOf(mismatches) : verdict));
  const ofMisfiled = misfiled.map(({ judged }) => judged.binding);
  return [...new Set([...ofGate, ...ofApprovals, ...ofMisfiled])].sort();
}
