// From what a view has to say to the lines of a terminal: texts wrap and hang under their own beginning, a command is broken
// only where the shell reads on, and what has to be copied as it is stays as it is. Decides nothing about words.
import { textWidth } from "../../diagnostics/display-cells.ts";
import { glueText, wrapText } from "../../diagnostics/wrap-text.ts";
import type { Terminal } from "../terminal.ts";

/** A label or a mark, and what hangs under its own beginning to the right of it. */
interface LedText {
  readonly lead: string;
  readonly text: string;
  /** Stays beside its lead, however little room there is. */
  readonly besides?: true;
}

/** A command to be copied, hanging like a text. */
interface LedCommand {
  readonly lead: string;
  readonly command: string;
}

/** Shown as it is, however wide. */
interface Verbatim {
  readonly verbatim: string;
}

/** A plain text hangs two columns further in than it begins. */
export type Line = string | LedText | LedCommand | Verbatim;

/** With less room beside its lead, a text goes below it. */
const LEAST_ROOM = 22;

export function layOut(lines: readonly Line[], columns: number): readonly string[] {
  return lines.flatMap((line) => layLine(line, columns));
}

/** Lines that are written in one go. */
const LINES_AT_A_TIME = 1000;

/** Prints the lines on standard output, as they come. */
export function printLines({ out, columns }: Terminal, lines: Iterable<Line>): void {
  let waiting: string[] = [];
  const write = (): void => {
    if (waiting.length > 0) out(`${waiting.join("\n")}\n`);
    waiting = [];
  };
  for (const line of lines) {
    waiting.push(...layLine(line, columns));
    if (waiting.length >= LINES_AT_A_TIME) write();
  }
  write();
}

/** What the lines say, for readers that are no terminal. */
export function plainLines(lines: readonly Line[]): readonly string[] {
  return layOut(lines, Infinity);
}

/** Parts that belong together in a line, two spaces apart; only the last one is broken. */
export function joinParts(parts: readonly string[]): string {
  const shown = parts.filter((part) => part !== "");
  return shown.map((part, index) => (index === shown.length - 1 ? part : glueText(part))).join("  ");
}

function layLine(line: Line, columns: number): readonly string[] {
  if (typeof line === "string") return layPlain(line, columns);
  if ("verbatim" in line) return [line.verbatim];
  const hang = textWidth(line.lead);
  if (columns - hang >= LEAST_ROOM || "besides" in line || line.lead.trim() === "")
    return layHanging(line, columns);
  const [start = ""] = /^ */.exec(line.lead) ?? [];
  return [line.lead.trimEnd(), ...layHanging({ ...line, lead: `${start}    ` }, columns)];
}

function layPlain(text: string, columns: number): readonly string[] {
  const [start = ""] = /^ */.exec(text) ?? [];
  return wrapText(text.slice(start.length), { columns, lead: start, indent: `${start}  ` });
}

/** `see what to write, and where: reconcile explain handbook`: a sentence that ends in a command. */
const ENDS_IN_COMMAND = /^(?<words>.*:) (?<command>(?:reconcile|git|npm|ssh-keygen) .*)$/;

function layHanging(line: LedText | LedCommand, columns: number): readonly string[] {
  const { lead } = line;
  const indent = " ".repeat(textWidth(lead));
  if ("command" in line) return layCommand(line.command, { lead, indent, columns });
  const { words, command } = ENDS_IN_COMMAND.exec(line.text)?.groups ?? {};
  const isFitting = textWidth(lead) + textWidth(line.text) <= columns;
  if (isFitting || words === undefined || command === undefined)
    return wrapText(line.text, { columns, lead, indent });
  return [
    ...wrapText(words, { columns, lead, indent }),
    ...layCommand(command, { lead: indent, indent, columns }),
  ];
}

interface Room {
  readonly lead: string;
  readonly indent: string;
  readonly columns: number;
}

/** A command breaks behind `&&`, where the shell reads on by itself; only a part that is too long breaks behind a backslash. */
function layCommand(command: string, room: Room): readonly string[] {
  const [first = "", ...parts] = command.split(/(?<=&&) /);
  const lines = [`${room.lead}${first}`];
  for (const part of parts) {
    const longer = `${lines.at(-1) ?? ""} ${part}`;
    if (textWidth(longer) <= room.columns) lines[lines.length - 1] = longer;
    else lines.push(`${room.indent}${part}`);
  }
  return lines.flatMap((line) => (textWidth(line) <= room.columns ? [line] : breakCommand(line, room)));
}

/** What stands in quotes is not broken. */
function breakCommand(line: string, { lead, indent, columns }: Room): readonly string[] {
  const start = line.startsWith(lead) ? lead : indent;
  const words = line.slice(start.length).match(/(?:"(?:[^"\\]|\\.)*"|\S)+(?: &&)?/g) ?? [];
  const room = { columns: columns - " \\".length, lead: start, indent: `${indent}  ` };
  const broken = wrapText(words.map(glueText).join(" "), room);
  return broken.map((text, index) => (index === broken.length - 1 ? text : `${text} \\`));
}
