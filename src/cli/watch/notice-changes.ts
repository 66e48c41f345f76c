// What of a pass is news to whoever watches: compared with what was told before, so that nothing is said twice and nothing
// that changed is left out. Values in, values out; how a change reads is for the views.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { Refusal } from "../../diagnostics/refusal.ts";
import type { CommitPin } from "../../model/ports.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { Published } from "../publish-runs.ts";
import type { Pass } from "./reconcile-once.ts";

export type Change =
  /** The commit, or the name it was reached by; `from` is undefined at the first pass, and after a refused one. */
  | {
      readonly kind: "commit";
      readonly from: CommitPin | undefined;
      readonly to: CommitPin;
      readonly isAgain: boolean;
    }
  | { readonly kind: "plan"; readonly from: Standing | undefined; readonly to: PlanOutcome }
  /** The plan is in the commit no more, and left no open run. */
  | { readonly kind: "gone"; readonly from: Standing }
  /** Faults of documents that belong to no plan; none where they were mended. */
  | { readonly kind: "strays"; readonly faults: readonly Diagnostic[] }
  | { readonly kind: "published"; readonly published: Published }
  | { readonly kind: "unpublished"; readonly refusal: Refusal }
  /** The whole pass. */
  | { readonly kind: "refused"; readonly refusal: Refusal };

/** What is kept of a plan between passes, however many there are. */
export interface Standing extends Pick<PlanOutcome, "plan" | "state" | "run"> {
  readonly gate: string | undefined;
  /** Where it stands and why: another key is news. */
  readonly key: string;
}

/** What has been told so far. */
export interface Told {
  readonly pin: CommitPin | undefined;
  readonly plans: ReadonlyMap<string, Standing>;
  readonly strays: readonly Diagnostic[];
  /** The refusal of the last pass; undefined where it came through. */
  readonly refused: Refusal | undefined;
  /** The refusal of the last publishing; undefined where it came through, or none was asked for. */
  readonly unpublished: Refusal | undefined;
  /** The commits that the watch made itself: reaching them is no news. */
  readonly own: readonly string[];
}

export const NOTHING_TOLD: Told = {
  pin: undefined,
  plans: new Map(),
  strays: [],
  refused: undefined,
  unpublished: undefined,
  own: [],
};

export interface News {
  readonly changes: readonly Change[];
  readonly told: Told;
}

/** A pass that came through. */
export function noticePass(told: Told, pass: Pass): News {
  const { published } = pass;
  const changes = [
    ...commitChanges(told, pass.pin),
    ...strayChanges(told, pass.strays),
    ...planChanges(told, pass),
    ...publishingChanges(told, published),
  ];
  return {
    changes,
    told: {
      pin: pass.pin,
      plans: plansAfter(told, pass),
      strays: pass.strays,
      refused: undefined,
      unpublished: published instanceof Refusal ? published : undefined,
      own: published instanceof Refusal || published === undefined ? told.own : commitsOf(published),
    },
  };
}

/** A pass that was refused as a whole: news the first time only. */
export function noticeRefusal(told: Told, refusal: Refusal): News {
  const isNews = !isSameRefusal(told.refused, refusal);
  return { changes: isNews ? [{ kind: "refused", refusal }] : [], told: { ...told, refused: refusal } };
}

function commitChanges({ pin, refused, own }: Told, to: CommitPin): readonly Change[] {
  const isAgain = refused !== undefined;
  const isSame = pin?.commit === to.commit && pin.ref === to.ref;
  const isOwn = own.includes(to.commit) && pin?.ref === to.ref;
  return !isAgain && (isSame || isOwn) ? [] : [{ kind: "commit", from: pin, to, isAgain }];
}

function planChanges({ plans }: Told, { outcomes, isWhole, recording }: Pass): readonly Change[] {
  const news = outcomes.flatMap((to): readonly Change[] => {
    const from = plans.get(to.plan);
    const isNews = from === undefined || from.key !== keyOf(to) || (recording && to.steps.length > 0);
    return isNews ? [{ kind: "plan", from, to }] : [];
  });
  const present = new Set(outcomes.map(({ plan }) => plan));
  const gone = isWhole ? [...plans.values()].filter(({ plan }) => !present.has(plan)) : [];
  return [...news, ...gone.map((from): Change => ({ kind: "gone", from }))];
}

function plansAfter({ plans }: Told, { outcomes, isWhole }: Pass): ReadonlyMap<string, Standing> {
  return new Map([
    ...(isWhole ? [] : plans),
    ...outcomes.map((outcome) => [outcome.plan, standingOf(outcome)] as const),
  ]);
}

function standingOf(outcome: PlanOutcome): Standing {
  const { plan, state, run, gate } = outcome;
  return { plan, state, run, gate: gate?.gate, key: keyOf(outcome) };
}

/** Of a refusal the code alone: its words may name a folder or a process of this very pass. */
function keyOf({ state, run, gate, text, todo, diagnostics, concerns }: PlanOutcome): string {
  const why =
    state === "error"
      ? concerns.map((concern) => (concern.kind === "error" ? concern.code : concern.kind))
      : [text, todo, ...diagnostics.map(faultKey)];
  return JSON.stringify([state, run, gate?.gate, ...why]);
}

function faultKey({ code, place, message }: Diagnostic): string {
  return JSON.stringify([place.file, place.line, place.column, code, message]);
}

function strayChanges(told: Told, faults: readonly Diagnostic[]): readonly Change[] {
  const isSame = JSON.stringify(told.strays.map(faultKey)) === JSON.stringify(faults.map(faultKey));
  return isSame ? [] : [{ kind: "strays", faults }];
}

function publishingChanges(told: Told, published: Pass["published"]): readonly Change[] {
  if (published === undefined) return [];
  if (published instanceof Refusal)
    return isSameRefusal(told.unpublished, published) ? [] : [{ kind: "unpublished", refusal: published }];
  const isNews = published.commit !== undefined || told.unpublished !== undefined;
  return isNews ? [{ kind: "published", published }] : [];
}

function commitsOf({ commit, pushed }: Published): readonly string[] {
  return [commit, pushed?.tip].filter((name) => name !== undefined);
}

function isSameRefusal(one: Refusal | undefined, other: Refusal): boolean {
  return one?.code === other.code && one.message === other.message;
}
