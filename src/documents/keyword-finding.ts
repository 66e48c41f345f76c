// What the sentences about ajv's errors are made from, and the pieces that all of them share.
import type { ErrorObject } from "ajv/dist/2020.js";
import type { DocumentCode } from "../diagnostics/codes-document.ts";
import { quoteText, shortText } from "../diagnostics/visible-text.ts";
import type { FaultText } from "./fault.ts";
import { maskSecrets } from "./mask-secrets.ts";
import { pointerText } from "./pointer-text.ts";
import type { SchemaPlace } from "./schema-walk.ts";
import type { Part, Pointer } from "./syntax-tree.ts";

/** One error with everything that a sentence about it could need. */
export interface SchemaFinding {
  readonly error: ErrorObject;
  readonly pointer: Pointer;
  readonly schema: SchemaPlace;
  readonly schemaOf: (pointer: Pointer) => SchemaPlace;
}

export interface KeywordText extends FaultText {
  readonly code: DocumentCode;
  readonly pointer: Pointer;
  readonly part: Part;
}

/** The place of a value as people write it: `spec.cut.levels[0]`. */
export function placeText(pointer: Pointer): string {
  return shortText(maskSecrets(pointerText(pointer)));
}

export function quoteKey(key: string): string {
  return quoteText(maskSecrets(key.slice(0, 400)));
}

/** What is wanted in general, then what it is for here. */
export function withDescription(words: string, description: string | undefined): string {
  return description === undefined ? words : `${words}. ${description}`;
}
