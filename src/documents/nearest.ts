// The known name that a wrong one was most likely meant to be. A suggestion only; nothing is ever corrected by it.
import leven from "leven";
import { shortText } from "../diagnostics/visible-text.ts";

const LONGEST_NAME = 64;

/**
 * The one nearest known name, within a third of the length (Levenshtein distance), upper and lower case being one.
 * Undefined where several are as near: a wrong suggestion is worse than none.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  if (name.length > LONGEST_NAME) return undefined;
  const lower = name.toLowerCase();
  const maxDistance = Math.max(2, Math.ceil(name.length / 3));
  const distances = known.map((candidate) => leven(lower, candidate.toLowerCase()));
  const least = Math.min(...distances);
  const found = known[distances.indexOf(least)] ?? "";
  // A word of which little is left was not meant.
  const isNear = least <= maxDistance && least < found.length / 2;
  return isNear && distances.indexOf(least) === distances.lastIndexOf(least) ? found : undefined;
}

const MOST_LISTED = 12;

/** `one of a, b, c`, shortened where there are many. */
export function oneOf(names: readonly string[]): string {
  const listed = names.slice(0, MOST_LISTED).map((name) => shortText(name));
  const more = names.length - listed.length;
  return `one of ${listed.join(", ")}${more > 0 ? ` and ${more} more` : ""}`;
}
