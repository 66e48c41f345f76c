// How wide text is on a terminal: each code point with how it is shown and the columns it takes. It escapes like
// visible-text.ts.
import { hiddenCharacter, nameCharacter, rarePattern } from "./rare-characters.ts";

export interface Cell {
  readonly shown: string;
  /** Columns: 0 for combining marks, 2 for East Asian wide characters and emoji, else 1 for each character shown. */
  readonly width: number;
}

const TAB: Cell = { shown: "    ", width: 4 };
const combining = rarePattern(String.raw`^[\p{Mn}\p{Me}\u{FE0E}\u{FE0F}]$`, "u");
/** An approximation of UAX 11 (W and F) by script, as the property itself is not known to regular expressions. */
const wide = rarePattern(
  String.raw`^[[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\p{sc=Yi}\p{Emoji_Presentation}\u{3000}-\u{303E}\u{FE30}-\u{FE6F}\u{FF01}-\u{FF60}\u{FFE0}-\u{FFE6}]--[\u{FF61}-\u{FFDC}]]$`,
  "v",
);

/**
 * One cell for each code point of the text between two indices; a tab takes four columns wherever it stands, and the
 * bracket of `##[` is escaped, because GitHub's runner obeys that anywhere in a line.
 */
export function displayCells(text: string, start: number, end: number): readonly Cell[] {
  const cells: Cell[] = [];
  let at = start;
  for (const character of text.slice(start, end)) {
    cells.push(character === "[" && text.endsWith("##", at) ? escapedCell(character) : cellOf(character));
    at += character.length;
  }
  return cells;
}

function cellOf(character: string): Cell {
  if (character >= " " && character <= "~") return { shown: character, width: 1 };
  if (character === "\t") return TAB;
  if (hiddenCharacter().test(character)) return escapedCell(character);
  if (combining().test(character)) return { shown: character, width: 0 };
  return { shown: character, width: wide().test(character) ? 2 : 1 };
}

function escapedCell(character: string): Cell {
  const shown = `<${nameCharacter(character)}>`;
  return { shown, width: shown.length };
}

export function widthOf(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

const PLAIN = /^[\x20-\x7e]*$/u;
/** Select Graphic Rendition (ECMA-48, 8.3.117). */
// eslint-disable-next-line no-control-regex -- these characters are what is looked for
const STYLES = /\u001b\[[\d;]*m/g;

/** The columns of a line that is fit to be shown: its styles take none, the glue of wrap-text.ts one. */
export function textWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  const shown = text.replaceAll(STYLES, "").replaceAll("\0", " ");
  return widthOf(displayCells(shown, 0, shown.length));
}

export function showCells(cells: readonly Cell[]): string {
  return cells.map((cell) => cell.shown).join("");
}
