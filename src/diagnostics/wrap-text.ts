// Breaks text at its spaces to fit a terminal, by what is seen of it: colours take no columns, wide characters two, combining
// marks none. A word is never broken, so that paths, digests and addresses can be copied; nor is a command in a sentence.
import { textWidth } from "./display-cells.ts";
import { rarePattern } from "./rare-characters.ts";

export interface WrapRoom {
  /** Columns of the terminal; Infinity where there is none. */
  readonly columns: number;
  /** What the first line begins with; counted, and never broken. */
  readonly lead?: string;
  /** What the other lines begin with. */
  readonly indent?: string;
}

/** A space that no line is broken at. Text of documents cannot hold it: visibleText escapes it. */
const GLUE = "\0";
/** Select Graphic Rendition (ECMA-48, 8.3.117). */
// eslint-disable-next-line no-control-regex -- the escape character is what is looked for
const STYLE = /\u001b\[[\d;]*m/g;
const END_OF_STYLE = "\u001b[0m";
/** A command with its flags, in the middle of a sentence: pasted in halves it would do something else. */
const COMMAND = /\breconcile [a-z]+(?: --[a-z-]+(?: [^\s,;-][^\s,;]*)?)*/g;

/** What GitHub's runner would obey at the start of a line (actions/runner, ActionCommand.cs): never put there. */
const OBEYED = / (?=::)/g;

/** Between a number and what it counts. */
const counted = rarePattern(String.raw`(?<=(?:^| )[\d,]+) (?=\p{L})`, "gu");

/** Scripts without spaces break between any two of their letters, and not before or behind a sign of punctuation. */
const betweenSigns = rarePattern(
  String.raw`(?<=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])(?=[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}])`,
  "u",
);
const ASCII = /^[\0-\x7f]*$/;

/** The text as one word. */
export function glueText(text: string): string {
  return text.replaceAll(" ", GLUE);
}

/** The text in lines of at most `columns`; a word that is wider stands alone, whole. A style that is on goes on in the next line. */
export function wrapText(text: string, { columns, lead = "", indent = "" }: WrapRoom): readonly string[] {
  if (textWidth(lead) + textWidth(text) <= columns) return [unglue(`${lead}${text}`).trimEnd()];
  const words = glueWords(text)
    .split(" ")
    .flatMap((word) => signsOf(word).map((sign, index) => ({ sign, gap: index === 0 ? " " : "" })));
  const lines: string[] = [];
  let line = lead + (words.shift()?.sign ?? "");
  let width = textWidth(line);
  for (const { sign, gap } of words) {
    const more = gap.length + textWidth(sign);
    if (width + more <= columns) {
      line += gap + sign;
      width += more;
    } else if (sign !== "") {
      lines.push(line);
      line = indent + sign;
      width = textWidth(line);
    }
  }
  return carryStyles([...lines, line]).map((one) => unglue(one).trimEnd());
}

/** With one space fewer to break at wherever what stands on both sides belongs together. */
function glueWords(text: string): string {
  const glued = text.replace(COMMAND, glueText).replace(OBEYED, GLUE);
  return /\d /.test(glued) ? glued.replace(counted(), GLUE) : glued;
}

function signsOf(word: string): readonly string[] {
  return ASCII.test(word) ? [word] : word.split(betweenSigns());
}

function unglue(text: string): string {
  return text.replaceAll(GLUE, " ");
}

/** Ends at each line's end what is on there, and begins it again behind the next one's indent. */
function carryStyles(lines: readonly string[]): readonly string[] {
  let open = "";
  return lines.map((line) => {
    const [start = ""] = /^ */.exec(line) ?? [];
    const begun = `${start}${open}${line.slice(start.length)}`;
    open = (line.match(STYLE) ?? []).reduce((on, code) => (code === END_OF_STYLE ? "" : on + code), open);
    return open === "" ? begun : `${begun}${END_OF_STYLE}`;
  });
}
