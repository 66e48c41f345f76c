// Leg A in the database: the change set, and fn_iu_create for every row of the manifest; then every digest is read back. One
// answer other than the promised one, and the whole transaction is rolled back.
import { Refusal } from "../../diagnostics/refusal.ts";
import type { ActuatorContext, CutLegARequest, IuCreateResult } from "../../model/effect.ts";
import type { ManifestRow } from "../../model/generated/manifest-row.ts";
import type { DatabaseClient } from "../postgres/database-client.ts";
import { chunksOf, queryByOrdinal, type ChunkStatement } from "./batches.ts";
import { nameUnits } from "./name-units.ts";
import type { DoneRows } from "./phase-work.ts";
import { quoteName } from "./quote-name.ts";

export interface CutLegA {
  readonly client: DatabaseClient;
  readonly context: ActuatorContext;
  readonly request: CutLegARequest;
  /** What the simulation answers for each row. */
  readonly promised: readonly IuCreateResult[];
  /** Called after the first chunk. */
  readonly reachMidBatch: () => Promise<void>;
}

/** Resolves with what was promised, all of it done. Rejects with a Refusal UNIT_CONFLICT, or a DatabaseError. */
export async function cutLegA(cut: CutLegA): Promise<readonly IuCreateResult[]> {
  const { client, context, request, promised } = cut;
  await client.query({
    text: "INSERT INTO cutter_governance.cut_change_set (change_set_id, run_id, document_id, prefix, units) VALUES ($1, $2, $3, $4, $5)",
    values: [
      request.changeSetId,
      context.run,
      context.documentId,
      context.prefix,
      request.cutplanRows.length,
    ],
  });
  let done = 0;
  for (const chunk of chunksOf(request.cutplanRows, bytesOf)) {
    const rows = await queryByOrdinal(client, createStatement(cut, chunk), chunk.length);
    const from = done;
    const refused = chunk.filter((_row, index) => rows[index]?.[1] !== promised[from + index]?.status);
    if (refused.length > 0)
      throw conflict(refused, String(rows[chunk.findIndex((row) => row === refused[0])]?.[1]));
    if (done === 0) await settleFirstChunk(cut);
    done += chunk.length;
  }
  const { isWhole, wrong } = await readCut(cut);
  if (!isWhole) throw misread(wrong);
  return promised;
}

/**
 * On a table that was empty when they were made, the kept plans of the foreign keys' checks scan it from end to end: they are
 * made anew once there are rows.
 */
async function settleFirstChunk({ client, reachMidBatch }: CutLegA): Promise<void> {
  await reachMidBatch();
  await client.query({ text: "DISCARD PLANS" });
}

function bytesOf({ startByte, endByte }: ManifestRow): number {
  return endByte - startByte;
}

/** The texts go over in one piece, one after the other wherever they stand in the source, and are cut apart by the server. */
function createStatement({ context, request }: CutLegA, chunk: readonly ManifestRow[]): ChunkStatement {
  const texts = chunk.map(({ startByte, endByte }) => context.source.subarray(startByte, endByte));
  let start = 1;
  const starts = texts.map(({ length }) => (start += length) - length);
  return {
    text: `SELECT r.ord, f.status
      FROM ROWS FROM (pg_catalog.unnest($1::text[]), pg_catalog.unnest($2::text[]), pg_catalog.unnest($3::text[]),
        pg_catalog.unnest($4::int[]), pg_catalog.unnest($5::int[]), pg_catalog.unnest($6::text[]))
        WITH ORDINALITY AS r(address, parent, title, start, length, sha256, ord),
      LATERAL ${quoteName(context.contract.functions.create)}(r.address, $8, r.parent, r.title,
        pg_catalog.substring($7::bytea, r.start, r.length), pg_catalog.decode(r.sha256, 'hex'), $9) AS f(status)
      ORDER BY r.ord`,
    values: [
      chunk.map(({ address }) => address),
      chunk.map(({ parent }) => parent),
      chunk.map(({ title }) => title),
      starts,
      texts.map(({ length }) => length),
      chunk.map(({ sha256 }) => sha256),
      Buffer.concat(texts),
      context.documentId,
      request.changeSetId,
    ],
  };
}

/** Every version that this change set made, by the digest of the bytes that lie there now. Rejects with a DatabaseError. */
export async function readCut({
  client,
  context,
  request,
  promised,
}: Omit<CutLegA, "reachMidBatch">): Promise<DoneRows> {
  const wanted = new Map<string, string>();
  const created = request.cutplanRows.values().filter((_row, index) => promised[index]?.status === "created");
  for (const { address, sha256 } of created) wanted.set(address, sha256);
  let seen = 0;
  let wrong: string | undefined;
  await client.query({
    text: `SELECT v.address, pg_catalog.encode(v.sha256, 'hex'), pg_catalog.encode(pg_catalog.sha256(v.body), 'hex')
      FROM public.unit_version v WHERE v.change_set_id = $1`,
    values: [request.changeSetId],
    onRow: ([address, kept, found]) => {
      const expected = wanted.get(String(address));
      if (expected === undefined || kept !== expected || found !== expected) wrong ??= String(address);
      else seen += 1;
      wanted.delete(String(address));
    },
  });
  wrong ??= wanted.keys().next().value;
  return { seen, wrong, isWhole: wrong === undefined && (await hasChangeSet(client, context, request)) };
}

async function hasChangeSet(
  client: DatabaseClient,
  { run }: ActuatorContext,
  { changeSetId, cutplanRows }: CutLegARequest,
): Promise<boolean> {
  const { rows } = await client.query({
    text: "SELECT FROM cutter_governance.cut_change_set c WHERE c.change_set_id = $1 AND c.run_id = $2 AND c.units = $3",
    values: [changeSetId, run, cutplanRows.length],
  });
  return rows.length === 1;
}

function conflict(rows: readonly ManifestRow[], status: string): Refusal {
  const units = nameUnits(rows.map(({ address }) => address));
  return new Refusal("UNIT_CONFLICT", {
    message: `the target answers "${status}", and not as promised, for ${units}; nothing was created`,
    expected: "every unit created, or unchanged where the facts have it",
    todo: "see what is in the target: reconcile diff --manifest; somebody may have written to it meanwhile",
  });
}

function misread(address: string | undefined): Refusal {
  const what = address === undefined ? "the change set" : nameUnits([address]);
  return new Refusal("UNIT_CONFLICT", {
    message: `${what} reads back otherwise than it was written; nothing was created`,
    expected: "the bytes of the source, with the digest of the manifest",
    todo: "find out what the target's functions and triggers do to a text on its way (docs/target.md)",
  });
}
