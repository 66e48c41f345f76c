// B7's pure part, in a process of its own: the runs are in memory, and either judged by the evidence room, one after the other
// and each forgotten, or only hashed. Neither git nor a disk is asked.
import { hash } from "node:crypto";
import { verifyRun } from "../../src/evidence/verify.ts";
import type { RecordedFiles } from "../../src/model/ports.ts";
import { answerTurns } from "./child.ts";
import { secondsSince } from "./measure.ts";
import { hashedIn, readRuns } from "./verified-runs.ts";

export interface VerifyQuestion {
  readonly directory: string;
  readonly work: "verify" | "hash";
}

let kept: readonly RecordedFiles[] | undefined;

function turn({ directory, work }: VerifyQuestion): number {
  kept ??= readRuns(directory);
  const started = process.hrtime.bigint();
  for (const files of kept) {
    if (work === "hash") for (const bytes of hashedIn(files)) hash("sha256", bytes);
    else if (verifyRun({ files, heads: [], earlier: [] }).verdict !== "intact")
      throw new Error(`${files.run} is not intact`);
  }
  return secondsSince(started);
}

answerTurns(async (question) => Promise.resolve(turn(question as VerifyQuestion)));
