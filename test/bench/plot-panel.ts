// One panel of the plot: the time of one case over its size, both axes logarithmic, each line with its label. Pure.
import { LINE_HEIGHT, placeLabels, type PlacedLabel } from "./plot-labels.ts";
import type { Series } from "./plot-series.ts";
import type { Point } from "./statistics.ts";
import { inDigits, inNumber } from "./words.ts";

export const PANEL = { width: 430, height: 250 } as const;
const AREA = { left: 52, right: 250, top: 36, bottom: 210 } as const;
const LABELS_AT = 266;
/** Half the length of a goal's dash where it stands at one size only. */
const DASH = 14;

export interface Panel {
  readonly title: string;
  /** What is counted. */
  readonly of: string;
  readonly series: readonly Series[];
  /** Powers of ten of the seconds: the least and the most of all panels. */
  readonly decades: readonly [number, number];
}

type Scale = (value: number) => number;

interface Scales {
  readonly x: Scale;
  readonly y: Scale;
}

export function drawPanel({ title, of, series, decades }: Panel): string {
  const sizes = [...new Set(series.flatMap(({ points }) => points.map(({ size }) => size)))].toSorted(
    (a, b) => a - b,
  );
  const scales: Scales = {
    x: logScale([sizes[0] ?? 1, sizes.at(-1) ?? 1], [AREA.left + 12, AREA.right - 12]),
    y: logScale([10 ** decades[0], 10 ** decades[1]], [AREA.bottom, AREA.top]),
  };
  const ends = series.flatMap((one) => {
    const end = one.points.toSorted((a, b) => a.size - b.size).at(-1);
    if (end === undefined) return [];
    const where = end.size === sizes.at(-1) ? "" : ` at ${inNumber(end.size)}`;
    const value = one.kind === "goal" ? "" : `, ${inDigits(end.value)}\u00a0s${where}`;
    return [{ kind: one.kind, text: `${one.label}${value}`, x: scales.x(end.size), y: scales.y(end.value) }];
  });
  return [
    text({ x: 4, y: 18, style: "title" }, title),
    ...drawAxes(sizes, { of, decades }, scales),
    ...series.map((one) => drawSeries(one, scales)),
    ...placeLabels(ends, AREA.bottom + 30).map(drawLabel),
  ].join("\n");
}

function logScale([from, to]: readonly [number, number], [low, high]: readonly [number, number]): Scale {
  const span = Math.log(to / from);
  return (value) => (span === 0 ? (low + high) / 2 : low + (Math.log(value / from) / span) * (high - low));
}

function drawAxes(
  sizes: readonly number[],
  { of, decades }: Pick<Panel, "of" | "decades">,
  { x, y }: Scales,
): readonly string[] {
  const powers = Array.from({ length: decades[1] - decades[0] + 1 }, (_, index) => decades[0] + index);
  const rows = powers.flatMap((power) => {
    const at = y(10 ** power);
    return [
      line([AREA.left, at], [AREA.right, at], "grid"),
      text({ x: AREA.left - 6, y: at + 4, style: "tick end" }, timeInWords(power)),
    ];
  });
  const columns = sizes.flatMap((size) => [
    line([x(size), AREA.bottom], [x(size), AREA.bottom + 4], "grid"),
    text({ x: x(size), y: AREA.bottom + 17, style: "tick middle" }, inNumber(size)),
  ]);
  return [
    ...rows,
    ...columns,
    text({ x: (AREA.left + AREA.right) / 2, y: AREA.bottom + 32, style: "tick middle" }, of),
  ];
}

function timeInWords(power: number): string {
  return power < 0 ? `${10 ** (power + 3)} ms` : `${10 ** power} s`;
}

function drawSeries({ kind, points }: Series, { x, y }: Scales): string {
  const places = points
    .toSorted((a, b) => a.size - b.size)
    .map((point: Point) => [x(point.size), y(point.value)] as const);
  const [first] = places;
  if (kind === "goal" && places.length === 1 && first !== undefined) {
    return line([first[0] - DASH, first[1]], [first[0] + DASH, first[1]], "goal");
  }
  const path = places.map(([left, top]) => `${round(left)},${round(top)}`).join(" ");
  const dots = kind === "goal" ? [] : places.map(([left, top]) => dot(left, top, kind));
  return [`<polyline class="${kind}" points="${path}"/>`, ...dots].join("");
}

function dot(x: number, y: number, kind: string): string {
  return `<circle class="${kind}" cx="${round(x)}" cy="${round(y)}" r="3.5"/>`;
}

function drawLabel({
  kind,
  x,
  y,
  lines,
  middle,
}: PlacedLabel & { readonly kind: string; readonly x: number }): string {
  const first = middle - ((lines.length - 1) * LINE_HEIGHT) / 2;
  return [
    line([x + 6, y], [LABELS_AT - 3, middle], "leader"),
    ...lines.map((words, index) =>
      text({ x: LABELS_AT, y: first + index * LINE_HEIGHT + 4, style: `label ${kind}` }, words),
    ),
  ].join("");
}

type Place = readonly [number, number];

function line([x1, y1]: Place, [x2, y2]: Place, style: string): string {
  return `<line class="${style}" x1="${round(x1)}" y1="${round(y1)}" x2="${round(x2)}" y2="${round(y2)}"/>`;
}

function text(
  { x, y, style }: { readonly x: number; readonly y: number; readonly style: string },
  words: string,
): string {
  return `<text class="${style}" x="${round(x)}" y="${round(y)}">${escapeXml(words)}</text>`;
}

function round(value: number): string {
  return String(Number(value.toFixed(1)));
}

export function escapeXml(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
