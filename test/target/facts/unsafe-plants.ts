// Faults of functions, triggers and rules: what runs with somebody else's rights, or in between, where nobody looks for it.
import { CREATE, DEFINER, ENACT, EXECUTES, type Plant } from "./plants.ts";

export const UNSAFE_PLANTS: readonly Plant[] = [
  {
    name: "a search_path without pg_temp",
    plant: `ALTER FUNCTION ${CREATE} SET search_path = pg_catalog`,
    found: [["UNSAFE", "cutter_owner", "search_path", CREATE]],
    denies: [EXECUTES],
  },
  {
    name: "a search_path with pg_temp in front",
    plant: `ALTER FUNCTION ${CREATE} SET search_path = pg_temp, pg_catalog`,
    found: [["UNSAFE", "cutter_owner", "search_path", CREATE]],
    denies: [EXECUTES],
  },
  {
    name: "no search_path at all",
    plant: `ALTER FUNCTION ${ENACT} RESET search_path`,
    found: [["UNSAFE", "cutter_owner", "search_path", ENACT]],
    denies: [EXECUTES],
  },
  {
    name: "another function that runs as its owner, with an empty search_path",
    plant: DEFINER("cutter_governance.planted", "SET search_path = ''"),
    undo: "DROP FUNCTION cutter_governance.planted()",
    found: [["UNSAFE", "cutter_owner", "search_path", "cutter_governance.planted()"]],
  },
  {
    name: "a search_path over a schema of whoever calls, and one that is not there",
    plant: DEFINER("public.planted_f", `SET search_path = pg_catalog, "$user", nowhere, pg_temp`),
    undo: "DROP FUNCTION public.planted_f()",
    found: [["UNSAFE", "cutter_owner", "search_path", "public.planted_f()"]],
  },
  {
    name: "a search_path over a schema into which others may put things",
    plant: `CREATE ROLE planted_guest; CREATE SCHEMA "Open Air"; GRANT CREATE ON SCHEMA "Open Air" TO planted_guest;
      ${DEFINER("public.planted_f", 'SET search_path = pg_catalog, "Open Air", pg_temp')}`,
    undo: `DROP FUNCTION public.planted_f(); DROP SCHEMA "Open Air"; DROP ROLE planted_guest`,
    found: [["UNSAFE", "planted_guest", "CREATE", '"Open Air"']],
  },
  {
    name: "a search_path over a schema of somebody's",
    plant: `CREATE ROLE planted_guest; CREATE SCHEMA planted_s AUTHORIZATION planted_guest;
      ALTER FUNCTION ${CREATE} SET search_path = pg_catalog, planted_s, pg_temp`,
    undo: `ALTER FUNCTION ${CREATE} SET search_path = pg_catalog, pg_temp; DROP SCHEMA planted_s; DROP ROLE planted_guest`,
    found: [["UNSAFE", "planted_guest", "OWNER", "planted_s"]],
  },
  {
    name: "a search_path with a schema before pg_catalog, whose operators come first",
    plant: `CREATE SCHEMA planted_s; ALTER FUNCTION ${CREATE} SET search_path = planted_s, pg_catalog, pg_temp`,
    undo: `ALTER FUNCTION ${CREATE} SET search_path = pg_catalog, pg_temp; DROP SCHEMA planted_s`,
    found: [["UNSAFE", "cutter_owner", "search_path", CREATE]],
    denies: [EXECUTES],
  },
  {
    name: 'a search_path over "$user" where there is a schema of that very name',
    plant: `CREATE SCHEMA "$user"; ALTER FUNCTION ${ENACT} SET search_path = pg_catalog, "$user", pg_temp`,
    undo: `ALTER FUNCTION ${ENACT} SET search_path = pg_catalog, pg_temp; DROP SCHEMA "$user"`,
    found: [["UNSAFE", "cutter_owner", "search_path", ENACT]],
    denies: [EXECUTES],
  },
  {
    name: "a canonical function of somebody who can turn into a superuser",
    plant: `CREATE ROLE planted_root SUPERUSER; CREATE ROLE planted_guest; GRANT planted_root TO planted_guest;
      ALTER FUNCTION ${ENACT} OWNER TO planted_guest`,
    undo: `ALTER FUNCTION ${ENACT} OWNER TO cutter_owner; DROP ROLE planted_guest; DROP ROLE planted_root`,
    found: [["UNSAFE", "planted_guest", "OWNER", ENACT]],
    denies: [EXECUTES],
  },
  {
    name: "a trigger besides the schema's own",
    plant: `CREATE FUNCTION cutter_governance.planted_t() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      CREATE TRIGGER "Planted" BEFORE INSERT ON public.unit_version FOR EACH ROW
        EXECUTE FUNCTION cutter_governance.planted_t()`,
    undo: "DROP FUNCTION cutter_governance.planted_t() CASCADE",
    found: [["UNSAFE", "postgres", '"Planted"', "public.unit_version"]],
  },
  {
    name: "the schema's own trigger, with a function that is somebody else's now",
    plant: `CREATE ROLE planted_guest; GRANT CREATE ON SCHEMA public TO planted_guest;
      ALTER FUNCTION public.fn_iu_refuse_change() OWNER TO planted_guest;
      REVOKE CREATE ON SCHEMA public FROM planted_guest`,
    undo: "ALTER FUNCTION public.fn_iu_refuse_change() OWNER TO cutter_owner; DROP ROLE planted_guest",
    found: [
      ["UNSAFE", "planted_guest", "append_only", "public.iu_lifecycle_log"],
      ["UNSAFE", "planted_guest", "append_only", "public.unit_version"],
    ],
  },
  {
    name: "a rule that does something else",
    plant: "CREATE RULE planted_r AS ON INSERT TO cutter_governance.verify_result DO INSTEAD NOTHING",
    found: [["UNSAFE", "cutter_owner", "planted_r", "cutter_governance.verify_result"]],
  },
  {
    name: "a canonical function that runs as its caller",
    plant: `ALTER FUNCTION ${ENACT} SECURITY INVOKER`,
    found: [["UNSAFE", "cutter_owner", "SECURITY DEFINER", ENACT]],
    denies: [EXECUTES],
  },
  {
    name: "a canonical function of a superuser's",
    plant: `ALTER FUNCTION ${ENACT} OWNER TO postgres`,
    found: [["UNSAFE", "postgres", "OWNER", ENACT]],
    denies: [EXECUTES],
  },
];
