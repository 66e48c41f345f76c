// What a mutating phase asks for and gets back. The simulator and the live adapter return the same frozen values,
// so that a phase does not know which one it talked to.
import type { Contract } from "./contract.ts";
import type { Facts, Totals } from "./generated/facts.ts";
import type { Manifest, ManifestRows } from "./manifest.ts";
import type { Mode, MutatingPhase } from "./phase.ts";

/** What every actuator method is told about the run it works for. */
export interface ActuatorContext {
  readonly run: string;
  readonly mode: Mode;
  readonly documentId: string;
  readonly prefix: string;
  readonly source: Uint8Array;
  readonly contract: Contract;
  readonly manifest: Manifest;
  /** The facts that the run is pinned to: as the target was before this run's first change. */
  readonly facts: Facts;
  /** The changes of this run that are on record, in order; what the target holds by now follows from them and the facts. */
  readonly done: readonly MutatingPhase[];
  /** Asks anew, at the moment of the call: why the gate that let this step through would be shut now; empty where it is open. */
  readonly consent: () => readonly string[];
}

export interface BackupResult {
  readonly kind: "simulated" | "pg_dump";
  readonly totals: Totals;
  readonly sha256: string;
  /** Of a real one: its size, and who wrote it. */
  readonly file?: {
    readonly bytes: number;
    readonly serverVersion: string;
    readonly toolVersion: string;
  };
}

/** One try of a step that the database called off, as it may (55P03, 40P01, 40001), before the try that counted. */
export interface Retry {
  readonly sqlstate: string;
  readonly waitedMs: number;
}

export interface IuCreateResult {
  readonly ord: number;
  readonly address: string;
  readonly status: "created" | "unchanged";
}

export interface LegBResult {
  readonly changeSetId: string;
  readonly affectedRows: number;
  readonly manifestEnvelopes: number;
  readonly dotPairSignatures: number;
}

export interface VerifyResult {
  readonly changeSetId: string;
  readonly checked: number;
  readonly matched: number;
  readonly mismatched: number;
}

export interface EnactResult {
  readonly address: string;
  readonly status: "enacted" | "unchanged";
}

export interface EnactBatchResult {
  readonly changeSetId: string;
  readonly reviewDecisionId: string;
  readonly results: readonly EnactResult[];
}

export interface CutLegARequest {
  readonly changeSetId: string;
  readonly cutplanRows: ManifestRows;
}

export interface ChangeSetRequest {
  readonly changeSetId: string;
}

export interface EnactRequest {
  readonly addresses: readonly string[];
  readonly reviewDecisionId: string;
  readonly changeSetId: string;
}

/**
 * One method per mutating step. Each refuses (a rejected Refusal) rather than doing part of its work; a live one that
 * cannot say what became of its work rejects with a TornEffect (torn-effect.ts).
 */
export interface Actuator {
  preWriteBackup(context: ActuatorContext): Promise<BackupResult>;
  cutLegA(context: ActuatorContext, request: CutLegARequest): Promise<readonly IuCreateResult[]>;
  legBRecord(context: ActuatorContext, request: ChangeSetRequest): Promise<LegBResult>;
  verifyResultCountFor(context: ActuatorContext, request: ChangeSetRequest): Promise<number>;
  writeVerify(context: ActuatorContext, request: ChangeSetRequest): Promise<VerifyResult>;
  lifecycleEnact(context: ActuatorContext, request: EnactRequest): Promise<EnactBatchResult>;
  /** Rows of the nine governed tables as the changes on record would leave them: a promise, not a reading. */
  totals(context: ActuatorContext): Promise<Totals>;
  /** The tries of the step that was carried out last which the database called off; none of a simulation. */
  retries(): readonly Retry[];
}
