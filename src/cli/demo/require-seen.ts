// How the demo keeps itself honest: whatever it is about to tell has to have been seen, or it ends with DEMO_FAILED.
import { inspect, isDeepStrictEqual } from "node:util";
import { shortText } from "../../diagnostics/visible-text.ts";
import { Refusal } from "../../diagnostics/refusal.ts";

const LIMIT = 300;

export interface Sight {
  /** What was looked at: `reconcile verify, its exit code`. */
  readonly what: string;
  readonly expected: unknown;
  readonly seen: unknown;
  /** What else was said about it, for whoever has to find out why. */
  readonly said?: string;
}

/** Throws a Refusal DEMO_FAILED where what was seen is not what the scene tells. */
export function requireSeen({ what, expected, seen, said = "" }: Sight): void {
  if (isDeepStrictEqual(seen, expected)) return;
  throw unexpected(
    `${what}: ${show(seen)}${said === "" ? "" : ` (${shortText(said, LIMIT)})`}`,
    show(expected),
  );
}

/** The refusal itself, for what is no comparison of two values. */
export function unexpected(seen: string, expected: string): Refusal {
  return new Refusal("DEMO_FAILED", {
    message: seen,
    expected,
    todo: "look into the scratch repository with reconcile demo --keep; if cutplan is at fault, report it with these lines",
  });
}

function show(value: unknown): string {
  return shortText(typeof value === "string" ? value : inspect(value, { breakLength: Infinity }), LIMIT);
}
