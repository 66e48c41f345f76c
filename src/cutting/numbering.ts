// Decides the number of each unit: the one that the text gives it, if it is the right one, or its place among its
// siblings. Where the number stands in the text is decided elsewhere.
import type { CutCode } from "./fault-list.ts";
import { LARGEST_NUMBER } from "./numeral.ts";

export interface NumberFault {
  readonly code: CutCode;
  readonly message: string;
  readonly expected?: string;
}

export interface Numbering {
  /** The number of the next unit, told in the order of the source; `declared` is the number in its text. */
  next(level: number, declared: number | undefined): number | NumberFault;
}

/** Counts from 1 within the parent, whatever the text says: a unit of an outer level starts its inner levels anew. */
export class OrdinalNumbering implements Numbering {
  readonly #last: number[];

  constructor(levels: number) {
    this.#last = Array.from({ length: levels }, () => 0);
  }

  next(level: number): number {
    const number = (this.#last[level] ?? 0) + 1;
    this.#last[level] = number;
    this.#last.fill(0, level + 1);
    return number;
  }
}

/**
 * Takes the number in the text. At each level it must be one more than the last one there; the first of all is 0 or 1,
 * and so may be the first under a new parent. After a fault it goes on from the number that was found, so that one
 * gap is one fault: cut-number-absent, -too-large, -missing, -doubled, -backwards.
 */
export class DeclaredNumbering implements Numbering {
  readonly #last: (number | undefined)[];
  readonly #isNewParent: boolean[];

  constructor(levels: number) {
    this.#last = Array.from({ length: levels }, () => undefined);
    this.#isNewParent = Array.from({ length: levels }, () => false);
  }

  next(level: number, declared: number | undefined): number | NumberFault {
    const last = this.#last[level];
    const mayRestart = last === undefined || this.#isNewParent[level] === true;
    this.#isNewParent.fill(true, level + 1);
    if (declared === undefined) return { code: "cut-number-absent", message: "the heading has no number" };
    if (declared > LARGEST_NUMBER) {
      return { code: "cut-number-too-large", message: `the number is larger than "${LARGEST_NUMBER}"` };
    }
    this.#isNewParent[level] = false;
    this.#last[level] = declared;
    return declared === (last ?? 0) + 1 || (mayRestart && declared <= 1)
      ? declared
      : describeBreak({ declared, last, mayRestart });
  }
}

interface Break {
  readonly declared: number;
  readonly last: number | undefined;
  readonly mayRestart: boolean;
}

function describeBreak({ declared, last, mayRestart }: Break): NumberFault {
  if (last === undefined) {
    return {
      code: "cut-number-missing",
      message: `the first number of this level is "${declared}"`,
      expected: "1 or 0",
    };
  }
  const expected = mayRestart ? `${last + 1}, or 1 or 0 under the new parent` : String(last + 1);
  const after = `the number is "${declared}", after "${last}"`;
  if (declared > last) return { code: "cut-number-missing", message: after, expected };
  if (declared === last)
    return { code: "cut-number-doubled", message: `the number is "${declared}" again`, expected };
  return { code: "cut-number-backwards", message: after, expected };
}
