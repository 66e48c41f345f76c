// The live adapter over PostgreSQL: what the simulation promises is carried out for real, one transaction a phase, and
// answered only when it came out as promised. Behind the lock of live-adapter.ts.
import { Refusal } from "../../diagnostics/refusal.ts";
import type {
  Actuator,
  ActuatorContext,
  BackupResult,
  ChangeSetRequest,
  CutLegARequest,
  EnactBatchResult,
  EnactRequest,
  IuCreateResult,
  LegBResult,
  Retry,
  VerifyResult,
} from "../../model/effect.ts";
import type { Totals } from "../../model/generated/facts.ts";
import type { MutatingPhase } from "../../model/phase.ts";
import { predictFacts } from "../predict-facts.ts";
import { startSimulator } from "../simulator.ts";
import { findCommitTruth } from "./commit-truth.ts";
import { cutLegA } from "./cut-leg-a.ts";
import { enactUnits } from "./enact-units.ts";
import { LiveExecutionAdapter } from "./live-adapter.ts";
import type { LiveRole } from "./live-wiring.ts";
import { openPhaseSession, type Connect, type SessionPurpose } from "./phase-session.ts";
import { carryPhase, type PhaseMeans, type PhaseWork } from "./phase-transaction.ts";
import { recordLegB } from "./record-leg-b.ts";
import { countVerifications, writeVerification } from "./write-verification.ts";

export class PostgresLiveAdapter extends LiveExecutionAdapter {
  #retries: readonly Retry[] = [];

  override retries(): readonly Retry[] {
    return this.#retries;
  }

  protected override async performBackup(context: ActuatorContext): Promise<BackupResult> {
    this.#retries = [];
    return this.runBackup(context);
  }

  protected override async performCut(
    context: ActuatorContext,
    request: CutLegARequest,
  ): Promise<readonly IuCreateResult[]> {
    const promised = await promiseOf(context).cutLegA(dry(context), request);
    const reachMidBatch = (): Promise<void> => this.reach("cut_leg_a", "mid_batch");
    return this.#carry("cutter_exec", "cut_leg_a", {
      context,
      promised,
      work: ({ client }) => cutLegA({ client, context, request, promised, reachMidBatch }),
    });
  }

  protected override async performRecord(
    context: ActuatorContext,
    request: ChangeSetRequest,
  ): Promise<LegBResult> {
    const promised = await promiseOf(context).legBRecord(dry(context), request);
    const cut = await promiseOfCut(context, request);
    return this.#carry("cutter_exec", "leg_b_record", {
      context,
      promised,
      work: async ({ client }) => {
        await recordLegB({ client, context, request, cut });
        return promised;
      },
    });
  }

  /** Those before this run's own: one that this run has committed and not yet on record is not counted. */
  protected override async performVerifyCount(
    context: ActuatorContext,
    request: ChangeSetRequest,
  ): Promise<number> {
    const purpose = { role: "cutter_verify", phase: "verify", context } as const;
    const session = await openPhaseSession(this.#connect, purpose);
    try {
      const count = await countVerifications(session.client, request);
      return count === 1 && (await this.#isOwn(purpose)) ? 0 : count;
    } finally {
      await session.client.close();
    }
  }

  protected override async performVerify(
    context: ActuatorContext,
    request: ChangeSetRequest,
  ): Promise<VerifyResult> {
    const promised = await promiseOf(context).writeVerify(dry(context), request);
    return this.#carry("cutter_verify", "verify", {
      context,
      promised,
      work: ({ client }) => writeVerification({ client, context, request }),
    });
  }

  protected override async performEnact(
    context: ActuatorContext,
    request: EnactRequest,
  ): Promise<EnactBatchResult> {
    const promised = await promiseOf(context).lifecycleEnact(dry(context), request);
    const reachMidBatch = (): Promise<void> => this.reach("lifecycle_enact", "mid_batch");
    return this.#carry("cutter_exec", "lifecycle_enact", {
      context,
      promised,
      work: ({ client }) => enactUnits({ client, context, request, promised, reachMidBatch }),
    });
  }

  /** What the changes on record would leave: what the target is held against, and so not read from it. */
  protected override performTotals({ facts, manifest, done }: ActuatorContext): Promise<Totals> {
    return Promise.resolve(predictFacts({ facts, manifest, done }).totals);
  }

  readonly #connect: Connect = (role, applicationName) => this.connect(role, applicationName);

  async #carry<Result>(
    role: LiveRole,
    phase: MutatingPhase,
    work: Omit<PhaseWork<Result>, "role" | "phase">,
  ): Promise<Result> {
    this.#retries = [];
    const means: PhaseMeans = {
      connect: this.#connect,
      journal: this.journal,
      reach: (boundary) => this.reach(phase, boundary),
      askSwitch: () => {
        this.askSwitchAgain(phase);
      },
    };
    const { result, retries } = await carryPhase(means, { ...work, role, phase });
    this.#retries = retries;
    return result;
  }

  async #isOwn(purpose: SessionPurpose): Promise<boolean> {
    const kept = await this.journal.read(purpose.context.run);
    if (kept?.phase !== purpose.phase) return false;
    return (await findCommitTruth(this.#connect, purpose, kept)) === "committed";
  }
}

/** The simulation that stands where the run stands: it refuses what cannot be, before anything is opened. */
function promiseOf({ facts, manifest, done, run, mode }: ActuatorContext): Actuator {
  if (mode !== "LIVE")
    throw new Refusal("LIVE_ADAPTER_REFUSED", {
      message: `run "${run}" came to the live adapter in mode "${mode}"`,
      expected: "mode LIVE; a dry run has the simulator",
      todo: "this is a fault of the program: report it",
    });
  return startSimulator({ facts, manifest, run, recorded: done });
}

/** What leg A answered, which is on record by now: it was answered as promised, or not at all. */
function promiseOfCut(
  context: ActuatorContext,
  { changeSetId }: ChangeSetRequest,
): Promise<readonly IuCreateResult[]> {
  const done = context.done.slice(0, context.done.indexOf("cut_leg_a"));
  const request = { changeSetId, cutplanRows: context.manifest.rows };
  return promiseOf({ ...context, done }).cutLegA(dry(context), request);
}

function dry(context: ActuatorContext): ActuatorContext {
  return { ...context, mode: "DRYRUN" };
}
