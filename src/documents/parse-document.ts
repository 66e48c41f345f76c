// One file → one checked document, or everything that is wrong with it by itself: its bytes, its YAML, its schema.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { DocumentKind } from "./belonging.ts";
import { decodeText } from "./decode-text.ts";
import { MAX_FAULTS_PER_FILE, type DocumentFile } from "./document-file.ts";
import { faultAt } from "./fault.ts";
import { parseSyntax } from "./parse-syntax.ts";
import { readPlainValue } from "./plain-value.ts";
import { describeSchemaErrors } from "./schema-faults.ts";
import { checkSchema, SCHEMAS, type DocumentTypes } from "./schemas.ts";
import { spotOfFile, spotOfPointer, type SyntaxTree } from "./syntax-tree.ts";

export type ParsedDocument<T> =
  | { readonly kind: "document"; readonly value: T }
  | { readonly kind: "faulty"; readonly diagnostics: readonly Diagnostic[] };

/** The document of that kind in the file. At most 1000 faults are described; faults-cut-off counts the others. */
export function parseDocument<K extends DocumentKind>(
  kind: K,
  file: DocumentFile,
): ParsedDocument<DocumentTypes[K]> {
  const decoded = decodeText(file);
  if (decoded.kind === "faulty") return decoded;
  const parsed = parseSyntax(file.path, decoded.text);
  if (parsed.kind === "faulty") return faulty(file, parsed.diagnostics);
  const { tree } = parsed;
  const plain = readPlainValue(tree);
  const diagnostics = [...parsed.diagnostics, ...plain.diagnostics];
  const misplaced = misplacedKind(kind, tree, plain.value);
  if (misplaced !== undefined) return faulty(file, [...diagnostics, misplaced]);
  const checked = checkSchema(kind, plain.value);
  if (checked.kind === "valid")
    return diagnostics.length === 0 ? { kind: "document", value: checked.value } : faulty(file, diagnostics);
  const { value, refused } = plain;
  const described = describeSchemaErrors({ kind, tree, value, errors: checked.errors, refused });
  return faulty(file, [...diagnostics, ...described]);
}

/** A document of another kind would only earn a list of keys that it rightly has. */
function misplacedKind(kind: DocumentKind, tree: SyntaxTree, value: unknown): Diagnostic | undefined {
  const found: unknown = (value as Readonly<Record<string, unknown>> | null | undefined)?.["kind"];
  if (typeof found !== "string" || found === kind || !Object.hasOwn(SCHEMAS, found)) return undefined;
  return faultAt("kind-misplaced", spotOfPointer(tree, ["kind"], "value"), {
    message: `the document is of kind "${found}", and a ${kind} belongs here`,
    expected: `kind: ${kind}`,
  });
}

function faulty(file: DocumentFile, diagnostics: readonly Diagnostic[]): ParsedDocument<never> {
  if (diagnostics.length <= MAX_FAULTS_PER_FILE) return { kind: "faulty", diagnostics };
  const rest = faultAt("faults-cut-off", spotOfFile(file.path), {
    message: `the file has more than ${MAX_FAULTS_PER_FILE} faults`,
  });
  return { kind: "faulty", diagnostics: [...diagnostics.slice(0, MAX_FAULTS_PER_FILE), rest] };
}
