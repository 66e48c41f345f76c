// reconcile doctor: is this installation well, and can this repository be worked with? Looks only; mends nothing.
import { existsSync } from "node:fs";
import { Refusal } from "../../diagnostics/refusal.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import { openRepository, type Repository } from "../../git/repository.ts";
import { findProgram } from "../../keys/run-program.ts";
import { cloneKeyFile } from "../../keys/runner-key-file.ts";
import { openRunnerKey } from "../../keys/runner-key.ts";
import { resolveCommit } from "../../git/resolve.ts";
import { shippedKillSwitch } from "../../model/kill-switch.ts";
import { findPgDump, searchFolders } from "../../target/backup/find-pg-dump.ts";
import { embeddedVersion } from "../../target/embedded/binaries.ts";
import { EXIT } from "../exit-codes.ts";
import { checkInstallation } from "../installed-files.ts";
import type { CommonOptions } from "../options.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { emit } from "../views/events.ts";
import { printLines } from "../views/lay-out.ts";
import { paintFor, type Paint } from "../views/style.ts";
import { MILESTONE, TOOL } from "../version.ts";

const NAME_WIDTH = "kill-switch".length;

interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** Set where something is missing that not everybody needs. */
  readonly optional?: true;
}

export async function run({ options, terminal }: CommandContext): Promise<CommandResult> {
  const checks = [
    { name: "program", ok: true, detail: `${TOOL}, ${MILESTONE}` },
    { name: "node", ok: true, detail: process.versions.node },
    await checkFiles(),
    checkSwitch(),
    checkEmbedded(),
    await checkBackupTools(),
    await checkSigningTool(),
    ...(await checkRepository(options)),
  ];
  const exit = checks.every(isWell) ? EXIT.done : EXIT.failed;
  if (options.json) {
    for (const check of checks) emit(terminal, { type: "check", ...check });
    return { exit };
  }
  const paint = paintFor(terminal.color);
  const shown = options.quiet ? checks.filter((check) => !isWell(check)) : checks;
  printLines(
    terminal,
    shown.map((check) => ({
      lead: `${markOf(check, paint)} ${check.name.padEnd(NAME_WIDTH)}  `,
      text: visibleText(check.detail),
    })),
  );
  return { exit };
}

function isWell({ ok, optional }: Check): boolean {
  return ok || optional === true;
}

function markOf(check: Check, paint: Paint): string {
  if (check.ok) return paint("good", "✔");
  return isWell(check) ? paint("wait", "!") : paint("bad", "✖");
}

async function checkFiles(): Promise<Check> {
  const state = await checkInstallation();
  switch (state.kind) {
    case "source":
      return {
        name: "files",
        ok: true,
        detail: "run from source; only a built program has a list to be held against",
      };
    case "intact":
      return { name: "files", ok: true, detail: `${state.files} files as built, sha256 ${state.sha256}` };
    case "changed":
      return {
        name: "files",
        ok: false,
        detail: `not as built: ${state.names.join(", ")}; install the package again`,
      };
  }
}

function checkSwitch(): Check {
  const isOff = !shippedKillSwitch();
  return {
    name: "kill-switch",
    ok: isOff,
    detail: isOff ? "off: LIVE is refused" : "ON: LIVE can be carried out",
  };
}

/** What targets with `driver: embedded` start. */
function checkEmbedded(): Check {
  const name = "embedded";
  try {
    return { name, ok: true, detail: `PostgreSQL ${embeddedVersion()}, which starts by itself` };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { name, ok: false, optional: true, detail: `${error.message}; ${error.todo}` };
  }
}

/** What `reconcile prove` takes its backup with; a dry run needs none. */
async function checkBackupTools(): Promise<Check> {
  const name = "pg_dump";
  try {
    const { version, dump } = await findPgDump(SANDBOX_MAJOR, await searchFolders(process.env));
    return { name, ok: true, detail: `${version} (${dump})` };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const detail = `${error.message}; only reconcile prove needs it: ${error.todo}`;
    return { name, ok: false, optional: true, detail };
  }
}

/** The embedded server's. */
const SANDBOX_MAJOR = 15;

/** What `reconcile approve`, `sign` and `trust` sign with; signatures are read without it. */
async function checkSigningTool(): Promise<Check> {
  const name = "ssh-keygen";
  const program = await findProgram(name);
  return program === undefined
    ? { name, ok: false, optional: true, detail: "not on PATH; only signing needs it: install OpenSSH" }
    : { name, ok: true, detail: program };
}

async function checkRepository(options: CommonOptions): Promise<readonly Check[]> {
  try {
    const repository = await openRepository(options.repo);
    const { objectFormat, shallow, gitVersion, gitDir } = repository;
    const pin = await resolveCommit(repository, options.ref);
    return [
      { name: "git", ok: true, detail: gitVersion },
      {
        name: "repository",
        ok: true,
        detail: `${gitDir}, ${objectFormat}`,
      },
      { name: "commit", ok: true, detail: `${pin.commit} (${pin.ref})` },
      {
        name: "history",
        ok: !shallow,
        detail: shallow
          ? "cut off, so that nothing can be judged: git fetch --unshallow (in CI: fetch-depth: 0)"
          : "whole",
      },
      await checkRunnerKey(options, repository),
    ];
  } catch (error) {
    if (error instanceof Refusal)
      return [{ name: "repository", ok: false, detail: `${error.message}; ${error.todo}` }];
    throw error;
  }
}

/** The public half, as the policy lists runners. A clone's own key is made by the first reconcile that records, not here. */
async function checkRunnerKey(options: CommonOptions, repository: Repository): Promise<Check> {
  const name = "runner key";
  const { env: environment } = process;
  const isNamed = options.runnerKey !== undefined || environment["CUTPLAN_RUNNER_KEY"] !== undefined;
  if (!isNamed && !existsSync(cloneKeyFile(repository.commonDir)))
    return { name, ok: true, detail: "none yet; the first reconcile that records makes one" };
  try {
    const signer = await openRunnerKey({ file: options.runnerKey, environment, repository });
    return { name, ok: true, detail: await signer.readPublicKey() };
  } catch (error) {
    if (error instanceof Refusal) return { name, ok: false, detail: `${error.message}; ${error.todo}` };
    throw error;
  }
}
