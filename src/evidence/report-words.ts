// The plain words that a report is written in: moments, spans of time, numbers, and which statements something is true of.
// Everything here is made of what statements hold, so nothing of it needs to be put into a code span.
import { groupDigits } from "../diagnostics/english.ts";

/** `2026-11-21T07:54:52Z` → `2026-11-21 07:54:52 UTC` */
export function momentText(at: string): string {
  return at.replace("T", " ").replace("Z", " UTC");
}

const PARTS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
] as const;

/** How long it took from one moment to the other, in its two largest parts: `2 days 3 hours`. */
export function spanText(from: string, to: string): string {
  let seconds = Math.round((Date.parse(to) - Date.parse(from)) / 1000);
  if (!(seconds >= 1)) return "less than a second";
  const parts = PARTS.map(([name, size]) => {
    const count = Math.floor(seconds / size);
    seconds -= count * size;
    return { count, text: countText(count, name) };
  });
  const first = parts.findIndex(({ count }) => count > 0);
  const shown = parts.slice(first, first + 2).filter(({ count }) => count > 0);
  return shown.map(({ text }) => text).join(" ");
}

/** `1 unit`, `3 units` */
export function countText(value: number, unit: string): string {
  return `${groupDigits(value)} ${unit}${value === 1 ? "" : "s"}`;
}

/** Numbers in ascending order, with what follows each other drawn together: `0–3, 5`. */
export function rangeText(numbers: readonly number[]): string {
  const runs: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run?.to === number - 1) run.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(", ");
}
