// A document's text as a page shows it: character by character, line ends and tabs kept, what cannot be seen named and set
// apart. Too long a text is cut off, and the reader told how much is missing.
import { h, type Child } from "./element.ts";
import { textPieces } from "./visible-lines.ts";

/** Characters, and marks of hidden ones, of one text; what is beyond is left out. */
const MOST_CHARACTERS = 400_000;
const MOST_MARKS = 5_000;
/** Hidden characters in a row are named up to here; those that follow in the same row are counted. */
const NAMED = 20;

export interface ShownText {
  readonly content: readonly Child[];
  /** Characters that are left out at the end. */
  readonly left: number;
}

/** For an element that keeps white space. CR LF counts as a line end; a CR by itself is shown. */
export function sourceText(text: string): ShownText {
  const lines = text.replaceAll("\r\n", "\n");
  const { content, length } = markHidden(cutBefore(lines, MOST_CHARACTERS));
  return { content, left: lines.length - length };
}

/** About how many characters of HTML it becomes: escapes and marks count as much as they take. */
export function weightOf(text: string): number {
  const shown = text.slice(0, MOST_CHARACTERS);
  const escapes = shown.match(/[<&"]/g)?.length ?? 0;
  const foreign = shown.match(/[^\t\n -~]/g)?.length ?? 0;
  return shown.length + 5 * escapes + Math.min(40 * foreign, 40 * MOST_MARKS) + 500;
}

/** Never between the halves of a surrogate pair, whose each half would be shown as a character of its own. */
function cutBefore(text: string, end: number): string {
  if (text.length <= end) return text;
  const last = text.charCodeAt(end - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? end - 1 : end);
}

/** Hidden characters in a row share one mark. `length`: how much of the text that is. */
function markHidden(text: string): { readonly content: readonly Child[]; readonly length: number } {
  const content: Child[] = [];
  let length = 0;
  let marks = 0;
  let names: string[] = [];
  for (const piece of textPieces(text)) {
    if (piece.isHidden) names.push(piece.text);
    else {
      if (names.length > 0) content.push(unseen(names));
      names = [];
      if (marks > MOST_MARKS) return { content, length };
      content.push(piece.text);
      marks += 1;
    }
    length += piece.length;
  }
  if (names.length > 0) content.push(unseen(names));
  return { content, length };
}

function unseen(names: readonly string[]): Child {
  const rest = names.length - NAMED;
  const more = rest > 0 ? ` and ${rest} more` : "";
  return h("mark", { class: "unseen" }, `${names.slice(0, NAMED).join(" ")}${more}`);
}
