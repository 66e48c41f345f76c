// Whether a cut can be carried out over what the facts have: what the functions and the tables of the target would refuse
// is refused here with the same code, in the order in which they would come to it. Changes nothing and asks nobody.
import { Refusal } from "../diagnostics/refusal.ts";
import { quoteText } from "../diagnostics/visible-text.ts";
import { sha256Hex } from "../model/digest.ts";
import type { UnitFact } from "../model/generated/facts.ts";
import type { ManifestRow } from "../model/generated/manifest-row.ts";
import type { ManifestRows } from "../model/manifest.ts";
import { changeOf } from "../model/unit-changes.ts";

export interface PlannedCut {
  readonly rows: ManifestRows;
  /** The prefix that the facts were asked for. */
  readonly prefix: string;
  /** The units under it, by address. */
  readonly found: ReadonlyMap<string, UnitFact>;
  /** Where the texts are; left out where the cut is on record, and they were compared then. */
  readonly source: Uint8Array | undefined;
}

/**
 * Throws a Refusal: STEP_REFUSED for rows that no cutting makes (counted wrongly, outside the prefix, no Unicode text);
 * DATABASE_REFUSED for what a table's checks and keys keep out; UNIT_CONFLICT for a unit that exists with another text or
 * is retired, an address that comes twice, and a text that does not have its digest.
 */
export function requireCuttable(cut: PlannedCut): void {
  if (cut.rows.length === 0) throw databaseRefused("a change set of 0 units", CHECK);
  const addresses = new Set<string>();
  let conflict: Refusal | undefined;
  let ord = 0;
  for (const row of cut.rows) {
    ord += 1;
    requireOfCut(row, ord, cut.prefix);
    // The function looks at the digest before it touches a table; a conflict it finds only once the checks have held.
    const hasDigest = isTextOf(row, cut.source);
    requireStorable(row, hasDigest);
    const isDoubled = addresses.size === addresses.add(row.address).size;
    conflict ??= conflictOf({ row, hasDigest, isDoubled, unit: cut.found.get(row.address) });
  }
  if (conflict !== undefined) throw conflict;
  // The key of a parent is looked at last, when the transaction ends: the parent may come after its child.
  for (const { address, parent } of cut.rows)
    if (parent !== null && !cut.found.has(address) && !addresses.has(parent) && !cut.found.has(parent))
      throw databaseRefused(`unit ${quoteText(address)} without its parent`, "23503 (foreign-key violation)");
}

/** Throws a Refusal DATABASE_REFUSED where one of the names that go into the tables is empty or has a NUL. */
export function requireNames(names: Readonly<Record<string, string>>): void {
  for (const [what, name] of Object.entries(names)) {
    if (name === "") throw databaseRefused(`an empty ${what}`, CHECK);
    if (!isStorableText(name)) throw databaseRefused(`a ${what} with a NUL`, NO_TEXT);
  }
}

const CHECK = "23514 (check violation)";
const NO_TEXT = "22021 (character not in repertoire)";
const ADDRESS_BYTES = 2048;
/** What documents can have as addresses; what else comes here is looked at more closely. */
const PLAIN = /^[\w.-]+(?:\/[\w.-]+)*$/;
/** What [:cntrl:] takes for control characters in at least one locale. */
const CONTROL = /[\p{Cc}\p{Zl}\p{Zp}]/u;

/** What the facts do not cover, nobody can foresee; a lone surrogate would be stored as another character. */
function requireOfCut(row: ManifestRow, place: number, prefix: string): void {
  const { ord, address, parent, title } = row;
  const isUnder = address === prefix || address.startsWith(`${prefix}/`);
  const isText = address.isWellFormed() && title.isWellFormed() && (parent?.isWellFormed() ?? true);
  if (ord === place && isUnder && isText) return;
  const fault = ord !== place ? "another ord" : isUnder ? "a lone surrogate" : "another prefix";
  throw new Refusal("STEP_REFUSED", {
    message: `row ${place} of the manifest has ${fault}`,
    expected: `rows as cutting makes them: counted from 1, under "${prefix}", in Unicode text`,
    todo: "this is a fault of the program or of the evidence it goes by: run reconcile verify",
  });
}

function isTextOf({ startByte, endByte, sha256 }: ManifestRow, source: Uint8Array | undefined): boolean {
  return source === undefined || sha256Hex(source.subarray(startByte, endByte)) === sha256;
}

/** The checks of information_unit hold for a unit that is there already, too: they are made before its key is looked at. */
function requireStorable({ address, parent, title }: ManifestRow, hasDigest: boolean): void {
  if (!isStorableText(address) || !isStorableText(title) || !isStorableText(parent ?? ""))
    throw databaseRefused(`unit ${quoteText(address)}, which has a NUL`, NO_TEXT);
  if (!hasDigest) return;
  if (!isAddress(address)) throw databaseRefused(`the address ${quoteText(address)}`, CHECK);
  if (parent === address) throw databaseRefused(`unit ${quoteText(address)} as its own parent`, CHECK);
}

function isAddress(address: string): boolean {
  if (PLAIN.test(address) && address.length <= ADDRESS_BYTES) return true;
  const isShaped = !address.startsWith("/") && !address.endsWith("/") && !address.includes("//");
  return isShaped && !CONTROL.test(address) && Buffer.byteLength(address) <= ADDRESS_BYTES;
}

function isStorableText(text: string): boolean {
  return !text.includes("\0");
}

interface PlannedUnit {
  readonly row: ManifestRow;
  readonly hasDigest: boolean;
  readonly isDoubled: boolean;
  readonly unit: UnitFact | undefined;
}

function conflictOf({ row, hasDigest, isDoubled, unit }: PlannedUnit): Refusal | undefined {
  if (isDoubled) return unitConflict(row, "is in the cut twice");
  if (!hasDigest) return unitConflict(row, "does not have the digest of its text");
  if (changeOf(row, unit) !== "conflict") return undefined;
  return unitConflict(row, "exists with another text, or is retired");
}

function unitConflict({ address }: ManifestRow, why: string): Refusal {
  return new Refusal("UNIT_CONFLICT", {
    message: `unit ${quoteText(address)} ${why}; nothing was created`,
    expected: "no unit of that address, or one with the same text that is not retired",
    todo: "run reconcile diff --manifest to see every conflict, then change the plan or the target",
  });
}

function databaseRefused(what: string, condition: string): Refusal {
  return new Refusal("DATABASE_REFUSED", {
    message: `the database would refuse ${what}: ${condition}; nothing was changed`,
    expected: "values that the governed tables take, each parent among the units",
    todo: "mend the plan: an address, a title or a parent is not as the tables want it",
  });
}
