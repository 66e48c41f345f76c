// Reads revoked_keys: keys that are void for all time. What ssh-keygen -r reads in this file, it reads alike; a list with a
// fault revokes every key, because nobody knows what it wanted to say.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { quoteText } from "../diagnostics/visible-text.ts";
import { findSurplusSpaces, parseKeyText, takeKeyWords, type KeyWords } from "./key-words.ts";
import { faultAt, limitFaults, type ListLine } from "./list-fault.ts";
import { parseListLines, type ListFile } from "./list-lines.ts";
import { fingerprintOf, type PublicKey } from "./public-key.ts";
import { findRevocableFault, isRevocableType, REVOCABLE_TYPES, secretNameIn } from "./revocable-key.ts";

export interface RevokedKeys {
  /** Whether this key is void: also where its spelling as a security key, or without one, is listed. */
  readonly has: (key: Pick<PublicKey, "fingerprint" | "secretName">) => boolean;
}

export interface RevokedKeysAnswer {
  /** Every key, where there is a fault. */
  readonly revoked: RevokedKeys;
  /** Sorted by place, at most 1001. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The keys of the file, one a line as in a .pub file, of any type that ssh-keygen signs with, weak ones too. Faults: those of
 * parseListLines, list-spacing, public-key-missing, public-key-type (certificates, DSA, unknown types: ssh-keygen would take
 * them otherwise or refuse the whole list), public-key-malformed, public-key-doubled.
 */
export function parseRevokedKeys(file: ListFile): RevokedKeysAnswer {
  const { entries, diagnostics } = parseListLines(file);
  const lines = entries.map(parseLine);
  const faults = limitFaults([
    ...diagnostics,
    ...lines.flatMap((line) => line.diagnostics),
    ...findDoubled(lines),
  ]);
  if (faults.length > 0) return { revoked: { has: () => true }, diagnostics: faults };
  const listed = new Set(lines.flatMap(({ blob }) => (blob === undefined ? [] : namesOf(blob))));
  const has: RevokedKeys["has"] = ({ fingerprint, secretName }) =>
    listed.has(fingerprint) || listed.has(secretName);
  return { revoked: { has }, diagnostics: [] };
}

function namesOf(blob: Uint8Array): readonly string[] {
  const secretName = secretNameIn(blob);
  return [fingerprintOf(blob), ...(secretName === undefined ? [] : [secretName])];
}

interface ParsedLine {
  readonly line: ListLine;
  readonly words: KeyWords;
  /** Undefined where there is none. */
  readonly blob: Uint8Array | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

function parseLine(line: ListLine): ParsedLine {
  const words = takeKeyWords(line.text, 0);
  const { type, base64, end } = words;
  // ssh-keygen ends a .pub line so when its comment is empty, and people append it as it is.
  const isAsWritten = line.text.slice(end) === " ";
  const surplus = isAsWritten ? undefined : findSurplusSpaces(line, end);
  const spacing =
    surplus === undefined
      ? []
      : [
          faultAt(
            "list-spacing",
            { line, word: surplus },
            { message: `${quoteText(surplus.text)} is more than belongs here` },
          ),
        ];
  const fault = (code: FaultCode, at: "type" | "base64", message: string): ParsedLine => ({
    line,
    words,
    blob: undefined,
    diagnostics: [
      ...spacing,
      faultAt(
        code,
        { line, word: words[at] },
        { message, ...(code === "public-key-type" ? TYPE_ADVICE : {}) },
      ),
    ],
  });
  if (!isRevocableType(type.text))
    return fault(
      "public-key-type",
      "type",
      `${quoteText(type.text)} is no type of key that could have signed`,
    );
  if (base64.text === "")
    return fault("public-key-missing", "base64", `nothing stands behind "${type.text}"`);
  const blob = parseKeyText(type.text, base64.text);
  if (typeof blob === "string") return fault("public-key-malformed", "base64", `the key ${blob}`);
  const unreadable = findRevocableFault(blob);
  if (unreadable !== undefined) return fault("public-key-malformed", "base64", `the key ${unreadable}`);
  return { line, words, blob, diagnostics: spacing };
}

type FaultCode = "public-key-type" | "public-key-missing" | "public-key-malformed";

const TYPE_ADVICE = {
  expected: `one of ${REVOCABLE_TYPES.join(", ")}`,
  fix: "delete the line: a key of another type counts nowhere here, and ssh-keygen could not read the list",
};

function findDoubled(lines: readonly ParsedLine[]): readonly Diagnostic[] {
  const firstLines = new Map<string, number>();
  return lines.flatMap(({ line, words, blob }) => {
    if (blob === undefined) return [];
    const fingerprint = fingerprintOf(blob);
    const first = firstLines.get(fingerprint);
    if (first === undefined) {
      firstLines.set(fingerprint, line.number);
      return [];
    }
    const message = `the key ${fingerprint} of line ${line.number} is already in line ${first}`;
    return [faultAt("public-key-doubled", { line, word: words.base64 }, { message })];
  });
}
