// The runs below a folder as files in memory, for B7.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { RecordedFiles } from "../../src/model/ports.ts";

const NOTHING = new Uint8Array();

export function readRuns(directory: string): readonly RecordedFiles[] {
  const root = path.join(directory, "runs");
  return readdirSync(root).flatMap((plan) =>
    readdirSync(path.join(root, plan)).map((run) => {
      const read = (name: string): Uint8Array => readFileSync(path.join(root, plan, run, name));
      return {
        plan,
        run,
        evidence: read("evidence.jsonl"),
        torn: NOTHING,
        attestations: NOTHING,
        facts: read("facts.json"),
        report: read("report.md"),
      };
    }),
  );
}

/** What verify takes the SHA-256 of; it reads the reports, too. */
export function hashedIn({ evidence, facts = NOTHING }: RecordedFiles): readonly Uint8Array[] {
  return [evidence, facts];
}

export function readHashedFiles(directory: string): readonly Uint8Array[] {
  return readRuns(directory).flatMap(hashedIn);
}
