// The text of a heading as a reader sees it. The blocks are known already; here the parser looks inside one heading.
import type { Heading, RootContent } from "mdast";
import { parseMarkdown } from "./markdown-parser.ts";

/** Signs without which a text means itself: none of them begins anything inside a line of CommonMark. */
const HAS_INLINES = /[\\&<`*_[\]!]/;
/** Longer headings are taken as they are written: looking inside can take time that is quadratic in the length. */
const INLINE_LIMIT = 2000;

export interface WrittenHeading {
  /** What stands between the signs that make it a heading. */
  readonly raw: string;
  /** All of it, signs included. */
  readonly markdown: string;
}

/**
 * The text without emphasis, links, HTML tags and escapes; an image gives its description. Reference links and images
 * keep their brackets, as their definitions may be anywhere in the document. A heading of more than 2,000 UTF-16 code
 * units is given as written.
 */
export function headingText({ raw, markdown }: WrittenHeading): string {
  if (!HAS_INLINES.test(raw) || markdown.length > INLINE_LIMIT) return raw;
  const [heading, ...others] = parseMarkdown(markdown).children;
  // "2. Part" is a heading where it follows a definition, and a list where it stands alone.
  return heading?.type === "heading" && others.length === 0 ? plainText(heading) : raw;
}

/** What is in the heading's text nodes, and spaces for its line breaks. */
export function plainText(heading: Heading): string {
  let text = "";
  const open: RootContent[] = heading.children.toReversed();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "text" || node.type === "inlineCode") text += node.value;
    else if (node.type === "break") text += " ";
    else if (node.type === "image") text += node.alt ?? "";
    else if ("children" in node) open.push(...node.children.toReversed());
  }
  return text;
}
