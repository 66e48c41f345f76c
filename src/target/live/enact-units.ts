// Enactment in the database: one review decision, and fn_iu_enact for every unit of the manifest; then the units are read
// back. One answer other than the promised one, and the whole transaction is rolled back.
import { Refusal } from "../../diagnostics/refusal.ts";
import type { ActuatorContext, EnactBatchResult, EnactRequest } from "../../model/effect.ts";
import type { DatabaseClient } from "../postgres/database-client.ts";
import { chunksOf, queryByOrdinal } from "./batches.ts";
import { nameUnits } from "./name-units.ts";
import type { DoneRows } from "./phase-work.ts";
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
    const from = done;
    const wrong = rows.flatMap(([, status], at) =>
      status === promised.results[from + at]?.status ? [] : [{ address: chunk[at] ?? "", status }],
    );
    if (wrong.length > 0)
      throw refused(
        wrong.map(({ address }) => address),
        `answers "${String(wrong[0]?.status)}"`,
      );
    if (done === 0) {
      await enactment.reachMidBatch();
      await client.query({ text: "DISCARD PLANS" });
    }
    done += chunk.length;
  }
  const { isWhole, wrong } = await readEnacted(enactment);
  if (!isWhole) throw refused(wrong === undefined ? [] : [wrong], "reads back otherwise");
  return promised;
}

/** Every unit that this decision put into force, as it stands now. Rejects with a DatabaseError. */
export async function readEnacted({
  client,
  request,
  promised,
}: Omit<Enactment, "reachMidBatch">): Promise<DoneRows> {
  const wanted = new Set(
    promised.results.filter(({ status }) => status === "enacted").map(({ address }) => address),
  );
  let seen = 0;
  let wrong: string | undefined;
  await client.query({
    text: `SELECT l.address, u.lifecycle FROM public.iu_lifecycle_log l
      LEFT JOIN public.information_unit u ON u.address = l.address WHERE l.review_decision_id = $1`,
    values: [request.reviewDecisionId],
    onRow: ([address, lifecycle]) => {
      if (wanted.delete(String(address)) && lifecycle === "enacted") seen += 1;
      else wrong ??= String(address);
    },
  });
  wrong ??= wanted.values().next().value;
  return { seen, wrong, isWhole: wrong === undefined && (await hasDecision(client, request)) };
}

async function hasDecision(
  client: DatabaseClient,
  { reviewDecisionId, changeSetId, addresses }: EnactRequest,
): Promise<boolean> {
  const { rows } = await client.query({
    text: `SELECT FROM cutter_governance.review_decision d
      WHERE d.review_decision_id = $1 AND d.change_set_id = $2 AND d.decision = 'approved' AND d.units = $3`,
    values: [reviewDecisionId, changeSetId, addresses.length],
  });
  return rows.length === 1;
}

function refused(addresses: readonly string[], what: string): Refusal {
  const whose = addresses.length === 0 ? "the review decision" : nameUnits(addresses);
  return new Refusal("UNIT_CONFLICT", {
    message: `at the enactment of ${whose} the target ${what}, and not as promised; nothing was enacted`,
    expected: "every unit enacted, or unchanged where it was in force before",
    todo: "see what is in the target: reconcile diff --manifest; somebody may have written to it meanwhile",
  });
}
