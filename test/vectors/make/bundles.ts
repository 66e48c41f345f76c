// Makes Sigstore bundles v0.3 over statements with node:crypto, by the letter of the format and without any code of src/.
import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { mpint } from "../../trust/key-workshop.ts";
import { canonical, sha256 } from "./plain.ts";

export interface RunnerKey {
  readonly privateKey: KeyObject;
  /** SPKI (DER) in base64. */
  readonly publicKey: string;
}

export function makeRunner(): RunnerKey {
  const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const publicKey = createPublicKey(privateKey).export({ type: "spki", format: "der" }).toString("base64");
  return { privateKey, publicKey };
}

export interface BundleQuirks {
  /** The key that the bundle names, where it is not the one that signs. */
  readonly named?: RunnerKey;
  readonly highS?: boolean;
  readonly mediaType?: string;
  /** Signed as another type of payload, and says so. */
  readonly payloadType?: string;
  /** The payload that the bundle holds, where it is not what was signed. */
  readonly payload?: string;
  readonly keyid?: string;
  /** Fields at the top. */
  readonly more?: object;
  readonly secondSignature?: boolean;
}

const IN_TOTO = "application/vnd.in-toto+json";
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** One line of attestations.jsonl without its newline. */
export function bundleOver(statement: string, key: RunnerKey, quirks: BundleQuirks = {}): string {
  const {
    named = key,
    mediaType = "application/vnd.dev.sigstore.bundle.v0.3+json",
    payloadType = IN_TOTO,
  } = quirks;
  const encoded = Buffer.from(
    `DSSEv1 ${payloadType.length} ${payloadType} ${Buffer.byteLength(statement)} ${statement}`,
  );
  const raw = sign("sha256", encoded, { key: key.privateKey, dsaEncoding: "ieee-p1363" });
  const one = {
    keyid: quirks.keyid ?? sha256(Buffer.from(named.publicKey, "base64")),
    sig: der(raw, quirks.highS ?? false).toString("base64"),
  };
  return canonical({
    ...quirks.more,
    mediaType,
    verificationMaterial: { publicKey: { hint: named.publicKey } },
    dsseEnvelope: {
      payload: Buffer.from(quirks.payload ?? statement).toString("base64"),
      payloadType,
      signatures: quirks.secondSignature === true ? [one, one] : [one],
    },
  });
}

/** r and s in DER, s the lower or the higher one of the two that hold. */
function der(raw: Buffer, wantsHigh: boolean): Buffer {
  const s = BigInt(`0x${raw.subarray(32).toString("hex")}`);
  const chosen = s > ORDER / 2n === wantsHigh ? s : ORDER - s;
  const numbers = [raw.subarray(0, 32), Buffer.from(chosen.toString(16).padStart(64, "0"), "hex")].map(
    (number) => {
      const bytes = mpint(number);
      return Buffer.concat([Buffer.of(0x02, bytes.length), bytes]);
    },
  );
  const body = Buffer.concat(numbers);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}
