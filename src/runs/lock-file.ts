// One file of the lock's folder: who claims the lock, written whole or not at all, and read again by whoever comes next.
import { randomUUID } from "node:crypto";
import { link, readdir, readFile, stat, unlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { errnoOf } from "./disk-refusal.ts";
import { bootedAtMs, mayRun, type ProcessIdentity } from "./process-identity.ts";

/** Who holds the lock, as it stands in the file. */
export interface Holder extends ProcessIdentity {
  /** When it was taken: RFC 3339 in UTC. */
  readonly since: string;
  /** What it is held for, such as "reconcile run". */
  readonly command: string;
}

export interface Claim {
  readonly number: number;
  /** Undefined when the file cannot be understood. */
  readonly holder: Holder | undefined;
  readonly alive: boolean;
}

const CLAIM_NAME = /^holder-([1-9][0-9]{0,14})\.json$/;
const DRAFT_NAME = /^draft-([1-9][0-9]*)-[0-9a-f-]+\.json$/;

export function claimPath(folder: string, number: number): string {
  return join(folder, `holder-${number}.json`);
}

/** Every claim in the folder, the highest number last. A file that goes while this looks is not there. */
export async function readClaims(folder: string, own: ProcessIdentity): Promise<readonly Claim[]> {
  const numbers = (await readdir(folder)).flatMap((name) => CLAIM_NAME.exec(name)?.[1] ?? []).map(Number);
  const claims = await Promise.all(numbers.map((number) => readClaim(folder, number, own)));
  return claims.filter((claim) => claim !== undefined).sort((a, b) => a.number - b.number);
}

/** Puts the claim in place with its content, at once; false when that number is taken or it has to be tried again. */
export async function writeClaim(folder: string, number: number, holder: Holder): Promise<boolean> {
  const draft = join(folder, `draft-${holder.pid}-${randomUUID()}.json`);
  await writeFile(draft, `${JSON.stringify(holder)}\n`, { flag: "wx" });
  try {
    // link(2) makes the name or fails, never replaces one.
    await link(draft, claimPath(folder, number));
    return true;
  } catch (error) {
    // ENOENT: a holder in another container took the draft for a dead one's.
    if (errnoOf(error) === "EEXIST" || errnoOf(error) === "ENOENT") return false;
    throw error;
  } finally {
    await removeFile(draft);
  }
}

/** Removes the file if it is there. */
export async function removeFile(path: string): Promise<void> {
  try {
    await unlink(path);
  } catch (error) {
    if (errnoOf(error) !== "ENOENT") throw error;
  }
}

/** Removes drafts of processes that are gone. Only the holder may do this. */
export async function removeOldDrafts(folder: string, own: ProcessIdentity): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(DRAFT_NAME.exec(name)?.[1] ?? 0);
    if (pid > 0 && !mayRun({ ...own, pid, startTicks: null }, own)) await removeFile(join(folder, name));
  }
}

async function readClaim(folder: string, number: number, own: ProcessIdentity): Promise<Claim | undefined> {
  const path = claimPath(folder, number);
  try {
    const holder = parseHolder(await readFile(path, "utf8"));
    if (holder !== undefined) return { number, holder, alive: mayRun(holder, own) };
    // Emptied by a loss of power: then the file is from before this boot, and so was its owner.
    return { number, holder, alive: (await stat(path)).mtimeMs >= bootedAtMs() };
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return undefined;
    throw error;
  }
}

function parseHolder(text: string): Holder | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return isHolder(value) ? value : undefined;
}

function isHolder(value: unknown): value is Holder {
  if (typeof value !== "object" || value === null) return false;
  const { pid, host, since, command, ...rest } = value as Readonly<Record<string, unknown>>;
  const isTextOrNull = (name: string): boolean => rest[name] === null || typeof rest[name] === "string";
  return (
    Number.isSafeInteger(pid) &&
    Number(pid) > 0 &&
    [host, since, command].every((field) => typeof field === "string") &&
    ["bootId", "pidSpace", "startTicks"].every(isTextOrNull)
  );
}
