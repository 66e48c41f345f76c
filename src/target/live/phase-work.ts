// What one phase of a LIVE run does in the database, and what it may reach while it does it.
import type { Retry } from "../../model/effect.ts";
import type { DatabaseClient } from "../postgres/database-client.ts";
import type { Boundary, TransactionJournal } from "./live-wiring.ts";
import type { PhaseSession, SessionMeans, SessionPurpose } from "./phase-session.ts";

export interface PhaseMeans extends SessionMeans {
  readonly journal: TransactionJournal;
  readonly reach: (boundary: Boundary) => Promise<void>;
  /** Throws a Refusal LIVE_DISABLED where the switch is off by now. */
  readonly askSwitch: () => void;
  /** Told of every try that the database called off. */
  readonly onRetry: (retry: Retry) => void;
}

export interface PhaseWork<Result> extends SessionPurpose {
  /** Everything the phase does, in its open transaction. */
  readonly work: (session: PhaseSession) => Promise<Result>;
  /** Looks up what of it is in the target; changes nothing. */
  readonly readDone: (client: DatabaseClient) => Promise<DoneRows>;
  /** The result of a transaction that is known to be committed, and whose rows were found in the target. */
  readonly promised: Result;
}

/** What of a step is in the target. */
export interface DoneRows {
  /** Rows of the step that were found as promised. */
  readonly seen: number;
  /** Whether that is all of them, and nothing else. */
  readonly isWhole: boolean;
  /** An address that is missing or reads otherwise, where there is one. */
  readonly wrong?: string | undefined;
}
