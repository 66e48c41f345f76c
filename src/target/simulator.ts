// The actuator of dry runs: answers every step as the real functions would, over tables in memory. It keeps nothing
// between processes, reaches nothing outside, and answers LIVE with a refusal.
import { Refusal } from "../diagnostics/refusal.ts";
import type { Actuator, ActuatorContext } from "../model/effect.ts";
import { factsSha256 } from "../model/facts-file.ts";
import type { Manifest } from "../model/manifest.ts";
import type { SimulationSeed } from "../model/ports.ts";
import { SIMULATED_STEPS, SimulatedTables, type SimulatedStep } from "./simulated-tables.ts";

/**
 * A simulator that stands where the recorded steps have left it: they are taken again from the facts and the manifest.
 * Each of its methods is all or nothing; results are frozen. Refuses, and its methods reject with, a Refusal:
 * STEP_REFUSED (out of turn, another run, another change set, rows or addresses that are not the manifest's),
 * UNIT_CONFLICT, LIVE_ADAPTER_REFUSED (asked for LIVE).
 */
export function startSimulator(seed: SimulationSeed): Actuator {
  const tables = new SimulatedTables(seed);
  for (const phase of seed.recorded) replay(tables, phase);
  return actuatorOver(seed, tables);
}

const REPLAYS: Readonly<Record<SimulatedStep, (tables: SimulatedTables) => unknown>> = {
  pre_write_backup: (tables) => tables.backup(),
  cut_leg_a: (tables) => tables.createUnits(),
  leg_b_record: (tables) => tables.recordChangeSet(),
  verify: (tables) => tables.recordVerification(),
  lifecycle_enact: (tables) => tables.enactUnits(),
};

function replay(tables: SimulatedTables, phase: string): void {
  const step = SIMULATED_STEPS.find((name) => name === phase);
  if (step === undefined) throw stepRefused(`phase "${phase}" is on record as one that changes something`);
  REPLAYS[step](tables);
}

function actuatorOver(seed: SimulationSeed, tables: SimulatedTables): Actuator {
  const { facts, manifest, run } = seed;
  const changeSet = holdChangeSet();
  const carry = <T>(context: ActuatorContext, step: () => T): Promise<T> =>
    new Promise((resolve) => {
      admit(context, run);
      resolve(step());
    });
  return Object.freeze<Actuator>({
    preWriteBackup: (context) =>
      carry(context, () => {
        tables.backup();
        return Object.freeze({ kind: "simulated", totals: tables.totals(), sha256: factsSha256(facts) });
      }),
    cutLegA: (context, { changeSetId, cutplanRows }) =>
      carry(context, () => {
        if (!isManifest(cutplanRows, manifest))
          throw stepRefused("the rows to create are not the manifest's");
        const results = tables.createUnits();
        changeSet.hold(changeSetId);
        return results;
      }),
    legBRecord: (context, { changeSetId }) =>
      carry(context, () => {
        tables.expect("leg_b_record");
        changeSet.hold(changeSetId);
        const affectedRows = tables.recordChangeSet();
        return Object.freeze({ changeSetId, affectedRows, manifestEnvelopes: 1, dotPairSignatures: 1 });
      }),
    verifyResultCountFor: (context, { changeSetId }) =>
      carry(context, () => (tables.hasTaken("verify") && changeSet.isHeld(changeSetId) ? 1 : 0)),
    writeVerify: (context, { changeSetId }) =>
      carry(context, () => {
        const readback = tables.readBack(context.source);
        changeSet.hold(changeSetId);
        tables.recordVerification();
        return Object.freeze({ changeSetId, checked: manifest.rows.length, ...readback });
      }),
    lifecycleEnact: (context, { addresses, reviewDecisionId, changeSetId }) =>
      carry(context, () => {
        tables.expect("lifecycle_enact");
        if (!isAddressList(addresses, manifest))
          throw stepRefused("the units to enact are not the manifest's");
        changeSet.hold(changeSetId);
        return Object.freeze({ changeSetId, reviewDecisionId, results: tables.enactUnits() });
      }),
    totals: (context) => carry(context, () => tables.totals()),
  });
}

/** The simulator works for one dry run. Whoever asks it for anything else has come here by mistake. */
function admit(context: ActuatorContext, run: string): void {
  if (context.mode !== "DRYRUN") {
    throw new Refusal("LIVE_ADAPTER_REFUSED", {
      message: `run "${context.run}" came to the simulator in mode "${context.mode}"`,
      expected: "mode DRYRUN; LIVE has a live adapter or nothing",
      todo: "set spec.mode to DRYRUN",
    });
  }
  if (context.run !== run) throw stepRefused(`run "${context.run}" came to the simulator of run "${run}"`);
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

function isManifest(rows: Manifest["rows"], manifest: Manifest): boolean {
  if (rows === manifest.rows) return true;
  const isRow = (row: Manifest["rows"][number], index: number): boolean => {
    const own = manifest.rows[index];
    return own?.ord === row.ord && own.address === row.address && own.sha256 === row.sha256;
  };
  return rows.length === manifest.rows.length && rows.every(isRow);
}

function isAddressList(addresses: readonly string[], { rows }: Manifest): boolean {
  return (
    addresses.length === rows.length && addresses.every((address, index) => address === rows[index]?.address)
  );
}

function stepRefused(message: string): Refusal {
  return new Refusal("STEP_REFUSED", {
    message,
    expected: "the steps of one run, in their order, over its own manifest",
    todo: "this is a fault of the program or of the evidence it goes by: run reconcile verify",
  });
}
