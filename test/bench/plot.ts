// The plot of docs/performance.md as SVG: one panel for each case whose growth is looked at. It can be read on light and on
// dark ground, without colors, and, as its description, without eyes. Pure.
import { drawPanel, escapeXml, PANEL, type Panel } from "./plot-panel.ts";
import { seriesIn, type Series } from "./plot-series.ts";
import type { CaseResult } from "./record.ts";
import { inDigits, inNumber } from "./words.ts";

const COLUMNS = 2;
const TITLE = "Time over size";

const STYLE = `
svg { font-family: system-ui, sans-serif; }
.ground { fill: #ffffff; }
text { fill: #1f2328; }
.title { font-size: 13px; font-weight: 600; }
.tick, .note { font-size: 11px; fill: #59636e; }
.label { font-size: 11px; stroke: none; }
.end { text-anchor: end; }
.middle { text-anchor: middle; }
line, polyline { fill: none; }
.grid { stroke: #d1d9e0; }
.leader { stroke: #9aa4ae; stroke-width: 0.75; }
polyline.own { stroke: #0550ae; stroke-width: 2.25; }
polyline.peer { stroke: #6e7781; stroke-width: 1.5; }
.goal:not(text) { stroke: #bc4c00; stroke-width: 1.5; stroke-dasharray: 5 3; }
circle.own, text.own { fill: #0550ae; }
circle.peer { fill: #ffffff; stroke: #6e7781; stroke-width: 1.5; }
text.peer { fill: #59636e; }
text.goal { fill: #bc4c00; }
@media (prefers-color-scheme: dark) {
  .ground { fill: #0d1117; }
  text { fill: #f0f6fc; }
  .tick, .note { fill: #9198a1; }
  .grid { stroke: #3d444d; }
  .leader { stroke: #656c76; }
  polyline.own { stroke: #58a6ff; }
  circle.own, text.own { fill: #58a6ff; }
  polyline.peer { stroke: #9198a1; }
  circle.peer { fill: #0d1117; stroke: #9198a1; }
  text.peer { fill: #9198a1; }
  .goal:not(text) { stroke: #f0883e; }
  text.goal { fill: #f0883e; }
}
`;

const NOTES = [
  "Both axes are logarithmic; all panels share the scale of time.",
  "Blue: cutplan. Grey, hollow: what took turns with it.",
  "Dashed: a goal.",
  "Medians; spread, memory and exponents are in the tables.",
] as const;

export function drawPlot(cases: readonly CaseResult[]): string {
  const drawn = cases.filter(({ grows }) => grows);
  const all = drawn.map((one) => ({ one, series: seriesIn(one) }));
  const decades = decadesOf(all.flatMap(({ series }) => series));
  const panels = all.map(({ one, series }): Panel => {
    const of = one.rows.find(({ size }) => size !== undefined)?.size?.of ?? "";
    return { title: `${one.name} ${one.title}`, of, series, decades };
  });
  const cells = [...panels.map(drawPanel), drawNotes()];
  const width = COLUMNS * PANEL.width;
  const height = Math.ceil(cells.length / COLUMNS) * PANEL.height;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title desc">
<title id="title">${TITLE}</title>
<desc id="desc">${escapeXml(panels.map(describePanel).join(" "))}</desc>
<style>${STYLE}</style>
<rect class="ground" width="${width}" height="${height}"/>
${cells.map(placeCell).join("\n")}
</svg>
`;
}

function placeCell(cell: string, index: number): string {
  const x = (index % COLUMNS) * PANEL.width;
  const y = Math.floor(index / COLUMNS) * PANEL.height;
  return `<g transform="translate(${x} ${y})">\n${cell}\n</g>`;
}

function drawNotes(): string {
  const lines = NOTES.map((note, index) => `<text class="note" x="4" y="${44 + index * 18}">${note}</text>`);
  return [`<text class="title" x="4" y="18">How to read this</text>`, ...lines].join("\n");
}

function decadesOf(series: readonly Series[]): readonly [number, number] {
  const logs = series.flatMap(({ points }) => points.map(({ value }) => Math.log10(value)));
  return logs.length === 0 ? [-2, 2] : [Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs))];
}

function describePanel({ title, of, series }: Panel): string {
  const lines = series.map(({ label, points }) => {
    const said = points.map(({ size, value }) => `${inDigits(value)} s at ${inNumber(size)} ${of}`);
    return `${label}: ${said.join(", ")}`;
  });
  return `${title}. ${lines.join("; ")}.`;
}
