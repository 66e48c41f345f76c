// A phase's question with everything as it should be: tests change one thing and see what the phase makes of it.
import { Refusal } from "../../src/diagnostics/refusal.ts";
import type { Actuator } from "../../src/model/effect.ts";
import type { Facts } from "../../src/model/generated/facts.ts";
import type { ManifestRow } from "../../src/model/generated/manifest-row.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import { totalsOf } from "../../src/model/governed-tables.ts";
import type { PhaseInput } from "../../src/phases/phase.ts";
import { startSimulator } from "../../src/target/simulator.ts";

const SOURCE = Buffer.from("Section 1\nOne.\nSection 2\nTwo.\n");
const SPLIT = 15;

function row(ord: number, startByte: number, endByte: number): ManifestRow {
  const sha256 = sha256Hex(SOURCE.subarray(startByte, endByte));
  const startLine = ord * 2 - 1;
  return {
    ord,
    address: `DOC/S${ord}`,
    parent: null,
    title: `Section ${ord}`,
    startLine,
    endLine: startLine + 1,
    startByte,
    endByte,
    sha256,
  };
}

export const ROWS: readonly ManifestRow[] = [row(1, 0, SPLIT), row(2, SPLIT, SOURCE.length)];

export const FACTS: Facts = {
  apiVersion: "cutplan/v1",
  kind: "Facts",
  target: "scratch",
  driver: "memory",
  prefix: "DOC",
  role: "none",
  units: [],
  totals: totalsOf(() => 0),
  grants: {
    cutter_exec_execute_canonical_fns: true,
    cutter_verify_select_insert_verify_result: true,
    directus_select_review_decision: true,
    no_public_execute_leak: true,
    snapshot_sha: "0".repeat(64),
  },
};

export function sampleInput(change: Partial<PhaseInput> = {}): PhaseInput {
  const facts = change.facts ?? FACTS;
  const manifest = { rows: ROWS, sha256: "1".repeat(64) };
  return {
    run: { id: "doc-000000000000", plan: "doc", mode: "DRYRUN" },
    plan: {
      apiVersion: "cutplan/v1",
      kind: "CutPlan",
      metadata: { name: "doc", title: "Doc", author: "alice" },
      spec: {
        mode: "DRYRUN",
        target: "scratch",
        source: { path: "doc.txt", sha256: sha256Hex(SOURCE), documentId: "DOC" },
        cut: { prefix: "DOC", levels: [{ marker: "Section {n}", code: "S{n}" }] },
        expect: { units: 2 },
      },
    },
    author: { person: "alice", authenticity: "AUTHENTIC" },
    target: {
      apiVersion: "cutplan/v1",
      kind: "Target",
      metadata: { name: "scratch" },
      spec: { driver: "memory" },
    },
    source: { bytes: SOURCE, sha256: sha256Hex(SOURCE), lines: 4 },
    manifest,
    loss: () => undefined,
    facts,
    factsSha256: "2".repeat(64),
    readFactsAgain: () => Promise.resolve(facts),
    killSwitch: () => false,
    actuator: () => startSimulator({ facts, manifest, recorded: [], run: "doc-000000000000" }),
    history: [],
    consent: () => [],
    ...change,
  };
}

/** An actuator whose every use is a failure of the test. */
export function untouchable(): Actuator {
  const touched = (): never => {
    throw new Refusal("STEP_REFUSED", {
      message: "the actuator was touched",
      expected: "no touch",
      todo: "none",
    });
  };
  return {
    preWriteBackup: touched,
    cutLegA: touched,
    legBRecord: touched,
    verifyResultCountFor: touched,
    writeVerify: touched,
    lifecycleEnact: touched,
    totals: touched,
    retries: touched,
  };
}
