// Whether the role behind a session could write anything in its database, whatever the session says of itself: to a table of
// anybody's, by a canonical function, by a schema it may put things into; itself, by PUBLIC, or by a membership.
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { GrantRow, ReachRow, RoleRow, Thing } from "./catalog.ts";
import { changeOwner, cutWay, privilegeText, revoke } from "./mend.ts";
import { reachOf, type RoleReach, type Way } from "./role-reach.ts";
import { databaseOf, unsafe, type Identity, type Reading } from "./session-identity.ts";
import { sqlName, sqlObject } from "./sql-name.ts";
import type { TaggedRows } from "./tagged-rows.ts";

/** One way to write, and the statement that closes it. */
export interface Danger {
  readonly what: string;
  readonly mend: string;
}

/** So many are named in a message; the others are counted. */
const NAMED = 3;

/** Throws a Refusal TARGET_UNSAFE that names the privileges, the objects, the ways there and the statements that mend it. */
export function refuseDangers(rows: TaggedRows, identity: Identity, reading: Reading): void {
  const dangers = dangersOf(rows, identity);
  if (dangers.length === 0) return;
  const named = dangers.slice(0, NAMED);
  const others = dangers.length > NAMED ? ` and ${dangers.length - NAMED} more` : "";
  const list = named.map(({ what }) => what).join("; ");
  const mends = [...new Set(named.map(({ mend }) => mend))].join("; ");
  throw unsafe(
    `role "${identity.name}" could do more than read in ${databaseOf(reading)}: ${visibleText(list)}${others}`,
    {
      expected: "a reading role without any way to write or to change settings, be it one that is never used",
      todo: `let an administrator run: ${visibleText(mends)}`,
    },
  );
}

/** Every danger in the rows of dangersQuery(), in their order; each statement once. */
function dangersOf(rows: TaggedRows, { name }: Identity): readonly Danger[] {
  const session = (rows.of("database") as readonly { readonly database: string }[])[0];
  const reach = reachOf(name, rows.of("reach") as readonly ReachRow[], rows.of("role") as readonly RoleRow[]);
  const context = { reach, database: session?.database ?? "" };
  const all = [
    ...powersOf(context),
    ...(rows.of("owned") as readonly Thing[]).flatMap((thing) => ownershipOf(thing, context)),
    ...(rows.of("grant") as readonly GrantRow[]).flatMap((grant) => grantOf(grant, context)),
  ];
  return [...new Map(all.map((danger) => [danger.what, danger])).values()];
}

interface Context {
  readonly reach: RoleReach;
  readonly database: string;
}

const ATTRIBUTES = ["superuser", "bypassrls", "createrole", "createdb", "replication"] as const;

/** Roles that PostgreSQL comes with, membership in which is a way to write or to disturb (manual, "Predefined Roles"). */
const POWERFUL_ROLES: readonly string[] = [
  "pg_write_all_data",
  "pg_write_server_files",
  "pg_execute_server_program",
  "pg_maintain",
  "pg_signal_backend",
  "pg_signal_autovacuum_worker",
  "pg_create_subscription",
  "pg_checkpoint",
];

function powersOf({ reach, database }: Context): readonly Danger[] {
  return reach.reached.flatMap((role) =>
    reach.waysTo(role.name).flatMap((way): readonly Danger[] => {
      const mend = cutWay({ role: reach.name, database, way });
      if (mend === undefined) return [];
      const powers = [
        ...ATTRIBUTES.filter((attribute) => role[attribute]).map((attribute) => attribute.toUpperCase()),
        ...(POWERFUL_ROLES.includes(role.name) ? ["MEMBER"] : []),
      ];
      return powers.map((power) => ({ what: `${power} of ${sqlName(role.name)}${pathText(way)}`, mend }));
    }),
  );
}

function ownershipOf(thing: Thing, { reach, database }: Context): readonly Danger[] {
  return reach.waysTo(thing.owner).map((way) => ({
    what: `OWNER of ${thing.kind} ${sqlObject(thing)}${pathText(way)}`,
    mend: cutWay({ role: reach.name, database, way }) ?? changeOwner(thing),
  }));
}

function grantOf(grant: GrantRow, { reach, database }: Context): readonly Danger[] {
  const what = `${privilegeText(grant)} on ${grant.kind} ${sqlObject(grant)}`;
  if (grant.grantee === null) return [{ what: `${what} (as PUBLIC)`, mend: revoke(grant) }];
  return reach.waysTo(grant.grantee).map((way) => ({
    what: `${what}${pathText(way)}`,
    mend: cutWay({ role: reach.name, database, way }) ?? revoke(grant),
  }));
}

/** How the role comes by it: itself, or over the membership that leads to the one who has it. */
function pathText({ first, holder }: Way): string {
  if (first === null) return "";
  return first === holder
    ? ` (as a member of ${sqlName(first)})`
    : ` (as a member of ${sqlName(first)}, and so of ${sqlName(holder)})`;
}
