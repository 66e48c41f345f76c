// A checked document together with its file, able to say where each of its parts stands. Places are found by reading
// the file again, because almost no document is ever asked for one.
import type { DocumentFile } from "./document-file.ts";
import { decodeText } from "./decode-text.ts";
import { parseSyntax } from "./parse-syntax.ts";
import {
  spotOfFile,
  spotOfPointer,
  type Part,
  type Pointer,
  type Spot,
  type SyntaxTree,
} from "./syntax-tree.ts";

/** A document of a known shape, in the file it came from. */
export interface Located<T> {
  readonly value: T;
  readonly file: DocumentFile;
  /**
   * Where the value at the pointer stands, or its key; where the pointer leads nowhere, the key of the deepest part
   * that exists. With the line to show.
   */
  readonly placeOf: (pointer: Pointer, part?: Part) => Spot;
}

/** Rules ask for several places of one document before they come to the next, so one tree is kept. */
export type TreeReader = (file: DocumentFile) => SyntaxTree | undefined;

export function rememberLastTree(): TreeReader {
  let last: { readonly file: DocumentFile; readonly tree: SyntaxTree | undefined } | undefined;
  return (file) => {
    if (last?.file !== file) last = { file, tree: readTree(file) };
    return last.tree;
  };
}

function readTree(file: DocumentFile): SyntaxTree | undefined {
  const decoded = decodeText(file);
  if (decoded.kind === "faulty") return undefined;
  const parsed = parseSyntax(file.path, decoded.text);
  return parsed.kind === "tree" ? parsed.tree : undefined;
}

export function locate<T>(value: T, file: DocumentFile, readTreeOf: TreeReader): Located<T> {
  return {
    value,
    file,
    placeOf: (pointer, part = "value") => {
      const tree = readTreeOf(file);
      return tree === undefined ? spotOfFile(file.path) : spotOfPointer(tree, pointer, part);
    },
  };
}
