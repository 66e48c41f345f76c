// Documents that nobody would write by hand: Markdown put together from its blocks, and lines thrown together at random.
import fc from "fast-check";

const WORDS = [
  "plain",
  "Điều khoản chung",
  "หมวด บททั่วไป",
  "مادة أولى",
  "第一条",
  "Ünïcode",
  "👩‍👩‍👧 family",
  "𝔘𝔫𝔦",
  "*stress* and `code`",
  "[link](x)",
  "a | b",
  "#hash",
];
const phrase = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 3 })
  .map((words) => words.join(" "));
const depth = fc.integer({ min: 1, max: 3 });

const block = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(depth, phrase).map(([marks, text]) => `${"#".repeat(marks)} ${text}`) },
  { weight: 1, arbitrary: depth.map((marks) => "#".repeat(marks)) },
  {
    weight: 2,
    arbitrary: fc.tuple(phrase, fc.constantFrom("===", "---")).map(([text, line]) => `${text}\n${line}`),
  },
  { weight: 3, arbitrary: fc.array(phrase, { minLength: 1, maxLength: 4 }).map((lines) => lines.join("\n")) },
  { weight: 1, arbitrary: phrase.map((text) => `\`\`\`sh\n# ${text}\n\n## no heading\n\`\`\``) },
  { weight: 1, arbitrary: phrase.map((text) => `~~~\n# ${text} is never closed`) },
  { weight: 1, arbitrary: phrase.map((text) => `<!-- # ${text}\n\n# no heading\n-->`) },
  { weight: 1, arbitrary: phrase.map((text) => `> # ${text}\n> in a quote\nlazy`) },
  { weight: 1, arbitrary: phrase.map((text) => `- # ${text}\n\n  more\n- two`) },
  { weight: 1, arbitrary: phrase.map((text) => `    # ${text} is indented code`) },
  { weight: 1, arbitrary: fc.constantFrom("***", "[ref]: /url 'title'", "", "   ", "<div>", "</div>\n") },
);

interface Shape {
  readonly blocks: readonly (readonly [string, number])[];
  readonly hasMatter: boolean;
  readonly hasCrLf: boolean;
  readonly hasLastLineEnd: boolean;
}

function writeDocument({ blocks, hasMatter, hasCrLf, hasLastLineEnd }: Shape): string {
  const matter = hasMatter ? "---\ntitle: x\n# no heading\n---\n" : "";
  const body = blocks.map(([text, blankLines]) => text + "\n".repeat(1 + blankLines)).join("");
  const text = matter + (hasLastLineEnd ? body : body.trimEnd());
  return hasCrLf ? text.replaceAll("\n", "\r\n") : text;
}

/** Markdown of up to some 40 blocks, never empty, with headings of depths 1 to 3 and places that look like headings. */
export const markdownDocument: fc.Arbitrary<string> = fc
  .record({
    blocks: fc.array(fc.tuple(block, fc.integer({ min: 0, max: 2 })), { minLength: 1, maxLength: 40 }),
    hasMatter: fc.boolean(),
    hasCrLf: fc.boolean(),
    hasLastLineEnd: fc.boolean(),
  })
  .map(writeDocument)
  .filter((text) => text !== "");

const LINES = (
  "||# a|## b #|a|b c|===|---|--|- a|  b|    c|> q|> # q|```|~~~|<!--|-->|x --> y|<div>|</div>|[a]: b|1. x|2. y|***|" +
  "\t x|+++|<script>|</script>|'title'|'ti|tle'|> ```|- ```|  ```|* * *|-|+|#|##|[a]:|> > x|   d|- # h|  # i|   # j|" +
  "    # k|<a>|<?|?>|*|1.|10) z|>|> - a|- > a|```` js|````|`` ` ``|[b]|<url>|---- |--- |=|# |   ===|    ===|\t===|" +
  "> ===|  - n|    - m|      - o|[c]: <d|[d]: e 'f' g|&#35; h|\\# i|é|\u00a0|\u2028x|😀 # y|Article 1|Article 2"
).split("|");

/** Lines that mean most when they are next to each other, in any order, beginning with `---` now and then. */
export const lineSalad: fc.Arbitrary<string> = fc
  .tuple(
    fc.option(fc.constantFrom("---", "+++"), { freq: 4, nil: undefined }),
    fc.array(fc.constantFrom(...LINES), { minLength: 1, maxLength: 24 }),
    fc.constantFrom("\n", "\n", "\r\n"),
    fc.boolean(),
  )
  .map(
    ([first, lines, end, isEnded]) =>
      [...(first === undefined ? [] : [first]), ...lines].join(end) + (isEnded ? end : ""),
  )
  .filter((text) => text !== "");
