// Walks from a commit to everything it descends from, by the parents that the commits' own bytes name. Neither grafts,
// a shallow file nor a commit-graph has a say, and no time in a commit decides its place.
import { Refusal } from "../diagnostics/refusal.ts";
import type { HistoryCommit } from "../model/ports.ts";
import type { Commit } from "./commit.ts";
import { readInOrder } from "./read-in-order.ts";

export interface HistorySource {
  /** The clone says of itself that its history was cut off. */
  readonly shallow: boolean;
  readonly readCommit: (oid: string) => Promise<Commit>;
  /** Advice on which commits a long history may have, so that they can be read many at a time. It decides nothing. */
  readonly guessHistory: (tip: string) => Promise<readonly string[]>;
}

/** What fits into memory; the largest public histories have less. */
const MAX_COMMITS = 2_000_000;

/**
 * The commit and its ancestors, each once, parents before children: depth first, a first parent's history before the
 * second's, so that the order follows from the commits alone.
 * Rejects with HISTORY_SHALLOW in a shallow clone, whatever it still holds; OBJECT_MISSING where a parent is not here;
 * OBJECT_TOO_LARGE beyond 2,000,000 commits; and with what `readCommit` rejects with.
 */
export async function readHistory(source: HistorySource, commit: string): Promise<readonly HistoryCommit[]> {
  if (source.shallow) throw shallow(commit);
  return orderCommits(await readCommits(source, commit), commit);
}

/**
 * When the committer's line says the commit was made: RFC 3339 in UTC to the second. As git does (`parse_commit_date`),
 * what is no number counts as 1970; so does what is before it, and what is after the year 9999 counts as its last second:
 * whoever makes a commit chooses this time, and must not be able to make the history unreadable with it.
 */
export function committedAt(committer: string): string {
  const digits = /^ ?(?<seconds>\d+)(?: |$)/.exec(committer.slice(committer.lastIndexOf(">") + 1));
  const seconds = Math.min(Number(digits?.groups?.["seconds"] ?? 0), LAST_SECOND);
  return new Date(seconds * 1000).toISOString().replace(".000Z", "Z");
}

const LAST_SECOND = Date.UTC(9999, 11, 31, 23, 59, 59) / 1000;

/** Asking for advice costs a process; a history that ends before is read sooner without. */
const ADVICE_AFTER = 500;

interface Asked {
  readonly oid: string;
  /** The commit that names it as a parent; undefined for the first. */
  readonly child: string | undefined;
}

type Commits = ReadonlyMap<string, HistoryCommit>;

async function readCommits(source: HistorySource, tip: string): Promise<Commits> {
  const known = new Map<string, HistoryCommit>();
  const seen = new Set([tip]);
  const asked: Asked[] = [{ oid: tip, child: undefined }];
  let ahead: Promise<Commits> | undefined;
  const read = async (one: Asked): Promise<HistoryCommit> => {
    if (known.size > ADVICE_AFTER) ahead ??= readAhead(source, tip);
    return (await ahead)?.get(one.oid) ?? readOne(source, one);
  };
  await readInOrder(asked, read, ({ oid }, commit) => {
    known.set(oid, commit);
    for (const parent of commit.parents) {
      if (seen.has(parent)) continue;
      seen.add(parent);
      asked.push({ oid: parent, child: oid });
    }
    if (asked.length > MAX_COMMITS) throw tooLong(tip);
  });
  return known;
}

/** A straight line of commits is walked one by one, each answer naming the next question; the advice saves the waiting. */
async function readAhead(source: HistorySource, tip: string): Promise<Commits> {
  const commits = new Map<string, HistoryCommit>();
  const read = async (oid: string): Promise<HistoryCommit | undefined> => {
    try {
      return await readOne(source, { oid, child: undefined });
    } catch (error) {
      // Advice may be wrong: whether it matters is found when the walk comes to this commit, if it ever does.
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  };
  await readInOrder(await source.guessHistory(tip), read, (oid, commit) => {
    if (commit !== undefined) commits.set(oid, commit);
  });
  return commits;
}

async function readOne({ readCommit }: HistorySource, { oid, child }: Asked): Promise<HistoryCommit> {
  try {
    const { tree, parents, committer } = await readCommit(oid);
    return { commit: oid, tree, parents, committedAt: committedAt(committer) };
  } catch (error) {
    if (child === undefined || !(error instanceof Refusal) || error.code !== "OBJECT_MISSING") throw error;
    throw notWhole(error, oid, child);
  }
}

interface Step {
  readonly commit: HistoryCommit;
  nextParent: number;
}

/** A walk with a stack of its own: a history is far deeper than calls may be. */
function orderCommits(known: Commits, tip: string): readonly HistoryCommit[] {
  const ordered: HistoryCommit[] = [];
  const entered = new Set<string>();
  const way: Step[] = [];
  const enter = (oid: string): void => {
    const commit = known.get(oid);
    if (commit === undefined || entered.has(oid)) return;
    entered.add(oid);
    way.push({ commit, nextParent: 0 });
  };
  enter(tip);
  for (let step = way.at(-1); step !== undefined; step = way.at(-1)) {
    const parent = step.commit.parents[step.nextParent];
    step.nextParent += 1;
    if (parent !== undefined) enter(parent);
    else {
      ordered.push(step.commit);
      way.pop();
    }
  }
  return ordered;
}

function shallow(commit: string): Refusal {
  return new Refusal("HISTORY_SHALLOW", {
    message: `the history of the commit ${commit} cannot be read: this is a shallow clone`,
    expected: "a clone with every commit from the first on",
    todo: "run git fetch --unshallow; in CI, check out with fetch-depth: 0. If the clone is whole, remove the file shallow in its git dir",
  });
}

function notWhole(cause: Refusal, oid: string, child: string): Refusal {
  const message = `the history is not whole: the commit ${child} names the parent ${oid}, which is not in this clone`;
  return new Refusal("OBJECT_MISSING", { message, expected: cause.expected, todo: cause.todo }, cause);
}

function tooLong(tip: string): Refusal {
  return new Refusal("OBJECT_TOO_LARGE", {
    message: `the commit ${tip} descends from more than ${MAX_COMMITS} commits`,
    expected: `a history of at most ${MAX_COMMITS} commits`,
    todo: "keep plans in a repository of their own",
  });
}
