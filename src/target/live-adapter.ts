// The third of the three locks, and the shape of every adapter that writes to a database: each public method asks the
// kill-switch before anything else, whatever runner and phase have asked. Building one connects to nothing.
import { Refusal } from "../diagnostics/refusal.ts";
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
  VerifyResult,
} from "../model/effect.ts";
import type { Totals } from "../model/generated/facts.ts";
import { shippedKillSwitch, type KillSwitch } from "../model/kill-switch.ts";
import {
  refuseBackup,
  refuseConnection,
  type BackupRunner,
  type ConnectionProvider,
  type LiveConnection,
  type LiveRole,
  type LiveWiring,
} from "./live-wiring.ts";

/** The methods that carry the lock. A subclass that replaces one of them is no live adapter. */
const LOCKED_METHODS = [
  "preWriteBackup",
  "cutLegA",
  "legBRecord",
  "verifyResultCountFor",
  "writeVerify",
  "lifecycleEnact",
  "totals",
] as const satisfies readonly (keyof Actuator)[];

/**
 * Every public method rejects with a Refusal LIVE_DISABLED while the kill-switch is off, before a connection is asked for.
 * What a method does when the switch is on is the subclass's `perform…`, one transaction each.
 */
export abstract class LiveExecutionAdapter implements Actuator {
  /** Only a constructor can put this here: what merely looks like an adapter does not have it. */
  readonly #brand = true;
  readonly #killSwitch: KillSwitch;
  readonly #connectionProvider: ConnectionProvider;
  readonly #backupRunner: BackupRunner;

  constructor(wiring: LiveWiring = {}) {
    // Own properties only: what someone has planted on Object.prototype is nobody's wiring.
    const own = Object.assign(Object.create(null) as LiveWiring, wiring);
    this.#killSwitch = own.killSwitch ?? shippedKillSwitch;
    this.#connectionProvider = own.connectionProvider ?? refuseConnection;
    this.#backupRunner = own.backupRunner ?? refuseBackup;
  }

  /** Whether the value was built as a live adapter and still has this class's lock on every method. */
  static isLive(value: unknown): value is LiveExecutionAdapter {
    if (typeof value !== "object" || value === null || !(#brand in value)) return false;
    return LOCKED_METHODS.every((name) => value[name] === LiveExecutionAdapter.prototype[name]);
  }

  async preWriteBackup(context: ActuatorContext): Promise<BackupResult> {
    this.#unlock("preWriteBackup");
    return this.performBackup(context);
  }

  async cutLegA(context: ActuatorContext, request: CutLegARequest): Promise<readonly IuCreateResult[]> {
    this.#unlock("cutLegA");
    return this.performCut(context, request);
  }

  async legBRecord(context: ActuatorContext, request: ChangeSetRequest): Promise<LegBResult> {
    this.#unlock("legBRecord");
    return this.performRecord(context, request);
  }

  async verifyResultCountFor(context: ActuatorContext, request: ChangeSetRequest): Promise<number> {
    this.#unlock("verifyResultCountFor");
    return this.performVerifyCount(context, request);
  }

  async writeVerify(context: ActuatorContext, request: ChangeSetRequest): Promise<VerifyResult> {
    this.#unlock("writeVerify");
    return this.performVerify(context, request);
  }

  async lifecycleEnact(context: ActuatorContext, request: EnactRequest): Promise<EnactBatchResult> {
    this.#unlock("lifecycleEnact");
    return this.performEnact(context, request);
  }

  async totals(context: ActuatorContext): Promise<Totals> {
    this.#unlock("totals");
    return this.performTotals(context);
  }

  protected abstract performBackup(context: ActuatorContext): Promise<BackupResult>;
  protected abstract performCut(
    context: ActuatorContext,
    request: CutLegARequest,
  ): Promise<readonly IuCreateResult[]>;
  protected abstract performRecord(context: ActuatorContext, request: ChangeSetRequest): Promise<LegBResult>;
  protected abstract performVerifyCount(context: ActuatorContext, request: ChangeSetRequest): Promise<number>;
  protected abstract performVerify(
    context: ActuatorContext,
    request: ChangeSetRequest,
  ): Promise<VerifyResult>;
  protected abstract performEnact(context: ActuatorContext, request: EnactRequest): Promise<EnactBatchResult>;
  protected abstract performTotals(context: ActuatorContext): Promise<Totals>;

  /** The only way to a connection; asks the switch once more, in case it was turned off since. */
  protected async connect(role: LiveRole): Promise<LiveConnection> {
    this.#unlock("connect");
    return this.#connectionProvider(role);
  }

  protected async runBackup(context: ActuatorContext): Promise<BackupResult> {
    this.#unlock("runBackup");
    return this.#backupRunner({ run: context.run });
  }

  /** Anything but true is a no, an exception in the switch included. */
  #unlock(method: string): void {
    let answer: unknown;
    let cause: unknown;
    try {
      answer = this.#killSwitch();
    } catch (error) {
      cause = error;
    }
    if (answer === true) return;
    const text = {
      message: `"${method}" of the live adapter was called, and the kill-switch is off`,
      expected: "mode: DRYRUN in the plan",
      todo: "set spec.mode to DRYRUN; no flag turns LIVE on",
    };
    throw new Refusal("LIVE_DISABLED", text, cause);
  }
}

/**
 * The live adapter of a build without PostgreSQL. With the switch on, every method asks for what it would need, a
 * connection or a backup, and then refuses LIVE_NOT_BUILT, having closed what it was given.
 */
export class UnbuiltLiveAdapter extends LiveExecutionAdapter {
  protected override async performBackup(context: ActuatorContext): Promise<never> {
    await this.runBackup(context);
    throw liveNotBuilt("preWriteBackup");
  }

  protected override performCut(): Promise<never> {
    return this.#refuseAs("cutter_exec", "cutLegA");
  }

  protected override performRecord(): Promise<never> {
    return this.#refuseAs("cutter_exec", "legBRecord");
  }

  protected override performVerifyCount(): Promise<never> {
    return this.#refuseAs("cutter_verify", "verifyResultCountFor");
  }

  protected override performVerify(): Promise<never> {
    return this.#refuseAs("cutter_verify", "writeVerify");
  }

  protected override performEnact(): Promise<never> {
    return this.#refuseAs("cutter_exec", "lifecycleEnact");
  }

  protected override performTotals(): Promise<never> {
    return this.#refuseAs("cutter_verify", "totals");
  }

  async #refuseAs(role: LiveRole, method: string): Promise<never> {
    const connection = await this.connect(role);
    await connection.close();
    throw liveNotBuilt(method);
  }
}

function liveNotBuilt(method: string): Refusal {
  return new Refusal("LIVE_NOT_BUILT", {
    message: `"${method}" cannot be carried out: this build has no database adapter`,
    expected: "mode: DRYRUN in the plan",
    todo: "set spec.mode to DRYRUN, or use a version that can reach PostgreSQL",
  });
}
