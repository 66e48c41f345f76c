// The yaml package's errors in this program's words and codes. It never repeats a longer stretch of the document: what
// stands there may be a secret.
import type { YAMLParseError } from "yaml";
import type { DocumentCode } from "../diagnostics/codes-document.ts";
import { quoteText, shortText } from "../diagnostics/visible-text.ts";
import type { FaultText } from "./fault.ts";

/** One error of the package, or one that stands for two of them. */
export interface SyntaxError {
  readonly code: YAMLParseError["code"] | "CONTINUED_VALUE";
  readonly message: string;
  readonly pos: readonly [number, number];
}

export interface SyntaxErrorText extends FaultText {
  readonly code: DocumentCode;
  /** Inside one text or key: says nothing about what follows, and nothing before it explains it. */
  readonly isLocal?: boolean;
  /** Something was opened and never closed; the error itself stands where the end was missed. */
  readonly opened?: "quote" | "bracket";
}

type Describe = (error: SyntaxError, text: string) => SyntaxErrorText;

const SYNTAX = { code: "yaml-syntax" } as const satisfies Partial<SyntaxErrorText>;

/** By the package's code; the others keep the package's words. */
const DESCRIBED: Readonly<Partial<Record<SyntaxError["code"], Describe>>> = {
  TAB_AS_INDENT: () => ({ code: "yaml-tab", message: "a tab stands in the indentation" }),
  BAD_INDENT: wrongIndentation,
  CONTINUED_VALUE: () => ({
    code: "yaml-indentation",
    message: "this line stands deeper than the key before it, which has its value already",
  }),
  BLOCK_AS_IMPLICIT_KEY: () => ({
    ...SYNTAX,
    message: "a key begins inside a value",
    fix: 'put text that holds ": " in quotes',
  }),
  MULTILINE_IMPLICIT_KEY: noColon,
  BAD_DQ_ESCAPE: ({ pos: [start] }, text) => ({
    code: "yaml-escape",
    isLocal: true,
    message: `${quoteText(text.slice(start, start + 2))} begins no escape that YAML knows`,
  }),
  NON_STRING_KEY: () => ({
    code: "yaml-key-not-text",
    isLocal: true,
    message: "a list or map stands where a key belongs",
  }),
  BAD_SCALAR_START: ({ pos: [start] }, text) => ({
    ...SYNTAX,
    isLocal: true,
    message: `plain text cannot begin with ${quoteText(text.charAt(start))}`,
    fix: "put the text in quotes",
  }),
  MISSING_CHAR: missingCharacter,
  UNEXPECTED_TOKEN: (error) =>
    error.message.endsWith("at node end")
      ? { ...SYNTAX, message: "something follows a value that has ended" }
      : otherError(error),
};

/** Code and words for one error of the package in the text. */
export function describeSyntaxError(error: SyntaxError, text: string): SyntaxErrorText {
  const describe = DESCRIBED[error.code] ?? otherError;
  return describe(error, text);
}

function wrongIndentation(error: SyntaxError): SyntaxErrorText {
  if (!error.message.includes("must be sufficiently indented"))
    return { code: "yaml-indentation", message: "this is not in line with what it belongs to" };
  const message = "a bracket is opened and not closed";
  return { ...SYNTAX, opened: "bracket", message, fix: "close it with ] or }" };
}

function missingCharacter(error: SyntaxError): SyntaxErrorText {
  if (error.message.startsWith("Missing closing"))
    return { ...SYNTAX, opened: "quote", message: "the quote is never closed", fix: "close the quote" };
  if (error.message.startsWith("Implicit map keys")) return noColon();
  if (!error.message.startsWith("Comments must")) return otherError(error);
  const message = "# stands right behind a value";
  return { ...SYNTAX, isLocal: true, message, fix: "put a space before #, or the text in quotes" };
}

function noColon(): SyntaxErrorText {
  return {
    ...SYNTAX,
    message: "no colon follows this key",
    fix: 'write "key: value", or put the text in quotes',
  };
}

/** Some messages end in the text that was found; that is left out. */
function otherError(error: SyntaxError): SyntaxErrorText {
  return { ...SYNTAX, message: shortText(error.message.replace(/: .*$/su, "")) };
}
