// What PROOF-8 and PROOF-9 stand on: a sandbox of their own, and a scratch repository with the plan that is to be carried out
// in it. Whatever cannot be had on this machine is a reason to skip them, and never to let them pass.
import { Refusal, type RefusalCode } from "../../diagnostics/refusal.ts";
import type { ActuatorSource } from "../../model/ports.ts";
import { buildLiveAdapter, openActuatorSource } from "../../target/actuator.ts";
import { findPgDump, searchFolders } from "../../target/backup/find-pg-dump.ts";
import { predictRows } from "../../target/predict-rows.ts";
import { tryOut, type Finding, type Proof } from "../../target/proofs.ts";
import { Sandbox, type SandboxPlants } from "../../target/sandbox/sandbox.ts";
import { withScratchEnvironment } from "../demo/scratch-environment.ts";
import { withScratchFolder } from "../demo/scratch-folder.ts";
import { openStage, type Stage } from "../demo/stage.ts";
import type { LiveStage } from "./carry-live.ts";
import { layOutPlan } from "./lay-out-plan.ts";
import type { PlanToProve } from "./plan-to-prove.ts";

/** What is put to the proof. Tests hand in faulty pieces to see the proofs fail. */
export interface SandboxPieces {
  readonly startSandbox: typeof Sandbox.start;
  readonly actuatorsOver: (sandbox: Sandbox) => ActuatorSource;
  readonly predictRows: typeof predictRows;
  /** Rejects with a Refusal BACKUP_REFUSED where no pg_dump fits. */
  readonly findBackupTools: (serverMajor: number) => Promise<unknown>;
}

export const SHIPPED_SANDBOX: SandboxPieces = {
  startSandbox: (options) => Sandbox.start(options),
  actuatorsOver: (sandbox) =>
    openActuatorSource({ killSwitch: sandbox.killSwitch, live: buildLiveAdapter(sandbox) }),
  predictRows,
  findBackupTools: async (serverMajor) => findPgDump(serverMajor, await searchFolders(process.env)),
};

export interface Ground {
  readonly sandbox: Sandbox;
  readonly live: LiveStage;
  readonly stage: Stage;
  readonly pieces: SandboxPieces;
}

export interface SandboxTrial extends Pick<Proof, "id" | "title"> {
  readonly plants?: SandboxPlants;
  readonly attempt: (ground: Ground) => Promise<Finding>;
}

export type TellProgress = (step: { what: string; done?: number; total?: number }) => void;

export interface SandboxSetting {
  readonly toProve: PlanToProve;
  readonly fixedNow: string | undefined;
  readonly pieces?: Partial<SandboxPieces>;
  /** Told while a proof is being tried: they take seconds. */
  readonly onProgress?: TellProgress;
}

/** Tries it out on ground of its own, and leaves nothing of it behind. SKIP where that ground cannot be laid. Never rejects. */
export async function tryInSandbox(trial: SandboxTrial, setting: SandboxSetting): Promise<Proof> {
  let missing: Refusal | undefined;
  const proof = await tryOut(trial, async () => {
    const answer = await onGround(trial, setting);
    if (!(answer instanceof Refusal)) return answer;
    missing = answer;
    return { holds: false, reason: "" };
  });
  if (missing === undefined) return proof;
  const { code, message } = missing;
  const todo = INSTALL.get(code) ?? missing.todo;
  return { ...proof, verdict: "SKIP", reason: `not tried: ${code}: ${message}; ${todo}` };
}

/** The finding, or what kept the ground from being laid. */
async function onGround(trial: SandboxTrial, setting: SandboxSetting): Promise<Finding | Refusal> {
  const pieces = { ...SHIPPED_SANDBOX, ...setting.pieces };
  const { toProve } = setting;
  const sandbox = await orMissing(() => pieces.startSandbox({ seed: toProve.seed, ...trial.plants }));
  if (sandbox instanceof Refusal) return sandbox;
  try {
    const major = Number.parseInt(sandbox.version, 10);
    const tools = await orMissing(() => pieces.findBackupTools(major));
    if (tools instanceof Refusal) return tools;
    // Only now: the server has been started in the environment that the program was started in.
    return await withScratchFolder({ kept: false, onSignal: () => undefined }, (folder) =>
      withScratchEnvironment(folder, async () => {
        const stage = openStage({ folder, fixedNow: setting.fixedNow, onCommand: () => undefined });
        const laid = await orMissing(() => layOutPlan(stage, toProve));
        if (laid instanceof Refusal) return laid;
        return trial.attempt({
          sandbox,
          stage,
          pieces,
          live: liveStage({ sandbox, stage, pieces, toProve }),
        });
      }),
    );
  } finally {
    await sandbox.stop();
  }
}

function liveStage(parts: {
  readonly sandbox: Sandbox;
  readonly stage: Stage;
  readonly pieces: SandboxPieces;
  readonly toProve: PlanToProve;
}): LiveStage {
  const { sandbox, stage, pieces, toProve } = parts;
  return {
    stage,
    plan: toProve.plan.metadata.name,
    edges: {
      facts: sandbox,
      actuators: pieces.actuatorsOver(sandbox),
      killSwitch: sandbox.killSwitch,
      modes: ["DRYRUN", "LIVE"],
    },
  };
}

/** A target can do without the server that is not there; a proof cannot. */
const INSTALL: ReadonlyMap<RefusalCode, string> = new Map([
  [
    "EMBEDDED_FAILED",
    "install this program with its optional packages and their install scripts, which bring the server",
  ],
]);

/** What the machine has not got. Any other refusal is this program's own failure, and no reason to skip anything. */
const NOT_TO_BE_HAD: ReadonlySet<RefusalCode> = new Set([
  "EMBEDDED_FAILED",
  "BACKUP_REFUSED",
  "SIGNING_FAILED",
  "GIT_NOT_FOUND",
  "DISK_REFUSED",
]);

async function orMissing<Answer>(work: () => Promise<Answer>): Promise<Answer | Refusal> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && NOT_TO_BE_HAD.has(error.code)) return error;
    throw error;
  }
}
