// The runner's key as text: PEM in, the key or why not out. Shows nothing of what it reads.
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  sign,
  verify,
  type KeyObject,
  type SignKeyObjectInput,
} from "node:crypto";
import { promisify } from "node:util";
import { visibleText } from "../diagnostics/visible-text.ts";
import { renderP256PublicKey, renderP256Signature } from "../model/p256.ts";

/** A key that can sign statements. */
export interface RunnerKey {
  /** SPKI (DER) in base64. */
  readonly publicKey: string;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
}

export interface PemFault {
  /** Half a sentence that goes on after "it": `holds a public key only`. */
  readonly fault: string;
}

const CURVE = "prime256v1";
const BLOCK = /-----BEGIN ([A-Z0-9 ]{1,40})-----\r?\n([^]*?)-----END \1-----/g;
/** What `openssl ecparam -genkey` writes before the key. */
const PARAMETERS = "EC PARAMETERS";

/**
 * Reads one unencrypted private key on P-256, PKCS#8 (RFC 5958) or SEC 1 (RFC 5915) in PEM (RFC 7468). Text around the
 * block does not count. A key whose public half does not belong to it is a fault too.
 */
export function parseRunnerKey(pem: string): RunnerKey | PemFault {
  const blocks = [...pem.matchAll(BLOCK)].filter(([, label]) => label !== PARAMETERS);
  const [block, ...more] = blocks;
  if (block === undefined) return { fault: "holds no key in PEM" };
  if (more.length > 0) return { fault: "holds more than one key or certificate" };
  const [text, label = "", body = ""] = block;
  const labelFault = judgeLabel(label, body);
  if (labelFault !== undefined) return { fault: labelFault };
  const key = readPrivateKey(text);
  if (key === undefined) return { fault: "holds a private key that cannot be read" };
  const { asymmetricKeyType: type = "unknown", asymmetricKeyDetails: details } = key;
  if (type !== "ec" || details?.namedCurve !== CURVE)
    return {
      fault: `holds a key of type ${visibleText([type, details?.namedCurve ?? ""].join(" ").trim())}`,
    };
  return toRunnerKey(key) ?? { fault: "holds a private key with a public half that is another key's" };
}

/** A new key, as PKCS#8 in PEM. */
export async function generateRunnerKey(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)("ec", { namedCurve: CURVE });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

function judgeLabel(label: string, body: string): string | undefined {
  if (label === "ENCRYPTED PRIVATE KEY" || /^Proc-Type:.*ENCRYPTED/m.test(body))
    return "holds an encrypted key";
  if (label === "PRIVATE KEY" || label === "EC PRIVATE KEY") return undefined;
  if (label.endsWith("PRIVATE KEY")) return `holds a private key in another format, "${label}"`;
  return `holds no private key but "${label}"`;
}

function readPrivateKey(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey({ key: pem, format: "pem" });
  } catch {
    // What OpenSSL says of it may not be shown, and helps nobody.
    return undefined;
  }
}

/** Undefined where a signature by the key does not hold under its own public half. */
function toRunnerKey(key: KeyObject): RunnerKey | undefined {
  const { x = "", y = "" } = createPublicKey(key).export({ format: "jwk" });
  const publicKey = renderP256PublicKey(Buffer.from(x, "base64url"), Buffer.from(y, "base64url"));
  const signing: SignKeyObjectInput = { key, dsaEncoding: "ieee-p1363" };
  const signBytes = (bytes: Uint8Array): Uint8Array => renderP256Signature(sign("sha256", bytes, signing));
  const probe = Buffer.from("a key signs for its own public half");
  const spki = createPublicKey({ key: Buffer.from(publicKey, "base64"), format: "der", type: "spki" });
  const isWhole = verify("sha256", probe, { key: spki, dsaEncoding: "der" }, signBytes(probe));
  return isWhole ? { publicKey, sign: signBytes } : undefined;
}
