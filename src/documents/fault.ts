// How the documents room writes a diagnostic: the code's own words for what was expected and what to do, unless the
// finder knows better. It decides nothing.
import { DOCUMENT_CODES, type DocumentCode } from "../diagnostics/codes-document.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Spot } from "./syntax-tree.ts";

export interface FaultText {
  /** What is wrong, with the value in quotes. Values go through quoteText first. */
  readonly message: string;
  readonly expected?: string | undefined;
  readonly fix?: string | undefined;
}

export function faultAt(code: DocumentCode, spot: Spot, text: FaultText): Diagnostic {
  const known = DOCUMENT_CODES[code];
  return {
    code,
    place: spot.place,
    excerpt: spot.excerpt,
    message: text.message,
    expected: text.expected ?? known.expected,
    fix: text.fix ?? known.fix,
  };
}
