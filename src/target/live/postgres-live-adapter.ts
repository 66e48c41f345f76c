// The live adapter over PostgreSQL: what the simulation promises is carried out for real, one transaction a phase, and
// answered only when it came out as promised. Behind the lock of live-adapter.ts. What carries a step out is loaded when one
// is: every DRYRUN has this adapter wired, and reaches none of it.
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
import { DatabaseError } from "../postgres/database-error.ts";
import { predictFacts } from "../predict-facts.ts";
import type { Sandbox } from "../sandbox/sandbox.ts";
import { startSimulator } from "../simulator.ts";
import { LiveExecutionAdapter } from "./live-adapter.ts";
import type { LiveRole, LiveWiring } from "./live-wiring.ts";
import type { PhaseSession, SessionMeans, SessionPurpose } from "./phase-session.ts";
import type { PhaseMeans, PhaseWork } from "./phase-work.ts";

const NONE: readonly Retry[] = Object.freeze([]);

/** `super` and not `this` wherever something is reached: nothing that was put in front of it is asked. */
export class PostgresLiveAdapter extends LiveExecutionAdapter {
  #retries: readonly Retry[] = NONE;

  /** A subclass may be another adapter altogether: it stays locked, whatever sandbox it is given. */
  constructor(wiring: LiveWiring | Sandbox = {}) {
    super(new.target === PostgresLiveAdapter ? wiring : {});
    if (new.target === PostgresLiveAdapter) Object.freeze(this);
  }

  /** Whether the value is this adapter itself, and no other that was built on it. */
  static override isLive(value: unknown): value is PostgresLiveAdapter {
    return super.isLive(value) && Object.getPrototypeOf(value) === PostgresLiveAdapter.prototype;
  }

  override retries(): readonly Retry[] {
    return this.#retries;
  }

  protected override async performBackup(context: ActuatorContext): Promise<BackupResult> {
    this.#retries = NONE;
    return super.runBackup(context);
  }

  protected override async performCut(
    context: ActuatorContext,
    request: CutLegARequest,
  ): Promise<readonly IuCreateResult[]> {
    const { cutLegA, readCut } = await import("./cut-leg-a.ts");
    const promised = await promiseOf(context).cutLegA(dry(context), request);
    const reachMidBatch = (): Promise<void> => super.reach("cut_leg_a", "mid_batch");
    return this.#carry("cutter_exec", "cut_leg_a", {
      context,
      promised,
      work: ({ client }) => cutLegA({ client, context, request, promised, reachMidBatch }),
      readDone: (client) => readCut({ client, context, request, promised }),
    });
  }

  protected override async performRecord(
    context: ActuatorContext,
    request: ChangeSetRequest,
  ): Promise<LegBResult> {
    const { readLegB, recordLegB } = await import("./record-leg-b.ts");
    const promised = await promiseOf(context).legBRecord(dry(context), request);
    const cut = await promiseOfCut(context, request);
    return this.#carry("cutter_exec", "leg_b_record", {
      context,
      promised,
      work: async ({ client }) => {
        await recordLegB({ client, context, request, cut });
        return promised;
      },
      readDone: (client) => readLegB({ client, context, request, cut }),
    });
  }

  /** Those before this run's own: one that this run has committed and not yet on record is not counted. */
  protected override async performVerifyCount(
    context: ActuatorContext,
    request: ChangeSetRequest,
  ): Promise<number> {
    const { openPhaseSession } = await import("./phase-session.ts");
    const { countVerifications } = await import("./write-verification.ts");
    const purpose = { role: "cutter_verify", phase: "verify", context } as const;
    const session = await openPhaseSession(this.#means, purpose);
    try {
      const count = await countVerifications(session.client, request);
      return count === 1 && (await this.#isOwn(purpose, session)) ? 0 : count;
    } catch (error) {
      throw error instanceof DatabaseError ? unread(context, error) : error;
    } finally {
      await session.client.close();
    }
  }

  protected override async performVerify(
    context: ActuatorContext,
    request: ChangeSetRequest,
  ): Promise<VerifyResult> {
    const { readVerification, writeVerification } = await import("./write-verification.ts");
    const promised = await promiseOf(context).writeVerify(dry(context), request);
    return this.#carry("cutter_verify", "verify", {
      context,
      promised,
      work: ({ client }) => writeVerification({ client, context, request }),
      readDone: (client) => readVerification(client, promised),
    });
  }

  protected override async performEnact(
    context: ActuatorContext,
    request: EnactRequest,
  ): Promise<EnactBatchResult> {
    const { enactUnits, readEnacted } = await import("./enact-units.ts");
    const promised = await promiseOf(context).lifecycleEnact(dry(context), request);
    const reachMidBatch = (): Promise<void> => super.reach("lifecycle_enact", "mid_batch");
    return this.#carry("cutter_exec", "lifecycle_enact", {
      context,
      promised,
      work: ({ client }) => enactUnits({ client, context, request, promised, reachMidBatch }),
      readDone: (client) => readEnacted({ client, context, request, promised }),
    });
  }

  /** What the changes on record would leave: what the target is held against, and so not read from it. */
  protected override performTotals({ facts, manifest, done }: ActuatorContext): Promise<Totals> {
    return Promise.resolve(predictFacts({ facts, manifest, done }).totals);
  }

  get #means(): SessionMeans {
    return { connect: (role, applicationName) => super.connect(role, applicationName) };
  }

  async #carry<Result>(
    role: LiveRole,
    phase: MutatingPhase,
    work: Omit<PhaseWork<Result>, "role" | "phase">,
  ): Promise<Result> {
    this.#retries = NONE;
    const means: PhaseMeans = {
      ...this.#means,
      journal: super.journal,
      reach: (boundary) => super.reach(phase, boundary),
      askSwitch: () => {
        super.askSwitchAgain(phase);
      },
      onRetry: (retry) => {
        this.#retries = Object.freeze([...this.#retries, retry]);
      },
    };
    const { carryPhase } = await import("./carry-phase.ts");
    return carryPhase(means, { ...work, role, phase });
  }

  async #isOwn({ phase, context }: SessionPurpose, session: PhaseSession): Promise<boolean> {
    if (context.done.includes(phase)) return false;
    const { readCommitTruth } = await import("./commit-truth.ts");
    const kept = await super.journal.read(context.run);
    return kept?.phase === phase && (await readCommitTruth(session, kept)) === "committed";
  }
}

Object.freeze(PostgresLiveAdapter);
Object.freeze(PostgresLiveAdapter.prototype);

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

function unread({ run }: ActuatorContext, error: DatabaseError): Refusal {
  const text = {
    message: `the verifications of run "${run}" could not be counted: the database said ${error.message}`,
    expected: "a database that answers the verifying role",
    todo: "see that the server is up and the role may read; then reconcile again: nothing of this step was begun",
  };
  return new Refusal(error.isLost ? "TARGET_UNREACHABLE" : "DATABASE_REFUSED", text, error);
}
