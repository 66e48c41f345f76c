// The SSH signature format: takes an armored signature apart, and says which bytes such a signature is over. Whether it holds
// and whose it is are asked elsewhere. Source: OpenSSH's PROTOCOL.sshsig.
import { hash } from "node:crypto";
import { isUtf8 } from "node:buffer";
import { quoteText } from "../diagnostics/visible-text.ts";
import { parseBase64 } from "./base64.ts";
import { asciiText, splitWire, wireString } from "./wire.ts";

export type HashAlgorithm = "sha256" | "sha512";

export interface SshSignature {
  readonly keyBlob: Uint8Array;
  readonly namespace: string;
  readonly hashAlgorithm: HashAlgorithm;
  /** The signature itself with its algorithm, as the key's type lays it out. */
  readonly signature: Uint8Array;
}

export type SshSignatureAnswer =
  | { readonly kind: "SIGNATURE"; readonly signature: SshSignature }
  /** Half a sentence that goes on after "the signature": `does not begin with …`. */
  | { readonly kind: "MALFORMED"; readonly words: string };

const BEGIN = "-----BEGIN SSH SIGNATURE-----\n";
const END = "-----END SSH SIGNATURE-----\n";
const PREAMBLE = Buffer.from("SSHSIG");
const VERSION = 1;
/** Four times the largest RSA signature that OpenSSH makes. */
const LARGEST_FILE_BYTES = 16 * 1024;
const LONGEST_LINE = 76;

/**
 * The parts of the signature in the file. Stricter than ssh-keygen, which ignores what follows the first armor, padding bits,
 * a reserved field, and takes version 0: here a signature has one armor, and nothing in it that nobody signed.
 */
export function parseSshSignature(file: Uint8Array): SshSignatureAnswer {
  const blob = parseArmor(file);
  return typeof blob === "string" ? malformed(blob) : parseBlob(blob);
}

/** What is really signed: the namespace and the message's hash, so that no signature counts for two purposes (section 3). */
export function renderSignedData(
  { namespace, hashAlgorithm }: Pick<SshSignature, "namespace" | "hashAlgorithm">,
  message: Uint8Array,
): Uint8Array {
  const digest = Buffer.from(hash(hashAlgorithm, message, "hex"), "hex");
  return Buffer.concat([PREAMBLE, ...[namespace, "", hashAlgorithm, digest].map(wireString)]);
}

/** The blob in the armor, or half a sentence on why there is none. */
function parseArmor(file: Uint8Array): Uint8Array | string {
  if (file.length === 0) return "is an empty file";
  if (file.length > LARGEST_FILE_BYTES) return `has ${file.length} bytes, more than ${LARGEST_FILE_BYTES}`;
  const text = Buffer.from(file).toString("latin1");
  if (text.includes("\r")) return "has carriage returns; its lines end in LF alone";
  if (!text.startsWith(BEGIN)) return `does not begin with the line "${BEGIN.trimEnd()}"`;
  const end = text.indexOf(`\n${END}`, BEGIN.length - 1);
  if (end === -1) return `has no line "${END.trimEnd()}" at its end`;
  if (end + 1 + END.length !== text.length) return "has something behind its last line";
  const lines = text.slice(BEGIN.length, end).split("\n");
  if (lines.some((line) => line === "" || line.length > LONGEST_LINE))
    return `has a line that is empty or longer than ${LONGEST_LINE} characters`;
  return parseBase64(lines.join("")) ?? "is not in canonical base64";
}

function parseBlob(blob: Uint8Array): SshSignatureAnswer {
  if (!PREAMBLE.equals(blob.subarray(0, PREAMBLE.length))) return malformed('does not begin with "SSHSIG"');
  const parts = splitWire(blob.subarray(PREAMBLE.length), [
    "uint32",
    "string",
    "string",
    "string",
    "string",
    "string",
  ]);
  const [version, keyBlob, namespaceBytes, reserved, hashName, signature] = parts ?? [];
  if (!version || !keyBlob || !namespaceBytes || !reserved || !hashName || !signature)
    return malformed("has fields that end too early or too late");
  if (Buffer.from(version).readUInt32BE() !== VERSION) return malformed("is of another version than 1");
  const namespace = parseNamespace(namespaceBytes);
  if (namespace === undefined) return malformed("names no namespace");
  if (reserved.length > 0) return malformed("has a reserved field that is not empty");
  const hashAlgorithm = asciiText(hashName);
  if (hashAlgorithm !== "sha256" && hashAlgorithm !== "sha512")
    return malformed(`uses the hash ${quoteText(hashAlgorithm ?? "")}, not sha256 or sha512`);
  return { kind: "SIGNATURE", signature: { keyBlob, namespace, hashAlgorithm, signature } };
}

/** ssh-keygen reads a namespace up to its first NUL, so one inside is refused. */
function parseNamespace(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0 || !isUtf8(bytes) || bytes.includes(0)) return undefined;
  return Buffer.from(bytes).toString("utf8");
}

function malformed(words: string): SshSignatureAnswer {
  return { kind: "MALFORMED", words };
}
