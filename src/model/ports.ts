// What the reconciler asks of the outside world, as small interfaces. Edges implement them; tests give other values.
import type { Actuator } from "./effect.ts";
import type { Facts } from "./generated/facts.ts";
import type { Target } from "./generated/target.ts";
import type { Manifest } from "./manifest.ts";
import type { Mode, PhaseName } from "./phase.ts";

export type ObjectFormat = "sha1" | "sha256";

/** A commit that was asked for, by its full object name. */
export interface CommitPin {
  readonly commit: string;
  readonly tree: string;
  readonly objectFormat: ObjectFormat;
  /** The name it was resolved from, in full where it is a branch or tag (refs/heads/main), else the text as given. */
  readonly ref: string;
}

/** One entry under a folder of a tree; folders themselves are not listed. Path is from the root of the repository. */
export interface TreeFile {
  readonly path: string;
  /** As git writes it: 100644, 100755, 120000 (symlink), 160000 (gitlink). */
  readonly mode: string;
  readonly oid: string;
}

export interface TreeListing {
  readonly files: readonly TreeFile[];
  /** Object names of the folders, by their path: `plans/handbook/approvals` → its tree. */
  readonly folders: ReadonlyMap<string, string>;
  /** Names that no honest tree has: `..`, doubled entries, paths that differ in case or normalisation only. */
  readonly faults: readonly TreeFault[];
}

export interface TreeFault {
  readonly path: string;
  readonly fault: "name-refused" | "name-doubled" | "names-collide" | "mode-unknown";
  readonly detail: string;
}

/** Reads committed objects, each hashed again on arrival. Rejects with a Refusal: OBJECT_MISSING, OBJECT_CORRUPT, OBJECT_TOO_LARGE. */
export interface ObjectReader {
  /**
   * Every file below `folder` (`plans`, `runs`), or an empty listing when the folder is not in the tree. Folders below it
   * that are passed over are listed as folders, and what is in them is not looked at.
   */
  listFolder(tree: string, folder: string, isPassedOver?: (path: string) => boolean): Promise<TreeListing>;
  readBlob(oid: string, limitBytes: number): Promise<Uint8Array>;
  /** The object name that these bytes would have as a blob; nothing is stored. */
  hashBlob(bytes: Uint8Array): string;
}

/** A commit of the history, with what judging needs of it. */
export interface HistoryCommit {
  readonly commit: string;
  readonly tree: string;
  readonly parents: readonly string[];
  /** The committer's time, RFC 3339 in UTC to the second. Whoever made the commit chose it. */
  readonly committedAt: string;
}

/** One version of a file that the history has, wherever it stands today. */
export interface FileVersion {
  readonly path: string;
  readonly mode: string;
  readonly oid: string;
  /** The first commit, in the order of the history, that has it. */
  readonly commit: string;
}

/** One name of a path: itself, `*` for any, or a set of names for any one of them. */
export type NamePattern = string | ReadonlySet<string>;

/** Reads what a commit descends from. Rejects with a Refusal: HISTORY_SHALLOW, OBJECT_MISSING, OBJECT_CORRUPT. */
export interface HistoryReader {
  /** The commit and every one that it descends from, parents before children. */
  readHistory(commit: string): Promise<readonly HistoryCommit[]>;
  /**
   * Every version of every file whose path has these names, a star standing for any one and a set for one of several:
   * ["plans", "*", "approvals", "*"]. Each path, mode and object once, in the order of the history, then by path. Folders and what is deeper do not count.
   */
  listVersions(
    history: readonly HistoryCommit[],
    names: readonly NamePattern[],
  ): Promise<readonly FileVersion[]>;
  /** The object name of the folder at that path in the tree, undefined where there is no folder. */
  findFolder(tree: string, path: string): Promise<string | undefined>;
}

export interface FactsQuestion {
  /** Units under this address are read one by one, all others only counted; the empty prefix is for showing them all. */
  readonly prefix: string;
  /** For whom: the run's name, or the command's. The database shows it beside the session. */
  readonly reader: string;
}

/** Reads what a target holds under a prefix, anew at each call. Rejects with a Refusal when it cannot. */
export interface FactsReader {
  readFacts(target: Target, question: FactsQuestion): Promise<Facts>;
}

/** The append-only files of one run. */
export interface RecordedFiles {
  readonly plan: string;
  readonly run: string;
  /** Whole lines of evidence.jsonl, each with its newline. */
  readonly evidence: Uint8Array;
  /** Bytes after the last newline: a line that was torn by a crash. Empty when there is none. */
  readonly torn: Uint8Array;
  /** attestations.jsonl as it is, a torn end included; empty when there is none. */
  readonly attestations: Uint8Array;
  readonly facts: Uint8Array | undefined;
  readonly report: Uint8Array | undefined;
}

/** Lines with their newlines. The attestation goes to disk first: a crash leaves one too many, never one too few. */
export interface AppendedStatement {
  readonly line: Uint8Array;
  /** The bundle over this statement; undefined where nobody signs. */
  readonly attestation: Uint8Array | undefined;
}

/** Signs statements with the runner's key (ECDSA P-256). Rejects with a Refusal RUNNER_KEY_REFUSED. */
export interface StatementSigner {
  /** The public key: SPKI (DER) in base64, as the policy lists runners and as bundles name their key. */
  readPublicKey(): Promise<string>;
  /** The signature in DER, with the lower s, over exactly these bytes, hashed with SHA-256. */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** Holds runs. One that must not write answers every append by keeping it in memory only. */
export interface RunStore {
  readonly recording: boolean;
  listRuns(): Promise<readonly { readonly plan: string; readonly run: string }[]>;
  readRun(plan: string, run: string): Promise<RecordedFiles | undefined>;
  /** Appends one statement, having cut a torn line; the bytes are on disk when this resolves. */
  appendStatement(plan: string, run: string, appended: AppendedStatement): Promise<void>;
  writeFacts(plan: string, run: string, bytes: Uint8Array): Promise<void>;
  writeReport(plan: string, run: string, bytes: Uint8Array): Promise<void>;
}

/** What a simulation is rebuilt from: nothing else is kept between two processes. */
export interface SimulationSeed {
  readonly facts: Facts;
  readonly manifest: Manifest;
  /** The mutating phases that are on record as passed, in order. */
  readonly recorded: readonly PhaseName[];
  readonly run: string;
}

/** Where actuators come from. */
export interface ActuatorSource {
  /**
   * Takes the runner's lock. DRYRUN answers with a starter of the simulator, LIVE with the live adapter; throws a Refusal:
   * LIVE_DISABLED, LIVE_ADAPTER_MISSING, LIVE_ADAPTER_REFUSED, MODE_UNKNOWN. Calls no adapter method and connects to nothing.
   */
  choose(mode: Mode): (seed: SimulationSeed) => Actuator;
}
