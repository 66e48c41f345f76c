// A text as one word of a shell, whatever it holds.

/** For bash, zsh and sh. */
export function quotePosix(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** For fish, which knows two escapes between single quotes. */
export function quoteFish(text: string): string {
  return `'${text.replaceAll(/[\\']/g, String.raw`\$&`)}'`;
}
