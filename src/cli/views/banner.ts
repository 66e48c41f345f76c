// The mode, so that nobody can overlook it: a line of its own before anything else, in words and not in colour alone.
import { textWidth } from "../../diagnostics/display-cells.ts";
import type { Line } from "./lay-out.ts";
import type { Paint } from "./style.ts";

export interface ModeText {
  readonly word: string;
  readonly sentence: string;
}

export const DRYRUN_TEXT: ModeText = {
  word: "DRYRUN",
  sentence: "nothing is written to any database",
};
export const SANDBOX_TEXT: ModeText = {
  word: "SANDBOX",
  sentence: "LIVE in a throw-away PostgreSQL, and in none of yours",
};

const FULL_WIDTH = 80;
const RULE = "━";

/** `━━━ DRYRUN ━━━ nothing is written to any database ━━━━━━━━`, or in two lines where it is narrow. */
export function bannerLines(
  { word, sentence }: ModeText,
  { paint, columns }: { readonly paint: Paint; readonly columns: number },
): readonly Line[] {
  const width = Math.min(columns, FULL_WIDTH);
  const end = RULE.repeat(3);
  const start = `${paint("dim", end)} ${paint("mode", word)} `;
  const whole = `${start}${paint("dim", end)} ${paint("strong", sentence)} `;
  if (textWidth(whole) + end.length <= width) return [fill(whole, width, paint)];
  return [fill(start, width, paint), paint("strong", sentence)];
}

function fill(text: string, width: number, paint: Paint): Line {
  const rest = Math.max(RULE.length, width - textWidth(text));
  return { verbatim: `${text}${paint("dim", RULE.repeat(rest))}` };
}
