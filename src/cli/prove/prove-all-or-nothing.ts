// PROOF-9: one LIVE run in a sandbox, and in each of its writing phases one fault after the other, at every place where a
// connection can be lost. It holds where each fault left all of its phase's rows or none, and the run's record says which.
import type { MutatingPhase } from "../../model/phase.ts";
import type { SoundPlan } from "../../reconcile/plan-work.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { Boundary } from "../../target/live/live-wiring.ts";
import { DatabaseError } from "../../target/postgres/database-error.ts";
import type { Finding } from "../../target/proofs.ts";
import type { FaultWire } from "../../target/sandbox/fault-wire.ts";
import type { OnBoundary } from "../../target/sandbox/sandbox.ts";
import type { GovernedRows } from "../../target/sandbox/read-governed-rows.ts";
import { approveLive, carryLive } from "./carry-live.ts";
import { compareRows, type Comparison } from "./compare-rows.ts";
import type { Ground, SandboxTrial, TellProgress } from "./sandbox-ground.ts";

interface PlantedFault {
  readonly phase: MutatingPhase;
  readonly boundary: Boundary;
  readonly strike: (wire: FaultWire) => void;
}

/** An error of the database that nothing is retried for: internal_error. */
const failNow = (): never => {
  throw new DatabaseError({ code: "XX000" });
};

/** Enough for a part of the next statement, and not for the whole of it. */
const PART_OF_A_STATEMENT_BYTES = 64;

const STRIKES: Readonly<Partial<Record<Boundary, PlantedFault["strike"]>>> = {
  after_lock: failNow,
  mid_batch: (wire) => wire.plant({ kind: "cut", afterBytes: PART_OF_A_STATEMENT_BYTES }),
  before_commit: (wire) => wire.plant({ kind: "reset" }),
  commit_sent: (wire) => wire.plant({ kind: "swallow" }),
};

const WRITING_PHASES = ["cut_leg_a", "leg_b_record", "verify", "lifecycle_enact"] as const;
/** The other two write a handful of rows, in one piece. */
const BATCHED: readonly MutatingPhase[] = ["cut_leg_a", "lifecycle_enact"];

/** In the order in which the run meets them: each stops it, but for a COMMIT whose answer is lost. */
const FAULTS: readonly PlantedFault[] = [
  {
    phase: "pre_write_backup",
    boundary: "before_begin",
    strike: (wire) => wire.plant({ kind: "refuse" }),
  },
  ...WRITING_PHASES.flatMap((phase) =>
    Object.entries(STRIKES)
      .filter(([boundary]) => boundary !== "mid_batch" || BATCHED.includes(phase))
      .map(([boundary, strike]) => ({ phase, boundary: boundary as Boundary, strike })),
  ),
];

export function allOrNothingTrial(onProgress: TellProgress = () => undefined): SandboxTrial {
  const struck = new Set<PlantedFault>();
  const onBoundary: OnBoundary = ({ phase, boundary, wire }) => {
    const fault = FAULTS.find((one) => one.phase === phase && one.boundary === boundary);
    if (fault === undefined || struck.has(fault) || wire === undefined) return;
    struck.add(fault);
    onProgress({ what: "PROOF-9: fault", done: struck.size, total: FAULTS.length });
    fault.strike(wire);
  };
  return {
    id: "PROOF-9",
    title: "a fault in any phase of it leaves all of that phase's rows or none, and the run says which",
    plants: { onBoundary, faultWire: true },
    attempt: (ground) => proveAllOrNothing(ground, struck),
  };
}

async function proveAllOrNothing(ground: Ground, struck: ReadonlySet<PlantedFault>): Promise<Finding> {
  const before = await ground.sandbox.readRows();
  for (let reconciles = 1; reconciles <= FAULTS.length + 3; reconciles += 1) {
    const struckBefore = struck.size;
    const { outcome, sound } = await carryLive(ground.live);
    ground.sandbox.wire?.heal();
    const last = [...struck].at(-1);
    const found = sound === undefined ? undefined : await compare(ground, sound, before);
    if (found === undefined || found.differences.length > 0) return tornApart(last, outcome, found);
    if (outcome.state === "closed") return closed(struck, found);
    const gate = outcome.gate?.gate;
    if (outcome.state === "waiting" && (gate === "SG_1" || gate === "SG_2"))
      await approveLive(ground.live, gate);
    else if (outcome.state !== "error" || struck.size === struckBefore) return saysOtherwise(last, outcome);
  }
  return { holds: false, reason: `the run did not come to its end; struck: ${struck.size} faults` };
}

async function compare(ground: Ground, sound: SoundPlan, before: GovernedRows): Promise<Comparison> {
  const { stage, sandbox, pieces } = ground;
  const now = await sandbox.readRows();
  return compareRows({ stage, sound, before, now, predictRows: pieces.predictRows });
}

function closed(struck: ReadonlySet<PlantedFault>, { rows, totalsAgree }: Comparison): Finding {
  const spared = FAULTS.filter((fault) => !struck.has(fault));
  if (spared.length > 0)
    return { holds: false, reason: `the run never came to ${spared.map(placeOf).join(", ")}` };
  if (totalsAgree !== true)
    return { holds: false, reason: "the totals on record are not those of the tables" };
  const kept = FAULTS.filter(({ boundary }) => boundary === "commit_sent").length;
  return {
    holds: true,
    reason: `${struck.size} faults in ${WRITING_PHASES.length + 1} phases: ${struck.size - kept} left no row of their phase, ${kept} left every one, and the record said so each time; then the run closed with all ${rows} rows as predicted`,
  };
}

function tornApart(
  last: PlantedFault | undefined,
  { text }: PlanOutcome,
  found: Comparison | undefined,
): Finding {
  const rows = found?.differences.join("; ") ?? "unknown rows";
  return {
    holds: false,
    reason: `after ${placeOf(last)} the tables are not as the record says: ${rows} (${text})`,
  };
}

function saysOtherwise(last: PlantedFault | undefined, { state, text }: PlanOutcome): Finding {
  return {
    holds: false,
    reason: `after ${placeOf(last)} the run is ${state} and not to be carried on: ${text}`,
  };
}

function placeOf(fault: PlantedFault | undefined): string {
  return fault === undefined ? "no fault" : `${fault.boundary} of ${fault.phase}`;
}
