// Loads the plans of a commit portion by portion, and asks of each what became of it. What is kept of them, and of which
// nothing has to be asked, is the caller's to say.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { compareGone } from "../difference/compare.ts";
import type { HistoryCommit, TreeListing } from "../model/ports.ts";
import { buildSoundPlans } from "./build-sound-plans.ts";
import type { Edges } from "./edges.ts";
import { openCase, runAskedFor, type CaseQuestion, type ReconciliationRequest } from "./open-case.ts";
import { judgeTrust, type AcceptedTrust } from "./judge-trust.ts";
import {
  divideListing,
  listPlans,
  NO_PLANS,
  onlyPlans,
  planNames,
  withoutPlans,
  type Pins,
} from "./list-plans.ts";
import {
  loadPortion,
  loadPortions,
  loadShared,
  type LoadedRepository,
  type SharedDocuments,
} from "./load-repository.ts";
import { gatherFaults } from "./gather-faults.ts";
import type { OpenedCase, PlanCase, SoundPlan } from "./plan-work.ts";
import { readPastDecisions, type PastDecisions } from "./past-decisions.ts";
import { REVOKED_KEYS } from "./load-trust.ts";
import { findMissingRevocations } from "./read-trust.ts";
import { listRunNames, readRecordedRuns, type RecordedRuns, type RunNames } from "./recorded-runs.ts";
import { selectPlans } from "./select-plans.ts";
import type { SettledPlans } from "./settled-plans.ts";

export interface Reconciliation<Case extends PlanCase = PlanCase> {
  /** Every fault of the documents, by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** How the policy came to count; undefined where it is faulty, and no plan may move. */
  readonly trust: AcceptedTrust | undefined;
  /** Faults that belong to no plan: documents where none may be. They stop nobody, and are told. */
  readonly strays: readonly Diagnostic[];
  readonly cases: readonly Case[];
}

export interface Manner<Case> {
  /** Held in memory at the same time. */
  readonly plansAtATime: number;
  /** Plans that need no look; undefined where of every plan more is asked than how it stands. */
  readonly settled: SettledPlans | undefined;
  /** Plans of which nothing more has to be asked, before any of their documents is read. */
  readonly settleEarly: (unread: Unread) => Promise<ReadonlySet<string>>;
  readonly settle: (found: OpenedCase, question: CaseQuestion) => Case;
}

export interface Opened<Case extends PlanCase> extends Reconciliation<Case> {
  /** On record of plans that are not in the commit. */
  readonly gone: RecordedRuns;
  /** The last portion that was loaded: the whole, where there is one only. */
  readonly last: LoadedRepository;
}

export async function openPlans<Case extends PlanCase>(
  edges: Edges,
  request: ReconciliationRequest,
  manner: Manner<Case>,
): Promise<Opened<Case | OpenedCase>> {
  const settled = new Set(manner.settled?.known.keys());
  const listing = await listPlans(edges.objects, request.pins, settled);
  const planned = planNames(listing, request.pins.plans, settled);
  const { shared, portions } = divideListing(onlyPlans(listing, request.plans), manner.plansAtATime);
  const common = { ...(await loadShared(edges.objects, shared)), onCut: request.onCut };
  requireRevocations(common);
  const runs = await listRunNames(edges.store);
  const gone = await readGone(edges, request, { runs, planned: new Set(planned) });
  const known = new Set([...planned, ...gone.byPlan.keys(), ...gone.broken.keys()]);
  const wanted = new Set(selectPlans(known, request.plans));
  const history = await edges.objects.readHistory(request.pins.plans.commit);
  const alone = await loadPortion(edges.objects, common, NO_PLANS);
  const isJudged = alone.checked.policy !== undefined;
  const trust = isJudged ? await requireTrust(edges, request.pins, history) : undefined;
  const faults = gatherFaults(alone);
  const found = await manner.settleEarly({ portions, common, alone, runs, wanted });
  const cases: (Case | OpenedCase)[] = orphansOf(gone, wanted);
  const waiting: CaseQuestion[] = [];
  let last = alone;
  const rest = portions
    .map((portion) => withoutPlans(portion, found))
    .filter(({ files }) => files.length > 0);
  for await (const loaded of loadPortions(edges.objects, common, rest)) {
    last = loaded;
    faults.add(loaded);
    const sound = await buildSoundPlans(edges.objects, loaded, request.pins);
    for (const plan of loaded.names.filter((name) => wanted.has(name))) {
      const question = await askPlan(edges, request, { plan, loaded, runs, sound: sound.get(plan) });
      if (needsPast(question, manner)) waiting.push(question);
      else cases.push(manner.settle(await openCase(question), question));
    }
  }
  const plans = new Set(waiting.map(({ plan }) => plan));
  const past = await readPastDecisions({ objects: edges.objects, history, present: listing.files, plans });
  for (const question of waiting)
    cases.push(manner.settle(await openCase(withPast(question, past)), question));
  return {
    diagnostics: faults.all(),
    trust,
    strays: request.plans.length === 0 ? faults.strays() : [],
    cases: sortCases(cases),
    gone,
    last,
  };
}

export interface Unread {
  readonly portions: readonly TreeListing[];
  readonly common: SharedDocuments;
  /** What all plans share, checked. */
  readonly alone: LoadedRepository;
  readonly runs: RunNames;
  readonly wanted: ReadonlySet<string>;
}

export function sortCases<Case extends PlanCase>(cases: readonly Case[]): readonly Case[] {
  return cases.toSorted((one, other) => (one.plan < other.plan ? -1 : 1));
}

/** A policy with other faults is told of plan by plan; that nobody can say which keys are revoked comes before. */
function requireRevocations({ listing, documents, trust }: SharedDocuments): void {
  const isListed = listing.files.some(({ path }) => path === REVOKED_KEYS);
  const missing = isListed || documents.policy === undefined ? undefined : findMissingRevocations(trust);
  if (missing !== undefined) throw missing;
}

/** Nothing moves under a policy that nobody stands for. */
async function requireTrust(
  { objects, now }: Edges,
  { plans, trust }: Pins,
  ofPlans: readonly HistoryCommit[],
): Promise<AcceptedTrust> {
  const history = trust.commit === plans.commit ? ofPlans : await objects.readHistory(trust.commit);
  const answer = await judgeTrust({ objects, history, now: now() });
  if (answer.kind === "refused") throw answer.refusal;
  return answer;
}

interface LoadedPlan {
  readonly plan: string;
  readonly loaded: LoadedRepository;
  readonly runs: RunNames;
  readonly sound: SoundPlan | undefined;
}

/** Reads the runs of one plan. They are the greater part of it, and most are let go before those of the next are read. */
async function askPlan(
  edges: Edges,
  request: ReconciliationRequest,
  { plan, loaded, runs: names, sound }: LoadedPlan,
): Promise<CaseQuestion> {
  const runs = names.get(plan) ?? [];
  const stamp = edges.settled?.stamp(plan, runs);
  const recorded = await readRecordedRuns(edges, names, [plan]);
  return {
    edges,
    request,
    plan,
    refusal: recorded.broken.get(plan) ?? loaded.unread.get(plan),
    sound,
    diagnostics: loaded.checked.faultyPlans.get(plan) ?? [],
    recorded: recorded.byPlan.get(plan) ?? [],
    runs,
    stamp,
  };
}

/** What was once said at a gate has no say in a run that is closed: it passed them all. */
function needsPast({ refusal, sound, recorded }: CaseQuestion, { settled }: Manner<unknown>): boolean {
  if (refusal !== undefined || sound === undefined) return false;
  return settled === undefined || runAskedFor(sound, recorded).state?.position.kind !== "closed";
}

function withPast(question: CaseQuestion, past: PastDecisions): CaseQuestion {
  const { sound, plan } = question;
  return sound === undefined ? question : { ...question, sound: { ...sound, past: past.get(plan) ?? [] } };
}

/** The runs of plans that are not in the commit, where they are asked for. */
async function readGone(
  edges: Edges,
  { plans }: ReconciliationRequest,
  { runs, planned }: { readonly runs: RunNames; readonly planned: ReadonlySet<string> },
): Promise<RecordedRuns> {
  const isAsked = (plan: string): boolean => plans.length === 0 || plans.includes(plan);
  return readRecordedRuns(
    edges,
    runs,
    [...runs.keys()].filter((plan) => !planned.has(plan) && isAsked(plan)),
  );
}

/** Nothing is said of a plan that is gone and left no open run. */
function orphansOf({ byPlan, broken }: RecordedRuns, wanted: ReadonlySet<string>): OpenedCase[] {
  const orphans: OpenedCase[] = [];
  for (const [plan, refusal] of broken)
    if (wanted.has(plan)) orphans.push({ kind: "unjudged", plan, refusal });
  for (const [plan, recorded] of byPlan) {
    const difference = compareGone(
      plan,
      recorded.map(({ state }) => state),
    );
    const run = recorded.find(({ state }) => state.id === difference?.run);
    if (difference !== undefined && run !== undefined && wanted.has(plan) && !broken.has(plan))
      orphans.push({ kind: "orphaned", plan, run, difference });
  }
  return orphans;
}
