// What a report is made of. Nearly all of it is the run's statements; the rest is what people are called and what they
// wrote, which statements name by digest and do not hold.
import type { Statement } from "../model/generated/statement.ts";
import type { ChainHead } from "../model/run.ts";

export interface ReportInput {
  /** The plan's title. */
  readonly title: string;
  /** All statements of the run, in order; at least one. */
  readonly statements: readonly Statement[];
  /** The last of them. */
  readonly head: ChainHead;
  /** Where the run was left and why, and what a person can do next; undefined where nobody has to do anything. */
  readonly next: { readonly text: string; readonly todo: string | undefined };
  readonly words?: ConsentWords;
}

export interface ConsentWords {
  /** Person → the name that the person's keys are listed under. */
  readonly principals: ReadonlyMap<string, string>;
  /** SHA-256 of an approval's bytes → the reason it gives. */
  readonly reasons: ReadonlyMap<string, string>;
}

export const NO_WORDS: ConsentWords = { principals: new Map(), reasons: new Map() };
