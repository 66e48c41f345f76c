// Enactment in the database: one review decision, and fn_iu_enact for every unit of the manifest. One answer other than the
// promised one, and the whole transaction is rolled back.
import { Refusal } from "../../diagnostics/refusal.ts";
import type { ActuatorContext, EnactBatchResult, EnactRequest } from "../../model/effect.ts";
import type { DatabaseClient } from "../postgres/database-client.ts";
import { chunksOf, queryByOrdinal } from "./batches.ts";
import { quoteName } from "./quote-name.ts";

export interface Enactment {
  readonly client: DatabaseClient;
  readonly context: ActuatorContext;
  readonly request: EnactRequest;
  readonly promised: EnactBatchResult;
  /** Called after the first chunk. */
  readonly reachMidBatch: () => Promise<void>;
}

/** Resolves with what was promised, all of it done. Rejects with a Refusal UNIT_CONFLICT, or a DatabaseError. */
export async function enactUnits(enactment: Enactment): Promise<EnactBatchResult> {
  const { client, context, request, promised } = enactment;
  await client.query({
    text: "INSERT INTO cutter_governance.review_decision (review_decision_id, change_set_id, decision, units) VALUES ($1, $2, 'approved', $3)",
    values: [request.reviewDecisionId, request.changeSetId, request.addresses.length],
  });
  const text = `SELECT r.ord, f.status FROM pg_catalog.unnest($1::text[]) WITH ORDINALITY AS r(address, ord),
    LATERAL ${quoteName(context.contract.functions.enact)}(r.address, $2, $3) AS f(status) ORDER BY r.ord`;
  let done = 0;
  for (const chunk of chunksOf(request.addresses)) {
    const values = [chunk, request.reviewDecisionId, request.changeSetId];
    const rows = await queryByOrdinal(client, { text, values }, chunk.length);
    const index = rows.findIndex(([, status], at) => status !== promised.results[done + at]?.status);
    const address = chunk[index];
    if (address !== undefined) throw refused(address, String(rows[index]?.[1]));
    if (done === 0) {
      await enactment.reachMidBatch();
      await client.query({ text: "DISCARD PLANS" });
    }
    done += chunk.length;
  }
  return promised;
}

function refused(address: string, status: string): Refusal {
  return new Refusal("UNIT_CONFLICT", {
    message: `the target answers "${status}" for the enactment of unit "${address}"; nothing was enacted`,
    expected: "every unit enacted, or unchanged where it was in force before",
    todo: "see what is in the target: reconcile diff --manifest; somebody may have written to it meanwhile",
  });
}
