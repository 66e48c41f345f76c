// The files that runners' keys are in: read with care, and the clone's own made whole or not at all. Never writes into a
// work tree, and never over a file that is there.
import { randomUUID } from "node:crypto";
import { constants, type Stats } from "node:fs";
import { link, lstat, mkdir, open, realpath, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../diagnostics/refusal.ts";
import { quoteText } from "../diagnostics/visible-text.ts";
import { generateRunnerKey } from "./runner-key-pem.ts";

const { O_CREAT, O_EXCL, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;
/** A P-256 key takes some 250 bytes. */
const LIMIT_BYTES = 16 * 1024;
const OTHERS = 0o077;

/** How a refusal speaks of a key's file, with nothing of what is in it. */
export interface KeyOrigin {
  readonly name: string;
  readonly todo: string;
}

export const NAMED_TODO =
  "make one outside of the work tree with (umask 077; openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out FILE) and name it with --runner-key FILE; with none named, reconcile makes a key for this clone";
const CLONE_TODO =
  "move away what stands there: reconcile then makes a new key, which a policy that lists this clone has to list anew";

export interface KeyFileNeeds {
  readonly origin: KeyOrigin;
  /** Mounted secrets are links; ours is none. */
  readonly followsLinks: boolean;
}

/** The text of the file. Rejects with a Refusal RUNNER_KEY_REFUSED: no plain file, too large, open to others, not there. */
export async function readKeyFile(file: string, { origin, followsLinks }: KeyFileNeeds): Promise<string> {
  try {
    // Without O_NONBLOCK a named pipe in the place of the file would hang us.
    const handle = await open(file, O_RDONLY | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW));
    try {
      const fault = judgeStats(await handle.stat());
      if (fault !== undefined) throw refusedKey(origin, fault);
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(LIMIT_BYTES), 0, LIMIT_BYTES, 0);
      return buffer.toString("latin1", 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    throw refusalOf(error, origin);
  }
}

/**
 * Rejects with a Refusal RUNNER_KEY_REFUSED where the file, links followed, lies in the work tree: `git add` would make it
 * public. Below a `.git` it may lie. Folders are told apart by what they are, not by how they are spelled.
 */
export async function refuseInsideWorkTree(
  file: string,
  { origin, workTree }: { readonly origin: KeyOrigin; readonly workTree: string },
): Promise<void> {
  try {
    const root = await stat(workTree, { bigint: true });
    let folder = path.dirname(await realpath(file));
    for (;;) {
      if (path.basename(folder) === ".git") return;
      const found = await stat(folder, { bigint: true });
      if (found.ino === root.ino && found.dev === root.dev)
        throw refusedKey(
          origin,
          `lies in the work tree ${quoteText(workTree, 300)}, where it could be committed`,
        );
      const above = path.dirname(folder);
      if (above === folder) return;
      folder = above;
    }
  } catch (error) {
    throw refusalOf(error, origin);
  }
}

/** Where a clone keeps its own key: below the git directory that its work trees share, never in a work tree. */
export function cloneKeyFile(commonDir: string): string {
  return path.join(commonDir, "cutplan", "runner-key.pem");
}

/**
 * The text of the clone's key, made first where there is none: P-256, PKCS#8, mode 0600, in a folder of mode 0700. Of
 * several that make one at once all read the same. Rejects with a Refusal RUNNER_KEY_REFUSED.
 */
export async function readOrMakeCloneKey(
  commonDir: string,
): Promise<{ readonly pem: string; readonly origin: KeyOrigin }> {
  const file = cloneKeyFile(commonDir);
  const folder = path.dirname(file);
  const origin = { name: `this clone's key, ${quoteText(file, 300)},`, todo: CLONE_TODO };
  try {
    await makeFolder(folder);
    if (!(await isThere(file))) await makeKeyFile(folder, file);
  } catch (error) {
    throw refusalOf(error, origin);
  }
  return { pem: await readKeyFile(file, { origin, followsLinks: false }), origin };
}

export function refusedKey(origin: KeyOrigin, fault: string): Refusal {
  return new Refusal("RUNNER_KEY_REFUSED", {
    message: `${origin.name} ${fault}`,
    expected:
      "an unencrypted ECDSA P-256 private key in PEM, in a plain file that only its owner may read (mode 0600)",
    todo: origin.todo,
  });
}

function judgeStats(found: Stats): string | undefined {
  if (!found.isFile()) return "is no plain file";
  if (found.size > LIMIT_BYTES) return `has ${found.size} bytes, a key has ${LIMIT_BYTES} at most`;
  // Windows keeps no such bits.
  if (process.platform !== "win32" && (found.mode & OTHERS) !== 0)
    return `is open to others than its owner, mode ${(found.mode & 0o777).toString(8).padStart(4, "0")}`;
  return undefined;
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (codeOf(error) !== "EEXIST" || !(await lstat(folder)).isDirectory()) throw error;
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await lstat(file);
    return true;
  } catch (error) {
    if (codeOf(error) === "ENOENT") return false;
    throw error;
  }
}

/** link(2) makes the name or fails, never replaces one: whoever comes second reads the first one's key. */
async function makeKeyFile(folder: string, file: string): Promise<void> {
  const draft = path.join(folder, `runner-key.${process.pid}.${randomUUID()}.draft`);
  const handle = await open(draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    await handle.writeFile(await generateRunnerKey());
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  } finally {
    await unlink(draft);
  }
  await syncFolder(folder);
}

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What the file system answers names no content; anything else is our bug and passed on as it is. */
function refusalOf(error: unknown, origin: KeyOrigin): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  // Without the cause, which names the path: that may be a key that stands in the variable in place of a file's name.
  return refusedKey(origin, code === "ELOOP" ? "is a symbolic link" : `cannot be read or made: ${code}`);
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof Refusal || !(error instanceof Error) || !("code" in error) || !("syscall" in error))
    return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}
