// The words after `npm run bench --`: which cases, how large, and whether the results go to docs/. Pure.

export interface Wanted {
  readonly kind: "run";
  readonly cases: readonly string[];
  /** Smaller sizes, to see that the benchmark works. */
  readonly isSmall: boolean;
  readonly isWritten: boolean;
  /** YYYY-MM-DD; undefined for today. */
  readonly date: string | undefined;
}

export interface Wrong {
  readonly kind: "wrong";
  readonly why: string;
}

const USAGE = `Usage: npm run bench [-- [CASE ...] [--small | --write [--date=YYYY-MM-DD]]]`;

/** `known` are the cases there are; they run in this order, all where none is named. */
export function readArguments(words: readonly string[], known: readonly string[]): Wanted | Wrong {
  const wrong = (why: string): Wrong => ({ kind: "wrong", why: `${why}\n${USAGE}` });
  const names = words.filter((word) => !word.startsWith("-"));
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    return wrong(`There is no case ${unknown.join(", ")}; there are ${known.join(", ")}.`);
  const options = words.filter((word) => word.startsWith("-"));
  const days = options.flatMap((option) => /^--date=(\d{4}-\d\d-\d\d)$/.exec(option)?.[1] ?? []);
  const stray = options.find((option) => !["--small", "--write", ...days.map(dateOption)].includes(option));
  if (stray !== undefined) return wrong(`${stray} is no option of the benchmark.`);
  const [isSmall, isWritten] = [options.includes("--small"), options.includes("--write")];
  if (isSmall && isWritten) return wrong("What small sizes take is not written.");
  if (days.length > 0 && !isWritten) return wrong("--date says nothing without --write.");
  const cases = known.filter((name) => names.length === 0 || names.includes(name));
  return { kind: "run", cases, isSmall, isWritten, date: days.at(-1) };
}

function dateOption(day: string): string {
  return `--date=${day}`;
}
