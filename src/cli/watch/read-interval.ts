// The value of --interval: how often a watch reconciles where nothing in git moves.
import { Refusal } from "../../diagnostics/refusal.ts";
import { quoteText } from "../../diagnostics/visible-text.ts";

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60 * 1000,
  h: 60 * 60 * 1000,
  d: 24 * 60 * 60 * 1000,
};
const LONGEST_MS = 7 * 24 * 60 * 60 * 1000;

/** `30s`, `5m`, `1h`, `1d`: in milliseconds, at least a second and at most a week. Throws a Refusal USAGE for anything else. */
export function readInterval(text: string): number {
  const { count = "0", unit = "s" } = /^(?<count>\d{1,6})(?<unit>[smhd])$/.exec(text)?.groups ?? {};
  const intervalMs = Number(count) * (UNIT_MS[unit] ?? 0);
  if (intervalMs >= 1000 && intervalMs <= LONGEST_MS) return intervalMs;
  throw new Refusal("USAGE", {
    message: `--interval ${quoteText(text)} is no time to wait between two passes`,
    expected: "seconds, minutes, hours or days, from 1s to 7d: 30s, 5m, 1h",
    todo: "leave it out for 5m; a commit is seen within a second whatever the interval is",
  });
}
