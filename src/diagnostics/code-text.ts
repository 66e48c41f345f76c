// What the table of diagnostic codes says about one code; docs/diagnostics.md is written from it.

export interface CodeText {
  /** What is wrong, in one sentence without the value. */
  readonly summary: string;
  readonly expected: string;
  /** What a person does about it. */
  readonly fix: string;
}
