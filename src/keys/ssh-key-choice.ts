// Which key a person signs with: the one that was named, else git's user.signingKey of the user's own configuration, else
// the agent's only one. Never guesses between two, and never takes a name from a repository.
import { open } from "node:fs/promises";
import { homedir } from "node:os";
import path from "node:path";
import { Refusal } from "../diagnostics/refusal.ts";
import { quoteText, visibleText } from "../diagnostics/visible-text.ts";
import {
  isPrivateKey,
  parsePublicLine,
  publicHalfOf,
  SIGNING_KEY_TYPES,
  type PublicKey,
} from "./ssh-key-text.ts";
import { runSshTool } from "./ssh-tool.ts";

/** A key that somebody can sign with, known by its public half. */
export interface SigningKey {
  readonly publicKey: PublicKey;
  /** What ssh-keygen is given, absolute; undefined where only an agent has the key. */
  readonly file: string | undefined;
  /** Where it was found, for people: `--key /home/bob/.ssh/id_ed25519`. */
  readonly origin: string;
}

export interface KeyQuestion {
  /** --key: a private key's file, or the public half of one that an agent holds. From where the user stands. */
  readonly file: string | undefined;
  /** user.signingKey as the user's own git configuration has it; what a repository says must not come here. */
  readonly configured: string | undefined;
}

/**
 * Chooses the key; nothing is signed and no passphrase is asked. Rejects with a Refusal SIGNING_KEY_MISSING where a key
 * that was named cannot be used, and where none or more than one is left to choose from.
 */
export async function chooseSigningKey({ file, configured }: KeyQuestion): Promise<SigningKey> {
  if (file !== undefined) {
    const absolute = path.resolve(file);
    return readKeyFile(absolute, `--key ${visibleText(absolute)}`);
  }
  const named = configured === undefined ? undefined : await readConfigured(configured);
  if (named !== undefined) return named;
  return chooseOfAgent(await listAgentKeys(), configured);
}

/** `key::ssh-ed25519 AAAA…`, the same without `key::`, or a path (git-config(1), user.signingKey); undefined for a GPG key's name. */
async function readConfigured(value: string): Promise<SigningKey | undefined> {
  const origin = "git's user.signingKey";
  if (value.startsWith("key::") || value.startsWith("ssh-")) {
    const publicKey = parsePublicLine(value.replace(/^key::/, ""));
    if (publicKey === undefined) throw unusable(origin, "it is not the public half of an SSH key");
    return { publicKey: requireType(publicKey, origin), file: undefined, origin };
  }
  const absolute = /^~(?=\/)/.test(value) ? path.join(homedir(), value.slice(1)) : value;
  if (!path.isAbsolute(absolute)) return undefined;
  return readKeyFile(absolute, `${origin}, ${visibleText(absolute)}`);
}

async function readKeyFile(file: string, origin: string): Promise<SigningKey> {
  const text = await readSmallFile(file, origin);
  const isPrivate = isPrivateKey(text);
  const publicKey = isPrivate
    ? (publicHalfOf(text) ?? parsePublicLine(await readSmallFile(`${file}.pub`, `${origin}.pub`)))
    : parsePublicLine(text);
  if (publicKey === undefined)
    throw unusable(origin, "it is neither a private key nor the public half of one");
  return { publicKey: requireType(publicKey, origin), file, origin };
}

/** An SSH key takes a few kilobytes at most. */
const KEY_FILE_LIMIT_BYTES = 64 * 1024;

async function readSmallFile(file: string, origin: string): Promise<string> {
  try {
    const handle = await open(file);
    try {
      if (!(await handle.stat()).isFile()) throw unusable(origin, "it is not a file");
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(KEY_FILE_LIMIT_BYTES));
      return buffer.toString("latin1", 0, bytesRead);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    const { code = "unknown error" } = error as NodeJS.ErrnoException;
    throw unusable(origin, `it cannot be read: ${code}`, error);
  }
}

const AGENT_LIMIT_MS = 15_000;

/** What ssh-add -L lists; empty where no agent answers. */
async function listAgentKeys(): Promise<readonly PublicKey[]> {
  if ((process.env["SSH_AUTH_SOCK"] ?? "") === "") return [];
  const { exitCode, stdout } = await runSshTool({ tool: "ssh-add", args: ["-L"], limitMs: AGENT_LIMIT_MS });
  if (exitCode !== 0) return [];
  return Buffer.from(stdout)
    .toString("latin1")
    .split("\n")
    .flatMap((line) => parsePublicLine(line) ?? []);
}

/** A key of a kind that no signature counts with is no choice. */
function chooseOfAgent(held: readonly PublicKey[], configured: string | undefined): SigningKey {
  const usable = held.filter(({ type }) => SIGNING_KEY_TYPES.includes(type));
  const [publicKey] = usable;
  if (publicKey !== undefined && usable.length === 1)
    return { publicKey, file: undefined, origin: "the SSH agent" };
  const listed = held.map(({ type, fingerprint }) => `${fingerprint} (${type})`).join(", ");
  const agent = held.length === 0 ? "the SSH agent has none" : `the SSH agent has ${listed}`;
  const git =
    configured === undefined
      ? "git's user.signingKey is not set"
      : `git's user.signingKey ${quoteText(configured)} is no SSH key`;
  throw new Refusal("SIGNING_KEY_MISSING", {
    message: `${usable.length > 1 ? "there is more than one key to sign with" : "there is no key to sign with"}: --key is not given, ${git}, and ${agent}`,
    expected: `one key of a type that counts: ${SIGNING_KEY_TYPES.join(", ")}`,
    todo: "name one with --key FILE, or for good with git config --global user.signingKey ~/.ssh/id_ed25519.pub; ssh-keygen -t ed25519 makes one",
  });
}

function requireType(key: PublicKey, origin: string): PublicKey {
  if (SIGNING_KEY_TYPES.includes(key.type)) return key;
  throw unusable(origin, `it is of type ${visibleText(key.type)}, which never counts`);
}

function unusable(origin: string, fault: string, cause?: unknown): Refusal {
  const text = {
    message: `the key of ${origin} cannot be used: ${fault}`,
    expected: `a key of type ${SIGNING_KEY_TYPES.join(", ")}, or the public half of one that an agent holds`,
    todo: "name another with --key FILE; ssh-keygen -t ed25519 makes one",
  };
  return new Refusal("SIGNING_KEY_MISSING", text, cause);
}
