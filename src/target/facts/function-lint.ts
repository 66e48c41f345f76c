// Functions that run with their owner's rights, and whether somebody could lead them astray: by an object of the same name
// in a schema that is searched first. Pure. PostgreSQL manual, CREATE FUNCTION, "Writing SECURITY DEFINER Functions Safely".
import type { Contract } from "../../model/contract.ts";
import type { GrantFault } from "../../model/generated/facts.ts";
import type { Catalog, FunctionRow, GrantRow, SchemaRow } from "./catalog.ts";
import { changeOwner, revoke } from "./mend.ts";
import { findCanonical } from "./missing-rights.ts";
import { sqlGrantee, sqlName, sqlObject, sqlTarget } from "./sql-name.ts";

/** Every UNSAFE, in no particular order. */
export function lintFunctions(catalog: Catalog, contract: Contract): readonly GrantFault[] {
  const canonical = (["create", "enact"] as const).flatMap(
    (key) => findCanonical(catalog.functions, contract, key) ?? [],
  );
  return [
    ...canonical.flatMap(lintCanonical),
    ...catalog.functions
      .filter((fn) => fn.securityDefiner || canonical.includes(fn))
      .flatMap((fn) => lintPath(fn, catalog)),
  ];
}

/** A canonical function runs as its owner, and its owner is nobody who could do more than the function is for. */
function lintCanonical(fn: FunctionRow): readonly GrantFault[] {
  const object = sqlObject(fn);
  const invoker = unsafe(fn.owner, "SECURITY DEFINER", {
    object,
    mend: `ALTER ${sqlTarget(fn)} SECURITY DEFINER`,
  });
  const almighty = unsafe(fn.owner, "OWNER", { object, mend: changeOwner(fn) });
  return [...(fn.securityDefiner ? [] : [invoker]), ...(fn.ownerIsSuperuser ? [almighty] : [])];
}

function lintPath(fn: FunctionRow, catalog: Catalog): readonly GrantFault[] {
  const path = searchPathOf(fn.settings);
  if (path === undefined || !isOrdered(path, catalog))
    return [unsafe(fn.owner, "search_path", { object: sqlObject(fn), mend: setPath(fn, path, catalog) })];
  return catalog.schemas
    .filter(({ name }) => path.includes(name))
    .flatMap((schema) => [...ownedByOther(fn, schema), ...openTo(fn, schema, catalog.grants)]);
}

/**
 * Without pg_temp in its place the session's own tables come first; a schema before pg_catalog could have operators of its
 * own; a schema that is not there can be made by others, and "$user" is another one for each caller.
 */
function isOrdered(path: readonly string[], { schemas }: Catalog): boolean {
  const searched = path.slice(0, -1);
  return (
    path.at(-1) === "pg_temp" &&
    searched.lastIndexOf("pg_catalog") <= 0 &&
    searched.every((name) => name !== CALLERS && schemas.some((schema) => schema.name === name))
  );
}

const CALLERS = "$user";

/** Whoever owns a schema can put everything into it. A superuser need not. */
function ownedByOther(fn: FunctionRow, schema: SchemaRow): readonly GrantFault[] {
  if (schema.name === "pg_catalog" || schema.ownerIsSuperuser || schema.ownerInFact === fn.owner) return [];
  const mend = `ALTER ${sqlTarget(schema)} OWNER TO ${sqlName(fn.owner)}`;
  return [unsafe(schema.ownerInFact, "OWNER", { object: sqlObject(schema), mend })];
}

/** Who but the function's owner, the schema's and the superusers could put something into the schema. */
function openTo(fn: FunctionRow, schema: SchemaRow, grants: readonly GrantRow[]): readonly GrantFault[] {
  return grants
    .filter(
      ({ kind, name, privilege }) => kind === "schema" && name === schema.name && privilege === "CREATE",
    )
    .filter(({ grantee }) => grantee !== fn.owner && grantee !== schema.owner)
    .map((grant) =>
      unsafe(grant.grantee ?? sqlGrantee(null), "CREATE", { object: sqlObject(grant), mend: revoke(grant) }),
    );
}

/** pg_catalog, the schemas that exist of its path so far, in that order, and pg_temp at the end. */
function setPath(fn: FunctionRow, path: readonly string[] | undefined, { schemas }: Catalog): string {
  const searched = ["pg_catalog", ...(path ?? [fn.schema ?? ""])];
  const kept = searched.filter((name) => name !== CALLERS && schemas.some((schema) => schema.name === name));
  const whole = [...new Set(["pg_catalog", ...kept]), "pg_temp"];
  return `ALTER ${sqlTarget(fn)} SET search_path = ${whole.map(sqlName).join(", ")}`;
}

/** The schemas that a function's own setting names; undefined where it has none and takes the caller's. */
export function searchPathOf(settings: readonly string[]): readonly string[] | undefined {
  const setting = settings.find((text) => text.startsWith("search_path="));
  if (setting === undefined) return undefined;
  const text = setting.slice("search_path=".length);
  // As SplitIdentifierString() reads it: quoted names as they are, others in small letters (src/backend/utils/adt/varlena.c).
  return [...text.matchAll(/"((?:[^"]|"")*)"|[^\s,"]+/gu)]
    .map(([whole, quoted]) => (quoted === undefined ? whole.toLowerCase() : quoted.replaceAll('""', '"')))
    .filter((name) => name !== "");
}

function unsafe(role: string, privilege: string, rest: Pick<GrantFault, "object" | "mend">): GrantFault {
  return { fault: "UNSAFE", role, privilege, ...rest };
}
