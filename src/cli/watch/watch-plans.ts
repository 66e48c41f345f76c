// The loop of a watch: looks at the ref every second, reconciles when it moved, when the interval is over or when a pass is
// still owed, and stops when it is asked to. Each pass opens and closes a session of its own, so that nothing piles up and
// the lock is held by nobody in between.
import { setTimeout as wait } from "node:timers/promises";
import { Refusal } from "../../diagnostics/refusal.ts";
import { peekCommit } from "../../git/peek-commit.ts";
import { openRepository, type Repository } from "../../git/repository.ts";
import { EXIT, exitOfRefusal } from "../exit-codes.ts";
import type { CommonOptions } from "../options.ts";
import { withSession } from "../session.ts";
import { noticePass, noticeRefusal, NOTHING_TOLD } from "./notice-changes.ts";
import { reconcileOnce, type Pass } from "./reconcile-once.ts";
import type { WatchCounts, WatchView } from "./watch-view.ts";

export interface WatchWish {
  readonly options: CommonOptions;
  /** The plans asked for; all where it is empty. */
  readonly plans: readonly string[];
  readonly intervalMs: number;
  /** How often git is asked where the ref is. */
  readonly lookMs: number;
  readonly stop: AbortSignal;
  readonly view: WatchView;
}

/** A pass that was refused as a whole is owed, and tried again after so long, or at once when the ref moves. */
const RETRY_MS = 15_000;

/**
 * Watches until it is asked to stop. Rejects with a Refusal only before a pass came through, and only for what another look
 * would not mend: a wrong command line. Every other refusal is told, and the watch goes on.
 */
export async function watchPlans(wish: WatchWish): Promise<WatchCounts> {
  const { view, options } = wish;
  const isStopped = (): boolean => wish.stop.aborted;
  const peek = openPeek(options);
  const counts = { passes: 0, statements: 0 };
  let told = NOTHING_TOLD;
  let seen: string | undefined;
  let dueAt = 0;
  while (!isStopped()) {
    const found = await peek();
    if (isStopped()) break;
    if (found !== seen || performance.now() >= dueAt) {
      seen = found;
      view.looking();
      const answer = await tryPass(wish, () => (counts.statements += options.write ? 1 : 0));
      // A pass that was asked to stop may have lost its git processes to the same signal; then there is no news in it.
      if (answer instanceof Refusal && isStopped()) break;
      const isRefused = answer instanceof Refusal;
      const news = isRefused ? noticeRefusal(told, answer) : noticePass(told, answer);
      if (told.pin === undefined) requireSense(answer, view);
      counts.passes += isRefused ? 0 : 1;
      told = news.told;
      view.told(news.changes);
      dueAt = performance.now() + untilNext(wish, answer);
    }
    if (!isStopped()) view.resting(told.pin);
    await pause(wish);
  }
  const ended = { ...counts, plans: told.plans.size };
  view.end(ended);
  return ended;
}

/** Whoever mistypes the folder, the ref or a plan should not wait for it to appear. */
function requireSense(answer: Pass | Refusal, view: WatchView): void {
  if (!(answer instanceof Refusal) || exitOfRefusal(answer.code) !== EXIT.usage) return;
  view.told([]);
  throw answer;
}

async function tryPass({ options, plans, stop }: WatchWish, onStep: () => void): Promise<Pass | Refusal> {
  try {
    const recordsAs = ["watch", ...plans].join(" ");
    return await withSession(options, { recordsAs, settles: true }, (session) =>
      reconcileOnce(session, { options, plans, isStopped: () => stop.aborted, onStep }),
    );
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

function untilNext({ intervalMs }: WatchWish, answer: Pass | Refusal): number {
  if (!(answer instanceof Refusal)) return intervalMs;
  // Whoever holds the lock is at work and done soon.
  return answer.code === "LOCK_HELD" ? 0 : Math.min(intervalMs, RETRY_MS);
}

/** Where the refs stand, as one text; a refusal is a place to stand too. */
function openPeek({ repo, ref, trustRef }: CommonOptions): () => Promise<string> {
  let repository: Repository | undefined;
  return async () => {
    try {
      repository ??= await openRepository(repo);
      const refs = trustRef === undefined ? [ref] : [ref, trustRef];
      const found: string[] = [];
      for (const one of refs) found.push(await peekCommit(repository, one));
      return found.join(" ");
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // It may be another repository by the next look.
      repository = undefined;
      return `${error.code} ${error.message}`;
    }
  };
}

async function pause({ lookMs, stop }: WatchWish): Promise<void> {
  try {
    await wait(lookMs, undefined, { signal: stop });
  } catch (error) {
    if (!stop.aborted) throw error;
  }
}
