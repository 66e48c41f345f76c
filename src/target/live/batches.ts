// Rows in chunks: one statement a chunk, whatever the number of rows, with each answer held against its row by ordinal.
import type { DatabaseClient, Parameter, Row } from "../postgres/database-client.ts";

/** Measured with 100,000 units: smaller ones cost round trips, larger ones memory, and neither gains any more. */
const CHUNK_ROWS = 2000;
/** The server takes a value of 1 GB at most, and both sides hold a statement in memory as a whole. */
const CHUNK_BYTES = 8 * 2 ** 20;

export interface ChunkStatement {
  readonly text: string;
  readonly values: readonly Parameter[];
}

/**
 * Chunks of a list, in order, none of them empty. `bytesOf` says what an item takes on its way: a chunk ends before it would
 * take more than a statement should, and an item that alone takes more has a chunk to itself.
 */
export function* chunksOf<Item>(
  items: Iterable<Item>,
  bytesOf: (item: Item) => number = () => 0,
): Generator<readonly Item[], void, undefined> {
  let chunk: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    const more = bytesOf(item);
    if (chunk.length > 0 && (chunk.length === CHUNK_ROWS || bytes + more > CHUNK_BYTES)) {
      yield chunk;
      chunk = [];
      bytes = 0;
    }
    chunk.push(item);
    bytes += more;
  }
  if (chunk.length > 0) yield chunk;
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
