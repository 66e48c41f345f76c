// Signs bytes with a person's key through ssh-keygen, so that agents, hardware keys and passphrases work as they always do.
// Who the person is, and whether the signature counts, is not decided here. No private key is ever read by this program.
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Refusal } from "../diagnostics/refusal.ts";
import type { Namespace } from "../model/signature.ts";
import type { SigningKey } from "./ssh-key-choice.ts";
import { reasonOf, runSshTool, type SshToolAnswer } from "./ssh-tool.ts";

export interface SigningQuestion {
  readonly bytes: Uint8Array;
  readonly namespace: Namespace;
  readonly key: SigningKey;
}

/** Time for a person to find a passphrase, or to touch a key. */
const SIGNING_LIMIT_MS = 10 * 60 * 1000;
const ARMOR = /^-----BEGIN SSH SIGNATURE-----\n[A-Za-z0-9+/=\n]+\n-----END SSH SIGNATURE-----\n$/;

/**
 * The armored signature over exactly these bytes (ssh-keygen(1), `-Y sign`): the bytes go to standard input and the
 * signature comes from standard output, so that no file is written over and no question about one is asked.
 * Rejects with a Refusal SIGNING_FAILED, in ssh-keygen's own words.
 */
export async function signWithSsh(question: SigningQuestion): Promise<Uint8Array> {
  const { file } = question.key;
  if (file !== undefined) return signWithFile(question, file);
  const folder = await mkdtemp(path.join(tmpdir(), "cutplan-key-"));
  try {
    const publicFile = path.join(folder, "key.pub");
    await writeFile(publicFile, `${question.key.publicKey.line}\n`, { mode: 0o600 });
    return await signWithFile(question, publicFile);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function signWithFile({ bytes, namespace, key }: SigningQuestion, file: string): Promise<Uint8Array> {
  const answer = await runSshTool({
    tool: "ssh-keygen",
    args: ["-Y", "sign", "-n", namespace, "-f", file],
    input: bytes,
    limitMs: SIGNING_LIMIT_MS,
  });
  if (answer.exitCode !== 0 || !ARMOR.test(Buffer.from(answer.stdout).toString("latin1")))
    throw notSigned(key, answer);
  return answer.stdout;
}

function notSigned({ publicKey, origin, file }: SigningKey, answer: SshToolAnswer): Refusal {
  const reason = reasonOf(answer);
  const isAgents = file === undefined || file.endsWith(".pub");
  return new Refusal("SIGNING_FAILED", {
    message: `ssh-keygen did not sign with ${publicKey.fingerprint} (${origin}): ${reason === "" ? "it gave no reason" : reason}`,
    expected: isAgents
      ? "an SSH agent that holds this key, or its private half beside the public one"
      : "a private key that can be unlocked, on a terminal or by an agent",
    todo: "try ssh-add on the key, then this command again",
  });
}
