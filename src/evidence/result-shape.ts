// What `result` must look like in a statement of each phase, gate and ending: the same as schemas/statement.schema.json,
// held against it by a test. What a result means is decided in phases/.
import type { RecordName } from "../model/phase.ts";
import {
  hex,
  integer,
  isObject,
  list,
  matching,
  nullOr,
  oneOf,
  orEmpty,
  record,
  text,
  type Shape,
} from "./shape.ts";

export const HEX_64 = hex([64], "64 lowercase hex digits");
export const REASON = matching(/^[A-Z][A-Z0-9_]*$/, "a code in capitals");
export const RESOLUTION = oneOf(["accept", "compensate"]);

const verdict = matching(/^[A-Z_]+$/, "a verdict in capitals");
const count = integer(0);
const flag = oneOf([true, false]);
const driver = oneOf(["postgres", "embedded", "memory"]);
const lifecycle = oneOf(["draft", "enacted", "retired"]);

const totals = record({
  "public.information_unit": count,
  "public.unit_version": count,
  "public.iu_lifecycle_log": count,
  "cutter_governance.cut_change_set": count,
  "cutter_governance.cut_change_set_affected_row": count,
  "cutter_governance.manifest_envelope": count,
  "cutter_governance.review_decision": count,
  "cutter_governance.verify_result": count,
  "cutter_governance.dot_pair_signature": count,
});

const some = matching(/./su, "some text");
const grantFault = record({
  fault: oneOf(["MISSING", "TOO_MUCH", "UNSAFE"]),
  role: some,
  privilege: some,
  object: some,
  mend: some,
});
const grants = record(
  {
    cutter_exec_execute_canonical_fns: flag,
    cutter_verify_select_insert_verify_result: flag,
    directus_select_review_decision: flag,
    no_public_execute_leak: flag,
    snapshot_sha: HEX_64,
  },
  { faults: list(grantFault, { minimum: 1, maximum: Infinity }) },
);

const conflict = record({ address: text(), expectedSha256: HEX_64, foundSha256: HEX_64, lifecycle });

const gateFields = { gate: oneOf(["SG_1", "SG_2", "SG_3"]), threshold: integer(1), counted: list(text()) };
const gate = record(gateFields);
const partialState = record({ sha256: HEX_64 });
const escalation = record({ ...gateFields, partialState }, { resolution: RESOLUTION });

const MUTATING = ["pre_write_backup", "cut_leg_a", "leg_b_record", "verify", "lifecycle_enact"];
const torn = record({
  known: record({
    phase: oneOf(MUTATING),
    reasons: list(REASON, { minimum: 1, maximum: 2 }),
    changeSetId: text(),
    units: count,
    seen: nullOr(count),
    transaction: nullOr(matching(/^[0-9]{1,20}$/, "up to 20 digits")),
  }),
  partialState,
});

const retries = list(record({ sqlstate: oneOf(["55P03", "40P01", "40001"]), waitedMs: count }), {
  minimum: 1,
  maximum: Infinity,
});

/** What a mutating phase found, or in LIVE what is known after it was torn; those two have no key in common. */
function mutation(
  fields: Readonly<Record<string, Shape>>,
  optional: Readonly<Record<string, Shape>> = {},
): Shape {
  const shape = record(fields, { ...optional, retries });
  return (value) => (isObject(value) && Object.hasOwn(value, "known") ? torn : orEmpty(shape))(value);
}

/** A phase that did not pass may have found nothing yet; gates and endings always say what they are about. */
export const RESULT_SHAPES: Readonly<Record<RecordName, Shape>> = {
  preflight: orEmpty(
    record(
      {
        killSwitch: oneOf(["off", "on"]),
        target: record({ name: text(), driver }),
        expectedUnits: integer(1),
      },
      { author: record({ person: text(), authenticity: verdict }) },
    ),
  ),
  source_pin: orEmpty(
    record({
      documentId: text(),
      sha256: HEX_64,
      bytes: count,
      lines: count,
      facts: record({ sha256: HEX_64, driver, units: count }),
    }),
  ),
  discover: orEmpty(
    record({
      role: text(),
      lifecycle: record({ draft: count, enacted: count, retired: count }),
      totals,
      grants,
      changes: record({ new: count, unchanged: count, conflict: count }),
      conflicts: list(conflict, { minimum: 0, maximum: 100 }),
    }),
  ),
  manifest: orEmpty(record({ sha256: HEX_64, units: integer(1), bytes: count, lossless: oneOf([true]) })),
  pre_write_backup: mutation(
    { kind: oneOf(["simulated", "pg_dump"]), totals, sha256: HEX_64 },
    { file: record({ bytes: integer(1), serverVersion: text(), toolVersion: text() }) },
  ),
  cut_leg_a: mutation({ changeSetId: text(), created: count, unchanged: count, rowsSha256: HEX_64 }),
  leg_b_record: mutation({
    changeSetId: text(),
    affectedRows: count,
    manifestEnvelopes: count,
    dotPairSignatures: count,
  }),
  verify: mutation({
    changeSetId: text(),
    resultsBefore: count,
    checked: count,
    matched: count,
    mismatched: count,
  }),
  lifecycle_enact: mutation({
    changeSetId: text(),
    reviewDecisionId: text(),
    enacted: count,
    unchanged: count,
    rowsSha256: HEX_64,
  }),
  post_verify: orEmpty(
    record({
      enacted: count,
      totals: record({ before: totals, after: totals, predicted: totals, equal: flag }),
    }),
  ),
  closeout: orEmpty(
    record(
      {
        units: count,
        new: count,
        unchanged: count,
        manifestSha256: HEX_64,
        changeSetId: text(),
        approvers: list(text()),
      },
      { accepted: list(oneOf(MUTATING.slice(1)), { minimum: 1, maximum: Infinity }) },
    ),
  ),
  gate_sg_1: gate,
  gate_sg_2: gate,
  gate_sg_3: escalation,
  refusal: record({ code: text(), message: text(), todo: text() }),
  superseded: record({ by: text() }),
  stale: record({ pinned: HEX_64, found: HEX_64 }),
};
