// In a thread with a heap that is too small for an object a unit: cuts a source of many units, and takes the steps that a
// run takes on its way to the first gate. Answers with what it found.
import { parentPort, workerData } from "node:worker_threads";
import { verifyLossless } from "../../src/cutting/verify-lossless.ts";
import { unitsByAddress } from "../../src/model/unit-changes.ts";
import { lookAtUnits } from "../../src/reconcile/unit-outlook.ts";
import { factsOf } from "../target/sample.ts";
import { cut } from "./cutting-sample.ts";

export interface ManyFound {
  readonly units: number;
  readonly loss: string | undefined;
  readonly isNew: number;
}

const units = Number(workerData);
// Each piece is written into its place at once, so that the source itself is not on the heap.
const source = Buffer.alloc(units * 40, " ");
for (let unit = 1; unit <= units; unit += 1) {
  const at = (unit - 1) * 40;
  source.write(`Section ${unit.toFixed(0)}\n`, at);
  source.write("\n", at + 39);
}
const outcome = cut(source, { levels: [{ marker: "Section {n}", code: "S{n}" }] });
if (outcome.kind === "faulty") throw new Error(outcome.diagnostics[0]?.message);
const { manifest } = outcome;
const facts = factsOf([], "DOC");
const found: ManyFound = {
  units: manifest.rows.length,
  loss: verifyLossless(manifest, source),
  isNew: lookAtUnits(manifest, facts, unitsByAddress(facts)).counts.new,
};
parentPort?.postMessage(found);
