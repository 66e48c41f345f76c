// The rows that a run leaves in the nine tables, cell by cell, as they must read once its steps are done: what a sandbox
// compares with. Derived one by one as they are asked for; nothing is kept.
import type { Facts } from "../model/generated/facts.ts";
import type { ManifestRow } from "../model/generated/manifest-row.ts";
import type { GovernedTable } from "../model/governed-tables.ts";
import type { MutatingPhase } from "../model/phase.ts";
import { compareKeys, GOVERNED_COLUMNS } from "./governed-columns.ts";
import type { PredictedRow, RunWords, StepEffect } from "./simulated-steps.ts";
import { SimulatedTables } from "./simulated-tables.ts";

export interface RowsPrediction extends RunWords {
  /** The facts that the run is pinned to. */
  readonly facts: Facts;
  /** The run's steps that the target holds, in order. */
  readonly done: readonly MutatingPhase[];
}

/**
 * Answers, for each table, the rows that the steps add or change, sorted by primary key: text bytewise, integers as such.
 * Columns are those of GOVERNED_COLUMNS; a row that was there before has undefined in the cells that the run leaves alone.
 * Throws a Refusal like predictFacts.
 */
export function predictRows(prediction: RowsPrediction): (table: GovernedTable) => Iterable<PredictedRow> {
  const tables = new SimulatedTables(prediction);
  for (const step of prediction.done) tables.take(step);
  return (table) => rowsOf(table, tables, prediction);
}

function* rowsOf(
  table: GovernedTable,
  tables: SimulatedTables,
  words: RunWords,
): Generator<PredictedRow, void, undefined> {
  const effects = tables.effects();
  for (const { adds } of effects) {
    const row = adds[table];
    if (row !== undefined) yield row(words, tables);
  }
  const perUnit = effects.filter(
    (effect) => (effect.eachAdds[table] ?? effect.eachChanges[table]) !== undefined,
  );
  if (perUnit.length === 0) return;
  const isByAddress = GOVERNED_COLUMNS[table].key[0] === "address";
  for (const unit of isByAddress ? tables.rowsByAddress() : words.manifest.rows) {
    const own = perUnit.filter((effect) => tables.touches(effect, unit));
    yield* statesOf(own, { table, unit, words });
  }
}

interface UnitPlace {
  readonly table: GovernedTable;
  readonly unit: ManifestRow;
  readonly words: RunWords;
}

/** The unit's rows in the table as the last of the steps leaves them: a change is of the row that was added last. */
function* statesOf(
  effects: readonly StepEffect[],
  { table, unit, words }: UnitPlace,
): Generator<PredictedRow, void, undefined> {
  let state: PredictedRow | undefined;
  for (const { eachAdds, eachChanges } of effects) {
    const added = eachAdds[table]?.(unit, words);
    if (added !== undefined && state !== undefined) yield state;
    state = added ?? state;
    const change = eachChanges[table]?.(unit, words);
    if (change !== undefined) state = overlay(state, change);
  }
  if (state !== undefined) yield state;
}

type KnownRow = readonly (string | null)[];

/**
 * The table's whole content after a run: the rows that were there before, with what the prediction adds and changes. Both
 * are sorted by key, and so is the answer.
 */
export function* rowsAfter(
  table: GovernedTable,
  before: Iterable<KnownRow>,
  predicted: Iterable<PredictedRow>,
): Generator<PredictedRow, void, undefined> {
  const compare = compareKeys(table);
  const changes = Iterator.from(predicted);
  let change = changes.next();
  for (const row of before) {
    while (change.done !== true && compare(change.value, row) < 0) {
      yield change.value;
      change = changes.next();
    }
    if (change.done !== true && compare(change.value, row) === 0) {
      yield overlay(row, change.value);
      change = changes.next();
    } else yield row;
  }
  for (; change.done !== true; change = changes.next()) yield change.value;
}

/** What is changed has the say, all else is as it was. */
function overlay(before: PredictedRow | undefined, change: PredictedRow): PredictedRow {
  return change.map((cell, column) => (cell === undefined ? before?.[column] : cell));
}
