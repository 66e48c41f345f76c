// A small manifest over a real source, with facts to hold it against.
import { canonicalText } from "../../src/model/canonical-json.ts";
import { contractOf } from "../../src/model/contract.ts";
import { sha256Hex, sha256OfLines } from "../../src/model/digest.ts";
import type { Actuator, ActuatorContext } from "../../src/model/effect.ts";
import type { Facts, UnitFact } from "../../src/model/generated/facts.ts";
import type { ManifestRow } from "../../src/model/generated/manifest-row.ts";
import type { SeedUnit, Target } from "../../src/model/generated/target.ts";
import type { Manifest } from "../../src/model/manifest.ts";
import type { MutatingPhase } from "../../src/model/phase.ts";
import type { SimulationSeed } from "../../src/model/ports.ts";
import { Refusal, type RefusalCode } from "../../src/diagnostics/refusal.ts";
import { memoryFacts } from "../../src/target/memory-facts.ts";
import assert from "node:assert/strict";

export const RUN = "charter-0123456789ab";
export const CHANGE_SET = `cs-${RUN}`;
export const PREFIX = "CHARTER";

/** A source of so many units, one line each, and the manifest that cuts it. */
export function cutOf(count: number): SampleCut {
  const lines = Array.from({ length: count }, (_, index) => `Article ${index + 1}\n`);
  const rows: ManifestRow[] = [];
  let startByte = 0;
  for (const [index, line] of lines.entries()) {
    const endByte = startByte + line.length;
    const address = `${PREFIX}/A${String(index + 1).padStart(7, "0")}`;
    const place = { startLine: index + 1, endLine: index + 1, startByte, endByte };
    rows.push({
      ord: index + 1,
      address,
      parent: null,
      title: line.trimEnd(),
      ...place,
      sha256: sha256Hex(line),
    });
    startByte = endByte;
  }
  return {
    source: new TextEncoder().encode(lines.join("")),
    manifest: { rows, sha256: sha256OfLines(rows.map(canonicalText)) },
  };
}

export function targetOf(seed: readonly SeedUnit[], spec: Partial<Target["spec"]> = {}): Target {
  return {
    apiVersion: "cutplan/v1",
    kind: "Target",
    metadata: { name: "scratch" },
    spec: { driver: "memory", seed, ...spec },
  };
}

export function factsOf(seed: readonly SeedUnit[], prefix = PREFIX): Facts {
  const facts = memoryFacts(targetOf(seed), prefix);
  if (facts instanceof Refusal) throw facts;
  return facts;
}

/** The unit that the manifest's row would make, as it stands in a target. */
export function unitOf(manifest: ListedManifest, index: number, lifecycle: UnitFact["lifecycle"]): SeedUnit {
  const row = manifest.rows[index];
  assert.ok(row !== undefined);
  return { address: row.address, sha256: row.sha256, lifecycle };
}

export function seedOf(manifest: Manifest, changes: Partial<SimulationSeed> = {}): SimulationSeed {
  return { run: RUN, manifest, facts: factsOf([]), recorded: [], ...changes };
}

/** A manifest that is written down row by row. */
export interface ListedManifest extends Manifest {
  readonly rows: readonly ManifestRow[];
}

export interface SampleCut {
  readonly source: Uint8Array;
  readonly manifest: ListedManifest;
}

export function contextOf(
  { source, manifest }: Pick<ActuatorContext, "source" | "manifest">,
  changes: Partial<ActuatorContext> = {},
): ActuatorContext {
  return {
    run: RUN,
    mode: "DRYRUN",
    documentId: PREFIX,
    prefix: PREFIX,
    source,
    contract: contractOf(targetOf([])),
    manifest,
    facts: factsOf([]),
    done: [],
    consent: () => [],
    ...changes,
  };
}

/** What every step of a run asks for. */
export function requestsOf(manifest: ListedManifest) {
  const changeSet = { changeSetId: CHANGE_SET };
  const addresses = manifest.rows.map((row) => row.address);
  return {
    changeSet,
    cut: { ...changeSet, cutplanRows: manifest.rows },
    enact: { ...changeSet, addresses, reviewDecisionId: `rd-${RUN}` },
  } as const;
}

/** Every method of an actuator, called as a run would call it: what is done is on record at the next call. */
export function callsOf(actuator: Actuator, cut: SampleCut, changes: Partial<ActuatorContext> = {}) {
  const requests = requestsOf(cut.manifest);
  const done: MutatingPhase[] = [...(changes.done ?? [])];
  const context = (): ActuatorContext => contextOf(cut, { ...changes, done: [...done] });
  const step = async <Result>(phase: MutatingPhase, work: Promise<Result>): Promise<Result> => {
    const result = await work;
    done.push(phase);
    return result;
  };
  return {
    preWriteBackup: () => step("pre_write_backup", actuator.preWriteBackup(context())),
    cutLegA: () => step("cut_leg_a", actuator.cutLegA(context(), requests.cut)),
    legBRecord: () => step("leg_b_record", actuator.legBRecord(context(), requests.changeSet)),
    verifyResultCountFor: () => actuator.verifyResultCountFor(context(), requests.changeSet),
    writeVerify: () => step("verify", actuator.writeVerify(context(), requests.changeSet)),
    lifecycleEnact: () => step("lifecycle_enact", actuator.lifecycleEnact(context(), requests.enact)),
    totals: () => actuator.totals(context()),
  } as const;
}

/** The code that a call is refused with, thrown or rejected; undefined when it is not refused. */
export async function refusalOf(call: () => unknown): Promise<RefusalCode | undefined> {
  try {
    await call();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}
