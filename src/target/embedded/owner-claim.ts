// Who owns a server's folder: files owner-1.json, owner-2.json and so on, of which the last counts. Whoever takes over from a
// dead owner, to go on with the server or to clear it away, adds the next one; link(2) lets only one of two have it.
import { linkSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import path from "node:path";
import { mayRun, ownIdentity, parseIdentity } from "./server-identity.ts";

const CLAIM = /^owner-([1-9][0-9]{0,8})\.json$/;
/** Longer than it takes to write a claim into a folder that was just made. */
const UNCLAIMED_MS = 10 * 60 * 1000;

export interface LastClaim {
  /** 0 where there is none. */
  readonly number: number;
  readonly isAlive: boolean;
  /** When it was made, in milliseconds since 1970; of the folder where there is none. */
  readonly sinceMs: number;
}

/** Throws the system's error where the folder cannot be read. */
export function readLastClaim(folder: string): LastClaim {
  const numbers = readdirSync(folder).flatMap((name) => CLAIM.exec(name)?.[1] ?? []);
  const number = Math.max(0, ...numbers.map(Number));
  const file = number === 0 ? folder : claimFile(folder, number);
  const sinceMs = statSync(file).mtimeMs;
  const owner = number === 0 ? undefined : parseIdentity(readFileSync(file, "utf8"));
  const isAlive = owner === undefined ? Date.now() - sinceMs < UNCLAIMED_MS : mayRun(owner);
  return { number, isAlive, sinceMs };
}

/** Makes this process the owner after the claim of that number; false where another was faster. */
export function claimAfter(folder: string, number: number): boolean {
  const draft = path.join(folder, `draft-${randomUUID()}`);
  writeFileSync(draft, JSON.stringify(ownIdentity()), { mode: 0o600, flag: "wx" });
  try {
    linkSync(draft, claimFile(folder, number + 1));
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function claimFile(folder: string, number: number): string {
  return path.join(folder, `owner-${number}.json`);
}
