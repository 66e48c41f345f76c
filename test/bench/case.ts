// What a case of the benchmark answers with: rows that stand beside each other in one table.
import path from "node:path";
import type { Command, Measured } from "./measure.ts";

export interface Row {
  readonly what: string;
  readonly cutplan: Measured;
  /** Undefined where the peer is not installed; then `peer` says so. */
  readonly against: Measured | undefined;
  readonly peer: string;
  /** The goal in words, and whether this row meets it; undefined where it says nothing about it. */
  readonly goal: string;
  readonly met: boolean | undefined;
}

export interface BenchCase {
  readonly name: string;
  readonly run: (folder: string) => Promise<readonly Row[]> | readonly Row[];
}

const MAIN = path.join(import.meta.dirname, "../../dist/src/main.js");

/** The built program, as it is installed: that is what users wait for. */
export function reconcile(cwd: string, args: readonly string[]): Command {
  return { file: process.execPath, args: [MAIN, ...args], cwd };
}
