// Text → the yaml package's tokens, and what is seen while they go by: forms that are refused outright, depth, and
// where brackets and quotes were opened that nobody closes. Builds no document.
import { CST, Lexer, Parser } from "yaml";
import type { DocumentCode } from "../diagnostics/codes-document.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { MAX_FAULTS_PER_FILE, MAX_LEVELS } from "./document-file.ts";
import { faultAt } from "./fault.ts";
import type { LocatedText } from "./syntax-tree.ts";

/** Where something begins that is still open at the end, in code units; the innermost where there are several. */
export interface OpenEnds {
  readonly quote: number | undefined;
  readonly bracket: number | undefined;
}

export interface Tokens {
  readonly tokens: readonly CST.Token[];
  readonly faults: readonly Diagnostic[];
  /** Reading stopped where more than 20 levels were open, so that nothing recursive ever sees them. */
  readonly isTooDeep: boolean;
  readonly open: OpenEnds;
}

interface Lexeme {
  readonly source: string;
  readonly offset: number;
}

interface Sighting {
  readonly located: LocatedText;
  readonly faults: Diagnostic[];
  readonly brackets: Lexeme[];
  quote: number | undefined;
}

/** Their text is not repeated: an unquoted password may begin with * or !. */
const REFUSED_TOKENS: Partial<
  Record<CST.TokenType, { readonly code: DocumentCode; readonly message: string }>
> = {
  anchor: { code: "yaml-anchor", message: '"&" begins an anchor' },
  alias: { code: "yaml-alias", message: '"*" begins an alias' },
  tag: { code: "yaml-tag", message: '"!" begins a tag' },
  "directive-line": { code: "yaml-directive", message: '"%" begins a directive' },
};
const OPENING: Readonly<Record<string, string>> = { "]": "[", "}": "{" };

/** All tokens, or those up to the first that stands too deep. Faults are yaml-anchor, -alias, -tag, -directive, -too-deep. */
export function collectTokens(located: LocatedText): Tokens {
  const seen: Sighting = { located, faults: [], brackets: [], quote: undefined };
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let isTooDeep = false;
  let isScalarNext = false;
  for (const source of new Lexer().lex(located.text)) {
    // The text of a plain scalar follows its mark and may look like any token.
    if (!isScalarNext) noteLexeme(seen, { source, offset: parser.offset });
    isScalarNext = !isScalarNext && source === CST.SCALAR;
    for (const token of parser.next(source)) tokens.push(token);
    isTooDeep = levelsOf(parser) > MAX_LEVELS;
    if (isTooDeep) break;
  }
  if (isTooDeep) seen.faults.push(tooDeep(located, parser.offset - 1));
  else for (const token of parser.end()) tokens.push(token);
  return {
    tokens,
    faults: seen.faults,
    isTooDeep,
    open: { quote: seen.quote, bracket: seen.brackets.at(-1)?.offset },
  };
}

/** Maps and lists that are open: all that is on the parser's stack but the document and a scalar on top. */
function levelsOf(parser: Parser): number {
  return parser.stack.length - (CST.isCollection(parser.stack.at(-1)) ? 1 : 2);
}

function noteLexeme(seen: Sighting, lexeme: Lexeme): void {
  const { source, offset } = lexeme;
  const type = CST.tokenType(source);
  if (type === "flow-map-start" || type === "flow-seq-start") seen.brackets.push(lexeme);
  if (type === "flow-map-end" || type === "flow-seq-end") closeBracket(seen.brackets, source);
  if (type === "double-quoted-scalar" || type === "single-quoted-scalar") {
    if (source.length < 2 || !source.endsWith(source.charAt(0))) seen.quote = offset;
  }
  const refused = type === null ? undefined : REFUSED_TOKENS[type];
  if (refused === undefined || seen.faults.length > MAX_FAULTS_PER_FILE) return;
  seen.faults.push(faultAt(refused.code, seen.located.spotAt(offset, offset + source.length), refused));
}

/** The bracket of the same form, also past one of the other form that was left open: that one stays. */
function closeBracket(brackets: Lexeme[], closing: string): void {
  const index = brackets.findLastIndex(({ source }) => source === OPENING[closing]);
  if (index !== -1) brackets.splice(index, 1);
}

function tooDeep(located: LocatedText, offset: number): Diagnostic {
  return faultAt("yaml-too-deep", located.spotAt(offset, offset + 1), {
    message: `more than ${MAX_LEVELS} levels of maps and lists`,
  });
}
