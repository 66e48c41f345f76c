// Generated from schemas/facts.schema.json by `npm run generate`. Change the schema, not this file.

/**
 * What a target held when a run was pinned to it: runs/<plan>/<run>/facts.json, canonical JSON and a newline. Its digest is what sha256sum prints for that file.
 */
export interface Facts {
  /**
   * The version of this format.
   */
  readonly apiVersion: "cutplan/v1";
  /**
   * What this document is.
   */
  readonly kind: "Facts";
  /**
   * The target's name.
   */
  readonly target: string;
  /**
   * Where the facts come from.
   */
  readonly driver: "postgres" | "embedded" | "memory";
  /**
   * The address prefix that was asked for.
   */
  readonly prefix: string;
  /**
   * The database role that read them; none for memory.
   */
  readonly role: string;
  /**
   * The units that exist under the prefix, sorted by address.
   */
  readonly units: readonly UnitFact[];
  readonly totals: Totals;
  readonly grants: Grants;
}
export interface UnitFact {
  /**
   * The unit's address.
   */
  readonly address: string;
  /**
   * SHA-256 of the unit's text.
   */
  readonly sha256: string;
  /**
   * Where the unit stands in its life.
   */
  readonly lifecycle: "draft" | "enacted" | "retired";
}
/**
 * Rows in each of the nine governed tables.
 */
export interface Totals {
  readonly "public.information_unit": number;
  readonly "public.unit_version": number;
  readonly "public.iu_lifecycle_log": number;
  readonly "cutter_governance.cut_change_set": number;
  readonly "cutter_governance.cut_change_set_affected_row": number;
  readonly "cutter_governance.manifest_envelope": number;
  readonly "cutter_governance.review_decision": number;
  readonly "cutter_governance.verify_result": number;
  readonly "cutter_governance.dot_pair_signature": number;
}
/**
 * The grant matrix. Every answer must be true for a run to go on.
 */
export interface Grants {
  /**
   * The executing role may call the canonical functions.
   */
  readonly cutter_exec_execute_canonical_fns: boolean;
  /**
   * The verifying role may read and add verification results.
   */
  readonly cutter_verify_select_insert_verify_result: boolean;
  /**
   * The reviewing role may read review decisions.
   */
  readonly directus_select_review_decision: boolean;
  /**
   * PUBLIC may not call the canonical functions.
   */
  readonly no_public_execute_leak: boolean;
  /**
   * SHA-256 of what was read to answer these.
   */
  readonly snapshot_sha: string;
  /**
   * Everything that was found missing or too much, sorted by role, object and privilege. Left out where there is nothing; with one of them no run goes on.
   *
   * @minItems 1
   */
  readonly faults?: readonly GrantFault[];
}
export interface GrantFault {
  /**
   * MISSING: a privilege, role or object that cutplan relies on is not there. TOO_MUCH: a role can do what it must not. UNSAFE: a function that runs with its owner's rights can be led astray.
   */
  readonly fault: "MISSING" | "TOO_MUCH" | "UNSAFE";
  /**
   * The role, or PUBLIC for everybody.
   */
  readonly role: string;
  /**
   * The privilege as PostgreSQL names it, with the columns in parentheses where it is on columns only; search_path for an unsafe function.
   */
  readonly privilege: string;
  /**
   * The table, function, role or schema.
   */
  readonly object: string;
  /**
   * The SQL statement that would mend it.
   */
  readonly mend: string;
}
