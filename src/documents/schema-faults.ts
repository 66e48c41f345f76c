// What ajv found → diagnostics at their places, without the echoes of what has been told already. The words are made
// in keyword-texts.ts. It judges nothing.
import type { ErrorObject } from "ajv/dist/2020.js";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { DocumentKind } from "./belonging.ts";
import { MAX_FAULTS_PER_FILE } from "./document-file.ts";
import { faultAt } from "./fault.ts";
import type { SchemaFinding } from "./keyword-finding.ts";
import { KEYWORD_TEXTS, meantKey } from "./keyword-texts.ts";
import { isSecretPlace } from "./mask-secrets.ts";
import { jsonPointer, parsePointer } from "./pointer-text.ts";
import { schemaPlace } from "./schema-walk.ts";
import { SCHEMAS } from "./schemas.ts";
import { spotOfPointer, type SyntaxTree } from "./syntax-tree.ts";

export interface InvalidDocument {
  readonly kind: DocumentKind;
  readonly tree: SyntaxTree;
  readonly value: unknown;
  readonly errors: readonly ErrorObject[];
  /** Values that were refused as YAML, for which the schema has nothing to add. */
  readonly refused: ReadonlySet<string>;
}

/** One diagnostic for each error, at the value or key that it is about; at most 1001. */
export function describeSchemaErrors(document: InvalidDocument): readonly Diagnostic[] {
  const findings = document.errors
    .slice(0, 2 * MAX_FAULTS_PER_FILE)
    .map((error) => findingOf(document, error));
  const told = toldOtherwise(document, findings);
  const diagnostics: Diagnostic[] = [];
  for (const finding of findings) {
    if (diagnostics.length > MAX_FAULTS_PER_FILE) break;
    if (told.has(echoKey(finding.error))) continue;
    const describe = KEYWORD_TEXTS[finding.error.keyword] ?? KEYWORD_TEXTS["default"];
    const text = describe?.(finding);
    if (text === undefined) continue;
    const part = isSecretPlace(text.pointer) ? "key" : text.part;
    diagnostics.push(faultAt(text.code, spotOfPointer(document.tree, text.pointer, part), text));
  }
  return diagnostics;
}

function findingOf({ kind, value }: InvalidDocument, error: ErrorObject): SchemaFinding {
  const root = SCHEMAS[kind];
  const pointer = parsePointer(error.instancePath, value);
  return {
    error,
    pointer,
    schema: schemaPlace(root, pointer),
    schemaOf: (other) => schemaPlace(root, other),
  };
}

/**
 * Errors that only repeat others: a key that is missing because it was misspelt or refused, a text without form that
 * is empty or no text at all, a time outside the calendar that is not even written like a time.
 */
function toldOtherwise(
  { refused }: InvalidDocument,
  findings: readonly SchemaFinding[],
): ReadonlySet<string> {
  const told = new Set<string>();
  for (const pointer of refused) {
    for (const keyword of ["required", "type", "enum", "const"]) told.add(`${keyword} ${pointer}`);
  }
  for (const finding of findings) {
    const { keyword, instancePath, propertyName } = finding.error;
    if (keyword === "minLength") told.add(`pattern ${instancePath}`);
    if (keyword === "pattern" && propertyName === undefined) told.add(`format ${instancePath}`);
    const meant = keyword === "additionalProperties" ? meantKey(finding) : undefined;
    if (meant !== undefined) told.add(`required ${instancePath}${jsonPointer([meant])}`);
  }
  return told;
}

/** The keyword and what it is about; for a missing key that key. */
function echoKey({ keyword, instancePath, params }: ErrorObject): string {
  const missing: unknown = keyword === "required" ? params["missingProperty"] : undefined;
  return `${keyword} ${instancePath}${typeof missing === "string" ? jsonPointer([missing]) : ""}`;
}
