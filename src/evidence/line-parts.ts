// Reads a sound line by its parts, most of which the line before had too: a part that is spelled the same is neither parsed
// nor checked again, and the statements share its value. It finds no fault; what it cannot read is line.ts's to judge.
import { sha256Hex } from "../model/digest.ts";
import type { Statement } from "../model/generated/statement.ts";
import type { RecordName } from "../model/phase.ts";
import { RESULT_SHAPES } from "./result-shape.ts";
import type { Shape } from "./shape.ts";
import { PREDICATE_FIELDS, PREDICATE_TYPE, STATEMENT_TYPE, SUBJECT } from "./statement-shape.ts";

/**
 * The statement of a line that is sound by itself: its one spelling, the right shape, and its decision's digest. Undefined
 * for any other, and where this reader cannot tell. `before`: SHA-256 of the line before it; a guess, which may be wrong.
 */
export type LinePartReader = (text: string, before: string | undefined) => Statement | undefined;

interface Part {
  readonly name: string;
  /** What stands in every line before the part. */
  readonly mark: string;
  readonly shape: Shape;
}

const HEAD = `{"_type":"${STATEMENT_TYPE}","predicate":`;
const PARTS: readonly Part[] = [
  ...PREDICATE_FIELDS.map(([name, shape], index) => ({
    name,
    mark: index === 0 ? `${HEAD}{"${name}":` : `,"${name}":`,
    shape,
  })),
  { name: "subject", mark: `},"predicateType":"${PREDICATE_TYPE}","subject":`, shape: SUBJECT },
];
const END = "}";

const placeOf = (sought: string): number => PARTS.findIndex(({ name }) => name === sought);
const DECISION = placeOf("decision");
const OBSERVED = placeOf("observed");
const PHASE = placeOf("phase");
const PREVIOUS = placeOf("previous");
const RESULT = placeOf("result");
const LAST = placeOf("subject");

/**
 * A reader that remembers the parts of the lines it has read.
 *
 * A line is the marks and what stands between them. So it is the canonical JSON of a statement where every part is the
 * canonical JSON of a value of its own shape, wherever it was cut: a part that was cut at a wrong place is not taken for
 * sound, and one that was found sound stays so. Two parts are read anew in every line, because what they must be depends on
 * the others: the decision and the result.
 */
export function openLinePartReader(): LinePartReader {
  const texts = new Array<string | undefined>(PARTS.length);
  const values = new Array<unknown>(PARTS.length);
  const cuts = new Array<number>(PARTS.length + 1).fill(0);
  return (text, before) => {
    if (!cutLine(text, cuts)) return undefined;
    for (let place = 0; place <= LAST; place += 1) {
      const { mark, shape } = PARTS[place] as Part;
      const part = text.slice((cuts[place] ?? 0) + mark.length, cuts[place + 1]);
      if (part === texts[place]) continue;
      let value: unknown;
      if (place === DECISION) value = readDigest(part, sha256Hex(decidedText(text, cuts)));
      else if (place === RESULT) value = readPart(part, RESULT_SHAPES[values[PHASE] as RecordName]);
      else value = (place === PREVIOUS ? readDigest(part, before) : undefined) ?? readPart(part, shape);
      if (value === undefined) return undefined;
      if (place !== DECISION && place !== RESULT) texts[place] = part;
      values[place] = value;
    }
    return assemble(values);
  };
}

/** Finds where each part's mark begins, and the end of the last part. False where a mark is not there. */
function cutLine(text: string, cuts: number[]): boolean {
  if (!text.endsWith(END)) return false;
  let at = 0;
  for (let place = 0; place < PARTS.length; place += 1) {
    const { mark } = PARTS[place] as Part;
    const found = text.indexOf(mark, at);
    if (found === -1) return false;
    cuts[place] = found;
    at = found + mark.length;
  }
  cuts[PARTS.length] = text.length - END.length;
  return cuts[0] === 0;
}

/**
 * The value of a part; undefined unless it has the shape, keys in order, and its text is the canonical one. V8's own writer
 * gives that text, except for lone surrogates, which only an escape can bring in.
 */
function readPart(part: string, shape: Shape): unknown {
  if (part.includes("\\u")) return undefined;
  try {
    const value: unknown = JSON.parse(part);
    return shape(value) === undefined && JSON.stringify(value) === part ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The same for the digest that is expected there: nothing is left to check once it is spelled so. */
function readDigest(part: string, sha256: string | undefined): unknown {
  return sha256 !== undefined && part === `{"sha256":"${sha256}"}` ? { sha256 } : undefined;
}

function assemble(values: readonly unknown[]): Statement {
  const predicate: Record<string, unknown> = {};
  for (let place = 0; place < LAST; place += 1) predicate[(PARTS[place] as Part).name] = values[place];
  return {
    _type: STATEMENT_TYPE,
    predicate: predicate as unknown as Statement["predicate"],
    predicateType: PREDICATE_TYPE,
    subject: values[LAST] as Statement["subject"],
  };
}

/** The canonical JSON of the predicate without `decision`, `observed` and `previous`. */
function decidedText(text: string, cuts: readonly number[]): string {
  return (
    text.slice(HEAD.length, cuts[DECISION]) +
    text.slice(cuts[DECISION + 1], cuts[OBSERVED]) +
    text.slice(cuts[OBSERVED + 1], cuts[PREVIOUS]) +
    text.slice(cuts[PREVIOUS + 1], cuts[LAST]) +
    END
  );
}
