// Compares what a guide shows with what came. Only this may differ: digests and other names made of them, keys and their
// fingerprints, moments and dates, the program's version, and the folder in which the guide is followed. A line that is
// nothing but `…` stands for any number of lines.

/** The folder that the guide shows in the place of the one where a test follows it. */
export const SHOWN_FOLDER = "/home/you";
export const LEFT_OUT = "…";

const MAY_DIFFER: readonly (readonly [RegExp, string])[] = [
  [/\bssh-ed25519 [A-Za-z0-9+/=]{20,}/g, "<key>"],
  [/\bMFkw[A-Za-z0-9+/]{100,}={0,2}/g, "<runner key>"],
  [/\bSHA256:[A-Za-z0-9+/]{43}/g, "<fingerprint>"],
  [/\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z/g, "<moment>"],
  [/\b\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?(?: UTC)?/g, "<moment>"],
  [/\b\d{8}Z/g, "<date>"],
  [/\b\d+ (?:day|hour|minute|second)s?(?: \d+ (?:hour|minute|second)s?)?\b|less than a second/g, "<span>"],
  [/\b(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}|[0-9a-f]{12})\b/g, "<hex>"],
  [/\b\d+\.\d+\.\d+\b/g, "<version>"],
];

/** The text with a word in the place of everything that may differ. */
export function settle(text: string): string {
  return MAY_DIFFER.reduce((settled, [pattern, word]) => settled.replaceAll(pattern, word), text);
}

/** What came, cut down to the lines that the guide shows: so many before `…`, so many after it. */
export function cutLike(shown: string, came: string): string {
  const parts = shown.split("\n");
  const at = parts.indexOf(LEFT_OUT);
  const lines = came.split("\n");
  if (at < 0) return came;
  const after = parts.length - at - 1;
  // Where hardly anything is left out, everything is shown, so that the difference shows too.
  if (lines.length <= at + after) return came;
  return [...lines.slice(0, at), LEFT_OUT, ...lines.slice(lines.length - after)].join("\n");
}
