// The first of the three locks, and the only place where mode and kill-switch become one actuator or a refusal. Nothing
// falls through from here: LIVE is a real live adapter or a no, and never the simulator.
import { Refusal } from "../diagnostics/refusal.ts";
import type { Actuator } from "../model/effect.ts";
import type { KillSwitch } from "../model/kill-switch.ts";
import type { Mode } from "../model/phase.ts";
import type { ActuatorSource } from "../model/ports.ts";
import { PostgresLiveAdapter } from "./live/postgres-live-adapter.ts";
import type { Sandbox } from "./sandbox/sandbox.ts";
import type { LiveWiring } from "./live/live-wiring.ts";
import { startSimulator } from "./simulator.ts";

interface ActuatorChoice<Simulation> {
  readonly mode: Mode;
  readonly killSwitch: KillSwitch;
  /** What was wired as the live adapter, whatever it is; undefined where nothing was. */
  readonly live: unknown;
  /** The simulator, or what starts one. */
  readonly simulator: Simulation;
}

/**
 * DRYRUN answers with the simulator and asks nothing. LIVE asks the kill-switch first, then whether an adapter is wired,
 * then whether it is a real one. Calls no method of what it answers. Throws a Refusal: LIVE_DISABLED,
 * LIVE_ADAPTER_MISSING, LIVE_ADAPTER_REFUSED, MODE_UNKNOWN.
 */
export function chooseActuator<Simulation>(choice: ActuatorChoice<Simulation>): Simulation | Actuator {
  switch (choice.mode) {
    case "DRYRUN":
      return choice.simulator;
    case "LIVE":
      requireEnabled(choice.killSwitch);
      return requireLiveAdapter(choice.live);
    default:
      throw modeUnknown(choice.mode);
  }
}

/** What the reconciler takes its actuators from: a simulator started anew for each seed, or the one live adapter. */
export function openActuatorSource(wired: { killSwitch: KillSwitch; live: unknown }): ActuatorSource {
  return {
    choose: (mode) => {
      const chosen = chooseActuator({ ...wired, mode, simulator: startSimulator });
      return typeof chosen === "function" ? chosen : () => chosen;
    },
  };
}

/** The value as a live adapter. Refuses LIVE_ADAPTER_MISSING for undefined, LIVE_ADAPTER_REFUSED for anything not built as one. */
export function requireLiveAdapter(live: unknown): Actuator {
  if (live === undefined) throw adapterMissing();
  if (PostgresLiveAdapter.isLive(live)) return live;
  throw adapterRefused(live);
}

/** The live adapter of this build, on its own kill-switch; without a wiring it reaches nothing. Connects to nothing. */
export function buildLiveAdapter(wiring: LiveWiring | Sandbox = {}): Actuator {
  return new PostgresLiveAdapter(wiring);
}

/** Anything but true is a no, an exception in the switch included. */
function requireEnabled(killSwitch: KillSwitch): void {
  let answer: unknown;
  let cause: unknown;
  try {
    answer = killSwitch();
  } catch (error) {
    cause = error;
  }
  if (answer === true) return;
  const text = {
    message: "LIVE was asked for, and the kill-switch is off",
    expected: "mode: DRYRUN in the plan",
    todo: "set spec.mode to DRYRUN; no flag turns LIVE on",
  };
  throw new Refusal("LIVE_DISABLED", text, cause);
}

function adapterMissing(): Refusal {
  return new Refusal("LIVE_ADAPTER_MISSING", {
    message: "LIVE was asked for, and no live adapter is wired",
    expected: "a live adapter of this program",
    todo: "set spec.mode to DRYRUN",
  });
}

/** Names the kind of value only: what stands in it is not ours to show. */
function adapterRefused(live: unknown): Refusal {
  return new Refusal("LIVE_ADAPTER_REFUSED", {
    message: `what was wired as the live adapter is ${live === null ? "null" : `some other ${typeof live}`}`,
    expected: "a live adapter of this program, with the lock on each of its methods",
    todo: "set spec.mode to DRYRUN; nothing else may stand in for the adapter",
  });
}

function modeUnknown(mode: never): Refusal {
  return new Refusal("MODE_UNKNOWN", {
    message: `mode "${String(mode)}" is neither DRYRUN nor LIVE`,
    expected: "DRYRUN or LIVE",
    todo: "mend spec.mode in the plan",
  });
}
