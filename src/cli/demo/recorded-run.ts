// The demo's one run as it lies on disk: read anew by each scene that tells something of it.
import { readdir } from "node:fs/promises";
import path from "node:path";
import { sha256Hex } from "../../model/digest.ts";
import type { Statement } from "../../model/generated/statement.ts";
import { PLAN } from "./documents.ts";
import { unexpected } from "./require-seen.ts";
import type { Stage } from "./stage.ts";

export interface RecordedLine {
  /** Without its newline. */
  readonly bytes: Buffer;
  readonly sha256: string;
  readonly statement: Statement;
}

export interface RecordedRun {
  readonly run: string;
  /** From the root of the repository, without a slash at the end. */
  readonly folder: string;
  readonly lines: readonly RecordedLine[];
  readonly last: RecordedLine;
}

/** Rejects with a Refusal DEMO_FAILED where there is not exactly one run of the plan with something on record. */
export async function readRecordedRun(stage: Stage, plan = PLAN): Promise<RecordedRun> {
  const runs = await readdir(path.join(stage.root, "runs", plan));
  const [run = ""] = runs;
  const folder = `runs/${plan}/${run}`;
  const text = runs.length === 1 ? await stage.read(`${folder}/evidence.jsonl`) : Buffer.alloc(0);
  const lines = text
    .toString()
    .split("\n")
    .slice(0, -1)
    .map((line) => ({
      bytes: Buffer.from(line),
      sha256: sha256Hex(line),
      statement: JSON.parse(line) as Statement,
    }));
  const last = lines.at(-1);
  if (last === undefined) throw unexpected(`${runs.length} runs on record`, "one run, with statements");
  return { run, folder, lines, last };
}
