// Signatures by keys that the real ssh-keygen made, in a folder that is removed at once: of accepted kinds and of others.
import path from "node:path";
import { makeFolder, makeKeyFile, signWithFile, sshKeygen, type Folder } from "../../trust/ssh-keygen.ts";

interface MadeKey {
  readonly name: string;
  readonly why: string;
  readonly signature: Buffer;
  /** The public key as a line of allowed_signers has it. */
  readonly text: string;
}

type Kind = readonly [name: string, options: readonly string[], why: string];

const ACCEPTED: readonly Kind[] = [
  ["ssh-keygen-ed25519", ["-t", "ed25519"], "Key and signature as ssh-keygen makes them."],
  [
    "ssh-keygen-ecdsa-p256",
    ["-t", "ecdsa", "-b", "256"],
    "ECDSA key and signature as ssh-keygen makes them.",
  ],
];

const OTHERS: readonly Kind[] = [
  ["rsa-3072", ["-t", "rsa", "-b", "3072"], "An RSA key, however long."],
  ["ecdsa-p384", ["-t", "ecdsa", "-b", "384"], "A larger curve is another kind of key."],
  ["ecdsa-p521", ["-t", "ecdsa", "-b", "521"], "The largest curve."],
];

export function makeAcceptedKeys(message: Uint8Array, namespace: string): readonly MadeKey[] {
  return inFolder((folder) => ACCEPTED.map((kind) => makeKeyOf(folder, kind, { message, namespace })));
}

export function makeOtherKeys(message: Uint8Array, namespace: string): readonly MadeKey[] {
  const why = "A certificate: who may sign is said in the list alone.";
  return inFolder((folder) => [
    ...OTHERS.map((kind) => makeKeyOf(folder, kind, { message, namespace })),
    { name: "certificate", why, signature: signWithCertificate(folder, message, namespace), text: "" },
  ]);
}

function inFolder<T>(make: (folder: Folder) => T): T {
  const folder = makeFolder();
  try {
    return make(folder);
  } finally {
    folder.remove();
  }
}

function makeKeyOf(
  folder: Folder,
  [name, options, why]: Kind,
  signed: { readonly message: Uint8Array; readonly namespace: string },
): MadeKey {
  const text = makeKeyFile(folder, name, options).split(" ").slice(0, 2).join(" ");
  return { name, why, signature: signWithFile(folder, name, signed), text };
}

function signWithCertificate(folder: Folder, message: Uint8Array, namespace: string): Buffer {
  makeKeyFile(folder, "authority", ["-t", "ed25519"]);
  makeKeyFile(folder, "certified", ["-t", "ed25519"]);
  const place = (name: string): string => path.join(folder.path, name);
  const { status } = sshKeygen([
    "-q",
    "-s",
    place("authority"),
    "-I",
    "alice",
    "-n",
    "alice@example.org",
    place("certified.pub"),
  ]);
  if (status !== 0) throw new Error("ssh-keygen made no certificate");
  return signWithFile(folder, "certified-cert.pub", { message, namespace });
}
