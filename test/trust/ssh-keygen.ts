// The real ssh-keygen, in a folder of its own and in UTC, as the referee for what counts as a signature.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

export interface Folder {
  readonly path: string;
  readonly remove: () => void;
}

export function makeFolder(): Folder {
  const folder = mkdtempSync(path.join(tmpdir(), "cutplan-trust-"));
  return { path: folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

interface Ran {
  readonly status: number | null;
  readonly stdout: Buffer;
}

export function sshKeygen(args: readonly string[], input: Uint8Array = new Uint8Array()): Ran {
  const { status, stdout, error } = spawnSync("ssh-keygen", args, {
    input,
    env: { PATH: process.env["PATH"], TZ: "UTC", LC_ALL: "C" },
  });
  // It may end before it has read its input; that is an error of the pipe, and an answer all the same.
  if (error !== undefined && status === null) throw error;
  return { status, stdout };
}

/** A key pair in the folder; answers the text of its .pub file. */
export function makeKeyFile(folder: Folder, name: string, options: readonly string[]): string {
  const file = path.join(folder.path, name);
  const { status } = sshKeygen(["-q", "-N", "", "-C", name, "-f", file, ...options]);
  if (status !== 0) throw new Error(`ssh-keygen could not make ${name}`);
  return readFileSync(`${file}.pub`, "utf8");
}

/** A signature as people make it. */
export function signWithFile(
  folder: Folder,
  name: string,
  { message, namespace }: { readonly message: Uint8Array; readonly namespace: string },
): Buffer {
  const { status, stdout } = sshKeygen(
    ["-q", "-Y", "sign", "-n", namespace, "-f", path.join(folder.path, name)],
    message,
  );
  if (status !== 0) throw new Error(`ssh-keygen could not sign with ${name}`);
  return stdout;
}

export interface VerifyQuestion {
  readonly signers: Uint8Array | string;
  readonly revoked: Uint8Array | string;
  readonly message: Uint8Array;
  readonly signature: Uint8Array;
  readonly principal: string;
  readonly namespace: string;
  readonly at: string;
}

/** Whether ssh-keygen takes the signature for good. */
export function verifiesWithSsh(folder: Folder, question: VerifyQuestion): boolean {
  const [signers, revoked, signature] = ["allowed_signers", "revoked_keys", "message.sig"].map((name) =>
    path.join(folder.path, name),
  );
  writeFileSync(signers!, question.signers);
  writeFileSync(revoked!, question.revoked);
  writeFileSync(signature!, question.signature);
  const time = question.at.replaceAll(/[-:T]/g, "");
  const { status } = sshKeygen(
    [
      ...["-q", "-Y", "verify", "-f", signers!, "-r", revoked!, "-s", signature!],
      ...["-I", question.principal, "-n", question.namespace, "-O", `verify-time=${time}`],
    ],
    question.message,
  );
  return status === 0;
}
