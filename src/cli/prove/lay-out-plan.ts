// The plan in a scratch repository of its own: the same cut of the same text, now in mode LIVE and over a sandbox, written by
// alice and signed with her throw-away key, under a policy that asks for every signature there is.
import { sha256Hex } from "../../model/digest.ts";
import type { CutPlan } from "../../model/generated/cut-plan.ts";
import type { Target } from "../../model/generated/target.ts";
import { EXIT } from "../exit-codes.ts";
import { layTrust } from "../demo/lay-trust.ts";
import { requireExit } from "../demo/play-command.ts";
import type { Stage } from "../demo/stage.ts";
import type { PlanToProve } from "./plan-to-prove.ts";

const TARGET = "sandbox";

/** Leaves one commit with everything in it. Rejects with a Refusal where git or ssh-keygen does not do its part. */
export async function layOutPlan(stage: Stage, { plan, source, seed }: PlanToProve): Promise<void> {
  await layTrust(stage);
  const { name } = plan.metadata;
  const folder = `plans/${name}`;
  const documents = {
    [`plans/_targets/${TARGET}.yaml`]: yamlOf(targetOf(seed)),
    [`${folder}/plan.yaml`]: yamlOf(planOf(plan, source)),
    [`${folder}/${plan.spec.source.path}`]: source,
  };
  for (const [file, bytes] of Object.entries(documents)) await stage.write(file, bytes);
  requireExit(await stage.reconcile(["sign", name, "--key", stage.keyOf("alice")]), EXIT.done);
  const files = [...Object.keys(documents), `${folder}/plan.yaml.sig`];
  await stage.commit("alice", "Plan a LIVE run in a sandbox", files);
}

function targetOf(seed: PlanToProve["seed"]): Target {
  return {
    apiVersion: "cutplan/v1",
    kind: "Target",
    metadata: { name: TARGET },
    spec: { driver: "embedded", seed },
  };
}

/** Whatever made the plan wait or end elsewhere is left out: its moment, its target, its mode. */
function planOf({ metadata, spec }: PlanToProve["plan"], source: Uint8Array): CutPlan {
  const { expiresAt: _, ...rest } = spec;
  return {
    apiVersion: "cutplan/v1",
    kind: "CutPlan",
    metadata: { ...metadata, author: "alice" },
    spec: {
      ...rest,
      mode: "LIVE",
      target: TARGET,
      source: { ...spec.source, sha256: sha256Hex(source) },
    },
  };
}

/** JSON is YAML, and leaves no word for a YAML reader to guess at. */
function yamlOf(document: CutPlan | Target): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}
