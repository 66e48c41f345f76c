// How a fault and a refusal read: one block each, what is wrong, what was expected, what to do. Returns text and
// prints nothing; colour only repeats what the words say.
import type { Diagnostic } from "./diagnostic.ts";
import { renderPlace } from "./place.ts";
import type { Refusal } from "./refusal.ts";
import { renderExcerpt, type MarkedLine } from "./render-excerpt.ts";
import { textWidth } from "./display-cells.ts";
import { visibleText } from "./visible-text.ts";
import { wrapText } from "./wrap-text.ts";

export interface RenderOptions {
  readonly color: boolean;
  /** Width of the terminal; Infinity where there is none. */
  readonly columns: number;
}

/** Select Graphic Rendition parameters (ECMA-48, 8.3.117). */
const STYLES = { strong: "1", dim: "2", wrong: "31" } as const;

type Style = keyof typeof STYLES;
type Paint = (style: Style, text: string) => string;

/**
 * The block of one diagnostic, without a final newline. Texts wrap to the columns, and
 * the document's line is cut to them. Hidden characters are escaped, and no line begins with what a CI log would obey, whatever the document holds.
 */
export function renderDiagnostic(diagnostic: Diagnostic, options: RenderOptions): string {
  const paint = painter(options.color);
  const { place, excerpt } = diagnostic;
  return [
    ...headLines(paint("strong", visibleText(renderPlace(place))), paint("wrong", diagnostic.code), options),
    ...hanging("  ", diagnostic.message, options),
    ...(excerpt === undefined ? [] : excerptLines({ place, excerpt }, options)),
    ...adviceLines(diagnostic.expected, diagnostic.fix, options),
  ].join("\n");
}

/** The block of one refusal, without a final newline, under the same promises. */
export function renderRefusal(refusal: Refusal, options: RenderOptions): string {
  const paint = painter(options.color);
  return [
    ...headLines(paint("strong", "refused"), paint("wrong", refusal.code), options),
    ...hanging("  ", refusal.message, options),
    ...adviceLines(refusal.expected, refusal.todo, options),
  ].join("\n");
}

function excerptLines(line: MarkedLine, options: RenderOptions): readonly string[] {
  const paint = painter(options.color);
  const shown = renderExcerpt(line, options.columns);
  const margin = " ".repeat(shown.number.length);
  return [
    `${paint("dim", `${shown.number} |`)} ${shown.before}${paint("wrong", shown.marked)}${shown.after}`.trimEnd(),
    `${paint("dim", `${margin} |`)} ${paintCaret(shown.caret, paint)}`,
  ];
}

function paintCaret(caret: string, paint: Paint): string {
  const mark = caret.trimStart();
  return `${caret.slice(0, caret.length - mark.length)}${paint("wrong", mark)}`;
}

function adviceLines(expected: string, todo: string, options: RenderOptions): readonly string[] {
  const paint = painter(options.color);
  return [
    ...hanging(`  ${paint("dim", "expected")}  `, expected, options),
    ...hanging(`  ${paint("strong", "next")}      `, todo, options),
  ];
}

function headLines(place: string, code: string, { columns }: RenderOptions): readonly string[] {
  return wrapText(`${place}  ${code}`, { columns, indent: "  " });
}

/** With less room beside its label, a text goes below it. */
const LEAST_ROOM = 22;

/** The text behind its label, under its own beginning. */
function hanging(lead: string, text: string, { columns }: RenderOptions): readonly string[] {
  const width = textWidth(lead);
  const shown = visibleText(text);
  if (columns - width >= LEAST_ROOM) return wrapText(shown, { columns, lead, indent: " ".repeat(width) });
  return [lead.trimEnd(), ...wrapText(shown, { columns, lead: "    ", indent: "    " })];
}

function painter(color: boolean): Paint {
  return color
    ? (style, text) => (text === "" ? "" : `\u{1b}[${STYLES[style]}m${text}\u{1b}[0m`)
    : (_style, text) => text;
}
