// Text for GitHub's Markdown: our own sentences as they are, everything that a document may have had a hand in as code,
// where neither GFM nor GitHub looks for markup, HTML, mentions, references, links or emoji.
import { visibleText } from "../../diagnostics/visible-text.ts";
import { codeCell, codeSpan } from "../../evidence/markdown-text.ts";

/** Letters, digits and plain punctuation. Nothing of it means anything to Markdown where it stands inside a line. */
const PLAIN = /^[A-Za-z0-9 ,.;'"()–…%+=-]*$/;
/** A word with an underscore inside, such as SG_1: no emphasis begins or ends there (GFM 0.29, section 6.4). */
const INNER_UNDERSCORE = /(?<=[A-Za-z0-9])_(?=[A-Za-z0-9])/g;
/** A colon between a word and a space: neither a scheme nor an emoji. */
const INNER_COLON = /(?<=[A-Za-z0-9"')])[:](?= )/g;
/** Paths, and words with a digest in them, which GitHub could take for a commit's. */
const NAMES =
  /(?<![^ ("'])(?=[A-Za-z0-9._/-]*(?:\/|[0-9a-f]{7}))[A-Za-z0-9_][A-Za-z0-9._/-]*[A-Za-z0-9_](?![^ ,.;:)"'])/g;
/** What GitHub makes a link of without any markup, and the two spaces of a line break. */
const TELLING = /www\.|gh-\d|:\/\/| {2}/i;
const LIMIT = 1000;

/**
 * A sentence of ours that may hold values: as it is where every sign of it is harmless, with paths and digests as code;
 * else as code altogether. For the inside of a line only.
 */
export function sentence(text: string): string {
  const words = text.replaceAll(NAMES, "").replaceAll(INNER_UNDERSCORE, "").replaceAll(INNER_COLON, "");
  if (text.length > LIMIT || !PLAIN.test(words) || TELLING.test(text)) return codeSpan(text);
  return text.replaceAll(NAMES, (name) => codeSpan(name));
}

/** The same in a cell of a table, which a pipe would end. */
export function sentenceCell(text: string): string {
  return sentence(text.replaceAll("|", "<U+007C>"));
}

/** Names as code, joined: `bob`, `carol` or `dave`. Nobody is "–". */
export function nameList(names: readonly string[], word: "and" | "or"): string {
  if (names.length === 0) return "–";
  const last = names.at(-1) ?? "";
  const before = names.slice(0, -1).map(codeCell);
  return before.length === 0 ? codeCell(last) : `${before.join(", ")} ${word} ${codeCell(last)}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text inside an HTML block, as code: no tag, no mention. */
export function htmlCode(text: string): string {
  return `<code>${visibleText(text).replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "")}</code>`;
}

/** A table with a line for each row; cells are Markdown already. */
export function table(
  head: readonly string[],
  align: readonly ("l" | "r")[],
  rows: readonly (readonly string[])[],
): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = align.map((side) => (side === "r" ? "---:" : "---"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** Folded on GitHub until a reader opens it. The blank lines end the HTML, so that the body is Markdown again. */
export function details(summaryHtml: string, body: readonly string[], isOpen: boolean): string {
  return [
    `<details${isOpen ? " open" : ""}>`,
    `<summary>${summaryHtml}</summary>`,
    "",
    body.join("\n\n"),
    "",
    "</details>",
  ].join("\n");
}

export { codeCell, codeSpan };
