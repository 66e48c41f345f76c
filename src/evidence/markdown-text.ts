// Puts text that others wrote into Markdown so that it is shown and nothing else: no markup, HTML, link, mention or
// table cell comes out of it, and nothing hidden. Code spans are the one form in which neither CommonMark nor GitHub
// looks for any of these (CommonMark 0.31.2, section 6.1).
import { visibleText } from "../diagnostics/visible-text.ts";

const LIMIT = 1000;

/** The text as a code span on one line, at most 1000 code units of it. Empty text gives a dash. */
export function codeSpan(text: string): string {
  if (text === "") return "–";
  const cut = text.length > LIMIT ? `${text.slice(0, LIMIT).toWellFormed()}…` : text;
  const shown = visibleText(cut);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = "`".repeat(longest + 1);
  // One space on either side is stripped when there is one on both: it keeps backticks and blanks at the ends apart.
  const pad = /^[` ]|[` ]$/.test(shown) ? " " : "";
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** The same for a cell of a table, where a pipe ends the cell even inside a code span (GFM 0.29, section 4.10). */
export function codeCell(text: string): string {
  return codeSpan(text.replaceAll("|", "<U+007C>"));
}
