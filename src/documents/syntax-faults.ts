// The yaml package's errors → diagnostics: each told once, where a person would look for it. The package goes on after
// an error as well as it can, and what it says then about the document's structure is an echo.
import type { YAMLParseError } from "yaml";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { OpenEnds } from "./collect-tokens.ts";
import { MAX_FAULTS_PER_FILE } from "./document-file.ts";
import { faultAt } from "./fault.ts";
import { describeSyntaxError, type SyntaxError } from "./syntax-error-text.ts";
import type { LocatedText } from "./syntax-tree.ts";

export interface SyntaxErrors {
  readonly located: LocatedText;
  readonly errors: readonly Pick<YAMLParseError, "code" | "message" | "pos">[];
  readonly open: OpenEnds;
}

/** Errors that only repeat what a refused token has told already. */
const FOLLOW_UPS: ReadonlySet<string> = new Set([
  "BAD_ALIAS",
  "ALIAS_PROPS",
  "TAG_RESOLVE_FAILED",
  "BAD_COLLECTION_TYPE",
  "BAD_DIRECTIVE",
]);

/** Every fault inside one text or key, and the first of those about the document's structure; one a line. */
export function describeSyntaxErrors({ located, errors, open }: SyntaxErrors): readonly Diagnostic[] {
  if (errors.length === 0) return [];
  const { text } = located;
  const inOrder = ownErrors(errors, text).sort((a, b) => a.pos[0] - b.pos[0]);
  const byLine = new Map<number, Diagnostic>();
  let isStructureBroken = false;
  for (const error of inOrder) {
    if (byLine.has(located.lineAt(error.pos[0]))) continue;
    const { code, isLocal, ...words } = describeSyntaxError(error, text);
    if (byLine.size >= MAX_FAULTS_PER_FILE || (!isLocal && isStructureBroken)) continue;
    isStructureBroken ||= !isLocal;
    const [start, end] = rangeOf(error, words.opened === undefined ? undefined : open[words.opened], text);
    const line = located.lineAt(start);
    if (!byLine.has(line)) byLine.set(line, faultAt(code, located.spotAt(start, end), words));
  }
  return [...byLine.values()];
}

/** Two errors at one place that mean one thing become one; what a refused token has told is left out. */
function ownErrors(errors: SyntaxErrors["errors"], text: string): SyntaxError[] {
  const spanning = new Map(
    errors.filter(({ code }) => code === "MULTILINE_IMPLICIT_KEY").map(({ pos }) => [pos[0], pos[1]]),
  );
  const nested = new Set(
    errors.filter(({ code }) => code === "BLOCK_AS_IMPLICIT_KEY").map(({ pos }) => pos[0]),
  );
  return errors.flatMap(({ code, message, pos }): SyntaxError[] => {
    const [start] = pos;
    if (FOLLOW_UPS.has(code) || (code === "NON_STRING_KEY" && text[start] === "*")) return [];
    if (code === "MULTILINE_IMPLICIT_KEY" && nested.has(start)) return [];
    const end = code === "BLOCK_AS_IMPLICIT_KEY" ? spanning.get(start) : undefined;
    if (end === undefined) return [{ code, message, pos }];
    // A value that runs on into a line with a key of its own: that line is where the indentation is wrong.
    return [{ code: "CONTINUED_VALUE", message, pos: [text.lastIndexOf("\n", end - 1) + 1, end] }];
  });
}

/** Where the error is shown: what was opened and left open, or the error's own place behind the indentation. */
function rangeOf(error: SyntaxError, openedAt: number | undefined, text: string): SyntaxError["pos"] {
  if (openedAt !== undefined) return [openedAt, openedAt + 1];
  const [start, end] = error.pos;
  const indentation = /^ */u.exec(text.slice(start, start + 400))?.[0].length ?? 0;
  return [start + indentation, Math.max(end, start + indentation + (error.code === "BAD_DQ_ESCAPE" ? 2 : 1))];
}
