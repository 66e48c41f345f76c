// What was asked on the command line, checked and with its defaults: one value for all commands.
import { Refusal } from "../diagnostics/refusal.ts";

export type ColorChoice = "auto" | "always" | "never";
/** How it is said: to people; as NDJSON; as GitHub's workflow commands, summary and outputs; as SARIF 2.1.0. */
export type Format = "text" | "json" | "github" | "sarif";

export interface CommonOptions {
  readonly repo: string;
  readonly ref: string;
  readonly trustRef: string | undefined;
  /** The file that holds the runner's key; undefined for the environment's, or this clone's own. */
  readonly runnerKey: string | undefined;
  /** Whether evidence may be written to runs/. */
  readonly write: boolean;
  readonly commit: boolean;
  readonly push: boolean;
  /** The present moment as given by --now; undefined for the real one. */
  readonly now: string | undefined;
  readonly format: Format;
  /** Whether the format is json. */
  readonly json: boolean;
  readonly detailedExitcode: boolean;
  readonly color: ColorChoice;
  readonly quiet: boolean;
  readonly verbose: boolean;
}

const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Checks `--now`: RFC 3339 in UTC to the second, on a day that exists. Throws a Refusal USAGE. */
function checkMoment(text: string): string {
  const time = MOMENT.test(text) ? new Date(text) : undefined;
  if (
    time !== undefined &&
    !Number.isNaN(time.getTime()) &&
    time.toISOString() === text.replace("Z", ".000Z")
  )
    return text;
  throw new Refusal("USAGE", {
    message: `--now "${text}" is no moment`,
    expected: "a time like 2026-11-21T10:00:00Z",
    todo: "give the time in UTC, to the second, with a Z",
  });
}

/** What commander collected for the common flags, before it is checked. */
export interface RawOptions {
  readonly repo: string;
  readonly ref: string;
  readonly trustRef?: string;
  readonly runnerKey?: string;
  readonly write: boolean;
  readonly commit?: boolean;
  readonly push?: boolean;
  readonly now?: string;
  readonly format?: Format;
  readonly json?: boolean;
  readonly detailedExitcode?: boolean;
  readonly color: ColorChoice;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

/** Checks flags against each other. Throws a Refusal USAGE. */
export function checkOptions(raw: RawOptions): CommonOptions {
  const push = raw.push ?? false;
  const commit = (raw.commit ?? false) || push;
  if (commit && !raw.write) {
    throw new Refusal("USAGE", {
      message: `--no-write and --${push ? "push" : "commit"} exclude each other`,
      expected: "one of the two",
      todo: "leave out --no-write to record and commit",
    });
  }
  const format = checkFormat(raw);
  return {
    repo: raw.repo,
    ref: raw.ref,
    trustRef: raw.trustRef,
    runnerKey: raw.runnerKey,
    write: raw.write,
    commit,
    push,
    now: raw.now === undefined ? undefined : checkMoment(raw.now),
    format,
    json: format === "json",
    detailedExitcode: raw.detailedExitcode ?? false,
    color: raw.color,
    quiet: raw.quiet ?? false,
    verbose: raw.verbose ?? false,
  };
}

function checkFormat({ format, json = false }: RawOptions): Format {
  if (!json || format === undefined || format === "json") return json ? "json" : (format ?? "text");
  throw new Refusal("USAGE", {
    message: `--json and --format ${format} exclude each other`,
    expected: "one of the two",
    todo: "leave out --json; it is short for --format json",
  });
}
