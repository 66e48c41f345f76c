// What can stand where on a command line, as a value: read from the very program and tables that --help is printed from, so that no
// script of completion goes stale. Knows nothing of shells.
import type { Argument, Command, Option } from "commander";
import { COMMANDS } from "../command-texts.ts";
import { PROGRAM_FLAGS } from "../program-help.ts";
import { buildProgram } from "../program.ts";

/** What may be written in a place. */
export type Source =
  /** Free text, or the name of something that is yet to be made: nothing is offered. */
  | { readonly kind: "nothing" }
  | { readonly kind: "words"; readonly words: readonly string[] }
  | { readonly kind: "files" }
  | { readonly kind: "folders" }
  /** Names that the repository has at the commit asked for. */
  | { readonly kind: "plans" }
  | { readonly kind: "targets" }
  | { readonly kind: "revisions" };

export interface CompletionFlag {
  /** With their dashes: -q, --quiet. */
  readonly names: readonly string[];
  readonly text: string;
  /** Undefined for a flag that stands alone. */
  readonly value: Source | undefined;
}

export interface CompletionCommand {
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly CompletionFlag[];
  readonly argument: Source;
  /** Whether the argument may be given again and again. */
  readonly isRepeated: boolean;
}

export interface CompletionTable {
  readonly commands: readonly CompletionCommand[];
  /** What may stand in place of a command: --help, --version. */
  readonly flags: readonly CompletionFlag[];
  /** The command that is meant where none is named. */
  readonly fallback: string;
}

export function completionTable(): CompletionTable {
  return {
    commands: buildProgram(() => Promise.resolve()).commands.map(commandOf),
    flags: PROGRAM_FLAGS.map((flag) => ({ ...flag, value: undefined })),
    fallback: "run",
  };
}

function commandOf(command: Command): CompletionCommand {
  const name = command.name();
  const [argument] = command.registeredArguments;
  return {
    name,
    summary: command.summary(),
    flags: flagsOf(command),
    argument: argument === undefined ? NOTHING : sourceOfArgument(name, argument),
    isRepeated: argument?.variadic ?? false,
  };
}

/** The flags that the command's help shows. */
function flagsOf(command: Command): readonly CompletionFlag[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .map((option) => ({
      names: [option.short, option.long].filter((name) => name !== undefined),
      text: option.description,
      value: option.isBoolean() || option.negate ? undefined : sourceOfFlag(option),
    }));
}

const NOTHING: Source = { kind: "nothing" };

function sourceOfFlag({ argChoices, flags, long }: Option): Source {
  if (argChoices !== undefined) return { kind: "words", words: argChoices };
  if (long === "--target") return { kind: "targets" };
  return SOURCES[/<(?<what>[a-z]+)>/.exec(flags)?.groups?.["what"] ?? ""] ?? NOTHING;
}

/** By what a flag's help has between < and >. */
const SOURCES: Readonly<Record<string, Source>> = {
  file: { kind: "files" },
  dir: { kind: "folders" },
  rev: { kind: "revisions" },
};

function sourceOfArgument(command: string, argument: Argument): Source {
  const words = COMMANDS.find(({ name }) => name === command)?.words;
  if (words !== undefined) return { kind: "words", words };
  // The plan of `reconcile new` does not exist yet.
  return argument.name() === "plan" && command !== "new" ? { kind: "plans" } : NOTHING;
}
