// The store for when nothing may be written: reads what is recorded, keeps every append in memory, touches no disk.
import type { RecordedFiles, RunStore } from "../model/ports.ts";
import type { CommittedIndex } from "./committed-runs.ts";
import { listRuns, sortKeys } from "./list-runs.ts";
import { assertAppended } from "./record-lines.ts";
import { checkKey, runKey, type RunKey } from "./run-files.ts";
import { readRecord, type RunRecord } from "./run-record.ts";

/** What was appended in memory to one run. */
interface Kept {
  readonly evidence: Uint8Array;
  readonly attestations: Uint8Array;
  readonly facts?: Uint8Array;
  readonly report?: Uint8Array;
}

/** Reads see what was appended; all of it is gone with the store. Refuses as the other store does when it reads. */
export function openMemoryStore(workTree: string | undefined, committed: CommittedIndex): RunStore {
  const kept = new Map<string, Kept>();
  const keep = (plan: string, run: string, change: (before: Kept) => Kept): void => {
    const name = runKey(plan, run);
    kept.set(name, change(kept.get(name) ?? { evidence: NOTHING, attestations: NOTHING }));
  };
  return {
    recording: false,
    listRuns: async () => {
      const keys = [...kept.keys()]
        .map((name) => name.split("/"))
        .map(([plan = "", run = ""]) => ({ plan, run }));
      return Promise.resolve(sortKeys([...listRuns(workTree, committed), ...keys]));
    },
    readRun: async (plan, run) => {
      const record = await readRecord(workTree, committed, checkKey(plan, run));
      return overlay({ plan, run }, record, kept.get(runKey(plan, run)));
    },
    appendStatement: async (plan, run, appended) => {
      assertAppended(appended);
      keep(plan, run, (before) => ({
        ...before,
        evidence: Buffer.concat([before.evidence, appended.line]),
        attestations: Buffer.concat([before.attestations, appended.attestation ?? NOTHING]),
      }));
      return Promise.resolve();
    },
    writeFacts: async (plan, run, facts) => {
      keep(plan, run, (before) => ({ ...before, facts }));
      return Promise.resolve();
    },
    writeReport: async (plan, run, report) => {
      keep(plan, run, (before) => ({ ...before, report }));
      return Promise.resolve();
    },
  };
}

function overlay(
  key: RunKey,
  record: RunRecord | undefined,
  kept: Kept | undefined,
): RecordedFiles | undefined {
  if (kept === undefined) return record?.files;
  const base = record?.files ?? { ...NO_FILES, ...key };
  const grows = kept.evidence.length > 0;
  const attested = record?.lines.attestations.kept ?? NOTHING;
  return {
    ...base,
    evidence: grows ? Buffer.concat([base.evidence, kept.evidence]) : base.evidence,
    torn: grows ? NOTHING : base.torn,
    attestations: grows ? Buffer.concat([attested, kept.attestations]) : base.attestations,
    facts: kept.facts ?? base.facts,
    report: kept.report ?? base.report,
  };
}

const NOTHING = new Uint8Array();
const NO_FILES = {
  evidence: NOTHING,
  torn: NOTHING,
  attestations: NOTHING,
  facts: undefined,
  report: undefined,
} as const;
