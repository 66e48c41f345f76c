// Which key this runner signs evidence with: the file that was named, else the file that the environment names, else one
// of this clone, made when it is first needed. Never shows a key, and never falls back from a key that was named.
import type { Refusal } from "../diagnostics/refusal.ts";
import { quoteText } from "../diagnostics/visible-text.ts";
import type { StatementSigner } from "../model/ports.ts";
import {
  NAMED_TODO,
  readKeyFile,
  readOrMakeCloneKey,
  refusedKey,
  refuseInsideWorkTree,
  type KeyOrigin,
} from "./runner-key-file.ts";
import { parseRunnerKey, type RunnerKey } from "./runner-key-pem.ts";

export interface RunnerKeyQuestion {
  /** --runner-key: PEM, from where the user stands. */
  readonly file: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly repository: { readonly commonDir: string; readonly workTree: string | undefined };
}

const VARIABLE = "CUTPLAN_RUNNER_KEY";

/**
 * The signer. A key that was named is read at once; the clone's own, `cutplan/runner-key.pem` in the git directory that its
 * work trees share, is read or made when something is signed or the public key is asked for: whoever records nothing gets
 * no key. Rejects with a Refusal RUNNER_KEY_REFUSED, at once or then, for anything but an unencrypted P-256 private key in
 * PEM in a plain file that nobody else may read, and for a file inside the work tree.
 */
export async function openRunnerKey(question: RunnerKeyQuestion): Promise<StatementSigner> {
  const named = nameOfKey(question);
  if (named === undefined) return signerOf(once(() => openCloneKey(question.repository.commonDir)));
  const key = await openNamedKey(named, question.repository.workTree);
  return signerOf(() => Promise.resolve(key));
}

interface NamedKey {
  readonly file: string;
  readonly origin: KeyOrigin;
}

function nameOfKey({ file, environment }: RunnerKeyQuestion): NamedKey | undefined {
  if (file !== undefined)
    return { file, origin: { name: `--runner-key ${quoteText(file, 300)}`, todo: NAMED_TODO } };
  const named = environment[VARIABLE];
  if (named === undefined) return undefined;
  // The value is not shown: sometimes it is the key itself that somebody put there.
  return { file: named, origin: { name: `the file that ${VARIABLE} names`, todo: NAMED_TODO } };
}

async function openNamedKey({ file, origin }: NamedKey, workTree: string | undefined): Promise<RunnerKey> {
  if (file === "") throw refusedKey(origin, "has no name: the value is empty");
  const pem = await readKeyFile(file, { origin, followsLinks: true });
  if (workTree !== undefined) await refuseInsideWorkTree(file, { origin, workTree });
  return parseOrRefuse(pem, origin);
}

async function openCloneKey(commonDir: string): Promise<RunnerKey> {
  const { pem, origin } = await readOrMakeCloneKey(commonDir);
  return parseOrRefuse(pem, origin);
}

function parseOrRefuse(pem: string, origin: KeyOrigin): RunnerKey {
  const parsed = parseRunnerKey(pem);
  if ("fault" in parsed) throw refusedKey(origin, parsed.fault);
  return parsed;
}

function signerOf(openKey: () => Promise<RunnerKey>): StatementSigner {
  return {
    readPublicKey: async () => (await openKey()).publicKey,
    sign: async (bytes) => (await openKey()).sign(bytes),
  };
}

/** A refusal is not kept: what was in the way may be gone at the next attempt. */
function once<T>(open: () => Promise<T>): () => Promise<T> {
  let opened: Promise<T> | undefined;
  return () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error as Refusal;
    });
    return opened;
  };
}
