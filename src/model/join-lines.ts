// Very many short lines as fewer long texts: what is done with a line costs more than its letters.

const TEXT_LETTERS = 16 * 1024;

/** The lines in order, each with a newline, some together: texts that are a little longer than 16,384 letters, and the rest. */
export function* joinLines(lines: Iterable<string>): Generator<string, void, undefined> {
  let text = "";
  for (const line of lines) {
    text += `${line}\n`;
    if (text.length < TEXT_LETTERS) continue;
    yield text;
    text = "";
  }
  if (text !== "") yield text;
}
