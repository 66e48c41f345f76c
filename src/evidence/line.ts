// One line of evidence taken by itself: is it a statement, spelled the one way, that decides what its digest says?
// Whether it continues the line before it is the chain's question, not this file's.
import { quoteText } from "../diagnostics/visible-text.ts";
import { canonicalText } from "../model/canonical-json.ts";
import { sha256Hex } from "../model/digest.ts";
import type { Statement } from "../model/generated/statement.ts";
import type { FindingCode } from "./finding.ts";
import { openLinePartReader } from "./line-parts.ts";
import { isObject, type ShapeFault } from "./shape.ts";
import type { SealedStatement } from "./statement.ts";
import { checkStatement, PREDICATE_TYPE } from "./statement-shape.ts";

export interface LineFault {
  readonly code: FindingCode;
  readonly message: string;
}

/** A line judged alone: a sealed statement, or the first thing that is wrong with it. */
export interface LineReading {
  /** SHA-256 of the line's bytes without the newline, whatever they are. */
  readonly sha256: string;
  readonly sealed: SealedStatement | undefined;
  readonly fault: LineFault | undefined;
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const PREDICATE = '"predicate":';
const VERSIONS = /^urn:cutplan:evidence:v[0-9]{1,4}$/;

/** Judges one line (with its newline). */
export type LineReader = (line: Uint8Array) => LineReading;

/**
 * Judges line after line as `checkLine` does each, and faster: what a line has in common with those before is read once, and
 * their statements share it.
 */
export function openLineReader(): LineReader {
  const readParts = openLinePartReader();
  let before: string | undefined;
  return (line) => {
    const bytes = line.subarray(0, -1);
    const text = decode(bytes);
    const statement = text === undefined ? undefined : readParts(text, before);
    const reading = statement === undefined ? checkLine(line) : sound(statement, line, sha256Hex(bytes));
    before = reading.sha256;
    return reading;
  };
}

/** Judges one line (with its newline). Faults: LINE_NOT_JSON, LINE_NOT_CANONICAL, FIELD_INVALID, UNKNOWN_FIELD, VERSION_UNKNOWN, DECISION_MISMATCH. */
export function checkLine(line: Uint8Array): LineReading {
  const bytes = line.subarray(0, -1);
  const sha256 = sha256Hex(bytes);
  const found = parseLine(bytes);
  if ("code" in found) return { sha256, sealed: undefined, fault: found };
  const checked = checkStatement(found.value);
  if (!("statement" in checked)) return { sha256, sealed: undefined, fault: shapeFault(found, checked) };
  const { predicate } = checked.statement;
  if (!isCanonical(found.text, found.value)) return { sha256, sealed: undefined, fault: NOT_CANONICAL };
  const decided = sha256Hex(decidedText(found.text));
  if (decided !== predicate.decision.sha256) {
    const message = `statement ${predicate.seq} was edited: what it decides has SHA-256 "${decided}", it says "${predicate.decision.sha256}"`;
    return { sha256, sealed: undefined, fault: { code: "DECISION_MISMATCH", message } };
  }
  return sound(checked.statement, line, sha256);
}

function sound(statement: Statement, line: Uint8Array, sha256: string): LineReading {
  return { sha256, sealed: { statement, line, sha256, seq: statement.predicate.seq }, fault: undefined };
}

interface ParsedLine {
  readonly text: string;
  readonly value: unknown;
}

const NOT_CANONICAL: LineFault = {
  code: "LINE_NOT_CANONICAL",
  message: "the line was edited: it is JSON, but not the canonical spelling of it (RFC 8785)",
};

function decode(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function parseLine(bytes: Uint8Array): ParsedLine | LineFault {
  const text = decode(bytes);
  const parsed = text === undefined ? undefined : parseJson(text);
  if (parsed !== undefined) return parsed;
  const what = bytes.length === 0 ? "is empty" : "is not UTF-8 or not JSON";
  return { code: "LINE_NOT_JSON", message: `the line was edited: it ${what}` };
}

function parseJson(text: string): ParsedLine | undefined {
  try {
    return { text, value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

function shapeFault(line: ParsedLine, fault: ShapeFault): LineFault {
  const version = isObject(line.value) ? line.value["predicateType"] : undefined;
  if (typeof version === "string" && version !== PREDICATE_TYPE && VERSIONS.test(version)) {
    return {
      code: "VERSION_UNKNOWN",
      message: `the statement is of type ${quoteText(version)}, this cutplan knows "${PREDICATE_TYPE}"`,
    };
  }
  if (fault.code === "LINE_NOT_CANONICAL") return NOT_CANONICAL;
  const place = fault.path === "" ? "the line" : quoteText(fault.path);
  const what = fault.code === "UNKNOWN_FIELD" ? "is a field that no statement has" : "is wrong";
  return { code: fault.code, message: `${place} ${what}: expected ${fault.expected}` };
}

/**
 * Whether the text is the canonical JSON (RFC 8785) of its value, whose keys are known to be in order: then V8's own
 * writer gives the canonical text, except for lone surrogates, which only an escape can bring in and JCS forbids.
 */
function isCanonical(text: string, value: unknown): boolean {
  if (JSON.stringify(value) !== text) return false;
  if (!text.includes("\\u")) return true;
  try {
    return canonicalText(value) === text;
  } catch {
    return false;
  }
}

/** Where each part that is left out of the decision begins and ends. An approval has a `decision` too, but no object. */
const LEFT_OUT = [
  [',"decision":{', ',"facts":'],
  [',"observed":', ',"outcome":'],
  [',"previous":', ',"reasons":'],
] as const;

/**
 * The canonical JSON of the predicate without `decision`, `observed` and `previous`, cut out of a line that is canonical
 * and has the shape of a statement: there each of these keys comes first where it is meant, as no text holds a bare
 * quotation mark. Writing the parts out again gives the same and takes four times as long.
 */
function decidedText(text: string): string {
  const start = text.indexOf(PREDICATE) + PREDICATE.length;
  let rest = text.slice(start, text.lastIndexOf(',"predicateType":'));
  let decided = "";
  for (const [first, next] of LEFT_OUT) {
    const from = rest.indexOf(first);
    decided += rest.slice(0, from);
    rest = rest.slice(rest.indexOf(next, from));
  }
  return decided + rest;
}
