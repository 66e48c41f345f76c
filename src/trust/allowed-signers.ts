// Reads allowed_signers: whose key is for what, and from when to when. A strict subset of what ssh-keygen reads, so that
// both understand the same; a file with a fault is refused whole, never read around.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { quoteText } from "../diagnostics/visible-text.ts";
import { NAMESPACES } from "../model/signature.ts";
import {
  endOfWord,
  findSurplusSpaces,
  parseKeyText,
  takeKeyWords,
  takeWord,
  type KeyWords,
} from "./key-words.ts";
import { faultAt, limitFaults, type ListLine, type Word } from "./list-fault.ts";
import { parseListLines, type ListFile } from "./list-lines.ts";
import { KEY_TYPES, isKeyType, parsePublicKey, type PublicKey } from "./public-key.ts";
import { parseSignerOptions, type SignerOptions } from "./signer-options.ts";
import { renderSignerTime } from "./signer-time.ts";

/** A key, whose it is and what it is for. */
export interface AllowedSigner extends SignerOptions {
  readonly principal: string;
  readonly key: PublicKey;
  /** Counted from 1. */
  readonly line: number;
  /** Behind the key; empty when there is none. */
  readonly comment: string;
}

export interface AllowedSigners {
  /** Nobody, where there is a fault. */
  readonly signers: readonly AllowedSigner[];
  /** Sorted by place, at most 1001. */
  readonly diagnostics: readonly Diagnostic[];
}

/** As the schema of the policy has it. */
const PRINCIPAL = /^[a-z0-9._+-]{1,64}@[a-z0-9]([a-z0-9.-]{0,188}[a-z0-9])?$/;

/**
 * The signers of the file (ssh-keygen(1), ALLOWED SIGNERS), or all its faults: those of parseListLines and
 * parseSignerOptions, list-spacing, signer-principal, public-key-missing, public-key-type, public-key-malformed,
 * public-key-weak, public-key-doubled. An empty file is sound and allows nobody.
 */
export function parseAllowedSigners(file: ListFile): AllowedSigners {
  const { entries, diagnostics } = parseListLines(file);
  const lines = entries.map(parseLine);
  const faults = limitFaults([
    ...diagnostics,
    ...lines.flatMap((line) => line.diagnostics),
    ...findDoubledKeys(lines),
  ]);
  return {
    signers: faults.length > 0 ? [] : lines.flatMap(({ signer }) => signer ?? []),
    diagnostics: faults,
  };
}

/**
 * The one spelling of a signer's line, with its newline. It checks nothing: what comes from people is judged by reading the
 * file again.
 */
export function renderSignerLine(signer: Omit<AllowedSigner, "line">): string {
  const { principal, key, namespaces, validAfter, validBefore, comment } = signer;
  const ordered = Object.values(NAMESPACES).filter((namespace) => namespaces.includes(namespace));
  const options = [
    `namespaces="${ordered.join(",")}"`,
    `valid-after="${renderSignerTime(validAfter)}"`,
    `valid-before="${renderSignerTime(validBefore)}"`,
  ];
  const words = [principal, options.join(","), key.type, Buffer.from(key.blob).toString("base64"), comment];
  return `${words.filter((word) => word !== "").join(" ")}\n`;
}

interface ParsedLine {
  readonly line: ListLine;
  readonly words: KeyWords;
  /** Undefined where there is a fault. */
  readonly signer: AllowedSigner | undefined;
  /** Also of a line with faults elsewhere. */
  readonly key: PublicKey | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

function parseLine(line: ListLine): ParsedLine {
  const principal = takeWord(line.text, 0);
  const options = takeOptions(line, endOfWord(principal));
  const words = takeKeyWords(line.text, endOfWord(options));
  const { options: read, diagnostics: optionFaults } = parseSignerOptions(line, options);
  const { key, diagnostics: keyFaults } = readKey(line, words);
  const diagnostics = [
    ...checkSpaces(line, words),
    ...checkPrincipal(line, principal),
    ...optionFaults,
    // Where a quote is never closed, everything behind it is taken for the option.
    ...(isOpen(options) ? [] : keyFaults),
  ];
  const isSound = diagnostics.length === 0 && key !== undefined && read !== undefined;
  const signer = isSound
    ? { principal: principal.text, key, ...read, line: line.number, comment: words.comment }
    : undefined;
  return { line, words, signer, key, diagnostics };
}

/** The word after the principal, or an empty one where the key follows at once. */
function takeOptions({ text }: ListLine, from: number): Word {
  const word = takeWord(text, from);
  const next = takeWord(text, endOfWord(word));
  return isKeyType(word.text) || next.text.startsWith("AAAA") ? { text: "", start: word.start } : word;
}

function isOpen({ text }: Word): boolean {
  return text.split('"').length % 2 === 0;
}

function checkSpaces(line: ListLine, { end }: KeyWords): readonly Diagnostic[] {
  const word = findSurplusSpaces(line, end);
  return word === undefined
    ? []
    : [
        faultAt(
          "list-spacing",
          { line, word },
          { message: `${quoteText(word.text)} is more than belongs here` },
        ),
      ];
}

function checkPrincipal(line: ListLine, word: Word): readonly Diagnostic[] {
  if (PRINCIPAL.test(word.text)) return [];
  const message = `${quoteText(word.text)} is not the principal of one person`;
  return [faultAt("signer-principal", { line, word }, { message })];
}

interface ReadKey {
  readonly key: PublicKey | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

function readKey(line: ListLine, { type, base64 }: KeyWords): ReadKey {
  const fault = (code: FaultCode, word: Word, message: string): ReadKey => ({
    key: undefined,
    diagnostics: [faultAt(code, { line, word }, { message })],
  });
  if (type.text === "")
    return fault("public-key-missing", type, "the line ends where the public key belongs");
  if (!isKeyType(type.text))
    return fault(
      "public-key-type",
      type,
      `${quoteText(type.text)} is none of ${Object.keys(KEY_TYPES).join(", ")}`,
    );
  if (base64.text === "") return fault("public-key-missing", base64, `nothing stands behind "${type.text}"`);
  const blob = parseKeyText(type.text, base64.text);
  if (typeof blob === "string") return fault("public-key-malformed", base64, `the key ${blob}`);
  const answer = parsePublicKey(blob);
  if (answer.kind === "KEY") return { key: answer.key, diagnostics: [] };
  return fault(FAULT_CODES[answer.kind], base64, `the key ${answer.words}`);
}

const FAULT_CODES = {
  MALFORMED: "public-key-malformed",
  KEYTYPE_REFUSED: "public-key-type",
  WEAK_KEY: "public-key-weak",
} as const;

type FaultCode = (typeof FAULT_CODES)[keyof typeof FAULT_CODES] | "public-key-missing";

/** One fault for every line whose key, in this or another spelling, stands in a line before it. */
function findDoubledKeys(lines: readonly ParsedLine[]): readonly Diagnostic[] {
  const firstLines = new Map<string, number>();
  return lines.flatMap(({ line, words, key }) => {
    if (key === undefined) return [];
    const first = firstLines.get(key.secretName);
    if (first === undefined) {
      firstLines.set(key.secretName, line.number);
      return [];
    }
    const message = `the key ${key.fingerprint} of line ${line.number} is already in line ${first}`;
    return [faultAt("public-key-doubled", { line, word: words.base64 }, { message })];
  });
}
