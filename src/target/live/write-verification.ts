// The verification in the database, by the role that did not write: every unit of the manifest is read back, and the counts
// are written down.
import type { ActuatorContext, ChangeSetRequest, VerifyResult } from "../../model/effect.ts";
import type { DatabaseClient } from "../postgres/database-client.ts";
import { chunksOf, queryByOrdinal } from "./batches.ts";
import type { DoneRows } from "./phase-work.ts";

export interface Verification {
  readonly client: DatabaseClient;
  readonly context: ActuatorContext;
  readonly request: ChangeSetRequest;
}

/** Resolves with what was found, matched or not. Rejects with a DatabaseError. */
export async function writeVerification({ client, context, request }: Verification): Promise<VerifyResult> {
  const { rows } = context.manifest;
  let matched = 0;
  for (const chunk of chunksOf(rows)) {
    const found = await queryByOrdinal(
      client,
      { text: NEWEST, values: [chunk.map(({ address }) => address)] },
      chunk.length,
    );
    // Where only a digest was handed over there is no text to be hashed.
    matched += found.filter(
      ([, kept, hashed], index) => kept === chunk[index]?.sha256 && (hashed === null || hashed === kept),
    ).length;
  }
  const counts = { checked: rows.length, matched, mismatched: rows.length - matched };
  await client.query({
    text: "INSERT INTO cutter_governance.verify_result (change_set_id, checked, matched, mismatched) VALUES ($1, $2, $3, $4)",
    values: [request.changeSetId, counts.checked, counts.matched, counts.mismatched],
  });
  return Object.freeze({ changeSetId: request.changeSetId, ...counts });
}

const NEWEST = `SELECT a.ord, pg_catalog.encode(v.sha256, 'hex'), pg_catalog.encode(pg_catalog.sha256(v.body), 'hex')
  FROM pg_catalog.unnest($1::text[]) WITH ORDINALITY AS a(address, ord)
  LEFT JOIN LATERAL (SELECT u.sha256, u.body FROM public.unit_version u
    WHERE u.address = a.address ORDER BY u.version DESC LIMIT 1) v ON true
  ORDER BY a.ord`;

/** Verification results of the change set that are there. Rejects with a DatabaseError. */
export async function countVerifications(
  client: DatabaseClient,
  { changeSetId }: ChangeSetRequest,
): Promise<number> {
  const { rows } = await client.query({
    text: "SELECT pg_catalog.count(*) FROM cutter_governance.verify_result WHERE change_set_id = $1",
    values: [changeSetId],
  });
  return Number(rows[0]?.[0]);
}

/** The result that is there, against the one that was promised. Rejects with a DatabaseError. */
export async function readVerification(
  client: DatabaseClient,
  { changeSetId, checked, matched, mismatched }: VerifyResult,
): Promise<DoneRows> {
  const { rows } = await client.query({
    text: `SELECT r.checked, r.matched, r.mismatched FROM cutter_governance.verify_result r WHERE r.change_set_id = $1`,
    values: [changeSetId],
  });
  const [found = []] = rows;
  const isWhole = found.map(Number).join() === [checked, matched, mismatched].join();
  return { seen: Number(found[1] ?? 0), isWhole };
}
