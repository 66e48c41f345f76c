// A live adapter with everything wired, that notes who was asked for what and reaches nothing.
import type { LiveWiring } from "../../src/target/live/live-wiring.ts";
import { LiveExecutionAdapter } from "../../src/target/live/live-adapter.ts";
import { PostgresLiveAdapter } from "../../src/target/live/postgres-live-adapter.ts";
import type { Actuator } from "../../src/model/effect.ts";
import { totalsOf } from "../../src/model/governed-tables.ts";
import { cutOf, seedOf } from "./sample.ts";
import { startSimulator } from "../../src/target/simulator.ts";

export interface Watched {
  readonly adapter: Actuator;
  /** What was asked for from outside, in order. */
  readonly asked: readonly string[];
}

/** The shipped adapter, wired with everything it may be given, all of which notes and grants; `more` is slipped in beside. */
export function watchAdapter(more: Readonly<Record<string, unknown>> = {}): Watched {
  const asked: string[] = [];
  const wiring: LiveWiring = {
    ...more,
    connectionProvider: (role) => {
      asked.push(role);
      return Promise.resolve({
        query: () => Promise.resolve({ command: "SELECT", rowCount: 0, rows: [] }),
        close: () => Promise.resolve(),
      });
    },
    backupRunner: ({ run }) => {
      asked.push(`backup of ${run}`);
      return Promise.resolve({ kind: "pg_dump", totals: totalsOf(() => 0), sha256: "a".repeat(64) });
    },
    journal: { read: () => Promise.resolve(undefined), keep: () => Promise.resolve() },
  };
  return { adapter: new PostgresLiveAdapter(wiring), asked };
}

/** An adapter whose steps need nothing from outside: only the lock on its public methods stands before them. */
export class SelfSufficient extends LiveExecutionAdapter {
  readonly done: string[] = [];
  override retries(): [] {
    return [];
  }
  protected override performBackup = (): Promise<never> => this.#perform("preWriteBackup");
  protected override performCut = (): Promise<never> => this.#perform("cutLegA");
  protected override performRecord = (): Promise<never> => this.#perform("legBRecord");
  protected override performVerifyCount = (): Promise<never> => this.#perform("verifyResultCountFor");
  protected override performVerify = (): Promise<never> => this.#perform("writeVerify");
  protected override performEnact = (): Promise<never> => this.#perform("lifecycleEnact");
  protected override performTotals = (): Promise<never> => this.#perform("totals");

  #perform(step: string): Promise<never> {
    this.done.push(step);
    return Promise.reject(new Error("reached"));
  }
}

/** An adapter that overrides the lock of one method. */
export class Unlocked extends PostgresLiveAdapter {
  override totals(): Promise<never> {
    return Promise.reject(new Error("reached"));
  }
}

export function simulator(): Actuator {
  return startSimulator(seedOf(cutOf(1).manifest));
}

/** Everything that might be wired by mistake or in bad faith, with why it is tempting. */
export function impostors(): Readonly<Record<string, unknown>> {
  const { adapter } = watchAdapter();
  return {
    "null, which is typeof object": null,
    "false, as from a failed lookup": false,
    "a number": 0,
    "an empty text": "",
    "the class's own name": "LiveExecutionAdapter",
    "a symbol": Symbol("LiveExecutionAdapter"),
    "a plain object": {},
    "an empty list": [],
    "a function": () => undefined,
    "the class instead of an instance": PostgresLiveAdapter,
    "the prototype": LiveExecutionAdapter.prototype,
    "the simulator": simulator(),
    "a copy of the simulator's methods": { ...simulator() },
    "the simulator, called an adapter": {
      ...simulator(),
      isLive: true,
      brand: true,
      "#brand": true,
      constructor: PostgresLiveAdapter,
    },
    "an object with the adapter's prototype, never built": Object.create(
      PostgresLiveAdapter.prototype,
    ) as unknown,
    "the simulator with its prototype exchanged": Object.setPrototypeOf(
      { ...simulator() },
      PostgresLiveAdapter.prototype,
    ) as unknown,
    "an object whose prototype is a real adapter": Object.create(adapter) as unknown,
    "a proxy around a real adapter": new Proxy(adapter, {}),
    "a real adapter cloned field by field": { ...adapter },
    "a subclass that replaces a locked method": new Unlocked(),
    "a subclass that replaces nothing yet": new (class extends PostgresLiveAdapter {})(),
    "another adapter, with every lock in its place": new SelfSufficient(),
    "a real adapter by way of an array": [adapter],
    "a promise of a real adapter": Promise.resolve(adapter),
  };
}
