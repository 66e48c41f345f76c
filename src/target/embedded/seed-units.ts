// The units of a target's seed, as rows of a new server: each as if it had been created, enacted and retired there. Their
// values are parameters and never SQL, and none of them but an address gets into a message.
import { Refusal } from "../../diagnostics/refusal.ts";
import { quoteText } from "../../diagnostics/visible-text.ts";
import type { SeedUnit } from "../../model/generated/target.ts";
import type { DatabaseClient } from "../postgres/database-client.ts";
import { DatabaseError } from "../postgres/database-error.ts";

/** Throws a Refusal SEED_REFUSED for a seed that contradicts itself, before anything is started for it. */
export function requireSoundSeed(seed: readonly SeedUnit[]): void {
  const seen = new Set<string>();
  const doubled = seed.find(({ address }) => seen.size === seen.add(address).size);
  if (doubled !== undefined)
    throw seedRefused(`has the unit ${quoteText(doubled.address)} twice`, "each address once");
  const foreign = seed.find(({ address }) => !address.isWellFormed());
  if (foreign !== undefined)
    throw seedRefused(`has the unit ${quoteText(foreign.address)} with half a character`, "well-formed text");
}

/** One statement for the whole seed. Digests go as text, so that nothing of it is ever a part of SQL. */
const INSERT_SEED = `
  WITH seed AS (
    SELECT * FROM unnest($1::text[], $2::text[], $3::text[]) AS s (address, sha256, lifecycle)
  ), units AS (
    INSERT INTO public.information_unit (address, document_id, title, lifecycle)
    SELECT address, split_part(address, '/', 1), address, lifecycle FROM seed
  ), versions AS (
    INSERT INTO public.unit_version (address, version, sha256) SELECT address, 1, decode(sha256, 'hex') FROM seed
  )
  INSERT INTO public.iu_lifecycle_log (address, entry, from_lifecycle, to_lifecycle)
  SELECT address, entry, from_lifecycle, to_lifecycle
  FROM seed
  JOIN (VALUES (1, NULL, 'draft'), (2, 'draft', 'enacted'), (3, 'enacted', 'retired'))
    AS life (entry, from_lifecycle, to_lifecycle)
    ON entry <= CASE lifecycle WHEN 'draft' THEN 1 WHEN 'enacted' THEN 2 ELSE 3 END`;

/** Within the caller's transaction. Rejects with a Refusal SEED_REFUSED for units that the schema does not take. */
export async function writeSeed(client: DatabaseClient, seed: readonly SeedUnit[]): Promise<void> {
  if (seed.length === 0) return;
  const columns = [
    seed.map(({ address }) => address),
    seed.map(({ sha256 }) => sha256),
    seed.map(({ lifecycle }) => lifecycle),
  ];
  try {
    await client.query({ text: INSERT_SEED, values: columns });
    // There is no autovacuum that would do it.
    await client.query({
      text: "ANALYZE public.information_unit, public.unit_version, public.iu_lifecycle_log",
    });
  } catch (error) {
    // Classes 22 and 23: a value that is no such value, or that a constraint refuses.
    if (!(error instanceof DatabaseError) || !/^2[23]/.test(error.sqlstate)) throw error;
    throw seedRefused(
      `has a unit that the schema refuses: ${error.message}`,
      "units as the target's schema has them",
    );
  }
}

function seedRefused(what: string, expected: string): Refusal {
  return new Refusal("SEED_REFUSED", {
    message: `the seed ${what}`,
    expected,
    todo: "mend spec.seed in the target's file in plans/_targets/",
  });
}
