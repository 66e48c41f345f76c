// Where two decisions part: the record's and the one that was made again. Names the field and both values, judges nothing.
import { canonicalText } from "../model/canonical-json.ts";
import type { Predicate } from "../model/generated/statement.ts";

/** The first field in which a decision made again differs from the one on record. */
export interface DecisionDifference {
  readonly seq: number;
  readonly phase: string;
  /** `result.units`, with dots; the values as canonical JSON. */
  readonly field: string;
  readonly recorded: string;
  readonly replayed: string;
}

const NOT_DECIDED: ReadonlySet<string> = new Set(["decision", "observed", "previous"]);

/** The first field, in the order of their names, that differs; there is one, as the digests differ. */
export function firstDifference(recorded: Predicate, replayed: object): DecisionDifference {
  const path = differingPath(decided(recorded), decided(replayed)) ?? [];
  return {
    seq: recorded.seq,
    phase: recorded.phase,
    field: path.join("."),
    recorded: show(path.reduce(partOf, recorded)),
    replayed: show(path.reduce(partOf, replayed)),
  };
}

function decided(predicate: object): object {
  return Object.fromEntries(Object.entries(predicate).filter(([key]) => !NOT_DECIDED.has(key)));
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : canonicalText(value);
}

function partOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === "object" && value !== null ? Object.keys(value) : [];
}

/** The way to the first part that differs; undefined where none does. */
function differingPath(one: unknown, other: unknown): readonly string[] | undefined {
  if (show(one) === show(other)) return undefined;
  const keys = [...new Set([...keysOf(one), ...keysOf(other)])].sort();
  for (const key of keys) {
    const below = differingPath(partOf(one, key), partOf(other, key));
    if (below !== undefined) return [key, ...below];
  }
  return [];
}
