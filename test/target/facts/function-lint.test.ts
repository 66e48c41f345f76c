import assert from "node:assert/strict";
import { test } from "node:test";
import { searchPathOf } from "../../../src/target/facts/function-lint.ts";
import { sqlName } from "../../../src/target/facts/sql-name.ts";

/** As pg_proc.proconfig has them after CREATE FUNCTION … SET search_path = …. */
const PATHS: readonly (readonly [readonly string[], readonly string[] | undefined])[] = [
  [[], undefined],
  [["work_mem=4MB"], undefined],
  [["search_path=pg_catalog, pg_temp"], ["pg_catalog", "pg_temp"]],
  [
    ["work_mem=4MB", "search_path=pg_catalog,pg_temp"],
    ["pg_catalog", "pg_temp"],
  ],
  [['search_path=""'], []],
  [["search_path="], []],
  [['search_path="$user", public'], ["$user", "public"]],
  [['search_path="Open Air", "a""b, c", PG_TEMP'], ["Open Air", 'a"b, c', "pg_temp"]],
  [['search_path="PG_TEMP"'], ["PG_TEMP"]],
  [['search_path="pg_catalog, pg_temp"'], ["pg_catalog, pg_temp"]],
];

for (const [settings, path] of PATHS) {
  test(`the search path of ${JSON.stringify(settings)}`, () => {
    assert.deepEqual(searchPathOf(settings), path);
  });
}

for (const [name, written] of [
  ["public", "public"],
  ["fn_iu_create", "fn_iu_create"],
  ["directus", "directus"],
  ["user", '"user"'],
  ["current_user", '"current_user"'],
  ["Open Air", '"Open Air"'],
  ['a"b', '"a""b"'],
  ["1st", '"1st"'],
  ["übung", '"übung"'],
  ["", '""'],
  ['x"; DROP TABLE y; --', '"x""; DROP TABLE y; --"'],
] as const) {
  test(`${JSON.stringify(name)} is written ${written} in SQL`, () => {
    assert.equal(sqlName(name), written);
  });
}
