// What the pages are made of: plain values, collected by the CLI. This room renders them and knows nothing else: no
// repository, no clock, no verdict of its own.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { PlanEvent } from "../model/generated/event.ts";
import type { Facts, UnitFact } from "../model/generated/facts.ts";
import type { ManifestRow } from "../model/generated/manifest-row.ts";
import type { Artifact, Predicate } from "../model/generated/statement.ts";
import type { GateName, Mode, RecordName } from "../model/phase.ts";
import type { ChainHead } from "../model/run.ts";
import type { UnitChange } from "../model/unit-changes.ts";

export interface SiteData {
  /** The program and its version. */
  readonly tool: string;
  /** When this was judged: RFC 3339 in UTC to the second. */
  readonly at: string;
  readonly commit: { readonly sha: string; readonly ref: string };
  /** Sorted by name. */
  readonly plans: readonly SitePlan[];
  /** Undefined where the policy is faulty or missing, which `faults` then says. */
  readonly trust: SiteTrust | undefined;
  /** Faults of documents that belong to no plan. */
  readonly faults: readonly Diagnostic[];
}

export interface SitePlan {
  readonly name: string;
  readonly title: string | undefined;
  readonly author: string | undefined;
  readonly mode: Mode | undefined;
  readonly target: { readonly name: string; readonly driver: string } | undefined;
  readonly state: PlanEvent["state"];
  /** The gate where it stands, if it stands at one. */
  readonly gate: GateName | undefined;
  /** Who may act next, by their names in the policy; empty where nobody has to, or whoever reads `todo` can. */
  readonly actors: readonly string[];
  /** What and why, in one line. */
  readonly text: string;
  /** What somebody can do next; undefined where nobody has to do anything. */
  readonly todo: string | undefined;
  /** When its run last moved; undefined where it has none. */
  readonly since: string | undefined;
  /** Faults in its own documents. */
  readonly faults: readonly Diagnostic[];
  /** What it would cut, where no run of this text is on record yet; undefined where its documents are faulty. */
  readonly cut?: SiteCut | undefined;
  /** Every run on record, newest first. */
  readonly runs: readonly SiteRun[];
}

export interface SiteRun {
  readonly id: string;
  readonly attempt: number;
  readonly mode: Mode;
  /** Where it stands by itself: open at a step, or how it ended. */
  readonly position: "open" | "closed" | "failed" | "stale" | "superseded" | "compensated" | "torn";
  /** The step it would take next; undefined where it ended. */
  readonly next: RecordName | undefined;
  readonly head: ChainHead;
  /** In order. */
  readonly statements: readonly SiteStatement[];
  /** The gate that it stands before, as it is judged now; undefined where it stands at none, or nobody can judge it. */
  readonly ahead: SiteGate | undefined;
  /** What was cut; undefined where it cannot be had any more, and `cutMissing` says why. */
  readonly cut: SiteCut | undefined;
  readonly cutMissing: string | undefined;
  /** What the target held when the run was pinned to it. */
  readonly facts: { readonly sha256: string; readonly facts: Facts } | undefined;
  /** report.md, as it lies there. */
  readonly report: string | undefined;
}

export interface SiteStatement {
  readonly seq: number;
  readonly phase: RecordName;
  readonly outcome: Predicate["outcome"];
  readonly observed: Predicate["observed"];
  /** What it found, in words for a reader. */
  readonly words: string;
  readonly reasons: readonly string[];
  /** Of the line itself, and of the line before; undefined at the first. */
  readonly sha256: string;
  readonly previousSha256: string | undefined;
  /** Whether a runner's signature that holds lies beside it. */
  readonly isSigned: boolean;
  /** Whether the policy of its time lists that runner. */
  readonly isListed: boolean;
  /** What it covers: the plan first, then the inputs, with git's name and the SHA-256 of each. */
  readonly covers: readonly Artifact[];
  readonly commit: string;
  readonly ref: string;
  readonly factsSha256: string | undefined;
  readonly policy: { readonly version: number; readonly sha256: string } | undefined;
  readonly gate: SiteGate | undefined;
}

/** A gate as it was judged in a statement, or as it is judged now where the run stands before it. */
export interface SiteGate {
  readonly gate: GateName;
  readonly threshold: number;
  /** Who may open it; undefined where the record does not say. */
  readonly persons: readonly string[] | undefined;
  readonly counted: readonly string[];
  readonly approvals: readonly SiteApproval[];
}

export interface SiteApproval {
  readonly person: string;
  readonly decision: string;
  readonly path: string | undefined;
  readonly authenticity: string;
  readonly binding: string;
  readonly policy: string;
  readonly sha256: string;
  /** In their own words, where the file is still there. */
  readonly reason: string | undefined;
  /** Why it does not count, where it does not. */
  readonly why: string | undefined;
}

export interface SiteCut {
  readonly path: string;
  readonly sha256: string;
  readonly manifestSha256: string;
  /** Each with its text, in order: together they are the source, after a beginning that belongs to no unit. */
  readonly units: readonly SiteUnit[];
  readonly before: string;
}

export interface SiteUnit {
  readonly row: ManifestRow;
  readonly text: string;
  /** Against the facts of the run; undefined where there are none. */
  readonly change: UnitChange | undefined;
  /** What the target had at this address. */
  readonly found: UnitFact | undefined;
}

export interface SiteTrust {
  readonly version: number;
  readonly sha256: string;
  readonly expiresAt: string;
  readonly isExpired: boolean;
  readonly admins: SiteQuorum;
  readonly gates: readonly (SiteQuorum & {
    readonly gate: GateName;
    readonly notSamePersonAs: readonly string[];
  })[];
  readonly persons: readonly SitePerson[];
  /** Whether a plan's author may approve the own plan; left out where it is not known. */
  readonly authorMayApprove?: boolean;
  /** What has to be signed: required or optional, each; left out where it is not known. */
  readonly signatures?: { readonly plans: string; readonly approvals: string; readonly evidence: string };
  /** What must not be overlooked, a sentence each. */
  readonly notes: readonly string[];
}

export interface SiteQuorum {
  readonly threshold: number;
  readonly persons: readonly string[];
  /** Those who could today, by their keys. */
  readonly able: readonly string[];
}

export interface SitePerson {
  readonly name: string;
  readonly principal: string;
  readonly isAdmin: boolean;
  readonly keys: readonly SiteKey[];
}

export interface SiteKey {
  readonly fingerprint: string;
  readonly namespaces: readonly string[];
  readonly validAfter: string | undefined;
  readonly validBefore: string | undefined;
  /** As it stands today: valid, expired, not yet valid, revoked. */
  readonly standing: string;
}
