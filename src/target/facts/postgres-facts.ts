// The facts of a PostgreSQL: a session that cannot write, and what it discovers. Nothing is kept between two readings.
import type { Contract } from "../../model/contract.ts";
import type { Facts } from "../../model/generated/facts.ts";
import type { ConnectionSettings } from "../postgres/connection-settings.ts";
import { discover } from "./discover.ts";
import { withReadOnlySession } from "./read-only-session.ts";

export interface PostgresFactsQuestion {
  /** The target's name. */
  readonly target: string;
  readonly driver: Facts["driver"];
  /** The empty prefix reads every unit. Facts of it are for showing: as a file they would not be valid. */
  readonly prefix: string;
  readonly contract: Contract;
  /** For whom: the run's name, or the command's. */
  readonly reader: string;
}

/**
 * Facts of one snapshot, in 8 round trips whatever the number of units. Rejects with a Refusal: TARGET_UNSAFE,
 * TARGET_UNREACHABLE, TARGET_UNFIT.
 */
export function readPostgresFacts(
  settings: ConnectionSettings,
  question: PostgresFactsQuestion,
): Promise<Facts> {
  const { contract, reader, target } = question;
  return withReadOnlySession(settings, { reader, contract, target }, ({ select, serverVersionNum }) =>
    discover(select, { ...question, serverVersionNum }),
  );
}
