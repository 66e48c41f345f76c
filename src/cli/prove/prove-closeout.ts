// PROOF-8: a LIVE run of a real plan, by the same phases, gates, signatures and evidence as every other run, from preflight to
// closeout in a sandbox. It holds where every row of the nine tables is as foretold, and the totals on record with them.
import type { Finding } from "../../target/proofs.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import { approveLive, carryLive } from "./carry-live.ts";
import { compareRows } from "./compare-rows.ts";
import type { Ground, SandboxTrial } from "./sandbox-ground.ts";

export function closeoutTrial(origin: string): SandboxTrial {
  return {
    id: "PROOF-8",
    title: "in a sandbox, a LIVE run ends in closeout with exactly the predicted rows",
    attempt: (ground) => proveCloseout(ground, origin),
  };
}

async function proveCloseout(ground: Ground, origin: string): Promise<Finding> {
  const { sandbox, live, stage, pieces } = ground;
  const before = await sandbox.readRows();
  for (const gate of ["SG_1", "SG_2"] as const) {
    const { outcome } = await carryLive(live);
    if (outcome.gate?.gate !== gate) return stoppedElsewhere(outcome, gate);
    await approveLive(live, gate);
  }
  const { outcome, sound } = await carryLive(live);
  if (outcome.state !== "closed" || sound === undefined) return stoppedElsewhere(outcome, "closeout");
  const now = await sandbox.readRows();
  const { rows, differences, totalsAgree } = await compareRows({
    stage,
    sound,
    before,
    now,
    predictRows: pieces.predictRows,
  });
  const what = `${origin}, ${sound.manifest.rows.length} units, in a scratch repository, on PostgreSQL ${sandbox.version}`;
  if (differences.length > 0)
    return { holds: false, reason: `${what}: other rows than predicted in ${differences.join("; ")}` };
  if (totalsAgree !== true)
    return { holds: false, reason: `${what}: the totals on record are not those of the tables` };
  return { holds: true, reason: `${what}: closed, and all ${rows} rows of the nine tables are as predicted` };
}

function stoppedElsewhere({ state, gate, text }: PlanOutcome, expected: string): Finding {
  const where = gate === undefined ? state : `${state} at ${gate.gate}`;
  return { holds: false, reason: `the run was to come to ${expected}, and is ${where}: ${text}` };
}
