// What makes a server the sandbox's own: a random name that it was started with and answers by, kept beside it in its
// private folder. A folder that anybody has put together otherwise is refused; nothing here connects to anything.
import { randomBytes } from "node:crypto";
import { lstat, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../../diagnostics/refusal.ts";

const FILE = "sandbox-mark";
/** cluster_name is cut at 63 characters: 8 of ours, 32 of chance. */
const MARK = /^sandbox-[0-9a-f]{32}$/;

/** A name that no server has by accident, and that nobody can guess. */
export function newMark(): string {
  return `sandbox-${randomBytes(16).toString("hex")}`;
}

/** Keeps the mark in the sandbox's own folder, for whoever resumes it. */
export async function keepMark(folder: string, mark: string): Promise<void> {
  await writeFile(path.join(folder, FILE), mark, { mode: 0o600, flag: "wx" });
}

/** The mark that a sandbox left in its folder. Rejects with a Refusal EMBEDDED_FAILED where the folder is not a sandbox's. */
export async function readMark(folder: string): Promise<string> {
  await requireOwn(folder);
  await requireOwn(path.join(folder, FILE));
  const mark = await readFile(path.join(folder, FILE), "latin1").catch(() => "");
  if (!MARK.test(mark)) throw notASandbox(folder, "no sandbox has left its mark there");
  return mark;
}

/** Not a link to something else, this user's, and writable by nobody else. */
async function requireOwn(file: string): Promise<void> {
  const found = await lstat(file).catch(() => undefined);
  if (found === undefined) throw notASandbox(file, "it is not there");
  if (found.isSymbolicLink()) throw notASandbox(file, "it is a link to something else");
  if ((found.mode & 0o022) !== 0) throw notASandbox(file, "others can write to it");
}

export function notASandbox(place: string, why: string, cause?: unknown): Refusal {
  const text = {
    message: `"${place}" does not belong to a sandbox of this program: ${why}`,
    expected: "the folder of a sandbox whose process was killed and whose server still runs",
    todo: "start a new sandbox; nothing else can be opened for LIVE",
  };
  return new Refusal("EMBEDDED_FAILED", text, cause);
}
