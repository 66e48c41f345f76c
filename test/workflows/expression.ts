// A small evaluator of the expressions between ${{ and }} that this repository's workflows use: contexts, literals, the
// operators ! == != && || and the status functions. Whatever else it meets, it throws: nothing is guessed.

export type Value = string | number | boolean | null | { readonly [name: string]: Value | undefined };

export interface Scope {
  readonly contexts: Readonly<Record<string, Value>>;
  readonly hasFailed: boolean;
}

/** Text with its expressions put in as GitHub does; what is nothing becomes nothing. */
export function interpolate(text: string, scope: Scope): string {
  return text.replaceAll(/\$\{\{(.*?)\}\}/gs, (_, expression: string) =>
    asText(evaluate(expression.trim(), scope)),
  );
}

/** Whether a step or job with this condition runs: without a status function, only while nothing has failed. */
export function holds(condition: string | undefined, scope: Scope): boolean {
  const text = (condition ?? "success()").trim().replace(/^\$\{\{(.*)\}\}$/s, "$1");
  const asksForStatus = /\b(?:success|failure|cancelled|always)\(\)/.test(text);
  return (asksForStatus || !scope.hasFailed) && isTrue(evaluate(text, scope));
}

export function evaluate(expression: string, scope: Scope): Value {
  const tokens = tokenize(expression);
  const reader = { tokens, at: 0, scope };
  const value = readOr(reader);
  if (reader.at !== tokens.length)
    throw new Error(`not understood after "${tokens.slice(0, reader.at).join(" ")}": ${expression}`);
  return value;
}

interface Reader {
  readonly tokens: readonly string[];
  at: number;
  readonly scope: Scope;
}

function tokenize(expression: string): readonly string[] {
  const tokens: string[] = [];
  const pattern = /\s*('(?:[^']|'')*'|[A-Za-z_][\w.-]*(?:\(\))?|\d+|==|!=|&&|\|\||[!()])/y;
  const text = expression.trim();
  while (pattern.lastIndex < text.length) {
    const at = pattern.lastIndex;
    const token = pattern.exec(text)?.[1];
    if (token === undefined) throw new Error(`not understood at ${at}: ${expression}`);
    tokens.push(token);
  }
  return tokens;
}

function readOr(reader: Reader): Value {
  let value = readAnd(reader);
  while (take(reader, "||")) {
    const other = readAnd(reader);
    if (!isTrue(value)) value = other;
  }
  return value;
}

function readAnd(reader: Reader): Value {
  let value = readComparison(reader);
  while (take(reader, "&&")) {
    const other = readComparison(reader);
    if (isTrue(value)) value = other;
  }
  return value;
}

function readComparison(reader: Reader): Value {
  const left = readUnary(reader);
  if (take(reader, "==")) return isSame(left, readUnary(reader));
  if (take(reader, "!=")) return !isSame(left, readUnary(reader));
  return left;
}

function readUnary(reader: Reader): Value {
  if (take(reader, "!")) return !isTrue(readUnary(reader));
  if (take(reader, "(")) {
    const value = readOr(reader);
    if (!take(reader, ")")) throw new Error("a parenthesis is not closed");
    return value;
  }
  const token = reader.tokens[reader.at++];
  if (token === undefined) throw new Error("an expression ends too early");
  return readAtom(token, reader.scope);
}

function readAtom(token: string, { contexts, hasFailed }: Scope): Value {
  if (token.startsWith("'")) return token.slice(1, -1).replaceAll("''", "'");
  if (/^\d+$/.test(token)) return Number(token);
  if (token === "true" || token === "false") return token === "true";
  if (token === "always()") return true;
  if (token === "cancelled()") return false;
  if (token === "failure()") return hasFailed;
  if (token === "success()") return !hasFailed;
  const [context = "", ...names] = token.split(".");
  if (!(context in contexts)) throw new Error(`no context or function "${token}" is known`);
  let value: Value | undefined = contexts[context];
  for (const name of names)
    value = typeof value === "object" && value !== null && Object.hasOwn(value, name) ? value[name] : null;
  return value ?? null;
}

function take(reader: Reader, token: string): boolean {
  if (reader.tokens[reader.at] !== token) return false;
  reader.at += 1;
  return true;
}

function isTrue(value: Value): boolean {
  return value !== null && value !== "" && value !== 0 && value !== false;
}

/** GitHub compares texts without regard to case. */
function isSame(left: Value, right: Value): boolean {
  if (typeof left === "string" && typeof right === "string")
    return left.toLowerCase() === right.toLowerCase();
  return (left ?? "") === (right ?? "");
}

function asText(value: Value): string {
  if (value === null) return "";
  if (typeof value === "object") throw new Error("an object has no text");
  return String(value);
}
