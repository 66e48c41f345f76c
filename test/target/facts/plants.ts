// Faults of grants, each as the statements that plant it and as what has to be found of it.
import type { GrantFault, Grants } from "../../../src/model/generated/facts.ts";

export const CREATE = "public.fn_iu_create(text, text, text, text, bytea, bytea, text)";
export const ENACT = "public.fn_iu_enact(text, text, text)";

/** The answers of a grant matrix. */
export type Answer = Exclude<keyof Grants, "snapshot_sha" | "faults">;

export interface Plant {
  readonly name: string;
  readonly plant: string;
  /** What is left in the cluster, which all databases share. */
  readonly undo?: string;
  /** fault, role, privilege, object */
  readonly found: readonly (readonly [GrantFault["fault"], string, string, string])[];
  /** The answers that must be false with it. */
  readonly denies?: readonly Answer[];
  /** Whether the proposed statement cannot be run as it is: it would need the function's body. */
  readonly bodyNeeded?: boolean;
}

export const LEAK = "no_public_execute_leak" satisfies Answer;
export const EXECUTES = "cutter_exec_execute_canonical_fns" satisfies Answer;
export const VERIFIES = "cutter_verify_select_insert_verify_result" satisfies Answer;
export const REVIEWS = "directus_select_review_decision" satisfies Answer;

export const DEFINER = (name: string, rest: string): string =>
  `CREATE FUNCTION ${name}() RETURNS integer LANGUAGE sql SECURITY DEFINER ${rest} AS 'SELECT 1';
   ALTER FUNCTION ${name}() OWNER TO cutter_owner; REVOKE EXECUTE ON FUNCTION ${name}() FROM PUBLIC;`;

export const GRANT_PLANTS: readonly Plant[] = [
  {
    name: "EXECUTE to PUBLIC",
    plant: `GRANT EXECUTE ON FUNCTION ${ENACT} TO PUBLIC`,
    found: [["TOO_MUCH", "PUBLIC", "EXECUTE", ENACT]],
    denies: [LEAK],
  },
  {
    name: "EXECUTE to PUBLIC because the ACL is null, as after DROP and CREATE",
    plant: `DO $$ DECLARE d text := pg_get_functiondef('${CREATE}'::regprocedure); BEGIN
      DROP FUNCTION ${CREATE}; EXECUTE d; END $$;
      ALTER FUNCTION ${CREATE} OWNER TO cutter_owner`,
    found: [["TOO_MUCH", "PUBLIC", "EXECUTE", CREATE]],
    denies: [LEAK],
  },
  {
    name: "EXECUTE to PUBLIC on another function of the same name",
    plant: `CREATE FUNCTION public.fn_iu_enact(text) RETURNS text LANGUAGE sql AS 'SELECT $1'`,
    undo: "DROP FUNCTION public.fn_iu_enact(text)",
    found: [["TOO_MUCH", "PUBLIC", "EXECUTE", "public.fn_iu_enact(text)"]],
    denies: [LEAK],
  },
  {
    name: "EXECUTE to a role that only reads back",
    plant: `GRANT EXECUTE ON FUNCTION ${CREATE} TO cutter_verify`,
    found: [["TOO_MUCH", "cutter_verify", "EXECUTE", CREATE]],
  },
  {
    name: "EXECUTE that may be handed on",
    plant: `GRANT EXECUTE ON FUNCTION ${CREATE} TO cutter_exec WITH GRANT OPTION`,
    found: [["TOO_MUCH", "cutter_exec", "EXECUTE WITH GRANT OPTION", CREATE]],
    denies: [EXECUTES],
  },
  {
    name: "EXECUTE not granted",
    plant: `REVOKE EXECUTE ON FUNCTION ${ENACT} FROM cutter_exec`,
    found: [["MISSING", "cutter_exec", "EXECUTE", ENACT]],
    denies: [EXECUTES, LEAK],
  },
  {
    name: "a function that is not there",
    plant: `DROP FUNCTION ${ENACT}`,
    found: [["MISSING", "cutter_exec", "EXECUTE", ENACT]],
    denies: [EXECUTES, LEAK],
    bodyNeeded: true,
  },
  {
    name: "a function that answers with something else",
    plant: `DROP FUNCTION ${ENACT};
      CREATE FUNCTION public.fn_iu_enact(text, text, text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
      REVOKE EXECUTE ON FUNCTION ${ENACT} FROM PUBLIC`,
    found: [["MISSING", "cutter_exec", "EXECUTE", ENACT]],
    denies: [EXECUTES, LEAK],
    bodyNeeded: true,
  },
  {
    name: "a table that a role may write to besides its own",
    plant: "GRANT INSERT ON public.information_unit TO cutter_exec",
    found: [["TOO_MUCH", "cutter_exec", "INSERT", "public.information_unit"]],
  },
  {
    name: "a column that a role may write to",
    plant: "GRANT UPDATE (lifecycle) ON public.information_unit TO directus",
    found: [["TOO_MUCH", "directus", "UPDATE (lifecycle)", "public.information_unit"]],
  },
  {
    name: "the verifying role may change what it found",
    plant: "GRANT UPDATE, DELETE ON cutter_governance.verify_result TO cutter_verify",
    found: [
      ["TOO_MUCH", "cutter_verify", "DELETE", "cutter_governance.verify_result"],
      ["TOO_MUCH", "cutter_verify", "UPDATE", "cutter_governance.verify_result"],
    ],
    denies: [VERIFIES],
  },
  {
    name: "a right granted by somebody who is not the owner",
    plant: `CREATE ROLE planted_steward; GRANT USAGE ON SCHEMA public TO planted_steward;
      GRANT DELETE ON public.unit_version TO planted_steward WITH GRANT OPTION;
      SET ROLE planted_steward; GRANT DELETE ON public.unit_version TO cutter_verify; RESET ROLE`,
    undo: "DROP OWNED BY planted_steward; DROP ROLE planted_steward",
    found: [["TOO_MUCH", "cutter_verify", "DELETE", "public.unit_version"]],
  },
  {
    name: "a path to a writing role that takes SET ROLE",
    plant: `CREATE ROLE planted_writers; GRANT INSERT ON public.unit_version TO planted_writers;
      GRANT planted_writers TO cutter_verify`,
    undo: "DROP OWNED BY planted_writers; DROP ROLE planted_writers",
    found: [["TOO_MUCH", "cutter_verify", "INSERT", "public.unit_version"]],
  },
  {
    name: "a path over two memberships to a column",
    plant: `CREATE ROLE planted_writers; CREATE ROLE "planted ""Team" NOINHERIT;
      GRANT UPDATE (title) ON public.information_unit TO planted_writers;
      GRANT planted_writers TO "planted ""Team"; GRANT "planted ""Team" TO directus`,
    undo: `DROP OWNED BY planted_writers; DROP ROLE planted_writers; DROP ROLE "planted ""Team"`,
    found: [["TOO_MUCH", "directus", "UPDATE (title)", "public.information_unit"]],
  },
  {
    name: "the verifying role may turn into the executing one",
    plant: "GRANT cutter_exec TO cutter_verify",
    undo: "REVOKE cutter_exec FROM cutter_verify",
    found: [
      ["TOO_MUCH", "cutter_verify", "INSERT", "cutter_governance.cut_change_set"],
      ["TOO_MUCH", "cutter_verify", "INSERT", "cutter_governance.cut_change_set_affected_row"],
      ["TOO_MUCH", "cutter_verify", "INSERT", "cutter_governance.dot_pair_signature"],
      ["TOO_MUCH", "cutter_verify", "INSERT", "cutter_governance.manifest_envelope"],
      ["TOO_MUCH", "cutter_verify", "INSERT", "cutter_governance.review_decision"],
      ["TOO_MUCH", "cutter_verify", "EXECUTE", CREATE],
      ["TOO_MUCH", "cutter_verify", "EXECUTE", ENACT],
    ],
  },
  {
    name: "membership in a role that may write everything",
    plant: "GRANT pg_write_all_data TO cutter_exec",
    undo: "REVOKE pg_write_all_data FROM cutter_exec",
    found: [["TOO_MUCH", "cutter_exec", "MEMBER", "pg_write_all_data"]],
    denies: [],
  },
  {
    name: "a superuser among the roles",
    plant: "ALTER ROLE directus SUPERUSER BYPASSRLS",
    undo: "ALTER ROLE directus NOSUPERUSER NOBYPASSRLS",
    found: [
      ["TOO_MUCH", "directus", "BYPASSRLS", "directus"],
      ["TOO_MUCH", "directus", "SUPERUSER", "directus"],
    ],
  },
  {
    name: "a table that its writer owns",
    plant: "ALTER TABLE cutter_governance.verify_result OWNER TO cutter_verify",
    found: [["TOO_MUCH", "cutter_verify", "OWNER", "cutter_governance.verify_result"]],
    denies: [VERIFIES],
  },
  {
    name: "a schema that its user owns",
    plant: "ALTER SCHEMA cutter_governance OWNER TO directus",
    found: [["TOO_MUCH", "directus", "OWNER", "cutter_governance"]],
    denies: [REVIEWS],
  },
  {
    name: "a role that cannot read what it verifies",
    plant: "REVOKE SELECT ON public.unit_version FROM cutter_verify",
    found: [["MISSING", "cutter_verify", "SELECT", "public.unit_version"]],
  },
  {
    name: "a role that cannot write what it verified",
    plant: "REVOKE INSERT ON cutter_governance.verify_result FROM cutter_verify",
    found: [["MISSING", "cutter_verify", "INSERT", "cutter_governance.verify_result"]],
    denies: [VERIFIES],
  },
  {
    name: "a schema that a role may not enter",
    plant: "REVOKE USAGE ON SCHEMA cutter_governance FROM directus",
    found: [["MISSING", "directus", "USAGE", "cutter_governance"]],
    denies: [REVIEWS],
  },
  {
    name: "a right that takes SET ROLE is not there",
    plant: `CREATE ROLE planted_reviewers NOLOGIN;
      GRANT SELECT ON cutter_governance.review_decision TO planted_reviewers;
      REVOKE SELECT ON cutter_governance.review_decision FROM directus; GRANT planted_reviewers TO directus`,
    undo: "DROP OWNED BY planted_reviewers; DROP ROLE planted_reviewers",
    found: [["MISSING", "directus", "SELECT", "cutter_governance.review_decision"]],
    denies: [REVIEWS],
  },
  {
    name: "a column that is not there, and one of another type",
    plant: `ALTER TABLE cutter_governance.cut_change_set DROP COLUMN prefix;
      ALTER TABLE cutter_governance.verify_result ALTER COLUMN checked TYPE bigint`,
    found: [
      ["MISSING", "cutter_exec", "INSERT (prefix)", "cutter_governance.cut_change_set"],
      ["MISSING", "cutter_verify", "INSERT (checked)", "cutter_governance.verify_result"],
    ],
    denies: [VERIFIES],
  },
  {
    name: "the right to put things into the schemas and the database",
    plant: `GRANT CREATE ON SCHEMA public TO cutter_exec; GRANT CREATE ON SCHEMA cutter_governance TO directus`,
    found: [
      ["TOO_MUCH", "cutter_exec", "CREATE", "public"],
      ["TOO_MUCH", "directus", "CREATE", "cutter_governance"],
    ],
    denies: [EXECUTES, REVIEWS],
  },
  {
    name: "a view over a view over a governed table that a role may write to",
    plant: `CREATE VIEW public.planted_v AS SELECT * FROM public.information_unit;
      CREATE VIEW public.planted_w AS SELECT address, title FROM public.planted_v;
      GRANT DELETE, SELECT ON public.planted_w TO cutter_verify; GRANT UPDATE (title) ON public.planted_v TO directus`,
    undo: "DROP VIEW public.planted_v CASCADE",
    found: [
      ["TOO_MUCH", "cutter_verify", "DELETE", "public.planted_w"],
      ["TOO_MUCH", "directus", "UPDATE (title)", "public.planted_v"],
    ],
  },
  {
    name: "another function that runs as its owner, and that a role may execute",
    plant: `${DEFINER("cutter_governance.planted", "SET search_path = pg_catalog, pg_temp")}
      GRANT EXECUTE ON FUNCTION cutter_governance.planted() TO cutter_verify`,
    undo: "DROP FUNCTION cutter_governance.planted()",
    found: [["TOO_MUCH", "cutter_verify", "EXECUTE", "cutter_governance.planted()"]],
  },
];
