// Where the labels beside a panel stand, so that none covers another: as near to the end of its line as there is room. Pure.

const LINE_CHARACTERS = 27;
export const LINE_HEIGHT = 12;
const GAP = 3;

export interface Label {
  readonly text: string;
  /** Where the line ends that it belongs to. */
  readonly y: number;
}

export interface PlacedLabel extends Label {
  readonly lines: readonly string[];
  /** The middle of all its lines. */
  readonly middle: number;
}

/** `bottom` is the lowest place for any. */
export function placeLabels<Kind extends Label>(
  labels: readonly Kind[],
  bottom: number,
): readonly (Kind & PlacedLabel)[] {
  const sorted = labels.toSorted((a, b) => a.y - b.y).map((label) => ({ ...label, lines: wrap(label.text) }));
  const middles: number[] = [];
  let free = -Infinity;
  for (const { y, lines } of sorted) {
    const half = heightOf(lines) / 2;
    const middle = Math.max(y, free + half);
    middles.push(middle);
    free = middle + half + GAP;
  }
  let limit = bottom;
  for (let index = sorted.length - 1; index >= 0; index -= 1) {
    const half = heightOf(sorted[index]?.lines ?? []) / 2;
    middles[index] = Math.min(middles[index] ?? limit, limit - half);
    limit = (middles[index] ?? limit) - half - GAP;
  }
  return sorted.map((label, index) => ({ ...label, middle: middles[index] ?? label.y }));
}

function heightOf(lines: readonly string[]): number {
  return lines.length * LINE_HEIGHT;
}

/** Breaks between words, so that lines have few characters. */
export function wrap(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1) ?? ""} ${word}`.trim();
    if (lines.length > 0 && longer.length <= LINE_CHARACTERS) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
