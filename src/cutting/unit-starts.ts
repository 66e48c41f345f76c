// Finds the lines at which units begin, in order, and what stands in them: level, title, declared number.
// Whether the numbers are the right ones is not asked here.
import type { FaultList } from "./fault-list.ts";
import type { LevelRule } from "./level-rules.ts";
import { lineAfter, lineContent, type ByteRange } from "./lines.ts";
import { matchMarker } from "./marker.ts";
import { markdownParts, type MarkdownPart } from "./markdown-parts.ts";
import type { HeadingPart } from "./markdown-tree.ts";
import { parseArabic } from "./numeral.ts";
import { cleanTitle, lineTitle } from "./title.ts";

export interface UnitStart {
  /** Index of the level, 0 the outermost. */
  readonly level: number;
  readonly title: string;
  /** The number in the text; Infinity when it is too large, undefined when there is none. */
  readonly declared: number | undefined;
  /** Counted from 1. */
  readonly line: number;
  /** Where the line begins, counted from 0. */
  readonly byte: number;
}

/**
 * The beginnings of units. A line that fits several levels belongs to the outermost of them.
 *
 * - heading alone: headings of that depth; the number is the first one in arabic digits in the heading's text.
 * - heading and marker: headings of that depth whose text, as a reader sees it, begins with the marker.
 * - marker alone: lines that begin with the marker as they stand in the source. Where some level asks for headings the
 *   document is Markdown, and lines in fenced code, HTML blocks and front matter do not count. Where none does, it is
 *   plain text, and every line counts.
 *
 * Ends early, with a fault, at Markdown that is beyond the limits of markdown-parts.ts.
 */
export function* unitStarts(
  rules: readonly LevelRule[],
  source: Uint8Array,
  faults: FaultList,
): Generator<UnitStart, void, undefined> {
  const isMarkdown = rules.some(({ heading }) => heading !== undefined);
  const parts = new PartCursor(isMarkdown ? markdownParts(source) : [].values());
  let byte = 0;
  for (let line = 1; byte < source.length; line += 1) {
    const next = lineAfter(source, byte);
    const part = parts.at(line);
    if (part?.kind === "fault") {
      const { code, message } = part;
      faults.add({ code, line, message });
      return;
    }
    const found = matchLine({ rules, source, part, range: { start: byte, end: next } });
    if (found !== undefined) yield { ...found, line, byte };
    byte = next;
  }
}

/** Walks along with the lines: which part of the Markdown, if any, is at this one. */
class PartCursor {
  readonly #parts: Iterator<MarkdownPart, unknown>;
  #part: MarkdownPart | undefined;

  constructor(parts: Iterator<MarkdownPart, unknown>) {
    this.#parts = parts;
    this.#advance();
  }

  /** Lines are asked for in ascending order. */
  at(line: number): MarkdownPart | undefined {
    while (this.#part !== undefined && this.#part.endLine < line) this.#advance();
    return this.#part !== undefined && this.#part.line <= line ? this.#part : undefined;
  }

  #advance(): void {
    const step = this.#parts.next();
    this.#part = step.done === true ? undefined : step.value;
  }
}

interface Line {
  readonly rules: readonly LevelRule[];
  readonly source: Uint8Array;
  readonly part: MarkdownPart | undefined;
  readonly range: ByteRange;
}

type Found = Pick<UnitStart, "level" | "title" | "declared">;

function matchLine({ rules, source, part, range }: Line): Found | undefined {
  const content = lineContent(source, range);
  for (let level = 0; level < rules.length; level += 1) {
    const rule = rules[level];
    if (rule === undefined) continue;
    if (rule.heading !== undefined) {
      const found = part?.kind === "heading" ? matchHeading(rule, part) : undefined;
      if (found !== undefined) return { level, ...found };
    } else if (rule.marker !== undefined && part?.kind !== "hidden") {
      const numeral = matchMarker(rule.marker, source, content);
      if (numeral !== undefined) return { level, title: lineTitle(source, content), declared: numeral.value };
    }
  }
  return undefined;
}

const encoder = new TextEncoder();

function matchHeading(rule: LevelRule, { depth, text }: HeadingPart): Omit<Found, "level"> | undefined {
  if (depth !== rule.heading) return undefined;
  const title = cleanTitle(text);
  if (rule.marker === undefined) return { title, declared: firstNumber(text) };
  const bytes = encoder.encode(text);
  const numeral = matchMarker(rule.marker, bytes, { start: 0, end: bytes.length });
  return numeral === undefined ? undefined : { title, declared: numeral.value };
}

function firstNumber(text: string): number | undefined {
  const digits = /[0-9]+/.exec(text)?.[0];
  if (digits === undefined) return undefined;
  const bytes = encoder.encode(digits);
  return parseArabic(bytes, { start: 0, end: bytes.length })?.value;
}
