// What must not be overlooked, a line each, marked so that it is not.
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { Line } from "./lay-out.ts";
import type { Paint } from "./style.ts";

export function noteLines(notes: readonly string[], paint: Paint): readonly Line[] {
  return notes.map((note) => ({ lead: `${paint("wait", "!")} `, text: visibleText(note) }));
}
