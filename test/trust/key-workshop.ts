// Makes keys and SSH signatures in memory, by the letter of PROTOCOL.sshsig and PROTOCOL.u2f and without any code of src/, so
// that what is tested is not tested by itself.
import { createHash, createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";

export const TYPES = [
  "ssh-ed25519",
  "ecdsa-sha2-nistp256",
  "sk-ssh-ed25519@openssh.com",
  "sk-ecdsa-sha2-nistp256@openssh.com",
] as const;

export type WorkshopType = (typeof TYPES)[number];

export interface WorkshopKey {
  readonly type: WorkshopType;
  readonly blob: Buffer;
  /** As a .pub file has it, without a comment. */
  readonly text: string;
  readonly point: Buffer;
  readonly privateKey: KeyObject;
}

const APPLICATION = "ssh:";

export function string(content: Uint8Array | string): Buffer {
  const bytes = Buffer.from(content);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

export function makeKey(type: WorkshopType): WorkshopKey {
  const { privateKey } = type.includes("ed25519")
    ? generateKeyPairSync("ed25519")
    : generateKeyPairSync("ec", { namedCurve: "P-256" });
  return spellKey(type, privateKey);
}

/** The same secret in the spelling of that type. */
export function spellKey(type: WorkshopType, privateKey: KeyObject): WorkshopKey {
  const jwk = createPublicKey(privateKey).export({ format: "jwk" });
  const [x, y] = [jwk.x ?? "", jwk.y ?? ""].map((text) => Buffer.from(text, "base64url"));
  const point = type.includes("ed25519") ? x! : Buffer.concat([Buffer.of(4), x!, y!]);
  return { ...describe(type, point), type, privateKey };
}

/** Blob and line of any point, sound or not. */
export function describe(
  type: WorkshopType,
  point: Uint8Array,
): { readonly blob: Buffer; readonly text: string; readonly point: Buffer } {
  const blob = Buffer.concat([
    string(type),
    ...(type.includes("ecdsa") ? [string("nistp256")] : []),
    string(point),
    ...(type.startsWith("sk-") ? [string(APPLICATION)] : []),
  ]);
  return { blob, text: `${type} ${blob.toString("base64")}`, point: Buffer.from(point) };
}

/** How a signature is to differ from a proper one. */
export interface SignatureQuirks {
  readonly hash?: "sha256" | "sha512" | "sha1";
  readonly version?: number;
  readonly reserved?: string;
  readonly flags?: number;
  readonly counter?: number;
  readonly signatureType?: string;
  /** The key that the signature names, where it is not the one that signs. */
  readonly named?: Pick<WorkshopKey, "blob">;
  readonly trailing?: Uint8Array;
  /** Changes the 64 bytes of R and S, or of r and s, before they are laid out. */
  readonly change?: (value: Buffer) => Buffer;
  /** Lays r and s out by itself. */
  readonly layOut?: (r: Buffer, s: Buffer) => Buffer;
}

export function signMessage(
  key: WorkshopKey,
  { message, namespace }: { readonly message: Uint8Array; readonly namespace: string },
  quirks: SignatureQuirks = {},
): Buffer {
  const { hash = "sha512", version = 1, reserved = "", trailing = Buffer.alloc(0) } = quirks;
  const digest = createHash(hash).update(message).digest();
  const signed = Buffer.concat([
    Buffer.from("SSHSIG"),
    string(namespace),
    string(""),
    string(hash),
    string(digest),
  ]);
  return armor(
    Buffer.concat([
      Buffer.from("SSHSIG"),
      uint32(version),
      string(quirks.named?.blob ?? key.blob),
      string(namespace),
      string(reserved),
      string(hash),
      string(makeSignature(key, signed, quirks)),
      trailing,
    ]),
  );
}

function makeSignature(key: WorkshopKey, data: Buffer, quirks: SignatureQuirks): Buffer {
  const { flags = 1, counter = 7, signatureType = key.type } = quirks;
  if (!key.type.startsWith("sk-"))
    return Buffer.concat([string(signatureType), string(makeValue(key, data, quirks))]);
  const tail = Buffer.concat([Buffer.of(flags), uint32(counter)]);
  const touched = Buffer.concat([sha256(Buffer.from(APPLICATION)), tail, sha256(data)]);
  return Buffer.concat([string(signatureType), string(makeValue(key, touched, quirks)), tail]);
}

function makeValue(key: WorkshopKey, data: Buffer, quirks: SignatureQuirks): Buffer {
  const { change = (value: Buffer) => value, layOut = (r: Buffer, s: Buffer) => layOutNumbers(r, s) } =
    quirks;
  if (key.type.includes("ed25519")) return change(sign(null, data, key.privateKey));
  const value = change(sign("sha256", data, { key: key.privateKey, dsaEncoding: "ieee-p1363" }));
  return layOut(value.subarray(0, 32), value.subarray(32));
}

function layOutNumbers(r: Buffer, s: Buffer): Buffer {
  return Buffer.concat([string(mpint(r)), string(mpint(s))]);
}

export function mpint(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0);
  const short = first === -1 ? Buffer.alloc(0) : bytes.subarray(first);
  return (short[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), short]) : short;
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function sha256(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

export function armor(blob: Uint8Array, width = 70): Buffer {
  const text = Buffer.from(blob).toString("base64");
  const lines = text.match(new RegExp(`.{1,${width}}`, "g")) ?? [""];
  return Buffer.from(`-----BEGIN SSH SIGNATURE-----\n${lines.join("\n")}\n-----END SSH SIGNATURE-----\n`);
}

/** The blob in an armor. */
export function dearmor(file: Uint8Array): Buffer {
  return Buffer.from(
    Buffer.from(file)
      .toString("latin1")
      .replaceAll(/-----.*\n/g, ""),
    "base64",
  );
}
