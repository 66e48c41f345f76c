// Names and objects as SQL takes them, for the statements that are shown to people. Nothing here is ever sent to a server.
import type { Thing } from "./catalog.ts";

const PLAIN = /^[a-z_][a-z0-9_]*$/;

/** Key words that cannot stand for every kind of name (pg_get_keywords() without category U, PostgreSQL 14 to 18). */
const KEY_WORDS: ReadonlySet<string> = new Set(
  (
    "all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean " +
    "both case cast char character check coalesce collate collation column concurrently constraint create " +
    "cross current_catalog current_date current_role current_schema current_time current_timestamp " +
    "current_user dec decimal default deferrable desc distinct do else end except exists extract false " +
    "fetch float for foreign freeze from full grant greatest group grouping having ilike in initially " +
    "inner inout int integer intersect interval into is isnull join json json_array json_arrayagg " +
    "json_exists json_object json_objectagg json_query json_scalar json_serialize json_table json_value " +
    "lateral leading least left like limit localtime localtimestamp merge_action national natural nchar " +
    "none normalize not notnull null nullif numeric offset on only or order out outer overlaps overlay " +
    "placing position precision primary real references returning right row select session_user setof " +
    "similar smallint some substring symmetric system_user table tablesample then time timestamp to " +
    "trailing treat trim true union unique user using values varchar variadic verbose when where window " +
    "with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi xmlroot " +
    "xmlserialize xmltable"
  ).split(" "),
);

/** A role, schema, table or column, quoted where it has to be. */
export function sqlName(name: string): string {
  return PLAIN.test(name) && !KEY_WORDS.has(name) ? name : `"${name.replaceAll('"', '""')}"`;
}

/** `public.fn_iu_enact(text, text, text)`: what the thing is called, without the word for what it is. */
export function sqlObject({ kind, schema, name, args }: Omit<Thing, "owner">): string {
  if (kind === "large object") return name;
  const qualified = schema === null ? sqlName(name) : `${sqlName(schema)}.${sqlName(name)}`;
  return args === null ? qualified : `${qualified}(${args})`;
}

/** With that word, as GRANT, REVOKE and ALTER want it. */
export function sqlTarget(thing: Omit<Thing, "owner">): string {
  return `${thing.kind.toUpperCase()} ${sqlObject(thing)}`;
}

/** null stands for everybody. */
export function sqlGrantee(grantee: string | null): string {
  return grantee === null ? "PUBLIC" : sqlName(grantee);
}
