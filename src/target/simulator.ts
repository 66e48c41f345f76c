// The actuator of dry runs: answers every step as the real functions would, over tables in memory. It keeps nothing
// between processes, reaches nothing outside, and answers LIVE with a refusal.
import { Refusal } from "../diagnostics/refusal.ts";
import type { Actuator, ActuatorContext } from "../model/effect.ts";
import { factsSha256 } from "../model/facts-file.ts";
import type { ManifestRow } from "../model/generated/manifest-row.ts";
import type { Manifest, ManifestRows } from "../model/manifest.ts";
import type { SimulationSeed } from "../model/ports.ts";
import { requireNames } from "./require-cuttable.ts";
import { STEP_ORDER } from "./simulated-steps.ts";
import { SimulatedTables } from "./simulated-tables.ts";

/**
 * A simulator that stands where the recorded steps have left it: they are taken again from the facts and the manifest.
 * Each of its methods is all or nothing; results are frozen. Refuses, and its methods reject with, a Refusal:
 * STEP_REFUSED (out of turn, another run, another change set, rows or addresses that are not the manifest's),
 * UNIT_CONFLICT, DATABASE_REFUSED (what the target's tables would keep out), LIVE_ADAPTER_REFUSED (asked for LIVE).
 */
export function startSimulator(seed: SimulationSeed): Actuator {
  const tables = new SimulatedTables(seed);
  for (const phase of seed.recorded) replay(tables, phase);
  return actuatorOver(seed, tables);
}

function replay(tables: SimulatedTables, phase: string): void {
  const step = STEP_ORDER.find((name) => name === phase);
  if (step === undefined) throw stepRefused(`phase "${phase}" is on record as one that changes something`);
  tables.take(step);
}

function actuatorOver(seed: SimulationSeed, tables: SimulatedTables): Actuator {
  const { facts, manifest } = seed;
  const changeSet = holdChangeSet();
  const carry = <T>(context: ActuatorContext, step: () => T): Promise<T> =>
    new Promise((resolve) => {
      admit(context, seed);
      resolve(step());
    });
  return Object.freeze<Actuator>({
    preWriteBackup: (context) =>
      carry(context, () => {
        tables.take("pre_write_backup");
        return Object.freeze({ kind: "simulated", totals: tables.totals(), sha256: factsSha256(facts) });
      }),
    cutLegA: (context, { changeSetId, cutplanRows }) =>
      carry(context, () => {
        tables.expect("cut_leg_a");
        if (!isManifest(cutplanRows, manifest))
          throw stepRefused("the rows to create are not the manifest's");
        const { documentId, prefix, run } = context;
        requireNames({ "change set": changeSetId, run, "document id": documentId, prefix });
        tables.take("cut_leg_a", context.source);
        changeSet.hold(changeSetId);
        return Object.freeze([...tables.cutResults()]);
      }),
    legBRecord: (context, { changeSetId }) =>
      carry(context, () => {
        tables.expect("leg_b_record");
        changeSet.hold(changeSetId);
        tables.take("leg_b_record");
        const affectedRows = tables.countTouched("leg_b_record");
        return Object.freeze({ changeSetId, affectedRows, manifestEnvelopes: 1, dotPairSignatures: 1 });
      }),
    verifyResultCountFor: (context, { changeSetId }) =>
      carry(context, () => (tables.hasTaken("verify") && changeSet.isHeld(changeSetId) ? 1 : 0)),
    writeVerify: (context, { changeSetId }) =>
      carry(context, () => {
        tables.expect("verify");
        changeSet.hold(changeSetId);
        const readback = tables.readBack(context.source);
        tables.take("verify");
        return Object.freeze({ changeSetId, checked: manifest.rows.length, ...readback });
      }),
    lifecycleEnact: (context, { addresses, reviewDecisionId, changeSetId }) =>
      carry(context, () => {
        tables.expect("lifecycle_enact");
        if (!isAddressList(addresses, manifest))
          throw stepRefused("the units to enact are not the manifest's");
        requireNames({ "review decision": reviewDecisionId });
        changeSet.hold(changeSetId);
        tables.take("lifecycle_enact");
        const results = Object.freeze([...tables.enactResults()]);
        return Object.freeze({ changeSetId, reviewDecisionId, results });
      }),
    totals: (context) => carry(context, () => tables.totals()),
    // Nothing here is shared with anybody who could call a step off.
    retries: () => NO_RETRIES,
  });
}

const NO_RETRIES = Object.freeze([]);

/** The simulator works for one dry run. Whoever asks it for anything else has come here by mistake. */
function admit(context: ActuatorContext, { run, manifest, facts }: SimulationSeed): void {
  if (context.mode !== "DRYRUN") {
    throw new Refusal("LIVE_ADAPTER_REFUSED", {
      message: `run "${context.run}" came to the simulator in mode "${context.mode}"`,
      expected: "mode DRYRUN; LIVE has a live adapter or nothing",
      todo: "set spec.mode to DRYRUN",
    });
  }
  if (context.run !== run) throw stepRefused(`run "${context.run}" came to the simulator of run "${run}"`);
  if (context.manifest.sha256 !== manifest.sha256 || context.prefix !== facts.prefix)
    throw stepRefused(`run "${run}" came to the simulator of another cut`);
}

interface HeldChangeSet {
  /** Refuses STEP_REFUSED for another one than before. */
  hold(id: string): void;
  isHeld(id: string): boolean;
}

/** One run makes one change set. Its name is not part of what is replayed: the first step of this process tells it. */
function holdChangeSet(): HeldChangeSet {
  let held: string | undefined;
  return {
    hold: (id) => {
      if (held !== undefined && held !== id)
        throw stepRefused(`change set "${id}" was asked for after "${held}"`);
      held = id;
    },
    isHeld: (id) => held === undefined || held === id,
  };
}

function isManifest(rows: ManifestRows, manifest: Manifest): boolean {
  if (rows === manifest.rows) return true;
  const others = rows.values();
  const isRow = ({ ord, address, sha256 }: ManifestRow): boolean => {
    const { value: other } = others.next();
    return other?.ord === ord && other.address === address && other.sha256 === sha256;
  };
  return rows.length === manifest.rows.length && manifest.rows.values().every(isRow);
}

function isAddressList(addresses: readonly string[], { rows }: Manifest): boolean {
  return (
    addresses.length === rows.length &&
    rows.values().every(({ address }, index) => address === addresses[index])
  );
}

function stepRefused(message: string): Refusal {
  return new Refusal("STEP_REFUSED", {
    message,
    expected: "the steps of one run, in their order, over its own manifest",
    todo: "this is a fault of the program or of the evidence it goes by: run reconcile verify",
  });
}
