// What the sandbox holds against what the run's record foretells, row by row in all nine tables. Says where they differ and
// never what stands there.
import { parseFacts } from "../../model/facts-file.ts";
import type { Facts } from "../../model/generated/facts.ts";
import { totalsOf } from "../../model/governed-tables.ts";
import type { MutatingPhase } from "../../model/phase.ts";
import { changeSetOf } from "../../phases/phase.ts";
import { stepsDone } from "../../phases/steps-done.ts";
import { canonicalText } from "../../model/canonical-json.ts";
import type { SoundPlan } from "../../reconcile/plan-work.ts";
import { GOVERNED_TABLES } from "../../target/governed-columns.ts";
import { rowsAfter, type predictRows } from "../../target/predict-rows.ts";
import type { GovernedRows } from "../../target/sandbox/read-governed-rows.ts";
import { readRecordedRun, type RecordedRun } from "../demo/recorded-run.ts";
import type { Stage } from "../demo/stage.ts";

export interface Comparison {
  /** The changes that the run's record has as done. */
  readonly done: readonly MutatingPhase[];
  readonly rows: number;
  /** The first row of each table that is not as foretold; empty where every row is. */
  readonly differences: readonly string[];
  /** The totals that post_verify put on record; undefined before it. */
  readonly totalsAgree: boolean | undefined;
}

export interface RowsQuestion {
  readonly stage: Stage;
  readonly sound: SoundPlan;
  readonly before: GovernedRows;
  readonly now: GovernedRows;
  readonly predictRows: typeof predictRows;
}

/** Compares with what the steps on record lead to, and nothing but these. */
export async function compareRows({
  stage,
  sound,
  before,
  now,
  predictRows,
}: RowsQuestion): Promise<Comparison> {
  const recorded = await readRecordedRun(stage, sound.plan);
  const statements = recorded.lines.map(({ statement }) => statement);
  const done = stepsDone(statements);
  const run = { id: recorded.run };
  const foretold = predictRows({
    run: run.id,
    documentId: sound.document.spec.source.documentId,
    prefix: sound.document.spec.cut.prefix,
    source: sound.source.bytes,
    manifest: sound.manifest,
    changeSetId: changeSetOf({ run }),
    reviewDecisionId: `rd-${run.id}`,
    facts: await readPinnedFacts(stage, recorded),
    done,
  });
  return {
    done,
    rows: GOVERNED_TABLES.reduce((sum, table) => sum + now[table].length, 0),
    differences: GOVERNED_TABLES.flatMap((table) => {
      const expected = [...rowsAfter(table, before[table], foretold(table))];
      const found = now[table];
      const index = Math.max(expected.length, found.length);
      const first = Array.from({ length: index }).findIndex((_, at) => !isSame(expected[at], found[at]));
      if (first === -1) return [];
      return [`${table} from row ${first + 1} on, ${found.length} rows for ${expected.length}`];
    }),
    totalsAgree: totalsAgree(recorded, now),
  };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function readPinnedFacts(stage: Stage, { folder }: RecordedRun): Promise<Facts> {
  const facts = parseFacts(await stage.read(`${folder}/facts.json`));
  if (facts === undefined) throw new Error("the scratch run's facts cannot be read back");
  return facts;
}

function totalsAgree({ lines }: RecordedRun, now: GovernedRows): boolean | undefined {
  const verified = lines.findLast(({ statement }) => statement.predicate.phase === "post_verify");
  const totals = verified?.statement.predicate.result["totals"];
  if (typeof totals !== "object" || totals === null) return undefined;
  const counted = canonicalText(totalsOf((table) => now[table].length));
  const { after, predicted } = totals as Readonly<Record<string, unknown>>;
  return canonicalText(after) === counted && canonicalText(predicted) === counted;
}
