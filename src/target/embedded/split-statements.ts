// SQL text taken apart into its statements, since the extended protocol takes one at a time. Pure. Knows quotes, dollar
// quotes and comments, PostgreSQL manual "Lexical Structure"; it does not know BEGIN ATOMIC bodies, nor psql's commands.

/** One lexical unit that may hold a semicolon of its own, or else a single character. */
const TOKEN = new RegExp(
  [
    String.raw`--[^\n]*`,
    String.raw`\/\*`,
    // E'…' takes backslashes; a letter before it would make it the end of a name.
    String.raw`(?<![\p{L}\p{N}_$])[eE]'(?:[^'\\]|\\[^]|'')*'`,
    String.raw`'(?:[^']|'')*'`,
    String.raw`"(?:[^"]|"")*"`,
    // A dollar within a name, as in a$b$c, opens nothing.
    String.raw`(?<![\p{L}\p{N}_$])\$(?<tag>(?:[\p{L}_][\p{L}\p{N}_]*)?)\$[^]*?\$\k<tag>\$`,
    String.raw`[^]`,
  ].join("|"),
  "uy",
);

/** The statements in order, without their semicolons and without comments between them; none of them is empty. */
export function splitStatements(sql: string): readonly string[] {
  const statements: string[] = [];
  let statement = "";
  for (let at = 0; at < sql.length;) {
    const token = readToken(sql, at);
    at += token.length;
    if (token === ";") {
      statements.push(statement.trim());
      statement = "";
    } else if (isComment(token)) statement += " ";
    else statement += token;
  }
  statements.push(statement.trim());
  return statements.filter((text) => text !== "");
}

function isComment(token: string): boolean {
  return token.startsWith("--") || token.startsWith("/*");
}

function readToken(sql: string, at: number): string {
  TOKEN.lastIndex = at;
  const token = TOKEN.exec(sql)?.[0] ?? "";
  return token === "/*" ? readBlockComment(sql, at) : token;
}

/** Block comments nest, which no regular expression counts. One that never ends goes to the end of the text. */
function readBlockComment(sql: string, at: number): string {
  const edges = /\/\*|\*\//g;
  edges.lastIndex = at;
  let depth = 0;
  for (let edge = edges.exec(sql); edge !== null; edge = edges.exec(sql)) {
    depth += edge[0] === "/*" ? 1 : -1;
    if (depth === 0) return sql.slice(at, edges.lastIndex);
  }
  return sql.slice(at);
}
