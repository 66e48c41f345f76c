// Breaks a line of text at its spaces to fit a terminal. Counts characters, not cells: only for text of our own in ASCII.

/**
 * The text in lines of at most `columns` characters; a word that is longer than that stands alone, whole. Spaces at the start
 * stay; lines after the first begin with `indent`.
 */
export function wrapText(text: string, columns: number, indent: string = ""): readonly string[] {
  const start = /^ */.exec(text)?.[0] ?? "";
  const words = text.slice(start.length).split(" ");
  const lines: string[] = [];
  let line = start + (words.shift() ?? "");
  for (const word of words) {
    if (line.length + 1 + word.length <= columns) line += ` ${word}`;
    else {
      lines.push(line);
      line = indent + word;
    }
  }
  return [...lines, line];
}
