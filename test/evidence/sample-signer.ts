// A runner's key made at run time, and bundles by it over statements of a sample run.
import { createPublicKey, generateKeyPairSync, sign, type KeyObject } from "node:crypto";
import { preAuthEncoding, renderBundle } from "../../src/evidence/bundle.ts";
import { renderP256Signature } from "../../src/model/p256.ts";

export interface SampleSigner {
  readonly key: KeyObject;
  /** SPKI in base64. */
  readonly publicKey: string;
  /** r and s over the bytes, 64 bytes. */
  readonly signRaw: (bytes: Uint8Array) => Uint8Array;
  /** The bundle over a line of evidence (with its newline), as a line with its newline. */
  readonly attest: (line: Uint8Array) => Uint8Array;
}

export function makeSigner(): SampleSigner {
  const { privateKey: key } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const publicKey = createPublicKey(key).export({ type: "spki", format: "der" }).toString("base64");
  const signRaw = (bytes: Uint8Array): Uint8Array =>
    sign("sha256", bytes, { key, dsaEncoding: "ieee-p1363" });
  const attest = (line: Uint8Array): Uint8Array => {
    const payload = line.subarray(0, -1);
    const signature = renderP256Signature(signRaw(preAuthEncoding(payload)));
    return renderBundle({ payload, publicKey, signature });
  };
  return { key, publicKey, signRaw, attest };
}
