// One plan with everything that is known about it: what the repository asks for, what is on record, and the difference.
import type { ApprovalFile } from "../approvals/judge-gate.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Refusal } from "../diagnostics/refusal.ts";
import type { Difference } from "../difference/compare.ts";
import type { Located } from "../documents/located.ts";
import type { CutPlan } from "../model/generated/cut-plan.ts";
import type { Policy } from "../model/generated/policy.ts";
import type { Artifact } from "../model/generated/statement.ts";
import type { Target } from "../model/generated/target.ts";
import type { Manifest } from "../model/manifest.ts";
import type { Mode } from "../model/phase.ts";
import type { CommitPin } from "../model/ports.ts";
import type { GateVerdict } from "../approvals/judge-gate.ts";
import type { RecordedRun } from "./recorded-runs.ts";

/** What all plans of one reconcile share. */
export interface WorkContext {
  readonly pin: CommitPin;
  readonly policy: Located<Policy>;
}

/** A plan that checked out, with its source and its cut. */
export interface SoundPlan {
  readonly plan: string;
  readonly mode: Mode;
  readonly document: CutPlan;
  readonly target: Target;
  readonly targetSha256: string;
  readonly source: { readonly bytes: Uint8Array; readonly sha256: string; readonly lines: number };
  readonly manifest: Manifest;
  readonly subject: Artifact;
  /** Source, target and policy, sorted by name. */
  readonly inputs: readonly Artifact[];
  readonly approvals: readonly ApprovalFile[];
  readonly approvalsTree: string | null;
  readonly context: WorkContext;
}

export interface PlanWork extends SoundPlan {
  readonly difference: Difference;
  readonly recorded: readonly RecordedRun[];
  /** The judgement at the gate where the run stands, if it stands at one. */
  readonly gate: GateVerdict | undefined;
  /** Why the run may not move at all. */
  readonly refusal: Refusal | undefined;
}

/** What became of looking at one plan. */
export type PlanCase =
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
