// The files that a workflow step is told by: summary and outputs are appended to, whole or not at all; the comment is
// written anew. What cannot be written is a refusal, after everything that came before it was taken back.
import { resolve } from "node:path";
import { randomBytes } from "node:crypto";
import {
  closeSync,
  fstatSync,
  ftruncateSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { Refusal } from "../../diagnostics/refusal.ts";
import type { CommonOptions } from "../options.ts";

export interface ReportFiles {
  readonly summary: string | undefined;
  readonly outputs: string | undefined;
  readonly comment: string | undefined;
}

type Flags = Readonly<Record<string, unknown>>;

/**
 * Where to write, from the flags, else from what the runner says. None but for --format github; throws a Refusal USAGE
 * where a file is asked for in another format.
 */
export function reportFilesFor(
  flags: Flags,
  { format }: Pick<CommonOptions, "format">,
  environment: NodeJS.ProcessEnv,
): ReportFiles {
  const given = (name: string): string | undefined => {
    const value = flags[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const files = { summary: given("summary"), outputs: given("outputs"), comment: given("comment") };
  if (format === "github")
    return requireApart({
      summary: files.summary ?? nonEmpty(environment["GITHUB_STEP_SUMMARY"]),
      outputs: files.outputs ?? nonEmpty(environment["GITHUB_OUTPUT"]),
      comment: files.comment,
    });
  const asked = (["summary", "outputs", "comment"] as const).find((name) => files[name] !== undefined);
  if (asked === undefined) return files;
  throw new Refusal("USAGE", {
    message: `--${asked} is given, and the format is ${format}`,
    expected: `--${asked} together with --format github`,
    todo: `add --format github, or leave out --${asked}`,
  });
}

/** Three files of three forms: none can be another. */
function requireApart(files: ReportFiles): ReportFiles {
  const named = Object.values(files).filter((file): file is string => typeof file === "string");
  const same = named.find((file, at) => named.slice(0, at).some((other) => resolve(other) === resolve(file)));
  if (same === undefined) return files;
  throw new Refusal("USAGE", {
    message: `"${same}" is given for two of --summary, --outputs and --comment`,
    expected: "a file for each",
    todo: "name another file",
  });
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}

/** The size of the file in bytes; 0 where it is not there, or is none that has a size. */
export function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch {
    return 0;
  }
}

/** Appends the text, beginning on a line of its own. Throws a Refusal DISK_REFUSED, with the file as it was before. */
export function appendWhole(file: string, text: string): void {
  try {
    const handle = openSync(file, "a+");
    try {
      appendTo(handle, text);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw notWritten(file, error);
  }
}

function appendTo(handle: number, text: string): void {
  const stat = fstatSync(handle);
  const before = stat.isFile() ? stat.size : 0;
  const bytes = Buffer.from(`${endsMidLine(handle, before) ? "\n" : ""}${text}`, "utf8");
  try {
    for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
  } catch (error) {
    if (stat.isFile()) ftruncateSync(handle, before);
    throw error;
  }
}

function endsMidLine(handle: number, size: number): boolean {
  if (size === 0) return false;
  const last = Buffer.alloc(1);
  readSync(handle, last, 0, 1, size - 1);
  return last.toString("latin1") !== "\n";
}

/** Writes the file anew, in one move where it is a file. Throws a Refusal DISK_REFUSED. */
export function writeAnew(file: string, text: string): void {
  const beside = `${file}.${randomBytes(6).toString("hex")}`;
  try {
    if (statSync(file, { throwIfNoEntry: false })?.isFile() === false) {
      writeFileSync(file, text);
      return;
    }
    writeFileSync(beside, text, { flag: "wx" });
    renameSync(beside, file);
  } catch (error) {
    rmSync(beside, { force: true });
    throw notWritten(file, error);
  }
}

function notWritten(file: string, error: unknown): Refusal {
  const { code = "unknown error" } = error as NodeJS.ErrnoException;
  return new Refusal(
    "DISK_REFUSED",
    {
      message: `"${file}" could not be written: ${code}`,
      expected: "a file that this user may write, in a folder that is there",
      todo: "correct the path or its rights; what the check found is above, and in no file",
    },
    error,
  );
}
