// What `reconcile --help` prints: the commands by what somebody wants to do, from the tables alone. It loads no parser, which
// would take longer than all the rest. The help of each command is the parser's, in program.ts.
import { wrapText } from "../diagnostics/wrap-text.ts";
import { COMMAND_GROUPS } from "./command-groups.ts";
import { textOf, type CommandText } from "./command-texts.ts";
import { helpWidth, layCommands, layHelpItem, type HelpItem } from "./help-layout.ts";

const DESCRIPTION =
  "Carries governed data changes through review, consent and evidence. DRYRUN: nothing is written to any database.";

/** What may stand in place of a command. */
export const PROGRAM_FLAGS = [
  { names: ["-V", "--version"], text: "print the version" },
  { names: ["-h", "--help"], text: "print this help" },
] as const;

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

const EXAMPLE = [
  "reconcile new handbook --source handbook.md --target scratch",
  'git add plans && git commit -m "Add the handbook" && reconcile && reconcile explain handbook',
] as const;

/** Wrapped at `columns`; Infinity where there is no terminal. */
export function programHelp(columns: number): string {
  const width = helpWidth(columns);
  return [
    "Usage: reconcile [options] [command]",
    "",
    ...wrapText(DESCRIPTION, { columns: width }),
    "",
    ...itemLines(width),
    ...wrapText("Each command has more flags, and an example: reconcile <command> --help", {
      columns: width,
    }),
    "",
    "Exit codes:",
    ...exitLines(width),
    "  * with --detailed-exitcode",
    "",
    "Example:",
    ...layCommands(EXAMPLE, width),
    "\n",
  ].join("\n");
}

function itemLines(width: number): readonly string[] {
  const groups: readonly (readonly [string, readonly HelpItem[]])[] = [
    ["Options:", PROGRAM_FLAGS.map(({ names, text }) => ({ term: names.join(", "), words: text }))],
    ...Object.entries(COMMAND_GROUPS).map(
      ([heading, names]) => [heading, names.map((name) => commandItem(textOf(name)))] as const,
    ),
  ];
  const termWidth = Math.max(...groups.flatMap(([, items]) => items.map(({ term }) => term.length)));
  return groups.flatMap(([heading, items]) => [
    heading,
    ...items.map((item) => layHelpItem(item, { termWidth, width })),
    "",
  ]);
}

/** `run [plan...]`, without the word that every command has options. */
function commandItem({ name, plans, summary }: CommandText): HelpItem {
  return { term: plans === undefined ? name : `${name} ${plans}`, words: summary };
}

function exitLines(width: number): readonly string[] {
  const across = Math.max(1, Math.floor((width - 2) / EXIT_WIDTH));
  const rows = Array.from({ length: Math.ceil(EXITS.length / across) }, (_none, row) =>
    EXITS.slice(row * across, (row + 1) * across).map((exit) => exit.padEnd(EXIT_WIDTH)),
  );
  return rows.map((row) => `  ${row.join("")}`.trimEnd());
}
