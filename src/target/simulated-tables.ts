// The nine governed tables as one run would change them, in memory: seeded from facts, one method a step, each like one
// transaction. A step that refuses has changed nothing, and a step out of its turn is refused.
import { Refusal } from "../diagnostics/refusal.ts";
import { sha256Hex } from "../model/digest.ts";
import type { EnactResult, IuCreateResult } from "../model/effect.ts";
import type { Totals, UnitFact } from "../model/generated/facts.ts";
import type { ManifestRow } from "../model/generated/manifest-row.ts";
import { totalsOf, type GovernedTable } from "../model/governed-tables.ts";
import type { SimulationSeed } from "../model/ports.ts";
import { changeOf, unitsByAddress } from "../model/unit-changes.ts";

/** The steps that change something, in the one order in which they can be taken, each once. */
export const SIMULATED_STEPS = [
  "pre_write_backup",
  "cut_leg_a",
  "leg_b_record",
  "verify",
  "lifecycle_enact",
] as const;
export type SimulatedStep = (typeof SIMULATED_STEPS)[number];

interface Readback {
  readonly matched: number;
  readonly mismatched: number;
}

export class SimulatedTables {
  readonly #rows: readonly ManifestRow[];
  readonly #existing: ReadonlyMap<string, UnitFact>;
  #counts: Totals;
  /** Where the unit of each row of the manifest stands, by the row's index; empty before the cut. */
  #lifecycles: UnitFact["lifecycle"][] = [];
  #created = 0;
  #taken = 0;

  constructor({ facts, manifest }: Pick<SimulationSeed, "facts" | "manifest">) {
    this.#rows = manifest.rows;
    this.#existing = unitsByAddress(facts);
    this.#counts = facts.totals;
  }

  totals(): Totals {
    return Object.freeze({ ...this.#counts });
  }

  hasTaken(step: SimulatedStep): boolean {
    return SIMULATED_STEPS.indexOf(step) < this.#taken;
  }

  /** Refuses STEP_REFUSED where another step is due. */
  expect(step: SimulatedStep): void {
    const due = SIMULATED_STEPS[this.#taken];
    if (due === step) return;
    throw new Refusal("STEP_REFUSED", {
      message: `step "${step}" was asked for ${due === undefined ? "after the last one" : `while "${due}" is due`}`,
      expected: `the steps in this order, each once: ${SIMULATED_STEPS.join(", ")}`,
      todo: "this is a fault of the program or of the evidence it goes by: run reconcile verify",
    });
  }

  backup(): void {
    this.#take("pre_write_backup", {});
  }

  /** Creates a draft for every row that has no unit yet. Refuses UNIT_CONFLICT where one exists otherwise, or twice. */
  createUnits(): readonly IuCreateResult[] {
    this.expect("cut_leg_a");
    const seen = new Set<string>();
    const results = this.#rows.map((row): IuCreateResult => {
      const change =
        seen.size === seen.add(row.address).size
          ? "conflict"
          : changeOf(row, this.#existing.get(row.address));
      if (change === "conflict") throw unitConflict(row);
      return Object.freeze({
        ord: row.ord,
        address: row.address,
        status: change === "new" ? "created" : change,
      });
    });
    this.#lifecycles = this.#rows.map((row) => this.#existing.get(row.address)?.lifecycle ?? "draft");
    this.#created = results.filter(({ status }) => status === "created").length;
    this.#take("cut_leg_a", {
      "public.information_unit": this.#created,
      "public.unit_version": this.#created,
      "public.iu_lifecycle_log": this.#created,
      "cutter_governance.cut_change_set": 1,
    });
    return Object.freeze(results);
  }

  /** Records every unit created, one envelope with the manifest, and one signature over the pair of legs. Answers the units. */
  recordChangeSet(): number {
    this.#take("leg_b_record", {
      "cutter_governance.cut_change_set_affected_row": this.#created,
      "cutter_governance.manifest_envelope": 1,
      "cutter_governance.dot_pair_signature": 1,
    });
    return this.#created;
  }

  /**
   * Reads every unit back, and changes nothing: one that was created holds the bytes that the source has in the row's
   * place, one that was there holds what the facts say.
   */
  readBack(source: Uint8Array): Readback {
    this.expect("verify");
    const matched = this.#rows.filter((row) => this.#digestOf(row, source) === row.sha256).length;
    return { matched, mismatched: this.#rows.length - matched };
  }

  recordVerification(): void {
    this.#take("verify", { "cutter_governance.verify_result": 1 });
  }

  /** Moves every draft of the manifest to enacted, under one review decision. */
  enactUnits(): readonly EnactResult[] {
    this.expect("lifecycle_enact");
    const results = this.#rows.map((row, index): EnactResult => {
      const status = this.#lifecycles[index] === "enacted" ? "unchanged" : "enacted";
      return Object.freeze({ address: row.address, status });
    });
    this.#lifecycles.fill("enacted");
    this.#take("lifecycle_enact", {
      "public.iu_lifecycle_log": results.filter(({ status }) => status === "enacted").length,
      "cutter_governance.review_decision": 1,
    });
    return Object.freeze(results);
  }

  #digestOf(row: ManifestRow, source: Uint8Array): string {
    return this.#existing.get(row.address)?.sha256 ?? sha256Hex(source.subarray(row.startByte, row.endByte));
  }

  /** The commit: nothing before this line has changed anything that another step sees. */
  #take(step: SimulatedStep, added: Partial<Record<GovernedTable, number>>): void {
    this.expect(step);
    this.#counts = totalsOf((table) => this.#counts[table] + (added[table] ?? 0));
    this.#taken += 1;
  }
}

function unitConflict(row: ManifestRow): Refusal {
  return new Refusal("UNIT_CONFLICT", {
    message: `unit "${row.address}" exists with another text or is retired, or the cut has it twice; nothing was created`,
    expected: "no unit of that address, or one with the same text that is not retired",
    todo: "run reconcile diff --manifest to see every conflict, then change the plan or the target",
  });
}
