// How help is laid out, whoever prints it: its width, a term with its words, and commands to be copied. Decides no words.
import { wrapText } from "../diagnostics/wrap-text.ts";
import { layOut } from "./views/lay-out.ts";

const WIDEST_HELP = 100;
const HELP_WITHOUT_TERMINAL = 80;
/** With less room beside a term, its words go below it. */
const LEAST_ROOM = 24;

/** `columns` of the terminal; Infinity where there is none. */
export function helpWidth(columns: number): number {
  return Number.isFinite(columns) ? Math.min(columns, WIDEST_HELP) : HELP_WITHOUT_TERMINAL;
}

export interface HelpItem {
  readonly term: string;
  readonly words: string;
}

/** The term in a column of `termWidth`, and its words to the right of it. */
export function layHelpItem(
  { term, words }: HelpItem,
  { termWidth, width }: { readonly termWidth: number; readonly width: number },
): string {
  const lead = `  ${term.padEnd(termWidth)}  `;
  if (width - lead.length >= LEAST_ROOM)
    return wrapText(words, { columns: width, lead, indent: " ".repeat(lead.length) }).join("\n");
  const below = wrapText(words, { columns: width, lead: "      ", indent: "      " });
  return [`  ${term}`, ...(words === "" ? [] : below)].join("\n");
}

export function layCommands(commands: readonly string[], width: number): readonly string[] {
  return layOut(
    commands.map((command) => ({ lead: "  ", command })),
    width,
  );
}
