// The command line as commander has it, built from the table in command-texts.ts. What a command does is in commands/,
// loaded only when it is asked for.
import { Command, Option } from "commander";
import { COMMANDS, type CommandName, type CommandText } from "./command-texts.ts";
import type { RawOptions } from "./options.ts";
import { VERSION } from "./version.ts";

/** A command's own flags and arguments, after the common ones were checked. */
export interface Invocation {
  readonly name: CommandName;
  readonly plans: readonly string[];
  readonly flags: Readonly<Record<string, unknown>>;
  readonly common: RawOptions;
}

type Invoke = (invocation: Invocation) => Promise<void>;

const HELP_COLUMNS = 100;

/** `run [plan...]`, without the word that every command has options. */
function commandTerm(command: Command): string {
  return [
    command.name(),
    ...command.registeredArguments.map((one) => (one.required ? `<${one.name()}>` : `[${one.name()}...]`)),
  ].join(" ");
}

/** Every command takes every common flag; its help shows those that do something there. */
function commonFlags({ writes = false, standsAlone = false }: CommandText): readonly Option[] {
  const writing = [
    new Option("--no-write", "keep evidence in memory; write nothing to runs/"),
    new Option("--commit", "commit runs/ on the current branch"),
    new Option("--push", "commit, then push the branch to origin"),
    new Option(
      "--runner-key <file>",
      "sign evidence with this key (default: $CUTPLAN_RUNNER_KEY, or the clone's own)",
    ),
  ];
  const places = [
    new Option("--repo <dir>", "repository to reconcile").default(".", "the current directory"),
    new Option("--ref <rev>", "commit to read plans and approvals from").default("HEAD", "HEAD"),
    new Option("--trust-ref <rev>", "commit to read the trust policy from (default: the same commit)"),
  ];
  return [
    ...places.map((flag) => flag.hideHelp(standsAlone)),
    ...writing.map((flag) => flag.hideHelp(!writes)),
    new Option("--now <time>", "the present moment, for tests and replays: 2026-11-21T10:00:00Z"),
    new Option("--json", "NDJSON on standard output, and nothing else there"),
    new Option("--detailed-exitcode", "3: waiting for an approval; 4: a refusal is on record"),
    new Option("--color <when>", "colour the output").choices(["auto", "always", "never"]).default("auto"),
    new Option("-q, --quiet", "say nothing but what is wrong"),
    new Option("-v, --verbose", "say more: times and digests in full"),
  ];
}

/** Builds the command line. `invoke` carries out what was asked. */
export function buildProgram(invoke: Invoke): Command {
  const program = new Command("reconcile")
    .description(
      "Carries governed data changes through review, consent and evidence. DRYRUN: nothing is written to a database.",
    )
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .configureHelp({ helpWidth: HELP_COLUMNS, subcommandTerm: (command) => commandTerm(command) })
    .showSuggestionAfterError()
    .addHelpText("after", PROGRAM_EPILOGUE);
  for (const command of COMMANDS) addCommand(program, invoke, command);
  return program;
}

function addCommand(program: Command, invoke: Invoke, text: CommandText): void {
  const command = program
    .command(text.plans === undefined ? text.name : `${text.name} ${text.plans}`)
    .summary(text.summary)
    .description(`${text.summary[0]?.toUpperCase() ?? ""}${text.summary.slice(1)}.`)
    .addHelpText(
      "after",
      `${text.note === undefined ? "" : `\n${text.note}\n`}\nExample:\n  ${text.example}\n`,
    )
    .showSuggestionAfterError()
    .configureHelp({ helpWidth: HELP_COLUMNS })
    .allowExcessArguments(false);
  for (const flag of text.flags ?? []) command.addOption(flag);
  for (const flag of commonFlags(text)) command.addOption(flag);
  command.action(async (...given: unknown[]) => {
    const flags = command.opts();
    const first = text.plans === undefined ? [] : given[0];
    const plans = typeof first === "string" ? [first] : Array.isArray(first) ? (first as string[]) : [];
    await invoke({ name: text.name, plans, flags, common: flags as RawOptions });
  });
}

const PROGRAM_EPILOGUE = `
Each command takes --repo, --ref, --json and more: reconcile <command> --help.

Exit codes:
  0 done, or waiting    1 the program failed    2 work to do (diff)     3 waiting*
  4 refused             5 stale                 6 locked                7 evidence untrue
  8 cannot judge        64 wrong usage          65 a document is invalid
  * with --detailed-exitcode

Example:
  reconcile new handbook --source handbook.md --target scratch
  git add plans && git commit -m "Add the handbook" && reconcile && reconcile explain handbook
`;
