// Reads the one line of a .pub file, as ssh-keygen writes it: type, key in base64, comment.
import { HIDDEN_CHARACTER } from "../diagnostics/hidden-characters.ts";
import { quoteText } from "../diagnostics/visible-text.ts";
import { parseKeyText, takeKeyWords } from "./key-words.ts";
import { parsePublicKey, type PublicKey, type PublicKeyFault } from "./public-key.ts";

export type PublicKeyLineAnswer =
  { readonly kind: "KEY"; readonly key: PublicKey; readonly comment: string } | PublicKeyFault;

const LONGEST_LINE = 32 * 1024;

/**
 * The key in the text, with or without a final newline, and its comment without spaces at its ends. The faults are those of
 * parsePublicKey; MALFORMED also for a private key, several lines, and hidden characters.
 */
export function parsePublicKeyLine(text: string): PublicKeyLineAnswer {
  const line = text.replace(/\r?\n$/, "");
  if (line.length > LONGEST_LINE) return malformed(`is longer than ${LONGEST_LINE} characters`);
  if (line.includes("PRIVATE KEY")) return malformed("is a private one; its public half is in the .pub file");
  if (line.includes("\n")) return malformed("is not alone in its file");
  if (HIDDEN_CHARACTER.test(line)) return malformed("is written with a hidden character");
  const { type, base64, comment } = takeKeyWords(line, 0);
  if (base64.text === "") return malformed(`is not written as type and base64: ${quoteText(line)}`);
  const blob = parseKeyText(type.text, base64.text);
  if (typeof blob === "string") return malformed(blob);
  const answer = parsePublicKey(blob);
  return answer.kind === "KEY" ? { ...answer, comment: comment.trim() } : answer;
}

function malformed(words: string): PublicKeyFault {
  return { kind: "MALFORMED", words };
}
