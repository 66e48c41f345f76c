// Text → one YAML document, with every form refused that readers of YAML do not agree on or that hides what is meant.
// The package's own lexer, parser and composer do the reading; this file only stands between them and looks.
import { Composer, type CST, type Document, type ParsedNode } from "yaml";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { collectTokens, type Tokens } from "./collect-tokens.ts";
import { faultAt } from "./fault.ts";
import { describeSyntaxErrors } from "./syntax-faults.ts";
import { locateText, type LocatedText, type SyntaxTree } from "./syntax-tree.ts";

export type ParsedSyntax =
  | { readonly kind: "tree"; readonly tree: SyntaxTree; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "faulty"; readonly diagnostics: readonly Diagnostic[] };

/** YAML 1.2 core. Keys are compared by us, because the package compares each with all before it. */
const COMPOSER_OPTIONS = {
  version: "1.2",
  schema: "core",
  strict: true,
  uniqueKeys: false,
  stringKeys: true,
  merge: false,
  resolveKnownTags: false,
  keepSourceTokens: false,
  prettyErrors: false,
  logLevel: "silent",
} as const;

/**
 * The tree of the only document in the text. Anchors, aliases, tags and directives are reported and the tree is still
 * returned; with a syntax error, no document, several, or more than 20 levels there is no tree.
 */
export function parseSyntax(path: string, text: string): ParsedSyntax {
  const located = locateText(path, text);
  const read = collectTokens(located);
  const [, second] = read.tokens.filter((token) => token.type === "document");
  if (second !== undefined) {
    const spot = located.spotAt(second.offset, second.offset + 1);
    const several = faultAt("yaml-several-documents", spot, { message: "a second document begins here" });
    return { kind: "faulty", diagnostics: [...read.faults, several] };
  }
  return read.isTooDeep ? { kind: "faulty", diagnostics: read.faults } : composeTree(located, read);
}

function composeTree(located: LocatedText, { tokens, faults, open }: Tokens): ParsedSyntax {
  const document = composeFirst(tokens);
  const errors = document === undefined ? [] : [...document.errors, ...document.warnings];
  const diagnostics = [...faults, ...describeSyntaxErrors({ located, errors, open })];
  if (diagnostics.length > faults.length) return { kind: "faulty", diagnostics };
  const contents = document?.contents;
  if (isNothing(contents)) {
    const empty = faultAt("document-empty", located.spotAt(0, 1), { message: "the file holds no document" });
    return { kind: "faulty", diagnostics: [...diagnostics, empty] };
  }
  return { kind: "tree", tree: { ...located, contents }, diagnostics };
}

/**
 * The package reports each fault as an Error, and a hostile file has a quarter of a million: without their stacks it is
 * refused twenty times faster. Nothing else runs in between.
 */
function composeFirst(tokens: readonly CST.Token[]): Document.Parsed | undefined {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    const [document] = new Composer(COMPOSER_OPTIONS).compose(tokens);
    return document;
  } finally {
    Error.stackTraceLimit = limit;
  }
}

function isNothing(contents: ParsedNode | null | undefined): contents is null | undefined {
  return contents === null || contents === undefined || contents.range[0] === contents.range[1];
}
