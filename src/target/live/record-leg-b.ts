// Leg B in the database: what leg A made, written down in the governance tables, with a digest over each leg and the pair.
import type { ActuatorContext, ChangeSetRequest, IuCreateResult } from "../../model/effect.ts";
import { sha256Hex } from "../../model/digest.ts";
import type { ManifestRow } from "../../model/generated/manifest-row.ts";
import { legASha256, legBSha256, pairSha256 } from "../leg-digests.ts";
import type { DatabaseClient } from "../postgres/database-client.ts";
import { chunksOf } from "./batches.ts";

export interface LegB {
  readonly client: DatabaseClient;
  readonly context: ActuatorContext;
  readonly request: ChangeSetRequest;
  /** What leg A answered for each row. */
  readonly cut: readonly IuCreateResult[];
}

/** Rejects with a DatabaseError. */
export async function recordLegB({ client, context, request, cut }: LegB): Promise<void> {
  const { changeSetId } = request;
  const { manifest, source } = context;
  const created = manifest.rows.filter((_row, index) => cut[index]?.status === "created");
  for (const chunk of chunksOf(created)) await insertAffected(client, changeSetId, chunk);
  await client.query({
    text: `INSERT INTO cutter_governance.manifest_envelope (change_set_id, manifest_sha256, source_sha256, units)
      VALUES ($1, pg_catalog.decode($2, 'hex'), pg_catalog.decode($3, 'hex'), $4)`,
    values: [changeSetId, manifest.sha256, sha256Hex(source), manifest.rows.length],
  });
  const [legA, legB] = [legASha256(cut), legBSha256(created)];
  await client.query({
    text: `INSERT INTO cutter_governance.dot_pair_signature (change_set_id, leg_a_sha256, leg_b_sha256, pair_sha256)
      VALUES ($1, pg_catalog.decode($2, 'hex'), pg_catalog.decode($3, 'hex'), pg_catalog.decode($4, 'hex'))`,
    values: [changeSetId, legA, legB, pairSha256(legA, legB)],
  });
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
