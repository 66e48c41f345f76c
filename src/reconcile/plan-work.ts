// One plan with everything that is known about it: what the repository asks for, what is on record, and the difference.
import type { ApprovalFile } from "../approvals/judge-gate.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Refusal } from "../diagnostics/refusal.ts";
import type { Difference } from "../difference/compare.ts";
import type { Located } from "../documents/located.ts";
import type { CutPlan } from "../model/generated/cut-plan.ts";
import type { SignatureJudgement } from "../model/authenticity.ts";
import type { Policy } from "../model/generated/policy.ts";
import type { Artifact } from "../model/generated/statement.ts";
import type { Target } from "../model/generated/target.ts";
import type { Manifest } from "../model/manifest.ts";
import type { Mode } from "../model/phase.ts";
import type { CommitPin } from "../model/ports.ts";
import type { SettledPlan } from "../model/settled.ts";
import type { GateVerdict } from "../approvals/judge-gate.ts";
import type { TrustLists } from "../trust/authenticate.ts";
import type { SignedPlan } from "./judge-signatures.ts";
import type { RecordedRun } from "./recorded-runs.ts";

/** What all plans of one reconcile share. */
export interface WorkContext {
  readonly pin: CommitPin;
  /** The commit whose trust policy counts. */
  readonly trustCommit: string;
  readonly policy: Located<Policy>;
  readonly lists: TrustLists;
}

/** What a gate is judged by. */
export interface GateInputs {
  readonly plan: string;
  readonly subject: Artifact;
  readonly source: { readonly sha256: string };
  /** The plan with its author's signature. */
  readonly signed: SignedPlan;
  readonly approvals: readonly ApprovalFile[];
  /** Denials and withdrawals that the history has and the commit has no more. */
  readonly past: readonly ApprovalFile[];
  readonly context: WorkContext;
}

/** A plan that checked out, with its source and its cut. */
export interface SoundPlan extends GateInputs {
  readonly mode: Mode;
  readonly document: CutPlan;
  readonly target: Target;
  readonly targetSha256: string;
  readonly source: { readonly bytes: Uint8Array; readonly sha256: string; readonly lines: number };
  readonly manifest: Manifest;
  /** Source, target, policy, its lists and the plan's signature, sorted by name. */
  readonly inputs: readonly Artifact[];
  readonly approvalsTree: string | null;
}

export interface PlanWork extends SoundPlan {
  /** Whether the author signed the plan, as of now. */
  readonly authorship: SignatureJudgement;
  readonly difference: Difference;
  readonly recorded: readonly RecordedRun[];
  /** The judgement at the gate where the run stands, if it stands at one. */
  readonly gate: GateVerdict | undefined;
  /** Why the run may not move at all. */
  readonly refusal: Refusal | undefined;
}

/** What became of looking at one plan. */
export type PlanCase =
  OpenedCase | { readonly kind: "settled"; readonly plan: string; readonly settled: SettledPlan };

/** The same with everything that is known, settled or not. */
export type OpenedCase =
  | { readonly kind: "work"; readonly plan: string; readonly work: PlanWork }
  | {
      readonly kind: "invalid";
      readonly plan: string;
      readonly diagnostics: readonly Diagnostic[];
      readonly difference: Difference;
    }
  | { readonly kind: "unjudged"; readonly plan: string; readonly refusal: Refusal }
  | {
      readonly kind: "orphaned";
      readonly plan: string;
      readonly run: RecordedRun;
      readonly difference: Difference;
    };
