// Where a Markdown document has headings, and lines in which nothing counts: fenced code, HTML, front matter. What is
// which is the CommonMark parser's to say; this file hands it the document stretch by stretch.
import { decodeText, lineAfter } from "./lines.ts";
import {
  faultAt,
  measureStretch,
  type Stretch,
  type StretchFault,
  type StretchStart,
} from "./markdown-stretch.ts";
import {
  blockParts,
  findDeeper,
  parseBlocks,
  resumePoint,
  type HeadingPart,
  type HiddenPart,
  type LineSpan,
} from "./markdown-tree.ts";

export type MarkdownPart = HeadingPart | HiddenPart | StretchFault;

/** Large enough that the parser's own start does not count, small enough for what is quadratic in it. */
const STRETCH_BYTES = 4 * 1024;
const DEPTH_LIMIT = 100;

/**
 * The parts of the document in order, no two on one line. Headings are those of the document itself, ATX and setext,
 * each at its first line; one in a quote or a list is not. A fault (codes cut-markdown-too-deep and
 * cut-markdown-block-too-large) is the last part.
 *
 * Some 4 KiB are parsed at once, so memory does not grow with the document and time grows with it linearly. What is
 * taken from a stretch ends at its last resume point: where a reader who has not seen what was before reads the same
 * as one who has. The next stretch begins there. A stretch without one is parsed again with as much again of what
 * follows, within the limits of markdown-stretch.ts.
 */
export function* markdownParts(
  source: Uint8Array,
  stretchBytes: number = STRETCH_BYTES,
): Generator<MarkdownPart, void, undefined> {
  let next: StretchStart | undefined = { byte: 0, line: 1, bytes: stretchBytes };
  while (next !== undefined && next.byte < source.length) {
    const stretch = measureStretch(source, next);
    const step: Step =
      stretch.kind === "fault" ? endWith(stretch) : parseStretch(source, stretch, stretchBytes);
    yield* step.parts;
    next = step.next;
  }
}

interface Step {
  readonly parts: Iterable<MarkdownPart>;
  /** Where to go on; undefined after a fault. */
  readonly next: StretchStart | undefined;
}

function endWith(fault: StretchFault): Step {
  return { parts: [fault], next: undefined };
}

function parseStretch(source: Uint8Array, stretch: Stretch, bytes: number): Step {
  const { byte, end, line, lines, hasMatter, limit } = stretch;
  const text = decodeText(source, { start: byte, end });
  const blocks = parseBlocks(text, hasMatter).children;
  const deep = findDeeper(blocks, DEPTH_LIMIT);
  if (deep !== undefined) {
    const message = `lists and quotes are nested more than ${DEPTH_LIMIT} deep in the block that begins here`;
    const fault = faultAt(line + deep.line - 1, "cut-markdown-too-deep", message);
    return {
      parts: [...shiftParts(blockParts(blocks.slice(0, deep.blocks), text), line), fault],
      next: undefined,
    };
  }
  const isLast = end === source.length;
  const resume = isLast ? { blocks: blocks.length, line: lines + 1 } : resumePoint(blocks, text, lines);
  if (resume === undefined) {
    return limit === undefined
      ? { parts: [], next: { byte, line, bytes: 2 * (end - byte) } }
      : endWith(limit);
  }
  let resumeByte = byte;
  for (let passed = 1; passed < resume.line; passed += 1) resumeByte = lineAfter(source, resumeByte);
  const parts = shiftParts(blockParts(blocks.slice(0, resume.blocks), text), line);
  return { parts, next: { byte: resumeByte, line: line + resume.line - 1, bytes } };
}

/** From lines of the stretch to lines of the document. */
function shiftParts<Part extends LineSpan>(parts: Iterable<Part>, line: number): Iterable<Part> {
  return Iterator.from(parts).map((part) => ({
    ...part,
    line: part.line + line - 1,
    endLine: part.endLine + line - 1,
  }));
}
