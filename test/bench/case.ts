// What a case of the benchmark is: it is handed a folder and says which tools there are, and hands over rows as it measures.
import path from "node:path";
import type { Goal } from "./goals.ts";
import type { Command } from "./measure.ts";
import type { Peer, Row } from "./record.ts";
import { takeTurns, type Turn } from "./take-turns.ts";
import type { Tool } from "./tools.ts";

export interface Bench {
  /** Empty, and removed afterwards. */
  readonly folder: string;
  readonly has: (tool: Tool) => boolean;
  /** The sizes themselves, or smaller ones where it is only to be seen that the benchmark works. */
  readonly sizes: (full: readonly number[]) => readonly number[];
  readonly measure: (question: Question) => Promise<void>;
}

export interface BenchCase {
  readonly name: string;
  readonly title: string;
  /** Whether growth is looked at, and drawn. */
  readonly grows: boolean;
  readonly run: (bench: Bench) => Promise<void>;
}

/** One thing at one size. */
export interface Question extends Pick<Row, "what" | "size" | "sourceMb"> {
  readonly own: Turn;
  /** By name; undefined where its tool is missing. */
  readonly peers?: Readonly<Record<string, Turn | undefined>>;
  readonly goals?: readonly Goal[];
  /** That count; there is one before them that does not. */
  readonly rounds: number;
  /** Whether all of this ran before, at a smaller size: then there is no round that does not count. */
  readonly isWarm?: boolean;
}

const MAIN = path.join(import.meta.dirname, "../../dist/src/main.js");

/** The built program, as it is installed: that is what users wait for. */
export function reconcile(
  cwd: string,
  args: readonly string[],
  nodeOptions: readonly string[] = [],
): Command {
  return { file: process.execPath, args: [...nodeOptions, MAIN, ...args], cwd };
}

/** Measures the thing and its peers in turns. Where it is the goal that it ends at all, it may fail: then it has no runs. */
export async function measureRow({
  own,
  peers = {},
  goals = [],
  rounds,
  isWarm = false,
  ...row
}: Question): Promise<Row> {
  const present = Object.entries(peers).flatMap(([name, turn]) =>
    turn === undefined ? [] : [{ name, turn }],
  );
  const taken = takeTurns([own, ...present.map(({ turn }) => turn)], {
    uncounted: isWarm ? 0 : 1,
    counted: rounds,
  });
  const mayFail = goals.some(({ kind }) => kind === "ends");
  const [samples = { seconds: [] }, ...others] = await (mayFail ? taken.catch(() => []) : taken);
  const beside = others.map((found, index): Peer => ({ name: present[index]?.name ?? "", samples: found }));
  return { ...row, own: samples, peers: beside, goals };
}
