// The third of the three locks, and the shape of every adapter that writes to a database: each public method asks the
// kill-switch before anything else, whatever runner and phase have asked. Building one connects to nothing. What it reaches
// is private to it: a subclass, a property or a prototype that is exchanged has no say in it.
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
import { shippedKillSwitch } from "../../model/kill-switch.ts";
import type { MutatingPhase } from "../../model/phase.ts";
import type { DatabaseClient } from "../postgres/database-client.ts";
import { groundsOf, type Sandbox } from "../sandbox/sandbox.ts";
import {
  refuseBackup,
  refuseConnection,
  refuseJournal,
  type Boundary,
  type LiveRole,
  type LiveWiring,
  type SandboxGrounds,
  type TransactionJournal,
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
  readonly #grounds: SandboxGrounds;

  /** A sandbox brings its own switch and everything it can reach; any other wiring is locked by the shipped switch. */
  constructor(wiring: LiveWiring | Sandbox = {}) {
    this.#grounds = groundsOf(wiring) ?? shippedGrounds(wiring as LiveWiring);
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

  abstract retries(): readonly Retry[];

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
  protected async connect(role: LiveRole, applicationName: string): Promise<DatabaseClient> {
    this.#unlock("connect");
    return this.#grounds.connectionProvider(role, applicationName);
  }

  protected async runBackup({ run, prefix, facts }: ActuatorContext): Promise<BackupResult> {
    this.#unlock("runBackup");
    return this.#grounds.backupRunner({ run, prefix, facts });
  }

  protected get journal(): TransactionJournal {
    return this.#grounds.journal;
  }

  protected reach(phase: MutatingPhase, boundary: Boundary): Promise<void> {
    return this.#grounds.reach(phase, boundary);
  }

  /** The switch, asked in the midst of a transaction. Throws a Refusal LIVE_DISABLED. */
  protected askSwitchAgain(phase: MutatingPhase): void {
    this.#unlock(phase);
  }

  /** Anything but true is a no, an exception in the switch included. */
  #unlock(method: string): void {
    let answer: unknown;
    let cause: unknown;
    try {
      answer = this.#grounds.killSwitch();
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

// The methods that a subclass calls as its super's are these, whoever comes later.
Object.freeze(LiveExecutionAdapter);
Object.freeze(LiveExecutionAdapter.prototype);

/** Own properties only: what someone has planted on Object.prototype is nobody's wiring. A switch is never taken from it. */
function shippedGrounds(wiring: LiveWiring): SandboxGrounds {
  const own = Object.assign(Object.create(null) as LiveWiring, wiring);
  return {
    killSwitch: shippedKillSwitch,
    connectionProvider: own.connectionProvider ?? refuseConnection,
    backupRunner: own.backupRunner ?? refuseBackup,
    journal: own.journal ?? refuseJournal,
    reach: () => Promise.resolve(),
  };
}
