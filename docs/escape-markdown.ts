// Text of tables as Markdown.

/** Outside of code spans, signs that Markdown or HTML would obey stand for themselves. */
export function escapeMarkdown(text: string): string {
  return text
    .split(/(`[^`]*`)/u)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll(/[\\*_<>[\]{}|#]/gu, "\\$&")))
    .join("");
}
