// Turns what the file system answers into a refusal with a path and something to do. Anything that is no answer of the
// file system is our bug and is passed on as it is.
import { Refusal } from "../diagnostics/refusal.ts";
import { quoteText } from "../diagnostics/visible-text.ts";

const IN_THE_WAY =
  "move away what stands in its place: a folder, a link or another thing that is no plain file";
const TODO: Readonly<Record<string, string>> = {
  ENOSPC: "free some space on that disk, then run reconcile again: it goes on where it stopped",
  EDQUOT: "free some space within the quota, then run reconcile again: it goes on where it stopped",
  EROFS: "mount that file system for writing, or use --no-write",
  EACCES: "let this user write there, or use --no-write",
  EPERM: "let this user write there, or use --no-write",
  EISDIR: IN_THE_WAY,
  ENOTDIR: IN_THE_WAY,
  ELOOP: IN_THE_WAY,
  EEXIST: IN_THE_WAY,
};

/** The code of an error of the file system, such as ENOENT; undefined for any other error. */
export function errnoOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !("code" in error) || !("syscall" in error)) return undefined;
  return typeof error.code === "string" ? error.code : undefined;
}

/** DISK_REFUSED with the path and what to do; refusals and bugs come back as they are. */
export function diskRefusal(error: unknown, path: string): unknown {
  const code = errnoOf(error);
  if (code === undefined) return error;
  return new Refusal(
    "DISK_REFUSED",
    {
      message: `${quoteText(path, 300)} could not be written: ${code}`,
      expected: "a disk that takes it",
      todo: TODO[code] ?? "look at the disk and the rights of that path, then run reconcile again",
    },
    error,
  );
}

/** FILE_UNREADABLE with the path and why; refusals and bugs come back as they are. */
export function readRefusal(error: unknown, path: string): unknown {
  const code = errnoOf(error);
  return code === undefined
    ? error
    : unreadable(path, code === "ELOOP" ? "it is a symbolic link" : code, error);
}

export function unreadable(path: string, why: string, cause?: unknown): Refusal {
  return new Refusal(
    "FILE_UNREADABLE",
    {
      message: `${quoteText(path, 300)} cannot be read: ${why}`,
      expected: "a plain file in plain folders",
      todo: "put the file back from git, and remove what stands in its place",
    },
    cause,
  );
}
