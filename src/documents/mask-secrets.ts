// Hides what could be a password in text that a diagnostic shows. It decides nothing: documents with secrets are
// refused elsewhere, this only keeps the refusal from repeating them. Every repetition is bounded: lines are hostile.
import { quoteText } from "../diagnostics/visible-text.ts";

/** What stands behind a key that says it holds a secret, to the end of the line. */
const SECRET_KEY =
  /(\b\w{0,40}(?:passwords?|passwd|passfile|pwd|secrets?|tokens?|credentials?)["']?\s{0,20}[:=]\s{0,20})(\S.*)$/gimu;
/** The same behind a key for a connection, which should hold no more than a variable's name. */
const CONNECTION_KEY = /(\b(?:connection|env|url|uri|dsn)["']?\s{0,20}[:=]\s{0,20})(\S.*)$/gimu;
const VARIABLE_NAME =
  /^(?:\{\s{0,20}env\s{0,20}:\s{0,20})?["']?[A-Z][A-Z0-9_]{0,127}["']?[\s,}]{0,20}(?:#.*)?$/u;
/** Everything behind the scheme of a database's URL, or the user part of any other URL. */
const SECRET_URL = /(\b(?:postgres(?:ql)?|mysql|jdbc:[a-z]{1,20}):\/\/)(\S+)|(:\/\/)([^\s"']{0,300}@)/giu;

/** The line with every possible secret as asterisks, one for each code point, so that columns stay where they were. */
export function maskSecrets(line: string): string {
  return line
    .replace(SECRET_KEY, (_all, key: string, value: string) => key + asterisks(value))
    .replace(CONNECTION_KEY, (all, key: string, value: string) =>
      VARIABLE_NAME.test(value) ? all : key + asterisks(value),
    )
    .replace(SECRET_URL, (_all, ...groups: (string | undefined)[]) => {
      const [database, rest, other, user] = groups;
      return (database ?? other ?? "") + asterisks(rest ?? user ?? "");
    });
}

function asterisks(text: string): string {
  return "*".repeat(Array.from(text).length);
}

/** A value in quotes for a message, masked; what stands under `connection` is never shown at all. */
export function quoteValue(pointer: readonly (string | number)[], text: string): string {
  // A secret may stand far behind what is shown, and masking a megabyte to show 80 characters would be waste.
  return isSecretPlace(pointer) ? "a text that is not shown" : quoteText(maskSecrets(text.slice(0, 400)));
}

/** Whether a secret is likely to stand here by mistake. */
export function isSecretPlace(pointer: readonly (string | number)[]): boolean {
  return pointer.includes("connection");
}
