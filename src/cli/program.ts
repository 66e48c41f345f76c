// The command line as commander has it, built from the tables in command-texts.ts and common-flags.ts. What a command does is
// in commands/, loaded only when it is asked for.
import { Command, type Help, type Option } from "commander";
import { wrapText } from "../diagnostics/wrap-text.ts";
import { COMMAND_GROUPS } from "./command-groups.ts";
import { COMMANDS, type CommandName, type CommandText } from "./command-texts.ts";
import { commonFlags } from "./common-flags.ts";
import type { RawOptions } from "./options.ts";
import { layOut } from "./views/lay-out.ts";
import { VERSION } from "./version.ts";

/** A command's own flags and arguments, after the common ones were checked. */
export interface Invocation {
  readonly name: CommandName;
  readonly plans: readonly string[];
  readonly flags: Readonly<Record<string, unknown>>;
  readonly common: RawOptions;
}

type Invoke = (invocation: Invocation) => Promise<void>;

const WIDEST_HELP = 100;
const HELP_WITHOUT_TERMINAL = 80;

/** Builds the command line. `invoke` carries out what was asked; help wraps at `columns`, Infinity where there is no terminal. */
export function buildProgram(invoke: Invoke, columns = Infinity): Command {
  const width = Number.isFinite(columns) ? Math.min(columns, WIDEST_HELP) : HELP_WITHOUT_TERMINAL;
  const program = new Command("reconcile")
    .description(
      "Carries governed data changes through review, consent and evidence. DRYRUN: nothing is written to any database.",
    )
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .helpCommand(false)
    .configureHelp(helpStyle(width))
    .showSuggestionAfterError()
    .addHelpText("after", programEpilogue(width));
  for (const [heading, names] of Object.entries(COMMAND_GROUPS)) {
    program.commandsGroup(heading);
    for (const name of names) addCommand({ program, invoke, width }, textOf(name));
  }
  return program;
}

function textOf(name: CommandName): CommandText {
  const text = COMMANDS.find((one) => one.name === name);
  if (text === undefined) throw new Error(`the command ${name} has no text`);
  return text;
}

interface Building {
  readonly program: Command;
  readonly invoke: Invoke;
  readonly width: number;
}

function addCommand({ program, invoke, width }: Building, text: CommandText): void {
  const command = program
    .command(text.plans === undefined ? text.name : `${text.name} ${text.plans}`)
    .summary(text.summary)
    .description(`${text.summary[0]?.toUpperCase() ?? ""}${text.summary.slice(1)}.`)
    .addHelpText("after", commandEpilogue(text, width))
    .helpOption("-h, --help", "print this help")
    .showSuggestionAfterError()
    .configureHelp(helpStyle(width))
    .allowExcessArguments(false);
  for (const flag of text.flags ?? []) command.addOption(flag);
  for (const flag of commonFlags(text)) command.addOption(flag.helpGroup("Common options:"));
  command.action(async (...given: unknown[]) => {
    const flags = command.opts();
    const first = text.plans === undefined ? [] : given[0];
    const plans = typeof first === "string" ? [first] : Array.isArray(first) ? (first as string[]) : [];
    await invoke({ name: text.name, plans, flags, common: flags as RawOptions });
  });
}

/** With less room beside a flag, its words go below it. */
const LEAST_ROOM = 24;

function helpStyle(width: number): Partial<Help> {
  return {
    helpWidth: width,
    subcommandTerm: commandTerm,
    optionDescription: optionWords,
    boxWrap: (text, columns) => wrapText(text, { columns }).join("\n"),
    formatItem: (term, termWidth, words) => {
      const lead = `  ${term.padEnd(termWidth)}  `;
      if (width - lead.length >= LEAST_ROOM)
        return wrapText(words, { columns: width, lead, indent: " ".repeat(lead.length) }).join("\n");
      const below = wrapText(words, { columns: width, lead: "      ", indent: "      " });
      return [`  ${term}`, ...(words === "" ? [] : below)].join("\n");
    },
  };
}

/** `the gate: SG_1, SG_2, SG_3 (default: where the run stands)` */
function optionWords({ description, argChoices, defaultValue, defaultValueDescription }: Option): string {
  const choices = argChoices === undefined ? "" : `: ${argChoices.join(", ")}`;
  const byDefault = defaultValueDescription ?? (typeof defaultValue === "string" ? defaultValue : undefined);
  return `${description}${choices}${byDefault === undefined ? "" : ` (default: ${byDefault})`}`;
}

/** `run [plan...]`, without the word that every command has options. */
function commandTerm(command: Command): string {
  return [
    command.name(),
    ...command.registeredArguments.map((one) => {
      const name = `${one.name()}${one.variadic ? "..." : ""}`;
      return one.required ? `<${name}>` : `[${name}]`;
    }),
  ].join(" ");
}

function commandEpilogue({ note, example }: CommandText, width: number): string {
  const paragraphs =
    note === undefined ? [] : ["", ...wrapText(note.replaceAll(/\s+/g, " "), { columns: width })];
  const examples = example.split("\n").flatMap((line) => commandLines(line.trim(), width));
  return [...paragraphs, "", "Example:", ...examples, ""].join("\n");
}

function commandLines(command: string, width: number): readonly string[] {
  return layOut([{ lead: "  ", command }], width);
}

const EXITS = [
  "0 done, or waiting",
  "1 the program failed",
  "2 work to do (diff)",
  "3 waiting*",
  "4 refused",
  "5 stale",
  "6 locked",
  "7 evidence untrue",
  "8 cannot judge",
  "64 wrong usage",
  "65 a document is invalid",
] as const;
const EXIT_WIDTH = Math.max(...EXITS.map((exit) => exit.length)) + 2;

function programEpilogue(width: number): string {
  const across = Math.max(1, Math.floor((width - 2) / EXIT_WIDTH));
  const rows = Array.from({ length: Math.ceil(EXITS.length / across) }, (_none, row) =>
    EXITS.slice(row * across, (row + 1) * across).map((exit) => exit.padEnd(EXIT_WIDTH)),
  );
  return [
    "",
    ...wrapText("Each command has more flags, and an example: reconcile <command> --help", {
      columns: width,
    }),
    "",
    "Exit codes:",
    ...rows.map((row) => `  ${row.join("")}`.trimEnd()),
    "  * with --detailed-exitcode",
    "",
    "Example:",
    ...EXAMPLE.flatMap((line) => commandLines(line, width)),
    "",
  ].join("\n");
}

const EXAMPLE = [
  "reconcile new handbook --source handbook.md --target scratch",
  'git add plans && git commit -m "Add the handbook" && reconcile && reconcile explain handbook',
] as const;
