// Which rights a role comes by and over which memberships, from the rows that the database worked out. Pure.
import type { ReachRow, RoleRow } from "./catalog.ts";

/** How a role comes by the rights of another: null is PUBLIC, whose rights everybody has. */
export interface Way {
  readonly holder: string;
  /** The membership that leads there; null where the role itself is the holder. */
  readonly first: string | null;
  readonly grantedBy: string | null;
}

export interface RoleReach {
  readonly name: string;
  /** Whether there is such a role. */
  readonly exists: boolean;
  /** Every way to the rights of a holder, with SET ROLE or without; empty where there is none. */
  waysTo(holder: string): readonly Way[];
  /** Whether the rights of that holder are the role's own, without SET ROLE. */
  uses(holder: string): boolean;
  /** Every role it comes by, itself included. */
  readonly reached: readonly RoleRow[];
}

/** The reach of one role, out of the rows for all of them. */
export function reachOf(name: string, rows: readonly ReachRow[], roles: readonly RoleRow[]): RoleReach {
  const own = rows.filter(({ root }) => root === name);
  const byHolder = Map.groupBy(own, ({ role }) => role);
  return {
    name,
    exists: byHolder.has(name),
    waysTo: (holder) => waysOf(name, byHolder.get(holder) ?? []),
    uses: (holder) => (byHolder.get(holder) ?? []).some(({ inherited }) => inherited),
    reached: roles.filter((role) => byHolder.has(role.name)),
  };
}

/** One way for each membership. A role that holds a right itself needs no membership to it. */
function waysOf(name: string, rows: readonly ReachRow[]): readonly Way[] {
  const ways = rows
    .filter(({ role, first }) => role !== name || first === null)
    .map(({ role, first, grantedBy }): Way => ({ holder: role, first, grantedBy }));
  return [...new Map(ways.map((way) => [JSON.stringify(way), way])).values()];
}
