// One strictly read YAML document as the yaml package composed it, and where its parts stand in the text.
import { isMap, isScalar, isSeq, LineCounter, type ParsedNode } from "yaml";
import type { Excerpt } from "../diagnostics/diagnostic.ts";
import type { Place } from "../diagnostics/place.ts";
import { maskSecrets } from "./mask-secrets.ts";

/** Keys and indexes from the document's top to one of its values. */
export type Pointer = readonly (string | number)[];
export type Part = "key" | "value";

/** A place and the line to show for it. */
export interface Spot {
  readonly place: Place;
  readonly excerpt: Excerpt | undefined;
}

/** Text of a file whose lines and columns can be asked for. */
export interface LocatedText {
  readonly path: string;
  readonly text: string;
  /** The number of the line that holds this offset, counted from 1. */
  readonly lineAt: (offset: number) => number;
  readonly spotAt: (start: number, end: number) => Spot;
}

export interface SyntaxTree extends LocatedText {
  readonly contents: ParsedNode;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

/** A line that was looked at, and how far its columns have been counted: faults come in order, lines may be long. */
interface Line {
  readonly start: number;
  readonly end: number;
  readonly shown: string;
  countedTo: number;
  points: number;
}

/** Makes places in a text; nothing is counted before the first is asked for. Offsets are in code units. */
export function locateText(path: string, text: string): LocatedText {
  let counter: LineCounter | undefined;
  let last: Line | undefined;
  const position = (offset: number): { line: number; col: number } =>
    (counter ??= countLines(text)).linePos(Math.min(offset, text.length));
  /** A stretch over several lines is cut to its first; an empty one still has a caret. */
  const spotAt = (start: number, end: number): Spot => {
    const { line, col } = position(start);
    const lineStart = Math.min(start, text.length) - (col - 1);
    if (last?.start !== lineStart || last.countedTo > start) last = startLine(text, lineStart);
    last.points += countPoints(text, last.countedTo, start);
    last.countedTo = start;
    const length = countPoints(text, start, Math.min(end, last.end));
    return {
      place: { file: path, line, column: last.points + 1 },
      excerpt: { text: last.shown, length: Math.max(1, length) },
    };
  };
  return { path, text, lineAt: (offset) => position(offset).line, spotAt };
}

function startLine(text: string, start: number): Line {
  const newline = text.indexOf("\n", start);
  const end = newline === -1 ? text.length : newline;
  return { start, end, shown: maskSecrets(text.slice(start, end)), countedTo: start, points: 0 };
}

function countLines(text: string): LineCounter {
  const counter = new LineCounter();
  for (let at = 0; at !== -1; at = nextLine(text, at)) counter.addNewLine(at);
  return counter;
}

function nextLine(text: string, at: number): number {
  const newline = text.indexOf("\n", at);
  return newline === -1 ? -1 : newline + 1;
}

function countPoints(text: string, start: number, end: number): number {
  let count = 0;
  for (let at = start; at < end; count += 1) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return count;
}

/** A place in a file without text to show: the file itself. */
export function spotOfFile(path: string): Spot {
  return { place: { file: path, line: 1, column: 1 }, excerpt: undefined };
}

/** The spot of a value, or of its key; where the pointer leads nowhere, the key of the deepest part that exists. */
export function spotOfPointer(tree: SyntaxTree, pointer: Pointer, part: Part): Spot {
  let node: ParsedNode | null = tree.contents;
  let key: Range | undefined;
  let wanted = part;
  for (const step of pointer) {
    const next: Child | undefined = childOf(node, step);
    if (next === undefined) {
      wanted = "key";
      break;
    }
    node = next.value;
    key = next.key;
  }
  const range = (wanted === "key" ? key : undefined) ?? rangeOf(node) ?? key ?? { start: 0, end: 1 };
  return tree.spotAt(range.start, range.end);
}

interface Child {
  readonly key: Range | undefined;
  readonly value: ParsedNode | null;
}

function childOf(node: ParsedNode | null, step: string | number): Child | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && item.key.value === String(step));
    return pair && { key: rangeOf(pair.key), value: pair.value };
  }
  if (isSeq(node) && typeof step === "number") {
    const item = node.items[step];
    return item && { key: undefined, value: item };
  }
  return undefined;
}

/** An empty value has no width; its key is shown in its stead. */
function rangeOf(node: ParsedNode | null): Range | undefined {
  if (node === null) return undefined;
  const [start, end] = node.range;
  return end > start ? { start, end } : undefined;
}
