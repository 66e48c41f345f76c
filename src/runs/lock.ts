// One reconcile at a time in a clone: a lock with a named holder that a dead process does not keep. The lock's folder is
// below the git directory that all work trees of the clone share.
import { mkdir } from "node:fs/promises";
import { setTimeout as wait } from "node:timers/promises";
import { Refusal } from "../diagnostics/refusal.ts";
import { quoteText } from "../diagnostics/visible-text.ts";
import { diskRefusal } from "./disk-refusal.ts";
import {
  claimPath,
  readClaims,
  removeFile,
  removeOldDrafts,
  writeClaim,
  type Claim,
  type Holder,
} from "./lock-file.ts";
import { ownIdentity } from "./process-identity.ts";

export interface Lock {
  /** Gives the lock back; a second call does nothing. */
  release(): Promise<void>;
}

const ATTEMPTS = 20;

/**
 * Takes the lock of the folder, or throws a Refusal: LOCK_HELD with the name of the holder, DISK_REFUSED.
 *
 * Protocol (Lamport's bakery, with files for numbers): whoever finds no living claim puts its own in place under the
 * next number, by link(2), which fails where the number is taken; then it looks once more, and holds the lock when no
 * other claim is of a living process. Of two that claim at once under different numbers the one that looks later sees
 * the other, so that never two hold the lock; when each sees the other, both take back theirs and try again after a
 * random while. Claims of the dead are removed by the holder only, so nobody removes what another has put in place since.
 */
export async function acquireLock(folder: string, { command }: { readonly command: string }): Promise<Lock> {
  const holder: Holder = { ...ownIdentity(), since: now(), command };
  try {
    // Nobody else's to write to, whatever the umask: what is remembered of settled plans lies beside it.
    await mkdir(folder, { recursive: true, mode: 0o700 });
    let seen: Claim | undefined;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const taken = await tryAcquire(folder, holder);
      if (taken.kind === "held") return lockOf(folder, taken.number, holder);
      seen = taken.by;
      if (taken.kind === "refused") break;
      await wait(Math.random() * 20);
    }
    throw lockHeld(folder, seen);
  } catch (error) {
    throw diskRefusal(error, folder);
  }
}

type Attempt =
  | { readonly kind: "held"; readonly number: number }
  | { readonly kind: "refused"; readonly by: Claim }
  /** Another was faster or came at the same time; who holds the lock will show. */
  | { readonly kind: "undecided"; readonly by: Claim | undefined };

async function tryAcquire(folder: string, holder: Holder): Promise<Attempt> {
  const claims = await readClaims(folder, holder);
  const living = claims.findLast(({ alive }) => alive);
  if (living !== undefined) return { kind: "refused", by: living };
  const number = (claims.at(-1)?.number ?? 0) + 1;
  if (!(await writeClaim(folder, number, holder))) return { kind: "undecided", by: undefined };
  const others = (await readClaims(folder, holder)).filter((claim) => claim.number !== number);
  const rival = others.findLast(({ alive }) => alive);
  if (rival !== undefined) {
    await removeFile(claimPath(folder, number));
    return { kind: "undecided", by: rival };
  }
  for (const dead of others) await removeFile(claimPath(folder, dead.number));
  await removeOldDrafts(folder, holder);
  return { kind: "held", number };
}

function lockOf(folder: string, number: number, holder: Holder): Lock {
  let isHeld = true;
  return {
    release: async () => {
      if (!isHeld) return;
      isHeld = false;
      try {
        // A person may have cleared our claim away, and another process have taken the number since.
        const claims = await readClaims(folder, holder);
        const own = claims.find((claim) => claim.number === number)?.holder;
        if (own?.pid === holder.pid && own.startTicks === holder.startTicks && own.host === holder.host) {
          await removeFile(claimPath(folder, number));
        }
      } catch (error) {
        throw diskRefusal(error, folder);
      }
    },
  };
}

function lockHeld(folder: string, claim: Claim | undefined): Refusal {
  const holder = claim?.holder;
  const who =
    holder === undefined
      ? "another process"
      : `${quoteText(holder.command)}, process ${holder.pid} on ${quoteText(holder.host)}, since ${quoteText(holder.since)},`;
  const file = claim === undefined ? folder : claimPath(folder, claim.number);
  return new Refusal("LOCK_HELD", {
    message: `${who} holds the lock of this clone`,
    expected: "one reconcile at a time in a clone",
    todo: `wait until it has ended; if you know that it no longer runs (it may have run on another machine), remove ${quoteText(file, 300)}`,
  });
}

function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, "Z");
}
