// Keeps in one file under the clone's git dir which plans are settled. The file may be deleted at any time. It is used only
// when it is whole, by this very program, for this work tree, and when nobody else can have written it.
import { constants } from "node:fs";
import { lstat, mkdir, open, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { sha256Hex } from "../model/digest.ts";
import type { Remembered, RememberedPlan, SettledMemory } from "../model/settled.ts";
import { isPlanName, isRunName } from "./run-files.ts";
import { stampRuns } from "./run-stamp.ts";

export interface SettledPlace {
  /** Of the work tree, not of the clone: linked work trees have files of their own. */
  readonly gitDir: string;
  readonly workTree: string;
  /** A digest of the program, version and code: what another one found settled says nothing here. */
  readonly program: string;
}

const FORMAT = "cutplan settled 1";
const FILE = "settled";
/** A plan takes some 500 bytes. */
const LIMIT_BYTES = 64 * 1024 * 1024;

/** Opened before the names of the runs are looked up. */
export function openSettledFile(place: SettledPlace): SettledMemory {
  const folder = join(place.gitDir, "cutplan");
  const file = join(folder, FILE);
  const since = Date.now();
  return {
    recall: async () => {
      try {
        return (await isOwn(folder)) ? parse(place, await readOwn(file)) : undefined;
      } catch {
        return undefined;
      }
    },
    keep: async (remembered) => {
      const draft = join(folder, `${FILE}.draft`);
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        const text = render(place, remembered);
        if (text.length > LIMIT_BYTES || !(await isOwn(folder))) return;
        // One that a dead process left: only the holder of the lock is ever here.
        await rm(draft, { force: true });
        await writeFile(draft, text, { flag: "wx", mode: 0o600 });
        await rename(draft, file);
      } catch {
        // What could not be kept is found out again.
        await rm(draft, { force: true }).catch(() => undefined);
      }
    },
    stampRuns: (plan, runs) => stampRuns({ ...place, since }, plan, runs),
  };
}

interface Permissions {
  readonly uid: number;
  readonly mode: number;
}

/** Whether it is this user's and nobody else may write to it. Where there are no users, nobody can say. */
function isMine({ uid, mode }: Permissions): boolean {
  return process.getuid?.() === uid && (mode & 0o022) === 0;
}

async function isOwn(folder: string): Promise<boolean> {
  const found = await lstat(folder);
  return found.isDirectory() && isMine(found);
}

/** The whole file as text. Rejects where it is anybody else's, no plain file, or too large. */
async function readOwn(path: string): Promise<string> {
  const handle = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  try {
    const found = await handle.stat();
    if (!found.isFile() || !isMine(found) || found.size > LIMIT_BYTES) throw new Error("not to be used");
    return await handle.readFile("utf8");
  } finally {
    await handle.close();
  }
}

/** The digest guards against what is torn or was changed by hand; against somebody else stand the rights of the file. */
function render({ program, workTree }: SettledPlace, { ground, plans }: Remembered): string {
  const body = JSON.stringify({ program, workTree, ground, plans });
  return `${FORMAT} ${sha256Hex(body)}\n${body}`;
}

function parse({ program, workTree }: SettledPlace, text: string): Remembered | undefined {
  const newline = text.indexOf("\n");
  const body = text.slice(newline + 1);
  if (text.slice(0, newline) !== `${FORMAT} ${sha256Hex(body)}`) return undefined;
  const value: unknown = JSON.parse(body);
  if (!isRecord(value) || value["program"] !== program || value["workTree"] !== workTree) return undefined;
  const { ground, plans } = value;
  if (!isRecord(ground) || !isNameOrNull(ground["trust"]) || !isNameOrNull(ground["targets"]))
    return undefined;
  if (!Array.isArray(plans) || !plans.every(isRemembered)) return undefined;
  return { ground: { trust: ground["trust"], targets: ground["targets"] }, plans };
}

function isRemembered(value: unknown): value is RememberedPlan {
  if (!isRecord(value)) return false;
  const { settled, planTree, runsTree, runs, stamp } = value;
  return (
    isSettled(settled) &&
    isName(planTree) &&
    isNameOrNull(runsTree) &&
    Array.isArray(runs) &&
    runs.every((run) => typeof run === "string" && isRunName(run)) &&
    runs.includes(settled.run) &&
    typeof stamp === "string" &&
    /^[0-9a-f]{64}$/.test(stamp)
  );
}

function isSettled(value: unknown): value is RememberedPlan["settled"] {
  if (!isRecord(value)) return false;
  const { plan, title, mode, run, since, text } = value;
  return (
    [plan, title, run, since, text].every((field) => typeof field === "string") &&
    isPlanName(String(plan)) &&
    (mode === "DRYRUN" || mode === "LIVE")
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isName(value: unknown): value is string {
  return typeof value === "string" && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(value);
}

function isNameOrNull(value: unknown): value is string | null {
  return value === null || isName(value);
}
