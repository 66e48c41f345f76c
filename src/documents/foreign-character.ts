// Names the first character of an identifier that is not ASCII, because it may look just like one that is.
import { nameCharacter } from "../diagnostics/hidden-characters.ts";
import { visibleText } from "../diagnostics/visible-text.ts";

/** A clause to put behind a message: `; "а" is U+0430, no ASCII character`, or nothing where all is ASCII. */
export function foreignClause(text: string): string {
  const foreign = /[^\0-\x7f]/u.exec(text)?.[0];
  return foreign === undefined
    ? ""
    : `; "${visibleText(foreign)}" is ${nameCharacter(foreign)}, no ASCII character`;
}
