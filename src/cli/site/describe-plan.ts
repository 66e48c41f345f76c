// One plan as the overview and its page show it: where it stands, who may act, what is wrong with it, and all its runs. A
// plan that is faulty, refused, broken or gone is shown as that.
import { Refusal, type RefusalCode } from "../../diagnostics/refusal.ts";
import type { ParsedDocuments } from "../../documents/parse-documents.ts";
import type { CutPlan } from "../../model/generated/cut-plan.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { OpenedCase, PlanWork } from "../../reconcile/plan-work.ts";
import type { RecordedRun } from "../../reconcile/recorded-runs.ts";
import { whereItStands } from "../../reconcile/where-it-stands.ts";
import type { SitePlan, SiteRun } from "../../site/site-data.ts";
import { describeCut } from "./describe-cut.ts";
import { describeRun, type RunSurroundings } from "./describe-run.ts";
import { cutOf, readRecordedPlan } from "./recorded-cut.ts";

export interface PlanSurroundings extends RunSurroundings {
  /** Of the commit, faulty ones left out. */
  readonly documents: ParsedDocuments;
}

export interface FoundPlan {
  readonly plan: string;
  /** Its runs that hold. */
  readonly recorded: readonly RecordedRun[];
  /** Undefined for a plan that is gone from the commit and left no open run. */
  readonly found: OpenedCase | undefined;
}

export async function describePlan(surroundings: PlanSurroundings, one: FoundPlan): Promise<SitePlan> {
  const { plan, found } = one;
  const recorded = one.recorded.toSorted(newestFirst);
  const work = found?.kind === "work" ? found.work : undefined;
  const runs: SiteRun[] = [];
  for (const run of recorded) runs.push(await describeRun(surroundings, run, work));
  const document = await findDocument(surroundings, plan, recorded[0]);
  const standing = found === undefined ? standingOfGone(recorded[0]) : standingOf(found, document);
  return {
    name: plan,
    title: document?.metadata.title,
    author: document?.metadata.author,
    target: targetOf(surroundings, document, recorded[0]),
    ...standing,
    mode: standing.mode ?? document?.spec.mode,
    since: standing.since ?? recorded[0]?.state.at,
    cut: work === undefined || isBegun(work, recorded) ? undefined : describeCut(cutOf(work), undefined),
    runs,
  };
}

/** Whether the run of this text is on record; until then the cut is the plan's alone. */
function isBegun({ difference }: PlanWork, recorded: readonly RecordedRun[]): boolean {
  return recorded.some(({ state }) => state.id === difference.run);
}

function newestFirst({ state: one }: RecordedRun, { state: other }: RecordedRun): number {
  if (one.at !== other.at) return one.at < other.at ? 1 : -1;
  if (one.attempt !== other.attempt) return other.attempt - one.attempt;
  return one.id < other.id ? -1 : 1;
}

/** As the commit has it; of a plan that is gone, as its newest run had it. */
async function findDocument(
  { objects, documents }: PlanSurroundings,
  plan: string,
  newest: RecordedRun | undefined,
): Promise<CutPlan | undefined> {
  const here = documents.plans.get(plan)?.value;
  const [first] = newest?.statements ?? [];
  if (here !== undefined || first === undefined) return here;
  const recorded = await readRecordedPlan(objects, first.statement);
  return recorded instanceof Refusal ? undefined : recorded.value;
}

function targetOf(
  { documents }: PlanSurroundings,
  document: CutPlan | undefined,
  newest: RecordedRun | undefined,
): SitePlan["target"] {
  const name = document?.spec.target;
  if (name === undefined) return undefined;
  const driver = documents.targets.get(name)?.value.spec.driver;
  if (driver !== undefined) return { name, driver };
  const preflight = newest?.statements[0]?.statement.predicate.result["target"] as
    { readonly name: string; readonly driver: string } | undefined;
  return preflight?.name === name ? { name, driver: preflight.driver } : undefined;
}

type Standing = Pick<SitePlan, "mode" | "state" | "gate" | "actors" | "text" | "todo" | "since" | "faults">;

function standingOf(found: OpenedCase, document: CutPlan | undefined): Standing {
  const outcome = whereItStands(found);
  const { mode, state, text, todo, since, diagnostics } = outcome;
  const actors = todo === undefined ? [] : actorsOf(found, outcome, document?.metadata.author);
  return { mode, state, gate: outcome.gate?.gate, actors, text, todo, since, faults: diagnostics };
}

/** What only the author can mend: the plan's own text, or the signature over it. */
const FOR_THE_AUTHOR: ReadonlySet<RefusalCode> = new Set([
  "LIVE_DISABLED",
  "MODE_UNKNOWN",
  "PLAN_EXPIRED",
  "PLAN_UNSIGNED",
  "PLAN_NOT_AUTHENTIC",
]);

/** Nobody by name where anybody can: to reconcile, to put evidence back, to mend a target. */
function actorsOf(
  found: OpenedCase,
  { gate, state }: PlanOutcome,
  author: string | undefined,
): readonly string[] {
  const authors = author === undefined ? [] : [author];
  if (found.kind === "invalid" || found.kind === "orphaned") return authors;
  if (found.kind !== "work" || state === "ready") return [];
  const { refusal } = found.work;
  if (refusal !== undefined) return FOR_THE_AUTHOR.has(refusal.code) ? authors : [];
  return gate === undefined ? [] : actorsAt(gate);
}

/** Where a denial stands, whoever gave it: only the same person takes it back. */
function actorsAt({ judged, mayOpen }: NonNullable<PlanWork["gate"]>): readonly string[] {
  const deniers = judged
    .filter(({ policy, decision }) => policy === "DENIED" && decision === "deny")
    .map(({ person }) => person);
  return deniers.length > 0 ? [...new Set(deniers)] : mayOpen;
}

const GONE_STATES = {
  closed: "closed",
  superseded: "superseded",
  stale: "stale",
  failed: "failed",
  compensated: "failed",
  at: "orphaned",
} as const satisfies Record<RecordedRun["state"]["position"]["kind"], SitePlan["state"]>;

/** Nothing of it moves any more, and nobody has to do anything. */
function standingOfGone(newest: RecordedRun | undefined): Standing {
  if (newest === undefined) throw new Error("a plan without documents and without runs was to be shown");
  const { position, mode, at } = newest.state;
  return {
    mode,
    state: GONE_STATES[position.kind],
    gate: undefined,
    actors: [],
    text: `its plan is gone from the commit; its newest run is ${GONE_STATES[position.kind]}`,
    todo: undefined,
    since: at,
    faults: [],
  };
}
