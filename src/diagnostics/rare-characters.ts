// Patterns that only texts beyond ASCII need, each compiled when the first such text asks for it. A literal would be read where
// its module is loaded, and Unicode's tables with it: a tenth of what it takes to start Node.

export function rarePattern(source: string, flags: string): () => RegExp {
  let pattern: RegExp | undefined;
  return () => (pattern ??= new RegExp(source, flags));
}

/**
 * Control characters, default-ignorable ones (zero width, direction changes, tags, soft hyphen), line and paragraph
 * separators, interlinear marks, noncharacters and lone surrogates (Unicode UAX 44); not U+FE0E and U+FE0F, which only
 * choose how the sign before them is drawn.
 */
export const hiddenCharacter = rarePattern(
  String.raw`[[\p{Cc}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Cs}\p{Noncharacter_Code_Point}\u{FFF9}-\u{FFFB}]--[\u{FE0E}\u{FE0F}]]`,
  "v",
);

/** The character's name as Unicode writes it: `U+200B`. The text must not be empty. */
export function nameCharacter(text: string): string {
  const codePoint = text.codePointAt(0) ?? 0;
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, "0")}`;
}
