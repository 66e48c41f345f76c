// The nine governed tables as one run would change them, derived from facts, manifest and the steps taken: nothing is kept
// but the number of those steps. A step that refuses has changed nothing, and a step out of its turn is refused.
import { Refusal } from "../diagnostics/refusal.ts";
import { compareBytewise } from "../model/bytewise.ts";
import { sha256Hex } from "../model/digest.ts";
import type { EnactResult, IuCreateResult } from "../model/effect.ts";
import type { Facts, Totals, UnitFact } from "../model/generated/facts.ts";
import type { ManifestRow } from "../model/generated/manifest-row.ts";
import { totalsOf } from "../model/governed-tables.ts";
import type { Manifest, ManifestRows } from "../model/manifest.ts";
import type { MutatingPhase } from "../model/phase.ts";
import { unitsByAddress } from "../model/unit-changes.ts";
import { requireCuttable } from "./require-cuttable.ts";
import { effectOf, STEP_ORDER, type RunFindings, type StepEffect } from "./simulated-steps.ts";

export class SimulatedTables implements RunFindings {
  readonly #rows: ManifestRows;
  readonly #facts: Facts;
  readonly #found: ReadonlyMap<string, UnitFact>;
  #counts: Totals;
  #taken = 0;

  constructor({ facts, manifest }: { readonly facts: Facts; readonly manifest: Manifest }) {
    this.#rows = manifest.rows;
    this.#facts = facts;
    this.#found = unitsByAddress(facts);
    this.#counts = facts.totals;
  }

  totals(): Totals {
    return Object.freeze({ ...this.#counts });
  }

  hasTaken(step: MutatingPhase): boolean {
    return STEP_ORDER.indexOf(step) < this.#taken;
  }

  /** Refuses STEP_REFUSED where another step is due. */
  expect(step: MutatingPhase): void {
    const due = STEP_ORDER[this.#taken];
    if (due === step) return;
    throw new Refusal("STEP_REFUSED", {
      message: `step "${step}" was asked for ${due === undefined ? "after the last one" : `while "${due}" is due`}`,
      expected: `the steps in this order, each once: ${STEP_ORDER.join(", ")}`,
      todo: "this is a fault of the program or of the evidence it goes by: run reconcile verify",
    });
  }

  /**
   * Takes one step, like one transaction: all of it, or a Refusal and nothing. STEP_REFUSED where another step is due; for
   * the cut also what requireCuttable refuses, the texts only where the source is handed over.
   */
  take(step: MutatingPhase, source?: Uint8Array): void {
    this.expect(step);
    if (step === "cut_leg_a")
      requireCuttable({ rows: this.#rows, prefix: this.#facts.prefix, found: this.#found, source });
    const effect = effectOf(step);
    const touched = this.countTouched(step);
    const counts = this.#counts;
    this.#counts = totalsOf(
      (table) =>
        counts[table] +
        (effect.eachAdds[table] === undefined ? 0 : touched) +
        (effect.adds[table] === undefined ? 0 : 1),
    );
    this.#taken += 1;
  }

  /** Units of the manifest that the step writes to. */
  countTouched(step: MutatingPhase): number {
    const effect = effectOf(step);
    let count = 0;
    for (const row of this.#rows) if (this.touches(effect, row)) count += 1;
    return count;
  }

  /** What the steps that have been taken did, in their order. */
  effects(): readonly StepEffect[] {
    return STEP_ORDER.slice(0, this.#taken).map(effectOf);
  }

  touches(effect: StepEffect, { address }: ManifestRow): boolean {
    return effect.touches(this.#found.get(address));
  }

  *cutResults(): Generator<IuCreateResult> {
    for (const { ord, address } of this.#rows)
      yield Object.freeze({ ord, address, status: this.#found.has(address) ? "unchanged" : "created" });
  }

  *createdRows(): Generator<ManifestRow> {
    for (const row of this.#rows) if (!this.#found.has(row.address)) yield row;
  }

  /** How a draft of the manifest, and any other unit of it, comes out of the enactment. */
  *enactResults(): Generator<EnactResult> {
    const effect = effectOf("lifecycle_enact");
    for (const row of this.#rows)
      yield Object.freeze({
        address: row.address,
        status: this.touches(effect, row) ? "enacted" : "unchanged",
      });
  }

  /**
   * Reads every unit back, and changes nothing: one that was created holds the bytes that the source has in the row's
   * place, one that was there holds what the facts say.
   */
  readBack(source: Uint8Array): { readonly matched: number; readonly mismatched: number } {
    let matched = 0;
    for (const row of this.#rows) {
      const { address, startByte, endByte, sha256 } = row;
      const held = this.#found.get(address)?.sha256 ?? sha256Hex(source.subarray(startByte, endByte));
      if (held === sha256) matched += 1;
    }
    return { matched, mismatched: this.#rows.length - matched };
  }

  /** The units that the steps taken have written to, as they stand now, sorted by address. */
  *unitsChanged(): Generator<UnitFact> {
    const moves = this.effects().filter(({ lifecycle }) => lifecycle !== undefined);
    for (const row of this.rowsByAddress()) {
      const lifecycle = moves.findLast((effect) => this.touches(effect, row))?.lifecycle;
      if (lifecycle !== undefined) yield { address: row.address, sha256: row.sha256, lifecycle };
    }
  }

  /** The manifest's rows, sorted bytewise by address. */
  rowsByAddress(): readonly ManifestRow[] {
    return [...this.#rows].sort((one, other) => compareBytewise(one.address, other.address));
  }
}
