// A dry run of two units that is known by heart: what `reconcile prove` puts through the simulator, and what has to come
// back. It stands for no plan and is recorded nowhere.
import { canonicalText } from "../model/canonical-json.ts";
import { contractOf } from "../model/contract.ts";
import { sha256Hex, sha256OfLines } from "../model/digest.ts";
import type { Actuator, ActuatorContext, CutLegARequest } from "../model/effect.ts";
import type { ManifestRow } from "../model/generated/manifest-row.ts";
import type { Target } from "../model/generated/target.ts";
import { totalsOf } from "../model/governed-tables.ts";
import type { SimulationSeed } from "../model/ports.ts";

const RUN = "rehearsal-000000000000";
const CHANGE_SET = `cs-${RUN}`;
const TEXTS = ["# One\n", "# Two\n"] as const;
const source = new TextEncoder().encode(TEXTS.join(""));
const rows = TEXTS.map(rowOf);

const seed: SimulationSeed = {
  run: RUN,
  recorded: [],
  manifest: { rows, sha256: sha256OfLines(rows.map(canonicalText)) },
  facts: {
    apiVersion: "cutplan/v1",
    kind: "Facts",
    target: "rehearsal",
    driver: "memory",
    prefix: "REHEARSAL",
    role: "none",
    units: [],
    totals: totalsOf(() => 0),
    grants: {
      cutter_exec_execute_canonical_fns: true,
      cutter_verify_select_insert_verify_result: true,
      directus_select_review_decision: true,
      no_public_execute_leak: true,
      snapshot_sha: sha256Hex("rehearsal"),
    },
  },
};
const target: Target = {
  apiVersion: "cutplan/v1",
  kind: "Target",
  metadata: { name: "rehearsal" },
  spec: { driver: "memory" },
};
const context: ActuatorContext = {
  run: RUN,
  mode: "DRYRUN",
  documentId: "REHEARSAL",
  prefix: "REHEARSAL",
  source,
  contract: contractOf(target),
  manifest: seed.manifest,
  facts: seed.facts,
  done: [],
  consent: () => [],
};
const cut: CutLegARequest = { changeSetId: CHANGE_SET, cutplanRows: rows };

export const REHEARSAL = { seed, cut, liveContext: { ...context, mode: "LIVE" } } as const;

/** What the nine tables hold after every step: two units, created and enacted. */
const PREDICTED = canonicalText({
  "public.information_unit": 2,
  "public.unit_version": 2,
  "public.iu_lifecycle_log": 4,
  "cutter_governance.cut_change_set": 1,
  "cutter_governance.cut_change_set_affected_row": 2,
  "cutter_governance.manifest_envelope": 1,
  "cutter_governance.review_decision": 1,
  "cutter_governance.verify_result": 1,
  "cutter_governance.dot_pair_signature": 1,
});

/** Puts the actuator through every step. Rejects with whatever the actuator rejects with. */
export async function rehearse(actuator: Actuator): Promise<{ isAsPredicted: boolean; words: string }> {
  const request = { changeSetId: CHANGE_SET };
  await actuator.preWriteBackup(context);
  const created = await actuator.cutLegA(context, cut);
  await actuator.legBRecord(context, request);
  const readback = await actuator.writeVerify(context, request);
  const addresses = rows.map((row) => row.address);
  const batch = await actuator.lifecycleEnact(context, {
    ...request,
    addresses,
    reviewDecisionId: `rd-${RUN}`,
  });
  const totals = canonicalText(await actuator.totals(context));
  const counts = {
    created: created.filter(({ status }) => status === "created").length,
    matched: readback.matched,
    enacted: batch.results.filter(({ status }) => status === "enacted").length,
  };
  const isAsPredicted = totals === PREDICTED && Object.values(counts).every((count) => count === rows.length);
  const words = `${counts.created} created, ${counts.matched} matched, ${counts.enacted} enacted, totals ${totals === PREDICTED ? "as predicted" : "otherwise"}`;
  return { isAsPredicted, words };
}

function rowOf(text: string, index: number): ManifestRow {
  const startByte = TEXTS.slice(0, index).join("").length;
  return {
    ord: index + 1,
    address: `REHEARSAL/U${index + 1}`,
    parent: null,
    title: text.trim(),
    startLine: index + 1,
    endLine: index + 1,
    startByte,
    endByte: startByte + text.length,
    sha256: sha256Hex(text),
  };
}
