// Reads whose key a piece of text is: a public line as ssh-keygen writes it, or a private key's file, of which only the
// public half is looked at. Judges no key but by its type; decides nothing about persons.
import { sha256Hex } from "../model/digest.ts";

export interface PublicKey {
  /** `ssh-ed25519 AAAA…`, without a comment. */
  readonly line: string;
  /** `SHA256:…` as ssh-keygen -l prints it. */
  readonly fingerprint: string;
  readonly type: string;
}

/** The kinds of keys that a signature may be made with; others would never count. */
export const SIGNING_KEY_TYPES: readonly string[] = [
  "ssh-ed25519",
  "sk-ssh-ed25519@openssh.com",
  "ecdsa-sha2-nistp256",
  "sk-ecdsa-sha2-nistp256@openssh.com",
];

/** Reads `TYPE BASE64 [COMMENT]` (sshd(8), AUTHORIZED_KEYS FILE FORMAT, without options); undefined for anything else. */
export function parsePublicLine(text: string): PublicKey | undefined {
  const [type, base64, ...rest] = text.trim().split(/[ \t]+/);
  if (type === undefined || base64 === undefined || /[\r\n]/.test(rest.join(" "))) return undefined;
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const key = publicKeyOfBlob(Buffer.from(base64, "base64"));
  return key?.type === type && key.line === `${type} ${base64}` ? key : undefined;
}

const PRIVATE_KEY =
  /^-----BEGIN OPENSSH PRIVATE KEY-----\r?\n(?<base64>[A-Za-z0-9+/=\r\n]+)-----END OPENSSH PRIVATE KEY-----/;
const MAGIC = "openssh-key-v1\0";

/**
 * The public half of a private key's file, which stands there unencrypted (OpenSSH, PROTOCOL.key, section 1). Undefined
 * for other formats and for a file of several keys.
 */
export function publicHalfOf(privateText: string): PublicKey | undefined {
  const base64 = PRIVATE_KEY.exec(privateText)?.groups?.["base64"];
  if (base64 === undefined) return undefined;
  const bytes = Buffer.from(base64, "base64");
  if (!bytes.subarray(0, MAGIC.length).equals(Buffer.from(MAGIC))) return undefined;
  const cipher = takeString(bytes.subarray(MAGIC.length));
  const derivation = takeString(cipher?.rest);
  const rest = takeString(derivation?.rest)?.rest;
  if (rest === undefined || rest.length < 4 || rest.readUInt32BE(0) !== 1) return undefined;
  const blob = takeString(rest.subarray(4))?.part;
  return blob === undefined ? undefined : publicKeyOfBlob(blob);
}

/** Whether a text looks like a private key in any of the formats that ssh-keygen reads. */
export function isPrivateKey(text: string): boolean {
  return /^-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.test(text);
}

function publicKeyOfBlob(blob: Buffer): PublicKey | undefined {
  const type = takeString(blob)?.part.toString("latin1");
  if (type === undefined || !/^[a-z0-9@.-]{1,64}$/.test(type)) return undefined;
  const digest = Buffer.from(sha256Hex(blob), "hex").toString("base64").replace(/=+$/, "");
  return { line: `${type} ${blob.toString("base64")}`, fingerprint: `SHA256:${digest}`, type };
}

/** A string as it goes over the wire (RFC 4251, 5): a length of four bytes, and that many bytes. */
function takeString(bytes: Buffer | undefined): { readonly part: Buffer; readonly rest: Buffer } | undefined {
  if (bytes === undefined || bytes.length < 4) return undefined;
  const end = 4 + bytes.readUInt32BE(0);
  return bytes.length < end ? undefined : { part: bytes.subarray(4, end), rest: bytes.subarray(end) };
}
