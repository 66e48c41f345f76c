// What the tables of refusals say about one code beyond its meaning in refusal.ts; docs/refusals.md is written from them.
import type { RefusalCode } from "./refusal.ts";

export interface RefusalNote {
  /** When it happens, in a sentence or two. */
  readonly when: string;
  /** What a person does about it. */
  readonly todo: string;
}

/** The notes of one subject: some of the codes, and no others. */
export type SubjectNotes = Readonly<Partial<Record<RefusalCode, RefusalNote>>>;
