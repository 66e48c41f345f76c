// What a statement must look like, field by field: the same as schemas/statement.schema.json, held against it by a test.
// Written out here because it runs for every line of every run, and ajv has its home in documents/.
import type { Predicate, Statement } from "../model/generated/statement.ts";
import type { RecordName } from "../model/phase.ts";
import { HEX_64, REASON, RESOLUTION, RESULT_SHAPES } from "./result-shape.ts";
import {
  hex,
  integer,
  list,
  matching,
  nullOr,
  oneOf,
  record,
  text,
  type Shape,
  type ShapeFault,
} from "./shape.ts";

export const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";
export const PREDICATE_TYPE = "urn:cutplan:evidence:v1";

const gitName = hex([40, 64], "40 or 64 lowercase hex digits");
const verdict = matching(/^[A-Z_]+$/, "a verdict in capitals");
const moment = matching(
  /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/,
  "a moment such as 2026-11-21T10:05:00Z",
);

const artifact = record({ name: text(), digest: record({ sha256: HEX_64, gitBlob: gitName }) });

const judgedApproval = record(
  {
    gate: oneOf(["SG_1", "SG_2", "SG_3"]),
    person: text(),
    decision: oneOf(["approve", "deny", "withdraw"]),
    sha256: HEX_64,
    signature: nullOr(record({ sha256: HEX_64 })),
    authenticity: verdict,
    binding: verdict,
    policy: verdict,
  },
  { resolution: RESOLUTION },
);

const run = record({
  id: text(),
  plan: text(),
  attempt: integer(1),
  mode: oneOf(["DRYRUN", "LIVE"]),
  graph: text(),
});

const predicateFields: Readonly<Record<keyof Predicate, Shape>> = {
  run,
  seq: integer(0),
  phase: oneOf(Object.keys(RESULT_SHAPES)),
  outcome: oneOf(["PASSED", "FAILED", "REFUSED"]),
  reasons: list(REASON),
  previous: nullOr(record({ sha256: HEX_64 })),
  source: record(
    {
      commit: gitName,
      tree: gitName,
      objectFormat: oneOf(["sha1", "sha256"]),
      ref: text(),
    },
    { trust: gitName },
  ),
  inputs: list(artifact),
  approvals: list(judgedApproval),
  approvalsTree: nullOr(gitName),
  policy: nullOr(record({ version: integer(1), sha256: HEX_64 })),
  facts: nullOr(record({ sha256: HEX_64 })),
  // Checked once the phase is known to be one.
  result: () => undefined,
  decision: record({ sha256: HEX_64 }),
  observed: record({ at: moment, tool: text(), node: text(), git: text(), host: text() }),
};

/** The fields of a predicate in the order of canonical JSON. What `result` must be depends on the phase. */
export const PREDICATE_FIELDS: readonly (readonly [string, Shape])[] = Object.entries(predicateFields).sort(
  ([a], [b]) => (a < b ? -1 : 1),
);

export const SUBJECT = list(artifact, { minimum: 1, maximum: 1 });

const statement = record({
  _type: oneOf([STATEMENT_TYPE]),
  subject: SUBJECT,
  predicateType: oneOf([PREDICATE_TYPE]),
  predicate: record(predicateFields),
});

/** The value as a statement, or the first thing that keeps it from being one. Keys must stand in canonical order. */
export function checkStatement(value: unknown): { readonly statement: Statement } | ShapeFault {
  const fault = statement(value);
  if (fault !== undefined) return fault;
  const checked = value as Statement;
  const found = resultFault(checked.predicate.phase, checked.predicate.result);
  return found ?? { statement: checked };
}

function resultFault(phase: RecordName, result: unknown): ShapeFault | undefined {
  const fault = RESULT_SHAPES[phase](result);
  if (fault === undefined) return undefined;
  const joint = fault.path === "" ? "" : ".";
  return { ...fault, path: `predicate.result${joint}${fault.path}` };
}
