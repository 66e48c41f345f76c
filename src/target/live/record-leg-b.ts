// Leg B in the database: what leg A made, written down in the governance tables, with a digest over each leg and the pair;
// then all of it is read back.
import { Refusal } from "../../diagnostics/refusal.ts";
import type { ActuatorContext, ChangeSetRequest, IuCreateResult } from "../../model/effect.ts";
import { sha256Hex } from "../../model/digest.ts";
import type { ManifestRow } from "../../model/generated/manifest-row.ts";
import { legASha256, legBSha256, pairSha256 } from "../leg-digests.ts";
import type { DatabaseClient } from "../postgres/database-client.ts";
import { chunksOf } from "./batches.ts";
import { nameUnits } from "./name-units.ts";
import type { DoneRows } from "./phase-work.ts";

export interface LegB {
  readonly client: DatabaseClient;
  readonly context: ActuatorContext;
  readonly request: ChangeSetRequest;
  /** What leg A answered for each row. */
  readonly cut: readonly IuCreateResult[];
}

/** Rejects with a Refusal UNIT_CONFLICT where it reads back otherwise, or a DatabaseError. */
export async function recordLegB(leg: LegB): Promise<void> {
  const { client, request } = leg;
  const { changeSetId } = request;
  for (const chunk of chunksOf(createdRows(leg))) await insertAffected(client, changeSetId, chunk);
  const { manifest, source, units, legs } = wordsOf(leg);
  await client.query({
    text: `INSERT INTO cutter_governance.manifest_envelope (change_set_id, manifest_sha256, source_sha256, units)
      VALUES ($1, pg_catalog.decode($2, 'hex'), pg_catalog.decode($3, 'hex'), $4)`,
    values: [changeSetId, manifest, source, units],
  });
  await client.query({
    text: `INSERT INTO cutter_governance.dot_pair_signature (change_set_id, leg_a_sha256, leg_b_sha256, pair_sha256)
      VALUES ($1, pg_catalog.decode($2, 'hex'), pg_catalog.decode($3, 'hex'), pg_catalog.decode($4, 'hex'))`,
    values: [changeSetId, ...legs],
  });
  const { isWhole, wrong } = await readLegB(leg);
  if (!isWhole) throw misread(wrong);
}

function createdRows({ context, cut }: LegB): Iterable<ManifestRow> {
  return context.manifest.rows.values().filter((_row, index) => cut[index]?.status === "created");
}

/** The digests that belong to the change set as a whole, in hex. */
function wordsOf(leg: LegB) {
  const { context, cut } = leg;
  const [legA, legB] = [legASha256(cut), legBSha256(createdRows(leg))];
  return {
    manifest: context.manifest.sha256,
    source: sha256Hex(context.source),
    units: context.manifest.rows.length,
    legs: [legA, legB, pairSha256(legA, legB)],
  } as const;
}

async function insertAffected(
  client: DatabaseClient,
  changeSetId: string,
  chunk: readonly ManifestRow[],
): Promise<void> {
  const { rowCount } = await client.query({
    text: `INSERT INTO cutter_governance.cut_change_set_affected_row (change_set_id, ord, address, sha256)
      SELECT $1, r.ord, r.address, pg_catalog.decode(r.sha256, 'hex')
      FROM ROWS FROM (pg_catalog.unnest($2::int[]), pg_catalog.unnest($3::text[]), pg_catalog.unnest($4::text[]))
        AS r(ord, address, sha256)`,
    values: [
      changeSetId,
      chunk.map(({ ord }) => ord),
      chunk.map(({ address }) => address),
      chunk.map(({ sha256 }) => sha256),
    ],
  });
  if (rowCount !== chunk.length)
    throw new Error(`${rowCount} of ${chunk.length} affected rows were recorded`);
}

/** The affected rows one by one, and the digests. Rejects with a DatabaseError. */
export async function readLegB(leg: LegB): Promise<DoneRows> {
  const { client, request } = leg;
  const wanted = new Map<string, ManifestRow>();
  for (const row of createdRows(leg)) wanted.set(row.address, row);
  let seen = 0;
  let wrong: string | undefined;
  await client.query({
    text: `SELECT r.address, r.ord || ' ' || pg_catalog.encode(r.sha256, 'hex')
      FROM cutter_governance.cut_change_set_affected_row r WHERE r.change_set_id = $1`,
    values: [request.changeSetId],
    onRow: ([address, found]) => {
      const row = wanted.get(String(address));
      if (row !== undefined && found === `${row.ord} ${row.sha256}`) seen += 1;
      else wrong ??= String(address);
      wanted.delete(String(address));
    },
  });
  wrong ??= wanted.keys().next().value;
  return { seen, wrong, isWhole: wrong === undefined && (await hasWords(leg)) };
}

async function hasWords(leg: LegB): Promise<boolean> {
  const { manifest, source, units, legs } = wordsOf(leg);
  const { rows } = await leg.client.query({
    text: `SELECT FROM cutter_governance.manifest_envelope e
      JOIN cutter_governance.dot_pair_signature s ON s.change_set_id = e.change_set_id
      WHERE e.change_set_id = $1 AND e.manifest_sha256 = pg_catalog.decode($2, 'hex')
        AND e.source_sha256 = pg_catalog.decode($3, 'hex') AND e.units = $4
        AND s.leg_a_sha256 = pg_catalog.decode($5, 'hex') AND s.leg_b_sha256 = pg_catalog.decode($6, 'hex')
        AND s.pair_sha256 = pg_catalog.decode($7, 'hex')`,
    values: [leg.request.changeSetId, manifest, source, units, ...legs],
  });
  return rows.length === 1;
}

function misread(address: string | undefined): Refusal {
  const what = address === undefined ? "the digests of the legs read" : `${nameUnits([address])} reads`;
  return new Refusal("UNIT_CONFLICT", {
    message: `in the record of leg B ${what} back otherwise than written; nothing was recorded`,
    expected: "the rows of the manifest that were created, and the digests over them",
    todo: "find out what the target's triggers do to these tables (docs/target.md)",
  });
}
