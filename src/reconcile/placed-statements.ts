// The statements of a record that may be broken: each line that is a statement by itself, whatever its neighbours are.
import { checkLine } from "../evidence/line.ts";
import { splitLines } from "../evidence/split-lines.ts";
import type { Statement } from "../model/generated/statement.ts";

export interface PlacedStatement {
  /** Its place in the file, counted from 0; in a sound chain the statement's own number. */
  readonly n: number;
  readonly statement: Statement;
}

export function placeStatements({ evidence }: { readonly evidence: Uint8Array }): readonly PlacedStatement[] {
  return splitLines(evidence).lines.flatMap((line, n) => {
    const { sealed } = checkLine(line);
    return sealed === undefined ? [] : [{ n, statement: sealed.statement }];
  });
}
