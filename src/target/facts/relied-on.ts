// What cutplan relies on in a database: each table with the columns it needs there, each function with its arguments, and
// who may do what. docs/target.md shows the same to people; governed-schema.sql grants exactly this.
import type { Contract } from "../../model/contract.ts";
import { totalsOf, type GovernedTable } from "../../model/governed-tables.ts";

export const GOVERNED_TABLES: readonly GovernedTable[] = Object.keys(totalsOf(() => 0)) as GovernedTable[];

/** Types as format_type() writes them. A column that is not here is not looked at. */
export const COLUMNS: Readonly<Record<GovernedTable, Readonly<Record<string, string>>>> = {
  "public.information_unit": { address: "text", lifecycle: "text" },
  "public.unit_version": { address: "text", version: "integer", body: "bytea", sha256: "bytea" },
  "public.iu_lifecycle_log": {
    address: "text",
    entry: "integer",
    from_lifecycle: "text",
    to_lifecycle: "text",
  },
  "cutter_governance.cut_change_set": {
    change_set_id: "text",
    run_id: "text",
    document_id: "text",
    prefix: "text",
    units: "integer",
  },
  "cutter_governance.cut_change_set_affected_row": {
    change_set_id: "text",
    ord: "integer",
    address: "text",
    sha256: "bytea",
  },
  "cutter_governance.manifest_envelope": {
    change_set_id: "text",
    manifest_sha256: "bytea",
    source_sha256: "bytea",
    units: "integer",
  },
  "cutter_governance.review_decision": {
    review_decision_id: "text",
    change_set_id: "text",
    decision: "text",
    units: "integer",
  },
  "cutter_governance.verify_result": {
    change_set_id: "text",
    checked: "integer",
    matched: "integer",
    mismatched: "integer",
  },
  "cutter_governance.dot_pair_signature": {
    change_set_id: "text",
    leg_a_sha256: "bytea",
    leg_b_sha256: "bytea",
    pair_sha256: "bytea",
  },
};

/** Columns without which the facts cannot be read at all. */
export const SURVEYED: readonly (readonly [GovernedTable, string])[] = [
  ["public.information_unit", "address"],
  ["public.information_unit", "lifecycle"],
  ["public.unit_version", "address"],
  ["public.unit_version", "version"],
  ["public.unit_version", "sha256"],
];

/** The argument types of the canonical functions, which both return text. */
export const ARGUMENTS = {
  create: "text, text, text, text, bytea, bytea, text",
  enact: "text, text, text",
} as const satisfies Record<keyof Contract["functions"], string>;

const RECORDED_BY_EXECUTE: readonly GovernedTable[] = [
  "cutter_governance.cut_change_set",
  "cutter_governance.cut_change_set_affected_row",
  "cutter_governance.manifest_envelope",
  "cutter_governance.review_decision",
  "cutter_governance.dot_pair_signature",
];

/** A right that a role has to have: on a table, a function (by its name alone) or a schema. */
export interface Right {
  readonly role: string;
  readonly kind: "table" | "function" | "schema";
  /** `schema.name`, or the name of a schema. */
  readonly object: string;
  readonly privilege: "SELECT" | "INSERT" | "EXECUTE" | "USAGE";
}

/** Every right that the contract's roles need, and the only ones to write that they may have. */
export function rightsOf({ roles, functions }: Contract): readonly Right[] {
  const readers = [roles.read, roles.execute, roles.verify];
  const tables: readonly Right[] = [
    ...readers.flatMap((role) => GOVERNED_TABLES.map((object) => right(role, "SELECT", object))),
    ...RECORDED_BY_EXECUTE.map((object) => right(roles.execute, "INSERT", object)),
    right(roles.verify, "INSERT", "cutter_governance.verify_result"),
    right(roles.review, "SELECT", "cutter_governance.review_decision"),
  ];
  const calls = Object.values<string>({ ...functions }).map((object): Right => ({
    role: roles.execute,
    kind: "function",
    object,
    privilege: "EXECUTE",
  }));
  return [...tables, ...calls, ...usesOf([...tables, ...calls])];
}

function right(role: string, privilege: "SELECT" | "INSERT", object: GovernedTable): Right {
  return { role, kind: "table", object, privilege };
}

/** Nothing in a schema can be named without USAGE on it. */
function usesOf(rights: readonly Right[]): readonly Right[] {
  const uses = new Map(
    rights.map(({ role, object }) => {
      const schema = object.slice(0, object.indexOf("."));
      return [`${role} ${schema}`, { role, kind: "schema", object: schema, privilege: "USAGE" } as const];
    }),
  );
  return [...uses.values()];
}
