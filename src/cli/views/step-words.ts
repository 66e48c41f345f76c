// What a step found, in a few words for a reader: taken from the statement alone, so that every view says the same.
import { groupDigits } from "../../diagnostics/english.ts";
import type { Statement } from "../../model/generated/statement.ts";
import type { RecordName } from "../../model/phase.ts";

type Result = Readonly<Record<string, unknown>>;

/** A few words on what the statement records; never text from a document's body. */
export function describeStep({ predicate }: Statement): string {
  if (predicate.outcome !== "PASSED") return `${predicate.reasons.join(", ")}${tornWords(predicate.result)}`;
  return WORDS[predicate.phase](predicate.result);
}

const WORDS: Readonly<Record<RecordName, (result: Result) => string>> = {
  preflight: (result) =>
    `target ${text(result, "target", "name")} (${text(result, "target", "driver")}), kill-switch ${text(result, "killSwitch")}${authorWords(result)}`,
  source_pin: (result) =>
    `${text(result, "documentId")}, ${count(result, "byte", "bytes")}, facts ${digest(result, "facts", "sha256")}`,
  discover: (result) =>
    `${number(result, "changes", "new")} new, ${number(result, "changes", "unchanged")} unchanged`,
  manifest: (result) => `${count(result, "unit", "units")}, lossless, ${digest(result, "sha256")}`,
  gate_sg_1: (result) => gateWords(result),
  gate_sg_2: (result) => gateWords(result),
  gate_sg_3: (result) => `${gateWords(result)} to ${text(result, "resolution")}`,
  pre_write_backup: (result) => `${text(result, "kind")}, ${digest(result, "sha256")}`,
  cut_leg_a: (result) => `${number(result, "created")} created, ${number(result, "unchanged")} unchanged`,
  leg_b_record: (result) => `${count(result, "affected row", "affectedRows")} recorded`,
  verify: (result) => `${number(result, "matched")} of ${number(result, "checked")} read back as cut`,
  lifecycle_enact: (result) =>
    `${number(result, "enacted")} enacted, ${number(result, "unchanged")} unchanged`,
  post_verify: () => "rows of the governed tables are as before",
  closeout: (result) => `approved by ${list(result, "approvers")}`,
  refusal: (result) => text(result, "message"),
  superseded: (result) => `replaced by ${text(result, "by")}`,
  stale: () => "the facts moved",
};

/** `, torn: 2 of 5 done, transaction 7301, partial state 1f0c99…` */
/** Evidence of before there were signatures does not say. */
function authorWords(result: Result): string {
  const person = text(result, "author", "person");
  if (person === "") return "";
  const isSigned = text(result, "author", "authenticity") === "AUTHENTIC";
  return isSigned ? `, signed by ${person}` : `, by ${person}, not signed`;
}

function tornWords(result: Result): string {
  if (result["known"] === undefined) return "";
  const seen = at(result, ["known", "seen"]);
  const rows = `${seen === null ? "nobody knows how many" : groupDigits(Number(seen))} of ${number(result, "known", "units")} done`;
  const transaction = text(result, "known", "transaction");
  return `, torn: ${rows}${transaction === "" ? "" : `, transaction ${transaction}`}, partial state ${digest(result, "partialState", "sha256")}`;
}

function gateWords(result: Result): string {
  return `opened by ${list(result, "counted")}`;
}

function at(result: Result, path: readonly string[]): unknown {
  return path.reduce<unknown>((found, key) => (found as Result | undefined)?.[key], result);
}

function text(result: Result, ...path: readonly string[]): string {
  const found = at(result, path);
  return typeof found === "string" ? found : "";
}

function digest(result: Result, ...path: readonly string[]): string {
  return shortDigest(text(result, ...path));
}

function number(result: Result, ...path: readonly string[]): string {
  return groupDigits(Number(at(result, path)));
}

function count(result: Result, unit: string, key: string): string {
  const value = Number(result[key]);
  return `${groupDigits(value)} ${unit}${value === 1 ? "" : "s"}`;
}

function list(result: Result, key: string): string {
  const found = result[key];
  return Array.isArray(found) ? found.join(", ") : "";
}

/** The first 12 hex digits: enough to tell two apart on a screen. */
export function shortDigest(sha256: string): string {
  return sha256.slice(0, 12);
}
