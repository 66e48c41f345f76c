// What became of one plan in this reconcile, as a value for views and exit codes.
import type { GateVerdict } from "../approvals/judge-gate.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Refusal, RefusalCode } from "../diagnostics/refusal.ts";
import type { PlanEvent } from "../model/generated/event.ts";
import type { UnitFact } from "../model/generated/facts.ts";
import type { ManifestRow } from "../model/generated/manifest-row.ts";
import type { Mode } from "../model/phase.ts";
import { tornStepOf, type TornStep } from "../model/run.ts";
import { unitsByAddress } from "../model/unit-changes.ts";
import type { CarriedRun, RunEnd } from "./carry-run.ts";
import { describeEnd } from "./describe-end.ts";
import type { PlanCase, PlanWork } from "./plan-work.ts";
import type { StepTaken } from "./step-taken.ts";
import { lookAtUnits, type UnitOutlook } from "./unit-outlook.ts";

/** What calls for attention, beyond the state; the table of exit codes answers to it. */
export type Concern =
  | { readonly kind: "refused"; readonly fresh: boolean }
  | { readonly kind: "failed" }
  | { readonly kind: "stale" }
  | { readonly kind: "waiting" }
  | { readonly kind: "invalid" }
  | { readonly kind: "error"; readonly code: RefusalCode };

export interface PlanOutcome {
  readonly plan: string;
  readonly title: string | undefined;
  readonly mode: Mode | undefined;
  readonly run: string | undefined;
  readonly state: PlanEvent["state"];
  /** When the run's last statement was made, RFC 3339. */
  readonly since: string | undefined;
  /** What and why, in one line. */
  readonly text: string;
  /** The next step a person can take; undefined where nobody has to do anything. */
  readonly todo: string | undefined;
  readonly steps: readonly StepTaken[];
  readonly gate: GateVerdict | undefined;
  /** The units that the run would create, while it waits before the first write. */
  readonly preview: Preview | undefined;
  /** The cut against the facts, where the facts were read. */
  readonly units: UnitOutlook | undefined;
  /** Why it does not go on, as codes: of the refusal, of the phase that failed or was torn, of the gate. */
  readonly reasons: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly concerns: readonly Concern[];
}

export interface Preview {
  readonly plan: string;
  readonly total: number;
  readonly first: readonly ManifestRow[];
}

const PREVIEW_ROWS = 5;

/** The outcome of a plan that was carried. */
export function outcomeOf(work: PlanWork, carried: CarriedRun, steps: readonly StepTaken[]): PlanOutcome {
  const { chain, end } = carried;
  const restarted = steps.some(({ statement }) => statement.statement.predicate.phase === "stale");
  const { facts } = carried;
  const found = facts === undefined ? undefined : unitsByAddress(facts);
  const units =
    facts === undefined || found === undefined ? undefined : lookAtUnits(work.manifest, facts, found);
  return {
    plan: work.plan,
    title: work.document.metadata.title,
    mode: work.mode,
    run: chain.run.id,
    state: STATES[end.kind],
    since: chain.newest?.statement.predicate.observed.at,
    ...describeEnd(work.plan, end),
    steps,
    gate: end.kind === "waiting" || end.kind === "gate-refused" ? end.gate : undefined,
    preview: units === undefined || found === undefined ? undefined : previewOf(work, end, { units, found }),
    units,
    reasons: reasonsOf(end),
    diagnostics: [],
    concerns: [...concernsOf(end), ...(restarted ? [{ kind: "stale" } as const] : [])],
  };
}

function previewOf(
  { plan, manifest }: PlanWork,
  end: RunEnd,
  { units, found }: { readonly units: UnitOutlook; readonly found: ReadonlyMap<string, UnitFact> },
): Preview | undefined {
  if (end.kind !== "waiting" || end.gate.gate !== "SG_1") return undefined;
  const created = manifest.rows.values().filter((row) => !found.has(row.address));
  return { plan, total: units.counts.new, first: created.take(PREVIEW_ROWS).toArray() };
}

/** The codes behind an end, as statements name them; none where nothing is wrong. */
export function reasonsOf(end: RunEnd): readonly string[] {
  switch (end.kind) {
    case "closed":
    case "compensated":
      return [];
    case "waiting":
      return end.torn?.reasons ?? [];
    case "gate-refused":
      return [...(end.torn?.reasons ?? []), ...end.gate.reasons];
    case "failed":
      return end.reasons;
    case "refused":
      return [end.refusal.code];
  }
}

const STATES = {
  closed: "closed",
  waiting: "waiting",
  "gate-refused": "refused",
  refused: "refused",
  failed: "failed",
  compensated: "failed",
} as const satisfies Record<RunEnd["kind"], PlanEvent["state"]>;

function concernsOf(end: RunEnd): readonly Concern[] {
  switch (end.kind) {
    case "closed":
      return [];
    case "waiting":
      return [...tornConcerns(end.torn), { kind: "waiting" }, ...(end.gate.stale ? [STALE] : [])];
    case "gate-refused":
      return [...tornConcerns(end.torn), { kind: "refused", fresh: end.fresh }];
    case "refused":
      return [{ kind: "refused", fresh: end.fresh }];
    case "compensated":
    case "failed":
      return [{ kind: "failed" }];
  }
}

const STALE: Concern = { kind: "stale" };

/** A torn run waits, but not as one that is well: it calls for attention until it is resolved. */
export function tornConcerns(torn: TornStep | undefined): readonly Concern[] {
  return torn === undefined ? [] : [{ kind: "failed" }];
}

/** The outcome of a plan that was not carried, and why. */
export function outcomeOfCase(found: Exclude<PlanCase, { kind: "work" }>): PlanOutcome {
  const base = { ...NOTHING_DONE, plan: found.plan };
  switch (found.kind) {
    case "invalid": {
      const count = found.diagnostics.length;
      const text = `${count} ${count === 1 ? "fault" : "faults"} in its documents; nothing moved`;
      const todo = `mend each place and commit; see them all with: reconcile validate${namedPlan(found.plan)}`;
      return {
        ...base,
        state: "invalid",
        text,
        todo,
        diagnostics: found.diagnostics,
        concerns: [{ kind: "invalid" }],
      };
    }
    case "orphaned": {
      const { state } = found.run;
      const torn = tornStepOf(state.position);
      const restore = `restore plans/${found.plan}/plan.yaml`;
      const words =
        torn === undefined
          ? { what: "was never closed", todo: `${restore} to go on, or leave the run as it is` }
          : { what: `is torn at ${torn.step}`, todo: `${restore}, and resolve the run at SG_3` };
      return {
        ...base,
        run: state.id,
        mode: state.mode,
        since: state.at,
        state: "orphaned",
        text: `its plan is gone from the commit and the run ${words.what}`,
        todo: words.todo,
        concerns: tornConcerns(torn),
      };
    }
    case "settled":
      return { ...NOTHING_DONE, ...found.settled, state: "closed", todo: undefined };
    case "unjudged":
      return outcomeOfRefusal(found.plan, found.refusal, []);
  }
}

/** The outcome of a plan whose carrying ended in a refusal of an edge; the steps until then are on record. */
export function outcomeOfRefusal(plan: string, refusal: Refusal, steps: readonly StepTaken[]): PlanOutcome {
  const { code, message, todo } = refusal;
  return {
    ...NOTHING_DONE,
    plan,
    state: "error",
    text: `${code}: ${message}`,
    todo,
    steps,
    reasons: [code],
    concerns: [{ kind: "error", code }],
  };
}

const NOTHING_DONE = {
  title: undefined,
  mode: undefined,
  run: undefined,
  since: undefined,
  steps: [],
  gate: undefined,
  preview: undefined,
  units: undefined,
  reasons: [],
  diagnostics: [],
  concerns: [],
} as const;

/** A folder may be called anything, and this is pasted into a shell: only what can be a plan's name is put there. */
function namedPlan(plan: string): string {
  return /^[a-z0-9][a-z0-9-]{0,62}$/.test(plan) ? ` ${plan}` : "";
}
