// How numbers and choices are written in English. By hand where it is simple: the first use of Intl takes ten milliseconds, a
// third of what it takes to start Node.

/** 12,345 */
export function groupDigits(value: number): string {
  if (!Number.isSafeInteger(value)) return value.toLocaleString("en-US");
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** `bob`, `bob or carol`, `bob, carol, or dave`; empty for nobody. */
export function listChoices(choices: readonly string[]): string {
  const [last = "", ...others] = choices.toReversed();
  if (others.length < 2) return [...others, last].join(" or ");
  return `${others.toReversed().join(", ")}, or ${last}`;
}
