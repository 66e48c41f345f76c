// Syntax tree → plain values, and what a tree may not hold although it is YAML: merge keys, doubled keys, keys that are
// no text, numbers in other forms than plain decimal, hidden characters, too many levels. Knows nothing of schemas.
import { isAlias, isScalar, isSeq, type ParsedNode, type Scalar, type YAMLMap } from "yaml";
import type { DocumentCode } from "../diagnostics/codes-document.ts";
import { HIDDEN_CHARACTER, nameCharacter } from "../diagnostics/hidden-characters.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { quoteText } from "../diagnostics/visible-text.ts";
import { MAX_FAULTS_PER_FILE, MAX_LEVELS } from "./document-file.ts";
import { faultAt } from "./fault.ts";
import { maskSecrets, quoteValue } from "./mask-secrets.ts";
import { jsonPointer } from "./pointer-text.ts";
import type { Pointer, SyntaxTree } from "./syntax-tree.ts";

export interface PlainValue {
  /** Maps have no prototype, so that a key such as `constructor` is a key and nothing else. */
  readonly value: unknown;
  readonly diagnostics: readonly Diagnostic[];
  /** JSON pointers of values that were refused; undefined stands in their place. */
  readonly refused: ReadonlySet<string>;
}

interface Reading {
  readonly tree: SyntaxTree;
  readonly diagnostics: Diagnostic[];
  readonly refused: Set<string>;
}

interface Problem {
  readonly code: DocumentCode;
  readonly message: string;
}

const PLAIN_DECIMAL = /^(?:0|-?[1-9][0-9]{0,15})$/u;
const PRINTABLE = /^[\x20-\x7e]*$/u;
const MERGE_KEY = "<<";

/** The value of the whole tree. Where a key is doubled its first value counts. */
export function readPlainValue(tree: SyntaxTree): PlainValue {
  const reading: Reading = { tree, diagnostics: [], refused: new Set() };
  const value = valueOf(reading, tree.contents, []);
  return { value, diagnostics: reading.diagnostics, refused: reading.refused };
}

function valueOf(reading: Reading, node: ParsedNode | null, pointer: Pointer): unknown {
  if (node === null) return null;
  if (isScalar(node)) return scalarValue(reading, node, pointer);
  // An alias has been reported where its token was seen.
  const isTooDeep = pointer.length >= MAX_LEVELS;
  if (isTooDeep)
    report(reading, node, {
      code: "yaml-too-deep",
      message: `more than ${MAX_LEVELS} levels of maps and lists`,
    });
  if (isTooDeep || isAlias(node)) {
    reading.refused.add(jsonPointer(pointer));
    return undefined;
  }
  return isSeq(node)
    ? node.items.map((item, index) => valueOf(reading, item, [...pointer, index]))
    : mapValue(reading, node, pointer);
}

function scalarValue(reading: Reading, scalar: Scalar.Parsed, pointer: Pointer): unknown {
  const { value, source } = scalar;
  const problem =
    typeof value === "string"
      ? problemOfText(value)
      : typeof value === "number"
        ? problemOfNumber(value, source, pointer)
        : undefined;
  if (problem === undefined) return value;
  report(reading, scalar, problem);
  reading.refused.add(jsonPointer(pointer));
  return undefined;
}

/** Escapes and folded lines make characters that the text of the file does not show. */
function problemOfText(text: string): Problem | undefined {
  if (PRINTABLE.test(text)) return undefined;
  const hidden = HIDDEN_CHARACTER.exec(text)?.[0];
  if (hidden === undefined) return undefined;
  return hidden === "\n"
    ? { code: "text-line-break", message: "the text has a line break (U+000A)" }
    : {
        code: "text-hidden-character",
        message: `the text holds the hidden character ${nameCharacter(hidden)}`,
      };
}

function problemOfNumber(value: number, source: string, pointer: Pointer): Problem | undefined {
  if (PLAIN_DECIMAL.test(source) && Number.isSafeInteger(value)) return undefined;
  return {
    code: "yaml-number",
    message: `${quoteValue(pointer, source)} is no whole number in plain decimal up to 2^53`,
  };
}

function mapValue(reading: Reading, map: YAMLMap.Parsed, pointer: Pointer): unknown {
  const value = Object.create(null) as Record<string, unknown>;
  for (const pair of map.items) {
    const key = keyOf(pair.key);
    const problem = key === undefined ? NO_TEXT : problemOfKey(key, value);
    if (key !== undefined && problem === undefined)
      value[key] = valueOf(reading, pair.value, [...pointer, key]);
    // An alias as a key has been reported where its token was seen.
    else if (problem !== undefined && !isAlias(pair.key)) report(reading, pair.key, problem);
  }
  return value;
}

const NO_TEXT: Problem = { code: "yaml-key-not-text", message: "a key is empty or no text" };

function keyOf(key: ParsedNode): string | undefined {
  return isScalar(key) && typeof key.value === "string" && key.value !== "" ? key.value : undefined;
}

function problemOfKey(key: string, map: Readonly<Record<string, unknown>>): Problem | undefined {
  if (key === MERGE_KEY) return { code: "yaml-merge-key", message: '"<<" merges maps in other readers' };
  if (key in map) {
    return {
      code: "yaml-key-doubled",
      message: `${quoteText(maskSecrets(key.slice(0, 400)))} is a key of this map already`,
    };
  }
  return problemOfText(key);
}

/** Beyond the limit of faults in one file, nothing more is kept. */
function report(reading: Reading, node: ParsedNode, problem: Problem): void {
  if (reading.diagnostics.length > MAX_FAULTS_PER_FILE) return;
  const [start, end] = node.range;
  // What is empty begins, for the package, where the line's indentation does.
  const indentation =
    start < end ? 0 : (/^ */u.exec(reading.tree.text.slice(start, start + 400))?.[0].length ?? 0);
  reading.diagnostics.push(faultAt(problem.code, reading.tree.spotAt(start + indentation, end), problem));
}
