// How numbers of the benchmark read, the same in the terminal and in the table. Pure.
import type { Slopes } from "./growth.ts";
import { isSteep } from "./growth.ts";
import type { Machine, Row } from "./record.ts";
import type { Spread } from "./statistics.ts";

/** Three digits that count, and two below a tenth. */
export function inDigits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(value < 0.1 ? 2 : 3);
}

/** The median, and the least and the most in brackets. */
export function inWords({ min, median, max }: Spread): string {
  if (Number.isNaN(median)) return "did not end";
  return `${inDigits(median)} (${inDigits(min)}–${inDigits(max)})`;
}

export function inMegabytes(value: number | undefined): string {
  return value === undefined ? "–" : value.toFixed(0);
}

export function inNumber(count: number): string {
  return count.toLocaleString("en");
}

/** Over all sizes, then between the two largest; marked where it is more than it may be. */
export function slopesInWords(slopes: Slopes | undefined): string {
  if (slopes === undefined) return "–";
  const mark = isSteep(slopes) ? " STEEP" : "";
  return `${slopes.all.toFixed(2)}, ${slopes.largest.toFixed(2)}${mark}`;
}

export function whatIn({ what, size }: Row): string {
  return size === undefined ? what : `${what}: ${inNumber(size.count)} ${size.of}`;
}

export function verdictInWords(met: boolean | undefined): string {
  if (met === undefined) return "not judged";
  return met ? "yes" : "NO";
}

export function sayMachine({ cores, cpu, memoryGb, system, versions }: Machine): string {
  const programs = Object.entries(versions).map(([name, version]) => `${name} ${version}`.trim());
  return `${cores} cores (${cpu}), ${memoryGb} GB, ${system}; ${programs.join(", ")}`;
}
