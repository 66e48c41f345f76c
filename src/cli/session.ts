// Builds the edges for one command: the repository, its objects, its runs, the lock, the clock. The only place that
// knows which implementation stands behind which port.
import { hostname } from "node:os";
import path from "node:path";
import { Refusal } from "../diagnostics/refusal.ts";
import { startObjectStore, type ObjectStore } from "../git/object-store.ts";
import { openRepository, type Repository } from "../git/repository.ts";
import { resolveCommit } from "../git/resolve.ts";
import { SHIPPED_MODES } from "../model/carried-modes.ts";
import { shippedKillSwitch } from "../model/kill-switch.ts";
import type { CommitPin, FactsReader, TreeFile } from "../model/ports.ts";
import type { Edges } from "../reconcile/edges.ts";
import { acquireLock } from "../runs/lock.ts";
import type { Pins } from "../reconcile/list-plans.ts";
import { openSettledPlans, type SettledPlans } from "../reconcile/settled-plans.ts";
import { openRunStore } from "../runs/run-store.ts";
import { openSettledFile } from "../runs/settled-file.ts";
import { openRunnerKey } from "../keys/runner-key.ts";
import { buildLiveAdapter, openActuatorSource } from "../target/actuator.ts";
import { openFactsReader } from "../target/facts-reader.ts";
import type { CommonOptions } from "./options.ts";
import { openThreads, type OpenedThreads } from "./threads/open-threads.ts";
import { programDigest } from "./program-digest.ts";
import { TOOL } from "./version.ts";

export interface Session {
  readonly repository: Repository;
  readonly objects: ObjectStore;
  /** The commit whose plans are asked for. */
  readonly pin: CommitPin;
  /** The commit whose trust policy counts. */
  readonly trustPin: CommitPin;
  readonly edges: Edges;
  /** Threads for portions of plans; started when there is enough to do. */
  readonly threads: OpenedThreads;
}

export interface SessionNeeds {
  /** The command as the lock names it; undefined for a command that writes nothing and takes no lock. */
  readonly recordsAs: string | undefined;
  /** Whether plans that an earlier reconcile found settled need no look: for commands that only say how those stand. */
  readonly settles?: boolean;
  /** In place of the shipped ones. Handed in by reconcile prove, in code: no flag and no variable leads here. */
  readonly sandbox?: SandboxEdges;
}

/** What of the edges is a sandbox's own. */
export type SandboxEdges = Pick<Edges, "facts" | "actuators" | "killSwitch" | "modes">;

/**
 * Opens a session, hands it to `use`, and closes it whatever happens. Throws a Refusal where something cannot be opened:
 * LOCK_HELD, REPOSITORY_NOT_FOUND, REF_REFUSED, REF_NOT_FOUND and what the object store and the run store refuse.
 */
export async function withSession<Answer>(
  options: CommonOptions,
  needs: SessionNeeds,
  use: (session: Session) => Promise<Answer>,
): Promise<Answer> {
  const repository = await openRepository(options.repo);
  const recordsAs = options.write ? needs.recordsAs : undefined;
  const folder = path.join(repository.commonDir, "cutplan", "lock");
  const lock = recordsAs === undefined ? undefined : await acquireLock(folder, { command: recordsAs });
  const objects = await startObjectStore(repository);
  const facts = openFactsReader({ environment: process.env });
  let threads: OpenedThreads | undefined;
  try {
    const recording = recordsAs !== undefined;
    const settles = needs.settles === true;
    const session = await openSession({ repository, objects, facts, options, recording, settles });
    threads = session.threads;
    return await use({ ...session, edges: { ...session.edges, ...needs.sandbox } });
  } finally {
    await facts.stop();
    await threads?.stop();
    await objects.stop();
    await lock?.release();
  }
}

interface Opening {
  readonly repository: Repository;
  readonly objects: ObjectStore;
  readonly facts: FactsReader;
  readonly options: CommonOptions;
  readonly recording: boolean;
  readonly settles: boolean;
}

async function openSession({
  repository,
  objects,
  facts,
  options,
  recording,
  settles,
}: Opening): Promise<Session> {
  const since = Date.now();
  const pin = await resolveCommit(repository, options.ref, objects);
  const trustPin =
    options.trustRef === undefined ? pin : await resolveCommit(repository, options.trustRef, objects);
  const { workTree } = repository;
  const settled = settles
    ? await openSettled(repository, objects, { plans: pin, trust: trustPin })
    : undefined;
  const passedOver = new Set(settled?.known.keys());
  const committed = { files: await listCommittedRuns(objects, pin, passedOver), objects, passedOver };
  if (recording && workTree === undefined) throw bareRepository(repository);
  const store = openRunStore(
    recording && workTree !== undefined
      ? { mode: "record", workTree, committed }
      : { mode: "memory", workTree, committed },
  );
  const threads = openThreads({ repository, committed: committed.files, since });
  const edges: Edges = {
    objects,
    store,
    facts,
    actuators: openActuatorSource({ killSwitch: shippedKillSwitch, live: buildLiveAdapter() }),
    killSwitch: shippedKillSwitch,
    modes: SHIPPED_MODES,
    signer: recording
      ? await openRunnerKey({ environment: process.env, file: options.runnerKey, repository })
      : undefined,
    ...(settled === undefined ? {} : { settled }),
    threads,
    now: clock(options.now),
    machine: { tool: TOOL, node: process.versions.node, git: repository.gitVersion, host: hostname() },
  };
  return { repository, objects, pin, trustPin, edges, threads };
}

/** What this program remembers of settled plans; a bare repository has no files to be remembered. */
async function openSettled(
  { gitDir, workTree }: Repository,
  objects: ObjectStore,
  pins: Pins,
): Promise<SettledPlans | undefined> {
  if (workTree === undefined) return undefined;
  const memory = openSettledFile({ gitDir, workTree, program: await programDigest() });
  return openSettledPlans({ objects, memory, pins });
}

/**
 * Everything below runs/ in the commit, but for the plans passed over. Refuses TREE_MALFORMED for names that this program
 * never writes.
 */
export async function listCommittedRuns(
  objects: ObjectStore,
  pin: CommitPin,
  passedOver: ReadonlySet<string> = new Set(),
): Promise<readonly TreeFile[]> {
  const paths = new Set([...passedOver].map((plan) => `runs/${plan}`));
  const { files, faults } = await objects.listFolder(pin.tree, "runs", (path) => paths.has(path));
  const [fault] = faults;
  if (fault === undefined) return files;
  throw new Refusal("TREE_MALFORMED", {
    message: `"${fault.path}" in the commit's tree: ${fault.detail}`,
    expected: "names under runs/ as this program writes them",
    todo: "find out who committed it, and remove it",
  });
}

/** The moment given by --now, always; else the machine's clock, to the second. */
function clock(given: string | undefined): () => string {
  return () => given ?? new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
}

function bareRepository({ gitDir }: Repository): Refusal {
  return new Refusal("REPOSITORY_NOT_FOUND", {
    message: `"${gitDir}" is a bare repository, and evidence is written to the work tree`,
    expected: "a clone with a work tree",
    todo: "give --no-write to look without recording, or reconcile in a clone with a work tree",
  });
}
