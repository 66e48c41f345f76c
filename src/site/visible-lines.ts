// Shows in a page what a reader would not see: hidden characters and those that turn the order of others. Line ends and
// tabs stay, as pages lay text out by them. Escaping for HTML is not done here.
import { HIDDEN_CHARACTER, nameCharacter } from "../diagnostics/hidden-characters.ts";

const PLAIN = /^[\t\n\x20-\x7e]*$/u;
const HIDDEN = new RegExp(`(?![\\t\\n])(?:${HIDDEN_CHARACTER.source})`, "gv");

/** The text with every hidden character as `<U+202E>`; only tab and line feed stay as they are. */
export function visibleLines(text: string): string {
  return PLAIN.test(text) ? text : text.replace(HIDDEN, (character) => `<${nameCharacter(character)}>`);
}

/** A stretch of text: to be shown as it is, or one hidden character by its name. */
export interface TextPiece {
  readonly text: string;
  readonly isHidden: boolean;
  /** Code units of the text that it stands for. */
  readonly length: number;
}

/** The same in pieces, for a view that sets the names apart from a text that holds `<U+202E>` itself. */
export function* textPieces(text: string): Generator<TextPiece> {
  if (PLAIN.test(text)) {
    yield plainPiece(text);
    return;
  }
  let from = 0;
  for (const { 0: character, index } of text.matchAll(HIDDEN)) {
    if (index > from) yield plainPiece(text.slice(from, index));
    yield { text: nameCharacter(character), isHidden: true, length: character.length };
    from = index + character.length;
  }
  if (from < text.length) yield plainPiece(text.slice(from));
}

function plainPiece(text: string): TextPiece {
  return { text, isHidden: false, length: text.length };
}
