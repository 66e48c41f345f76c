// What a phase is: given everything it may know as values and one actuator, it answers with an outcome. It records
// nothing, reads no clock and opens no connection.
import { contractOf } from "../model/contract.ts";
import type { Authenticity } from "../model/authenticity.ts";
import type { Refusal } from "../diagnostics/refusal.ts";
import type { Actuator, ActuatorContext } from "../model/effect.ts";
import type { CutPlan } from "../model/generated/cut-plan.ts";
import type { Facts } from "../model/generated/facts.ts";
import type { PartialState, Statement } from "../model/generated/statement.ts";
import type { Target } from "../model/generated/target.ts";
import type { KillSwitch } from "../model/kill-switch.ts";
import type { Manifest } from "../model/manifest.ts";
import type { Mode, PhaseName } from "../model/phase.ts";
import { stepsDone } from "./steps-done.ts";

/** Everything a phase may know. */
export interface PhaseInput {
  readonly run: { readonly id: string; readonly plan: string; readonly mode: Mode };
  readonly plan: CutPlan;
  /** Who wrote the plan, and whether that person signed it. */
  readonly author: { readonly person: string; readonly authenticity: Authenticity };
  readonly target: Target;
  readonly source: { readonly bytes: Uint8Array; readonly sha256: string; readonly lines: number };
  readonly manifest: Manifest;
  /** Why the manifest's units do not reproduce the source, or undefined when they do. */
  readonly loss: () => string | undefined;
  readonly facts: Facts;
  readonly factsSha256: string;
  /** Reads the facts once more, for the comparison after the last change. */
  readonly readFactsAgain: () => Promise<Facts>;
  readonly killSwitch: KillSwitch;
  /** The actuator of this run, started at the first call. */
  readonly actuator: () => Actuator;
  readonly history: readonly Statement[];
  /** Asks anew why the gate that was passed last would be shut at this moment; empty where it is open. Asked in LIVE only. */
  readonly consent: () => readonly string[];
}

/** A statement's result: plain JSON, in the shape that schemas/statement.schema.json documents for the phase. */
export type PhaseResult = Readonly<Record<string, unknown>>;

export type PhaseOutcome =
  | { readonly outcome: "PASSED"; readonly result: PhaseResult }
  | { readonly outcome: "FAILED"; readonly reasons: readonly FailureReason[]; readonly result: PhaseResult }
  /** In LIVE only. `cause` is what to throw once it is on record: an exception that nobody has accounted for. */
  | { readonly outcome: "TORN"; readonly known: PartialState; readonly cause?: Error }
  | { readonly outcome: "REFUSED"; readonly refusal: Refusal };

/** What a mutating phase found: an outcome, or that something else was done than it asked for. */
export type Mutation =
  | Exclude<PhaseOutcome, { readonly outcome: "TORN" }>
  | {
      readonly outcome: "SHORT";
      readonly reason: FailureReason;
      readonly result: PhaseResult;
      /** Rows that were done as asked. */
      readonly seen: number;
    };

const MEND_GRANTS =
  "grant what the contract of the target names, then reconcile again: other facts begin another attempt";
const MEND_UNITS =
  "change the source or the plan so that no existing unit is rewritten, or mend the target; either begins another run";
const REPORT = "this is not expected of a simulation: report it with the run's evidence";

/** Why a phase fails, as it stands in `reasons`, and what a person can do about it. */
export const FAILURE_REASONS = {
  GRANTS_MISSING: { means: "the target's grants are not as they have to be", todo: MEND_GRANTS },
  UNIT_CONFLICT: { means: "units exist in the target with another text, or retired", todo: MEND_UNITS },
  MANIFEST_LOSSY: { means: "the units in order do not reproduce the source", todo: REPORT },
  UNITS_UNEXPECTED: {
    means: "the cut makes another number of units than the plan expects",
    todo: MEND_UNITS,
  },
  BACKUP_INCOMPLETE: { means: "the backup does not hold the rows that were discovered", todo: REPORT },
  CREATE_INCOMPLETE: { means: "not every unit was created or found unchanged", todo: REPORT },
  RECORD_INCOMPLETE: { means: "the governance record does not cover what was created", todo: REPORT },
  VERIFY_REPEATED: { means: "the change set has been verified before", todo: REPORT },
  VERIFY_MISMATCH: { means: "what was read back is not what the manifest says", todo: REPORT },
  ENACT_INCOMPLETE: { means: "not every unit was enacted", todo: REPORT },
  TOTALS_MOVED: {
    means: "rows of the governed tables changed during a dry run",
    todo: "find out who else wrote to the target meanwhile, then reconcile again: other facts begin another attempt",
  },
} as const;

export type FailureReason = keyof typeof FAILURE_REASONS;

export interface Phase {
  readonly name: PhaseName;
  /** Whether it asks the actuator for a change; such a phase takes the LIVE lock first. */
  readonly mutates: boolean;
  readonly carry: (input: PhaseInput) => PhaseOutcome | Promise<PhaseOutcome>;
}

export function passed(result: PhaseResult): PhaseOutcome & Mutation {
  return { outcome: "PASSED", result };
}

export function failed(reason: FailureReason, result: PhaseResult): PhaseOutcome & Mutation {
  return { outcome: "FAILED", reasons: [reason], result };
}

/** Something was done, and not what was asked for: in DRYRUN the phase fails, in LIVE it is torn. */
export function short(reason: FailureReason, result: PhaseResult, seen: number): Mutation {
  return { outcome: "SHORT", reason, result, seen };
}

/** The change set of a run: one run makes one change set, under the same name wherever it is carried out. */
export function changeSetOf({ run }: { readonly run: { readonly id: string } }): string {
  return `cs-${run.id}`;
}

export function actuatorContext(input: PhaseInput): ActuatorContext {
  return {
    run: input.run.id,
    mode: input.run.mode,
    documentId: input.plan.spec.source.documentId,
    prefix: input.plan.spec.cut.prefix,
    source: input.source.bytes,
    contract: contractOf(input.target),
    manifest: input.manifest,
    facts: input.facts,
    done: stepsDone(input.history),
    consent: input.consent,
  };
}
