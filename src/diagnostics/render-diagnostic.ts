// How a fault and a refusal read: one block each, what is wrong, what was expected, what to do. Returns text and
// prints nothing; colour only repeats what the words say.
import type { Diagnostic } from "./diagnostic.ts";
import { renderPlace } from "./place.ts";
import type { Refusal } from "./refusal.ts";
import { renderExcerpt, type MarkedLine } from "./render-excerpt.ts";
import { visibleText } from "./visible-text.ts";

export interface RenderOptions {
  readonly color: boolean;
  /** Width of the terminal; Infinity where there is none. */
  readonly columns: number;
}

/** Select Graphic Rendition parameters (ECMA-48, 8.3.117). */
const STYLES = { strong: "1", dim: "2", wrong: "31", right: "32" } as const;

type Style = keyof typeof STYLES;
type Paint = (style: Style, text: string) => string;

/**
 * The block of one diagnostic, without a final newline. Only the document's line is cut to the columns. Hidden
 * characters are escaped, and no line begins with what a CI log would obey, whatever the document holds.
 */
export function renderDiagnostic(diagnostic: Diagnostic, options: RenderOptions): string {
  const paint = painter(options.color);
  const { place, excerpt } = diagnostic;
  return [
    `${paint("strong", visibleText(renderPlace(place)))}  ${paint("wrong", diagnostic.code)}`,
    `  ${visibleText(diagnostic.message)}`,
    ...(excerpt === undefined ? [] : excerptLines({ place, excerpt }, options)),
    ...adviceLines(diagnostic.expected, diagnostic.fix, paint),
  ].join("\n");
}

/** The block of one refusal, without a final newline, under the same promises. */
export function renderRefusal(refusal: Refusal, options: RenderOptions): string {
  const paint = painter(options.color);
  return [
    `${paint("strong", "refused")}  ${paint("wrong", refusal.code)}`,
    `  ${visibleText(refusal.message)}`,
    ...adviceLines(refusal.expected, refusal.todo, paint),
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

function adviceLines(expected: string, todo: string, paint: Paint): readonly string[] {
  return [
    `  ${paint("dim", "expected")}  ${visibleText(expected)}`,
    `  ${paint("right", "do")}        ${visibleText(todo)}`,
  ];
}

function painter(color: boolean): Paint {
  return color
    ? (style, text) => (text === "" ? "" : `\u{1b}[${STYLES[style]}m${text}\u{1b}[0m`)
    : (_style, text) => text;
}
