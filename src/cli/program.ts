// The command line as commander has it, built from the tables of words and flags. What a command does is in commands/, loaded
// only when it is asked for; what stands in place of a command, --help and --version alone, is answered before any of this.
import { Command, type Help, type Option } from "commander";
import { wrapText } from "../diagnostics/wrap-text.ts";
import { COMMAND_GROUPS } from "./command-groups.ts";
import { OWN_FLAGS } from "./command-flags.ts";
import { textOf, type CommandName, type CommandText } from "./command-texts.ts";
import { commonFlags } from "./common-flags.ts";
import { helpWidth, layCommands, layHelpItem } from "./help-layout.ts";
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

/**
 * Builds the command line. `invoke` carries out what was asked; help wraps at `columns`, Infinity where there is no terminal.
 * With `only`, that command alone: all of them together take milliseconds.
 */
export function buildProgram(invoke: Invoke, columns = Infinity, only?: CommandName): Command {
  const program = new Command("reconcile").helpOption(false).helpCommand(false);
  const width = helpWidth(columns);
  const names = only === undefined ? Object.values(COMMAND_GROUPS).flat() : [only];
  for (const name of names) addCommand({ program, invoke, width }, textOf(name));
  return program;
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
  for (const flag of OWN_FLAGS[text.name] ?? []) command.addOption(flag);
  for (const flag of commonFlags(text)) command.addOption(flag.helpGroup("Common options:"));
  // Every command answers it; it is told of once, in the help of the program.
  command.version(VERSION, "-V, --version").options.at(-1)?.hideHelp();
  command.action(async (...given: unknown[]) => {
    const flags = command.opts();
    const first = text.plans === undefined ? [] : given[0];
    const plans = typeof first === "string" ? [first] : Array.isArray(first) ? (first as string[]) : [];
    await invoke({ name: text.name, plans, flags, common: flags as RawOptions });
  });
}

function helpStyle(width: number): Partial<Help> {
  return {
    helpWidth: width,
    optionDescription: optionWords,
    boxWrap: (text, columns) => wrapText(text, { columns }).join("\n"),
    formatItem: (term, termWidth, words) => layHelpItem({ term, words }, { termWidth, width }),
  };
}

/** `the gate: SG_1, SG_2, SG_3 (default: where the run stands)` */
function optionWords({ description, argChoices, defaultValue, defaultValueDescription }: Option): string {
  const choices = argChoices === undefined ? "" : `: ${argChoices.join(", ")}`;
  const byDefault = defaultValueDescription ?? (typeof defaultValue === "string" ? defaultValue : undefined);
  return `${description}${choices}${byDefault === undefined ? "" : ` (default: ${byDefault})`}`;
}

function commandEpilogue({ note, example }: CommandText, width: number): string {
  const paragraphs =
    note === undefined ? [] : ["", ...wrapText(note.replaceAll(/\s+/g, " "), { columns: width })];
  const lines = example.split("\n").map((line) => line.trim());
  return [...paragraphs, "", "Example:", ...layCommands(lines, width), ""].join("\n");
}
