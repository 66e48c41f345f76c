// Everything that the reconciler needs of the outside world, handed in by the CLI: ports, the clock and the machine's name.
import type { ApprovalFile } from "../approvals/judge-gate.ts";
import type { Authenticity } from "../approvals/authenticity.ts";
import type { Observed } from "../model/generated/statement.ts";
import type { KillSwitch } from "../model/kill-switch.ts";
import type { ActuatorSource, FactsReader, ObjectReader, RunStore } from "../model/ports.ts";

export interface Edges {
  readonly objects: ObjectReader;
  readonly store: RunStore;
  readonly facts: FactsReader;
  readonly actuators: ActuatorSource;
  readonly killSwitch: KillSwitch;
  readonly authenticate: (approval: ApprovalFile) => Authenticity;
  /** The present moment, RFC 3339 in UTC to the second. */
  readonly now: () => string;
  readonly machine: Omit<Observed, "at">;
}
