// The facts of a target that is nothing but its seed: pure, from the document alone. A unit outside the prefix is
// nobody's business and counts only in the totals.
import { Refusal } from "../diagnostics/refusal.ts";
import { compareBytewise } from "../model/bytewise.ts";
import { canonicalText } from "../model/canonical-json.ts";
import { contractOf } from "../model/contract.ts";
import { sha256Hex } from "../model/digest.ts";
import type { Facts, Grants, Totals } from "../model/generated/facts.ts";
import type { SeedUnit, Target } from "../model/generated/target.ts";
import { totalsOf, type GovernedTable } from "../model/governed-tables.ts";

/** Entries that a unit's life has left in the log: it was created, perhaps enacted, perhaps retired. */
const LOG_ENTRIES = { draft: 1, enacted: 2, retired: 3 } as const satisfies Record<
  SeedUnit["lifecycle"],
  number
>;

/** Facts of a `memory` target under a prefix (all units where it is empty), sorted bytewise by address; or a Refusal: SEED_REFUSED. */
export function memoryFacts(target: Target, prefix: string): Facts | Refusal {
  const seed = target.spec.seed ?? [];
  const doubled = findDoubled(seed);
  if (doubled !== undefined) return doubledUnit(target, doubled);
  return {
    apiVersion: "cutplan/v1",
    kind: "Facts",
    target: target.metadata.name,
    driver: "memory",
    prefix,
    role: "none",
    units: unitsUnder(seed, prefix),
    totals: seedTotals(seed),
    grants: seedGrants(target),
  };
}

function findDoubled(seed: readonly SeedUnit[]): string | undefined {
  const seen = new Set<string>();
  return seed.find(({ address }) => seen.size === seen.add(address).size)?.address;
}

function doubledUnit({ metadata }: Target, address: string): Refusal {
  return new Refusal("SEED_REFUSED", {
    message: `the seed of target "${metadata.name}" has the unit "${address}" twice`,
    expected: "each address once",
    todo: `remove one of the two in plans/_targets/${metadata.name}.yaml`,
  });
}

function unitsUnder(seed: readonly SeedUnit[], prefix: string): Facts["units"] {
  return seed
    .filter(({ address }) => prefix === "" || address === prefix || address.startsWith(`${prefix}/`))
    .map(({ address, sha256, lifecycle }) => ({ address, sha256, lifecycle }))
    .sort((one, other) => compareBytewise(one.address, other.address));
}

/** Every unit has one version and its log; a seed says nothing of change sets, so there are none. */
function seedTotals(seed: readonly SeedUnit[]): Totals {
  const rows: Partial<Record<GovernedTable, number>> = {
    "public.information_unit": seed.length,
    "public.unit_version": seed.length,
    "public.iu_lifecycle_log": seed.reduce((sum, { lifecycle }) => sum + LOG_ENTRIES[lifecycle], 0),
  };
  return totalsOf((table) => rows[table] ?? 0);
}

/** There is nobody in memory to whom something could be granted wrongly: every answer is true. */
function seedGrants(target: Target): Grants {
  const answers = {
    cutter_exec_execute_canonical_fns: true,
    cutter_verify_select_insert_verify_result: true,
    directus_select_review_decision: true,
    no_public_execute_leak: true,
  };
  const contract = contractOf(target);
  return { ...answers, snapshot_sha: sha256Hex(canonicalText({ answers, contract })) };
}
