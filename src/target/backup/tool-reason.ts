// Why pg_dump or pg_restore failed, in our words. Their own can quote rows, names of people and connection values, so of
// them nothing is passed on.
import type { ToolEnd } from "./run-backup-tool.ts";

/** The first that is met counts. Written by libpq and the tools in English (LC_ALL=C), by the server in its own language. */
const REASONS: readonly (readonly [RegExp, string])[] = [
  [/No space left on device|Disk quota exceeded|File too large/, "there was no room for the file"],
  [/Read-only file system/, "the file system cannot be written"],
  [/password authentication failed|no password supplied|fe_sendauth/, "the password was refused"],
  [/no pg_hba\.conf entry/, "the server does not let this role in from here"],
  [/certificate|SSL|TLS/, "no encrypted connection could be made"],
  [
    /Connection refused|could not translate host|timeout expired|No such file.*\n?.*socket/,
    "the server cannot be reached",
  ],
  [/database "[^]*" does not exist/, "there is no such database"],
  [/too many (connections|clients)|remaining connection slots/, "the server has no connection left"],
  [/server version mismatch/, "the tool is too old for the server"],
  // pg_dump limits its LOCK TABLE, and nothing else, by statement_timeout.
  [
    /(lock|statement) timeout|could not obtain lock/,
    "another session held a lock on a governed table for too long",
  ],
  [/row-level security|row security/, "row-level security hides rows from the role"],
  [/permission denied for sequence/, "the role may not read a sequence that belongs to a governed table"],
  [/permission denied/i, "permission was denied"],
  [/no matching (tables|extensions)/, "a governed table is missing"],
  [/invalid snapshot|could not import .*snapshot/, "the snapshot was gone"],
  [
    /closed the connection|terminating connection|connection .*(lost|reset)|EOF detected/,
    "the connection was lost",
  ],
  [
    /end of (input )?file|too short|could not read from input file|uncompress|did not find magic|archive|Zlib|inflate/i,
    "the file is cut off or damaged",
  ],
  [/already exists/, "something of that name is there already"],
  [/does not exist/, "a table leans on something that the nine tables do not bring along"],
  [/violates|duplicate key/, "the rows break a rule of their own table"],
];

/** "was killed (SIGKILL)", "the disk is full (exit code 1)"; undefined where the tool ended well. */
export function reduceToolReason(end: ToolEnd): string | undefined {
  if (end.exitCode === 0) return undefined;
  if (end.exitCode === null) return `it was stopped (${end.signal ?? "no signal"})`;
  const [, words] = REASONS.find(([pattern]) => pattern.test(end.stderr)) ?? [];
  return `${words ?? "its reason is not shown, for it can quote rows"} (exit code ${end.exitCode})`;
}
