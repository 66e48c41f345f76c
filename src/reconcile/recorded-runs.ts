// The runs on record, read and folded. A run whose evidence does not hold is an answer too: it stops its own plan only.
import { Refusal } from "../diagnostics/refusal.ts";
import { readChain } from "../evidence/chain.ts";
import { sortFindings, type Finding, type FindingCode } from "../evidence/finding.ts";
import { judgeChain } from "../evidence/verify.ts";
import type { SealedStatement } from "../evidence/statement.ts";
import type { RecordedFiles, RunStore } from "../model/ports.ts";
import type { CarriedModes } from "../model/carried-modes.ts";
import type { RunState } from "../model/run.ts";
import { foldRun } from "../phases/fold-run.ts";

export interface RecordedRun {
  readonly state: RunState;
  readonly statements: readonly SealedStatement[];
  readonly files: RecordedFiles;
}

export interface RecordedRuns {
  readonly byPlan: ReadonlyMap<string, readonly RecordedRun[]>;
  /** Plans with a run that cannot be trusted, and why. */
  readonly broken: ReadonlyMap<string, Refusal>;
}

export interface RecordedStore {
  readonly store: RunStore;
  /** What the runs can have been carried out in. */
  readonly modes: CarriedModes;
}

/** The names of the runs in the store, by their plan. */
export type RunNames = ReadonlyMap<string, readonly string[]>;

export async function listRunNames(store: RunStore): Promise<RunNames> {
  const names = new Map<string, string[]>();
  for (const { plan, run } of await store.listRuns()) {
    const known = names.get(plan);
    if (known === undefined) names.set(plan, [run]);
    else known.push(run);
  }
  return names;
}

/** Reads every run of these plans. */
export async function readRecordedRuns(
  { store, modes }: RecordedStore,
  names: RunNames,
  plans: Iterable<string>,
): Promise<RecordedRuns> {
  const byPlan = new Map<string, RecordedRun[]>();
  const broken = new Map<string, Refusal>();
  for (const plan of plans) {
    for (const run of names.get(plan) ?? []) {
      const recorded = await readRecordedRun({ store, modes }, plan, run);
      if (recorded instanceof Refusal) broken.set(plan, recorded);
      else if (recorded !== undefined) byPlan.set(plan, [...(byPlan.get(plan) ?? []), recorded]);
    }
  }
  return { byPlan, broken };
}

async function readRecordedRun(
  { store, modes }: RecordedStore,
  plan: string,
  run: string,
): Promise<RecordedRun | Refusal | undefined> {
  try {
    const files = await store.readRun(plan, run);
    return files === undefined ? undefined : foldFiles(files, modes);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** Undefined for a run without a whole statement: a crash before the first one leaves an empty folder behind. */
function foldFiles(files: RecordedFiles, modes: CarriedModes): RecordedRun | Refusal | undefined {
  const reading = readChain(files);
  const { statements } = reading;
  const findings = sortFindings(judgeChain({ files, heads: [], earlier: [] }, reading));
  const finding = findings.find(({ code }) => !MENDED.has(code));
  if (finding !== undefined) return refuseFinding(files, finding);
  if (statements.length === 0) return undefined;
  const folded = foldRun(statements, modes);
  switch (folded.kind) {
    case "run":
      return { state: folded.state, statements, files };
    case "illegal":
      return brokenRun(
        files,
        `runs/${files.plan}/${files.run}/evidence.jsonl:${folded.seq + 1}: ${folded.reason}`,
      );
    case "unknown-graph":
      return newerVersion(
        `run "${files.run}" goes by phase order "${folded.graph}", which this version does not know`,
      );
  }
}

/** What a crash leaves behind, and what the next step writes anew. */
const MENDED: ReadonlySet<FindingCode> = new Set(["TORN_LINE", "EVIDENCE_EMPTY", "REPORT_WITHOUT_HEAD"]);

function refuseFinding(files: RecordedFiles, finding: Finding): Refusal {
  const found = `${finding.file}:${finding.line ?? 1}: ${finding.message}`;
  return finding.code === "VERSION_UNKNOWN" ? newerVersion(found) : brokenRun(files, found);
}

function newerVersion(found: string): Refusal {
  return new Refusal("EVIDENCE_UNKNOWN_VERSION", {
    message: found,
    expected: "a run that was begun by this version or an older one",
    todo: "reconcile with the newer version that began the run",
  });
}

function brokenRun(files: RecordedFiles, found: string): Refusal {
  return new Refusal("EVIDENCE_BROKEN", {
    message: found,
    expected: "the evidence exactly as it was recorded",
    todo: `run reconcile verify ${files.plan}, then restore the file from git`,
  });
}
