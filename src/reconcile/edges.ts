// Everything that the reconciler needs of the outside world, handed in by the CLI: ports, the clock and the machine's name.
import type { Observed } from "../model/generated/statement.ts";
import type { CarriedModes } from "../model/carried-modes.ts";
import type { KillSwitch } from "../model/kill-switch.ts";
import type {
  ActuatorSource,
  FactsReader,
  HistoryReader,
  ObjectReader,
  RunStore,
  StatementSigner,
} from "../model/ports.ts";

import type { SettledPlans } from "./settled-plans.ts";
import type { PlanThreads } from "./spread.ts";

export interface Edges {
  readonly objects: ObjectReader & HistoryReader;
  readonly store: RunStore;
  readonly facts: FactsReader;
  readonly actuators: ActuatorSource;
  readonly killSwitch: KillSwitch;
  /** What the runs on record can have been carried out in. */
  readonly modes: CarriedModes;
  /** Signs each statement that is recorded; undefined where nothing is recorded. */
  readonly signer: StatementSigner | undefined;
  /** Plans that need no look; none where it is not given, as for whatever looks at more than what moves. */
  readonly settled?: SettledPlans;
  /** Other threads to work on portions of plans; without them this one does everything. */
  readonly threads?: PlanThreads;
  /** The present moment, RFC 3339 in UTC to the second. */
  readonly now: () => string;
  readonly machine: Omit<Observed, "at">;
}
