// Collects the faults of one cut as diagnostics, the first hundred in full. It finds none itself.
import { CUT_CODES } from "../diagnostics/codes-cut.ts";
import type { Diagnostic, Excerpt } from "../diagnostics/diagnostic.ts";
import type { Place } from "../diagnostics/place.ts";

export type CutCode = keyof typeof CUT_CODES;

/** A fault at a line of the source. Expectation and advice are those of the code unless given. */
export interface Fault {
  readonly code: CutCode;
  readonly line: number;
  /** Counted from 1 in code points; 1 when left out. */
  readonly column?: number;
  readonly excerpt?: Excerpt;
  readonly message: string;
  readonly expected?: string;
  readonly fix?: string;
}

const SHOWN_LIMIT = 100;

export class FaultList {
  readonly #file: string;
  readonly #shown: Diagnostic[] = [];
  #rest = 0;
  #restPlace: Place | undefined;

  /** `file` is the path that every place names. */
  constructor(file: string) {
    this.#file = file;
  }

  get isEmpty(): boolean {
    return this.#shown.length === 0;
  }

  add(fault: Fault): void {
    if (this.#shown.length < SHOWN_LIMIT) {
      this.#shown.push(this.#diagnose(fault));
      return;
    }
    this.#rest += 1;
    this.#restPlace ??= this.#placeOf(fault);
  }

  /** At most 100 diagnostics in the order found, then one that counts the rest and stands where the rest begins. */
  toDiagnostics(): readonly Diagnostic[] {
    if (this.#restPlace === undefined) return [...this.#shown];
    const code = "cut-more-faults";
    const count = this.#rest === 1 ? "1 more fault is" : `${this.#rest} more faults are`;
    const message = `${count} not shown; the first of them is here`;
    const { expected, fix } = CUT_CODES[code];
    return [...this.#shown, { code, place: this.#restPlace, excerpt: undefined, message, expected, fix }];
  }

  #diagnose(fault: Fault): Diagnostic {
    const { expected, fix } = CUT_CODES[fault.code];
    return {
      code: fault.code,
      place: this.#placeOf(fault),
      excerpt: fault.excerpt,
      message: fault.message,
      expected: fault.expected ?? expected,
      fix: fault.fix ?? fix,
    };
  }

  #placeOf(fault: Fault): Place {
    return { file: this.#file, line: fault.line, column: fault.column ?? 1 };
  }
}
