// What `reconcile trust add-key` was asked: the key in the file, what it is to be for, from when to when. Nothing is written here.
import { open } from "node:fs/promises";
import { CODES } from "../../diagnostics/codes.ts";
import { Refusal } from "../../diagnostics/refusal.ts";
import { quoteText } from "../../diagnostics/visible-text.ts";
import { NAMESPACES, type Namespace } from "../../model/signature.ts";
import type { PublicKey, PublicKeyFault } from "../../trust/public-key.ts";
import { parsePublicKeyLine } from "../../trust/public-key-line.ts";
import { isMoment, parseSignerTime } from "../../trust/signer-time.ts";
import type { CommandContext } from "../command.ts";

export interface KeyRequest {
  readonly key: PublicKey;
  readonly namespaces: readonly Namespace[];
  /** RFC 3339 in UTC to the second, both inclusive. */
  readonly validAfter: string;
  readonly validBefore: string;
}

export interface KeyDefaults {
  readonly now: string;
  readonly isAdmin: boolean;
}

const YEARS = 2;
const KEY_FILE_LIMIT_BYTES = 64 * 1024;

/**
 * Without flags: for plans and approvals, and for policies where the person is an admin; from the beginning of this day on, for two
 * years. Rejects with a Refusal USAGE for a flag that is not understood and a key that may not sign.
 */
export async function readKeyRequest(
  flags: CommandContext["flags"],
  { now, isAdmin }: KeyDefaults,
): Promise<KeyRequest> {
  const today = `${now.slice(0, 10)}T00:00:00Z`;
  const after = readTime(flags, "valid-after") ?? today;
  const before = readTime(flags, "valid-before") ?? yearsAfter(after);
  if (before <= after)
    throw wrong(`the key would be valid from ${after} to ${before}`, {
      expected: "--valid-before after --valid-after",
      todo: "correct one of the two",
    });
  return {
    key: await readKey(textOf(flags, "key")),
    namespaces: readNamespaces(textOf(flags, "namespaces"), isAdmin),
    validAfter: after,
    validBefore: before,
  };
}

async function readKey(file: string | undefined): Promise<PublicKey> {
  if (file === undefined)
    throw wrong("no key is given", {
      expected: "--key FILE.pub",
      todo: "give the public half of the person's key",
    });
  const answer = parsePublicKeyLine(await readText(file));
  if (answer.kind === "KEY") return answer.key;
  const { expected, fix } = CODES[FAULT_CODES[answer.kind]];
  throw wrong(`the key in ${quoteText(file)} ${answer.words}`, { expected, todo: fix });
}

const FAULT_CODES = {
  MALFORMED: "public-key-malformed",
  KEYTYPE_REFUSED: "public-key-type",
  WEAK_KEY: "public-key-weak",
} as const satisfies Record<PublicKeyFault["kind"], keyof typeof CODES>;

async function readText(file: string): Promise<string> {
  try {
    const handle = await open(file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(KEY_FILE_LIMIT_BYTES));
      return buffer.toString("utf8", 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw wrong(`--key ${quoteText(file)} cannot be read: ${code}`, {
      expected: "the public half of a key, from where you stand",
      todo: "check the path",
    });
  }
}

const WORDS: Readonly<Record<string, Namespace>> = Object.fromEntries(
  Object.values(NAMESPACES).flatMap((namespace) => [
    [namespace, namespace],
    [namespace.split(".")[0] ?? namespace, namespace],
  ]),
);

function readNamespaces(text: string | undefined, isAdmin: boolean): readonly Namespace[] {
  if (text === undefined)
    return [NAMESPACES.approval, NAMESPACES.plan, ...(isAdmin ? [NAMESPACES.policy] : [])];
  const found = text.split(",").map((word) => {
    const namespace = Object.hasOwn(WORDS, word) ? WORDS[word] : undefined;
    if (namespace !== undefined) return namespace;
    throw wrong(`--namespaces: ${quoteText(word)} is nothing that a key can be for`, {
      expected: "one or more of approval, plan and trust, with commas",
      todo: "correct it, or leave the flag out",
    });
  });
  return [...new Set(found)];
}

/** 2027-01-31, 2027-01-31T00:00:00Z, or as allowed_signers has it. */
function readTime(flags: CommandContext["flags"], name: string): string | undefined {
  const text = textOf(flags, name);
  if (text === undefined) return undefined;
  const moment = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T00:00:00Z` : (parseSignerTime(text) ?? text);
  if (isMoment(moment) && moment >= "1970") return moment;
  throw wrong(`--${name} ${quoteText(text)} is no time`, {
    expected: "a day or a time in UTC: 2027-01-31, 2027-01-31T12:00:00Z",
    todo: "correct it, or leave the flag out",
  });
}

function yearsAfter(moment: string): string {
  const year = Number(moment.slice(0, 4)) + YEARS;
  // A 29th of February becomes the 28th.
  const day = moment.slice(4).replace(/^-02-29/, "-02-28");
  return `${String(year).padStart(4, "0")}${day}`;
}

/** As commander names a flag: valid-after becomes validAfter. */
function textOf(flags: CommandContext["flags"], name: string): string | undefined {
  const value = flags[name.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase())];
  return typeof value === "string" ? value : undefined;
}

function wrong(
  message: string,
  { expected, todo }: { readonly expected: string; readonly todo: string },
): Refusal {
  return new Refusal("USAGE", { message, expected, todo });
}
