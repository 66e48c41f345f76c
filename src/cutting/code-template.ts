// A level's part of the address: fixed text around the unit's number.

export interface CodeTemplate {
  readonly before: string;
  /** Digits that the number is padded to with zeros. */
  readonly width: number;
  readonly after: string;
}

/** A template from the text of a plan, or undefined unless it has exactly one {n} or {n:0W}, W from 1 to 9. */
export function parseCodeTemplate(text: string): CodeTemplate | undefined {
  const parts = /^([^{}]*)\{n(?::0([1-9]))?\}([^{}]*)$/.exec(text);
  if (parts === null) return undefined;
  return { before: parts[1] ?? "", width: Number(parts[2] ?? 1), after: parts[3] ?? "" };
}

/** `A{n:03}` with 7 is `A007`; longer numbers are not cut. */
export function renderCode({ before, width, after }: CodeTemplate, number: number): string {
  // Not String(): V8 keeps the texts that it makes of numbers, and there can be a million.
  return `${before}${number.toFixed(0).padStart(width, "0")}${after}`;
}
