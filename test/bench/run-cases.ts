// Runs cases one after another, each in a folder of its own. One that fails does not stop those after it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { measureRow, type BenchCase } from "./case.ts";
import { secondsSince } from "./measure.ts";
import type { CaseResult, Row } from "./record.ts";
import { isNeeded, TOOL_NAMES, type Tool } from "./tools.ts";

export interface Circumstances extends Pick<CaseResult, "date" | "load"> {
  readonly tools: ReadonlyMap<Tool, string>;
  /** By what the sizes are divided. Goals are about the full sizes only. */
  readonly divisor: number;
  /** Called when a row was measured, with all of its case so far. */
  readonly onRow: (row: Row, rows: readonly Row[]) => void;
}

export interface Outcome {
  /** How long the whole of it took, with what it was prepared by. */
  readonly seconds: number;
  /** What was measured until it ended. */
  readonly result: CaseResult;
  /** Why it ended early; undefined where it did not. */
  readonly error: string | undefined;
}

export async function runCase(one: BenchCase, circumstances: Circumstances): Promise<Outcome> {
  const { tools, divisor, onRow, date, load } = circumstances;
  const folder = mkdtempSync(path.join(tmpdir(), "cutplan-bench-"));
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  process.once("exit", remove);
  const started = process.hrtime.bigint();
  const rows: Row[] = [];
  let error: string | undefined;
  try {
    await one.run({
      folder,
      has: (tool) => tools.has(tool),
      sizes: (full) => full.map((size) => Math.ceil(size / divisor)),
      measure: async (question) => {
        const row = await measureRow(divisor === 1 ? question : { ...question, goals: [] });
        rows.push(row);
        onRow(row, rows);
      },
    });
  } catch (thrown) {
    // If this was Ctrl-C, it was meant for the benchmark too.
    await setImmediate();
    error = thrown instanceof Error ? thrown.message : String(thrown);
  } finally {
    process.off("exit", remove);
    remove();
  }
  const missing = TOOL_NAMES.filter((tool) => isNeeded(tool, one.name) && !tools.has(tool));
  const { name, title, grows } = one;
  return { result: { name, title, date, load, grows, rows, missing }, error, seconds: secondsSince(started) };
}
