// Facts as the bytes of facts.json and back. There is one spelling of the same facts, and so one digest; bytes in any
// other spelling are no facts at all.
import { compareBytewise } from "./bytewise.ts";
import { canonicalText } from "./canonical-json.ts";
import { sha256Hex } from "./digest.ts";
import type { Facts, GrantFault, Grants, Totals, UnitFact } from "./generated/facts.ts";
import { totalsOf } from "./governed-tables.ts";

/** The bytes of facts.json: canonical JSON (RFC 8785) and a newline. */
export function factsBytes(facts: Facts): Uint8Array {
  return new TextEncoder().encode(factsText(facts));
}

/** SHA-256 in hex of those bytes: what sha256sum prints for the file. */
export function factsSha256(facts: Facts): string {
  return sha256Hex(factsText(facts));
}

/** The facts that these bytes are, or undefined when they are anything else, down to the last space. */
export function parseFacts(bytes: Uint8Array): Facts | undefined {
  const text = decode(bytes);
  if (text === undefined) return undefined;
  const facts = readFactsShape(parseJson(text));
  // What is known is written anew: an unknown key, a doubled one or another order cannot come out as it went in.
  return facts !== undefined && factsText(facts) === text ? facts : undefined;
}

function factsText(facts: Facts): string {
  return `${canonicalText(facts)}\n`;
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Fields = Readonly<Record<string, unknown>>;

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;
const DIGEST = /^[0-9a-f]{64}$/;
const DRIVERS = ["postgres", "embedded", "memory"] as const;
const FAULTS = ["MISSING", "TOO_MUCH", "UNSAFE"] as const;
const LIFECYCLES = ["draft", "enacted", "retired"] as const;

function readFactsShape(value: unknown): Facts | undefined {
  const { apiVersion, kind, target, prefix, role, ...rest } = asFields(value);
  const driver = DRIVERS.find((name) => name === rest["driver"]);
  const units = readUnits(rest["units"]);
  const totals = readTotals(rest["totals"]);
  const grants = readGrants(rest["grants"]);
  if (apiVersion !== "cutplan/v1" || kind !== "Facts" || !matches(NAME, target)) return undefined;
  if (!isText(prefix) || !isText(role) || driver === undefined) return undefined;
  if (units === undefined || totals === undefined || grants === undefined) return undefined;
  return { apiVersion, kind, target, driver, prefix, role, units, totals, grants };
}

/** Sorted by address, each address once. */
function readUnits(value: unknown): readonly UnitFact[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const units: UnitFact[] = [];
  for (const item of value) {
    const { address, sha256, lifecycle: stage } = asFields(item);
    const lifecycle = LIFECYCLES.find((name) => name === stage);
    if (!isText(address) || !matches(DIGEST, sha256) || lifecycle === undefined) return undefined;
    const last = units.at(-1);
    if (last !== undefined && compareBytewise(last.address, address) >= 0) return undefined;
    units.push({ address, sha256, lifecycle });
  }
  return units;
}

function readTotals(value: unknown): Totals | undefined {
  const fields = asFields(value);
  const totals = totalsOf((table) => asCount(fields[table]));
  return Object.values(totals).includes(NaN) ? undefined : totals;
}

/** NaN for what is no count of rows. */
function asCount(value: unknown): number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : NaN;
}

function readGrants(value: unknown): Grants | undefined {
  const {
    cutter_exec_execute_canonical_fns: execute,
    cutter_verify_select_insert_verify_result: verify,
    directus_select_review_decision: review,
    no_public_execute_leak: closed,
    snapshot_sha,
    faults: listed,
  } = asFields(value);
  if (typeof execute !== "boolean" || typeof verify !== "boolean") return undefined;
  if (typeof review !== "boolean" || typeof closed !== "boolean" || !matches(DIGEST, snapshot_sha))
    return undefined;
  const faults = listed === undefined ? [] : readFaults(listed);
  if (faults === undefined) return undefined;
  return {
    cutter_exec_execute_canonical_fns: execute,
    cutter_verify_select_insert_verify_result: verify,
    directus_select_review_decision: review,
    no_public_execute_leak: closed,
    snapshot_sha,
    ...(faults.length === 0 ? {} : { faults }),
  };
}

/** At least one: where there is none, the list is left out. */
function readFaults(value: unknown): readonly GrantFault[] | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const faults = value.map((item): GrantFault | undefined => {
    const { fault: kind, role, privilege, object, mend } = asFields(item);
    const fault = FAULTS.find((name) => name === kind);
    if (fault === undefined || !isText(role) || !isText(privilege) || !isText(object) || !isText(mend))
      return undefined;
    return { fault, role, privilege, object, mend };
  });
  return faults.every((fault) => fault !== undefined) ? faults : undefined;
}

function asFields(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "" && value.isWellFormed();
}

function matches(pattern: RegExp, value: unknown): value is string {
  return typeof value === "string" && pattern.test(value);
}
