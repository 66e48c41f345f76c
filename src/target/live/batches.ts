// Rows in chunks: one statement a chunk, whatever the number of rows, with each answer held against its row by ordinal.
import type { DatabaseClient, Parameter, Row } from "../postgres/database-client.ts";

/** Measured with 100,000 units: smaller ones cost round trips, larger ones memory, and neither gains any more. */
const CHUNK_ROWS = 2000;

export interface ChunkStatement {
  readonly text: string;
  readonly values: readonly Parameter[];
}

/** Chunks of a list, in order, none of them empty. */
export function* chunksOf<Item>(items: readonly Item[]): Generator<readonly Item[], void, undefined> {
  for (let from = 0; from < items.length; from += CHUNK_ROWS) yield items.slice(from, from + CHUNK_ROWS);
}

/**
 * Runs a statement that answers one row an item: its ordinal from 1, and what came of it. Answers the second columns in the
 * items' order; that each ordinal is there once is our own statement's duty, and anything else a bug.
 */
export async function queryByOrdinal(
  client: DatabaseClient,
  statement: ChunkStatement,
  length: number,
): Promise<readonly Row[]> {
  const { rows } = await client.query(statement);
  const isInOrder = rows.length === length && rows.every(([ord], index) => Number(ord) === index + 1);
  if (!isInOrder) throw new Error(`a chunk of ${length} rows was answered with others`);
  return rows;
}
