// The options of one line of allowed_signers: what a key is for, and from when to when. Stricter than ssh-keygen, which lets
// each of them out.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { quoteText } from "../diagnostics/visible-text.ts";
import { NAMESPACES, type Namespace } from "../model/signature.ts";
import { faultAt, type ListLine, type Word } from "./list-fault.ts";
import { parseSignerTime } from "./signer-time.ts";

export interface SignerOptions {
  readonly namespaces: readonly Namespace[];
  /** Both to the second in UTC and inclusive: `2027-01-31T00:00:00Z`. */
  readonly validAfter: string;
  readonly validBefore: string;
}

export interface SignerOptionsAnswer {
  /** Undefined where there is a fault. */
  readonly options: SignerOptions | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const NAMES = ["namespaces", "valid-after", "valid-before"] as const;
type OptionName = (typeof NAMES)[number];

/** An option's value, with the place of the text between its quotes. */
interface Option {
  readonly name: OptionName;
  readonly value: Word;
  readonly whole: Word;
}

const OPTION = /^(?<name>[a-z-]+)="(?<value>[^"\\]*)"$/;
const MOST_PARTS = 10;
const KNOWN_NAMESPACES: readonly string[] = Object.values(NAMESPACES);

/**
 * The options in the word, each of the three exactly once. Faults: signer-options, signer-option-unknown,
 * signer-option-doubled, signer-option-missing, signer-namespace-unknown, signer-namespace-doubled, signer-time,
 * signer-times-order.
 */
export function parseSignerOptions(line: ListLine, word: Word): SignerOptionsAnswer {
  const parts = word.text === "" ? [] : splitWord(word, /(?:"[^"]*"?|[^,"])*/y);
  const read = parts.map((part) => parseOption(line, part));
  const options = read.flatMap(({ option }) => option ?? []);
  const [namespaces, after, before] = NAMES.map((name) => options.find((option) => option.name === name));
  const spaces = readNamespaces(line, namespaces);
  const start = readTime(line, after);
  const end = readTime(line, before);
  const diagnostics = [
    ...read.flatMap(({ diagnostics: found }) => found),
    ...findDoubled(line, options),
    ...findMissing(line, word, read),
    ...spaces.diagnostics,
    ...start.diagnostics,
    ...end.diagnostics,
  ];
  if (start.moment === undefined || end.moment === undefined || before === undefined)
    return { options: undefined, diagnostics };
  if (end.moment <= start.moment) diagnostics.push(reversed(line, before, start.moment));
  if (diagnostics.length > 0) return { options: undefined, diagnostics };
  const validity = { validAfter: start.moment, validBefore: end.moment };
  return { options: { namespaces: spaces.namespaces, ...validity }, diagnostics };
}

interface ReadOption {
  readonly whole: Word;
  /** Undefined where there is a fault. */
  readonly option: Option | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

function parseOption(line: ListLine, whole: Word): ReadOption {
  const [before = ""] = whole.text.split("=");
  const name = NAMES.find((known) => known === before);
  const value = OPTION.exec(whole.text)?.groups?.["value"];
  if (name !== undefined && value !== undefined) {
    const start = whole.start + `${name}="`.length;
    return { whole, option: { name, value: { text: value, start }, whole }, diagnostics: [] };
  }
  const isUnknown = name === undefined && /^[A-Za-z][A-Za-z-]*$/.test(before);
  const code = isUnknown ? "signer-option-unknown" : "signer-options";
  const message = isUnknown
    ? `${quoteText(before)} is no option here`
    : `${quoteText(whole.text)} is not an option with its value in quotes`;
  return { whole, option: undefined, diagnostics: [faultAt(code, { line, word: whole }, { message })] };
}

function findDoubled(line: ListLine, options: readonly Option[]): readonly Diagnostic[] {
  return options
    .filter(({ name }, index) => options.findIndex((option) => option.name === name) < index)
    .map(({ name, whole }) =>
      faultAt(
        "signer-option-doubled",
        { line, word: whole },
        { message: `the option "${name}" is there twice` },
      ),
    );
}

/** Of an option that is there and cannot be read, that is said, and not that it is missing. */
function findMissing(line: ListLine, word: Word, read: readonly ReadOption[]): readonly Diagnostic[] {
  const missing = NAMES.filter(
    (name) =>
      !read.some(({ option, whole }) =>
        option === undefined ? whole.text.toLowerCase().includes(name) : option.name === name,
      ),
  );
  if (missing.length === 0) return [];
  const message = `the line has no ${missing.join(", no ")}`;
  return [faultAt("signer-option-missing", { line, word }, { message })];
}

function readNamespaces(
  line: ListLine,
  option: Option | undefined,
): { readonly namespaces: readonly Namespace[]; readonly diagnostics: readonly Diagnostic[] } {
  const words = option === undefined ? [] : splitWord(option.value, /[^,]*/y);
  const texts = words.map(({ text }) => text);
  const diagnostics = words.flatMap((word, index) => {
    if (!isNamespace(word.text))
      return [
        faultAt(
          "signer-namespace-unknown",
          { line, word },
          { message: `${quoteText(word.text)} is no namespace here` },
        ),
      ];
    if (texts.indexOf(word.text) === index) return [];
    const message = `the namespace "${word.text}" is there twice`;
    return [faultAt("signer-namespace-doubled", { line, word }, { message })];
  });
  return { namespaces: texts.filter(isNamespace), diagnostics };
}

function isNamespace(text: string): text is Namespace {
  return KNOWN_NAMESPACES.includes(text);
}

function readTime(
  line: ListLine,
  option: Option | undefined,
): { readonly moment: string | undefined; readonly diagnostics: readonly Diagnostic[] } {
  if (option === undefined) return { moment: undefined, diagnostics: [] };
  const { text } = option.value;
  const moment = parseSignerTime(text);
  if (moment !== undefined) return { moment, diagnostics: [] };
  const message = /^\d{8,14}$/.test(text)
    ? `"${text}" does not end in Z, so it means another moment in every time zone`
    : `${quoteText(text)} is no time`;
  return { moment, diagnostics: [faultAt("signer-time", { line, word: option.value }, { message })] };
}

function reversed(line: ListLine, before: Option, validAfter: string): Diagnostic {
  const message = `valid-before "${before.value.text}" is not after valid-after, ${validAfter}`;
  return faultAt("signer-times-order", { line, word: before.value }, { message });
}

/**
 * The parts between commas, by a sticky expression for one part; no more than are described. None is accepted unseen: there
 * are three options and three namespaces, and each may be there once.
 */
function splitWord(word: Word, part: RegExp): readonly Word[] {
  const parts: Word[] = [];
  for (let at = 0; at <= word.text.length && parts.length < MOST_PARTS;) {
    part.lastIndex = at;
    const text = part.exec(word.text)?.[0] ?? "";
    parts.push({ text, start: word.start + at });
    at += text.length + 1;
  }
  return parts;
}
