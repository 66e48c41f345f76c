// Which plan the sandbox is put through: one that was named, else the smallest sound one of the commit, else a text of this
// program's own. Reads documents; judges no signature and no approval, for in the sandbox all of them are made anew.
import { Refusal } from "../../diagnostics/refusal.ts";
import type { CheckedPlan } from "../../documents/check-repository.ts";
import { sha256Hex } from "../../model/digest.ts";
import type { CutPlan } from "../../model/generated/cut-plan.ts";
import type { SeedUnit } from "../../model/generated/target.ts";
import { compareUnits } from "../../model/unit-changes.ts";
import { loadRepository, type LoadedRepository } from "../../reconcile/load-repository.ts";
import { selectPlans } from "../../reconcile/select-plans.ts";
import { memoryFacts } from "../../target/memory-facts.ts";
import { SOURCE, SOURCE_NAME, UNITS } from "../demo/documents.ts";
import type { CommonOptions } from "../options.ts";
import { withSession } from "../session.ts";

export interface PlanToProve {
  /** Where it comes from, for people. */
  readonly origin: string;
  readonly plan: Pick<CutPlan, "metadata" | "spec">;
  readonly source: Uint8Array;
  /** What its target holds before. */
  readonly seed: readonly SeedUnit[];
}

/**
 * Rejects with a Refusal where a plan that was named cannot be used: PLAN_NOT_FOUND, and what the repository refuses.
 * Without a name it never rejects: what cannot be read is not used.
 */
export async function choosePlanToProve(
  options: CommonOptions,
  [named]: readonly string[],
): Promise<PlanToProve> {
  try {
    const loaded = await withSession(
      { ...options, write: false },
      { recordsAs: undefined },
      ({ objects, pin, trustPin }) => loadRepository(objects, { plans: pin, trust: trustPin }),
    );
    return named === undefined ? (smallestOf(loaded) ?? REHEARSAL_PLAN) : namedOf(loaded, named);
  } catch (error) {
    if (named !== undefined || !(error instanceof Refusal)) throw error;
    return REHEARSAL_PLAN;
  }
}

function namedOf(loaded: LoadedRepository, name: string): PlanToProve {
  selectPlans(new Set(loaded.names), [name]);
  const checked = loaded.checked.plans.find((plan) => plan.name === name);
  const usable = checked === undefined ? undefined : usableOf(loaded, checked);
  if (usable !== undefined) return usable.toProve;
  throw new Refusal("PLAN_NOT_FOUND", {
    message: `the plan "${name}" cannot be carried out in a sandbox: ${checked === undefined ? "its documents have faults" : "its target has units with another text, or retired"}`,
    expected: "a plan without faults, over a target whose seed does not contradict it",
    todo: `look at it with reconcile validate ${name} and reconcile diff ${name}, or leave the name out`,
  });
}

/** The fewest units, then by name; one that creates nothing would show little. */
function smallestOf(loaded: LoadedRepository): PlanToProve | undefined {
  const usable = loaded.checked.plans
    .flatMap((plan) => usableOf(loaded, plan) ?? [])
    .filter(({ creates }) => creates > 0);
  return usable.toSorted((one, other) => one.units - other.units)[0]?.toProve;
}

interface Usable {
  readonly toProve: PlanToProve;
  readonly units: number;
  readonly creates: number;
}

/** Undefined where the units of the target stand against the cut: such a plan ends before anything is written. */
function usableOf(loaded: LoadedRepository, checked: CheckedPlan): Usable | undefined {
  const plan = checked.plan.value;
  const source = loaded.sources.get(checked.name)?.bytes;
  const facts = memoryFacts(checked.target.value, plan.spec.cut.prefix);
  if (source === undefined || facts instanceof Refusal) return undefined;
  const { counts } = compareUnits(checked.manifest, facts);
  if (counts.conflict > 0) return undefined;
  const seed = checked.target.value.spec.seed ?? [];
  const toProve = { origin: `the plan "${checked.name}"`, plan, source, seed };
  return { toProve, units: checked.manifest.rows.length, creates: counts.new };
}

/** The text of the demo. */
export const REHEARSAL_PLAN: PlanToProve = {
  origin: "a plan of this program's own",
  plan: {
    metadata: { name: "rules", title: "Rules of the tool library", author: "alice" },
    spec: {
      mode: "LIVE",
      target: "sandbox",
      source: { path: SOURCE_NAME, sha256: sha256Hex(SOURCE), documentId: "RULES" },
      cut: {
        prefix: "RULES",
        levels: [
          { heading: 1, code: "T{n}" },
          { heading: 2, code: "S{n:02}" },
        ],
        numbering: "ordinal",
      },
      expect: { units: UNITS },
    },
  },
  source: new TextEncoder().encode(SOURCE),
  seed: [],
};
