// Makes text of documents, paths and databases fit to be shown: nothing hidden, nothing that a terminal or a CI log
// would obey. Everything untrusted passes here once before it is printed. Not for Markdown or HTML.
import { HIDDEN_CHARACTER, nameCharacter } from "./hidden-characters.ts";

const HIDDEN_CHARACTERS = new RegExp(HIDDEN_CHARACTER, "gv");
const PLAIN = /^[\x20-\x7e]*$/u;
const DEFAULT_LIMIT = 80;

/**
 * The text on one line with every hidden character as `<U+001B>`, and without what GitHub's runner takes for a
 * command: `::` at the start, also after spaces, and `##[` anywhere (actions/runner, ActionCommand.cs).
 */
export function visibleText(text: string): string {
  const escaped = PLAIN.test(text)
    ? text
    : text.replace(HIDDEN_CHARACTERS, (character) => `<${nameCharacter(character)}>`);
  return escaped.replaceAll("##[", "##<U+005B>").replace(/^(\s*):(?=:)/u, "$1<U+003A>");
}

/** Visible text of at most `limit` code points, with `…` for what was left out. */
export function shortText(text: string, limit: number = DEFAULT_LIMIT): string {
  // Two code units at most make a code point, so a megabyte is never spread into an array.
  const points = Array.from(text.slice(0, 2 * limit + 2));
  return visibleText(points.length > limit ? `${points.slice(0, limit - 1).join("")}…` : points.join(""));
}

/** Short visible text in quotes, as messages show a value. */
export function quoteText(text: string, limit: number = DEFAULT_LIMIT): string {
  return `"${shortText(text, limit)}"`;
}
