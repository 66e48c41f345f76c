// Reads a stretch of Markdown as blocks, and answers what a cut asks about them. Lines and offsets (UTF-16) are the
// stretch's own. Trees are walked without recursion: how deep they are is for the document's writer to choose.
import type { Heading, Node, Root, RootContent } from "mdast";
import { headingText, plainText } from "./heading-text.ts";
import { parseMarkdown, withMatter } from "./markdown-parser.ts";

export interface LineSpan {
  /** Counted from 1. */
  readonly line: number;
  /** Included. */
  readonly endLine: number;
}

export interface HeadingPart extends LineSpan {
  readonly kind: "heading";
  readonly depth: number;
  /** As a reader sees it, without emphasis and links. */
  readonly text: string;
}

export interface HiddenPart extends LineSpan {
  readonly kind: "hidden";
}

/**
 * What is inside lines does not change where blocks begin and end (CommonMark 0.31.2, section 3.1), so emphasis, links
 * and the like are left as text: it is faster, and what is quadratic in them is out of reach.
 */
const INLINES = [
  "attention",
  "autolink",
  "characterEscape",
  "characterReference",
  "codeText",
  "hardBreakEscape",
  "htmlText",
  "labelEnd",
  "labelStartImage",
  "labelStartLink",
];
const BLOCKS_ONLY = { disable: { null: INLINES } };

/**
 * The blocks of the text. Front matter in YAML (---) or TOML (+++) is looked for only where it is known to be: having
 * looked in vain for its end, the parser takes the quotes and lists on the way for text.
 */
export function parseBlocks(text: string, hasMatter: boolean): Root {
  return parseMarkdown(text, hasMatter ? withMatter([BLOCKS_ONLY]) : { extensions: [BLOCKS_ONLY] });
}

interface NestedBlock {
  readonly block: RootContent;
  /** Quotes and list items around it. */
  readonly depth: number;
}

/** Every block, in the order of the text. */
function* nestedBlocks(blocks: readonly RootContent[]): Generator<NestedBlock, void, undefined> {
  const open: NestedBlock[] = blocks.toReversed().map((block) => ({ block, depth: 0 }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    yield next;
    const { block, depth } = next;
    if (block.type !== "blockquote" && block.type !== "list" && block.type !== "listItem") continue;
    const inner = block.type === "list" ? depth : depth + 1;
    for (const child of block.children.toReversed()) open.push({ block: child, depth: inner });
  }
}

/** A place between blocks of the document: after so many of them, where this line begins. */
export interface BlockBoundary {
  readonly blocks: number;
  readonly line: number;
}

/** Before the first block in which more than `limit` quotes and list items are around each other. */
export function findDeeper(blocks: readonly RootContent[], limit: number): BlockBoundary | undefined {
  const index = blocks.findIndex((block) => nestedBlocks([block]).some(({ depth }) => depth > limit));
  const block = blocks[index];
  return block === undefined ? undefined : { blocks: index, line: spanOf(block).line };
}

/** Headings of the document itself, and lines in which nothing counts: fenced code, HTML blocks, front matter. */
export function* blockParts(
  blocks: readonly RootContent[],
  text: string,
): Generator<HeadingPart | HiddenPart, void, undefined> {
  for (const { block, depth } of nestedBlocks(blocks)) {
    if (block.type === "heading" && depth === 0) yield headingPart(block, text);
    else if (block.type === "html" || isFrontMatter(block) || isFencedCode(block, text)) {
      const { line, endLine } = spanOf(block);
      yield { kind: "hidden", line, endLine };
    }
  }
}

function headingPart(heading: Heading, text: string): HeadingPart {
  // The parser lets a setext heading begin with the definitions before it; its text begins where it should.
  const { line, offset } = spanOf(heading.children[0] ?? heading);
  const own = spanOf(heading);
  const start = line === own.line ? own.offset : offset;
  const markdown = text.slice(start, own.endOffset);
  return {
    kind: "heading",
    line,
    endLine: line,
    depth: heading.depth,
    text: headingText({ raw: plainText(heading), markdown }),
  };
}

/**
 * The last place in the text from which on it can be read by itself, or undefined when there is none after its
 * beginning. `lines` is how many lines the text has, each with its LF. Such a place is
 * - an ATX heading, which reads the same wherever a block can begin,
 * - what follows a heading, a thematic break or front matter, which leave nothing open,
 * - what follows a blank line outside of every block,
 * and never inside a quote or a list. CommonMark decides line by line what a block is and takes nothing back, but for
 * paragraphs that turn out to be setext headings or definitions: those begin where they began.
 */
export function resumePoint(
  blocks: readonly RootContent[],
  text: string,
  lines: number,
): BlockBoundary | undefined {
  const last = blocks.at(-1);
  const isBlankAtEnd = last === undefined || (isClosedByBlank(last) && spanOf(last).endLine < lines);
  if (isBlankAtEnd || leavesNothingOpen(last)) return { blocks: blocks.length, line: lines + 1 };
  for (let index = blocks.length - 1; index > 0; index -= 1) {
    const block = blocks[index];
    const before = blocks[index - 1];
    if (block === undefined || before === undefined) continue;
    const isAfterBlank = spanOf(before).endLine + 1 < spanOf(block).line;
    if (isAfterBlank || leavesNothingOpen(before) || isAtxHeading(block, text)) {
      return { blocks: index, line: spanOf(block).line };
    }
  }
  return undefined;
}

function isClosedByBlank(block: RootContent): boolean {
  return block.type === "paragraph" || block.type === "definition";
}

function leavesNothingOpen(block: RootContent): boolean {
  return block.type === "heading" || block.type === "thematicBreak" || isFrontMatter(block);
}

function isFrontMatter(block: Node): boolean {
  return block.type === "yaml" || block.type === "toml";
}

function isAtxHeading(block: RootContent, text: string): boolean {
  const { line, endLine, offset } = spanOf(block);
  return block.type === "heading" && line === endLine && text[offset] === "#";
}

function isFencedCode(block: RootContent, text: string): boolean {
  // Indented code begins with its white space.
  return block.type === "code" && "`~".includes(text[spanOf(block).offset] ?? " ");
}

interface Span extends LineSpan {
  readonly offset: number;
  readonly endOffset: number;
}

function spanOf({ type, position }: Node): Span {
  const offset = position?.start.offset;
  const endOffset = position?.end.offset;
  if (position === undefined || offset === undefined || endOffset === undefined) {
    throw new Error(`the Markdown parser gave a ${type} no place`);
  }
  return { line: position.start.line, endLine: position.end.line, offset, endOffset };
}
