// Recipes of the area sshsig: signatures that are well-formed and do not hold.
import { createHash, sign } from "node:crypto";
import { spellKey, string } from "../../trust/key-workshop.ts";
import type { Case } from "./case.ts";
import { alice, APPROVAL, bob, carol, dora, erik, signerLine } from "./people.ts";
import { by, MESSAGE, principal, sshsigCase, type Change } from "./sshsig-case.ts";

export function invalidCases(): readonly Case[] {
  const no = (name: string, why: string, change: Change): Case =>
    sshsigCase("SIG_INVALID", name, [why, change]);
  const crlf = Buffer.from(MESSAGE.toString().replaceAll("\n", "\r\n"));
  const otherApplication = spellKey(dora.type, dora.privateKey);
  const blob = Buffer.concat([string(dora.type), string(dora.point), string("ssh:other")]);
  return [
    no("invalid-changed-message", "One letter of the message is another: SG_2 for SG_1.", {
      message: Buffer.from(MESSAGE.toString().replace("SG_1", "SG_2")),
    }),
    no("invalid-message-with-cr", "Somebody's editor changed the line ends of the message.", {
      message: crlf,
    }),
    no("invalid-message-with-newline", "A newline was added at the end of the message.", {
      message: Buffer.concat([MESSAGE, Buffer.from("\n")]),
    }),
    no("invalid-other-key-named", "Alice's signature with bob's key written into it.", {
      signature: by(alice, { named: bob }),
      ...principal("bob"),
    }),
    no("invalid-not-wrapped", "A signature over the message itself, not over the SSHSIG blob of its hash.", {
      signature: withoutWrapping(),
    }),
    no("invalid-hash-name-changed", "Made over a SHA-256 hash, with sha512 written into it.", {
      signature: hashNameChanged(),
    }),
    no(
      "invalid-ed25519-s-plus-l",
      "S + L: the same signature in another spelling. RFC 8032 wants S below L; OpenSSH looks at three bits only.",
      {
        signature: by(alice, { change: addOrder }),
      },
    ),
    no("invalid-ecdsa-s-is-n", "s = n is out of the range of the curve.", {
      signature: by(carol, {
        change: (value) => Buffer.concat([value.subarray(0, 32), number32(P256_ORDER)]),
      }),
      ...principal("carol"),
    }),
    no("invalid-ecdsa-swapped", "r and s have changed places.", {
      signature: by(carol, { change: (value) => Buffer.concat([value.subarray(32), value.subarray(0, 32)]) }),
      ...principal("carol"),
    }),
    no(
      "invalid-sk-untouched",
      "A security key that nobody touched (flags 00): a signature without a decision.",
      {
        signature: by(dora, { flags: 0 }),
        ...principal("dora"),
      },
    ),
    no(
      "invalid-sk-ecdsa-untouched",
      "The same for a P-256 security key, with a PIN and no touch (flags 04).",
      {
        signature: by(erik, { flags: 4 }),
        ...principal("erik"),
      },
    ),
    no(
      "invalid-sk-other-application",
      "A security key's signature is for its application; the key named here has another.",
      {
        signature: by(dora, { named: { ...otherApplication, blob } }),
        signers: signerLine("dora", { text: `${dora.type} ${blob.toString("base64")}` }),
        ...principal("dora"),
      },
    ),
    no(
      "invalid-before-revoked",
      "It does not hold, and the key it names is revoked: what nobody signed says nothing about the key.",
      {
        message: crlf,
        revoked: `${alice.text}\n`,
      },
    ),
  ];
}

/** A signature over the message itself, put where one over the SSHSIG blob belongs. */
function withoutWrapping(): Buffer {
  const bare = sign(null, MESSAGE, alice.privateKey);
  return by(alice, { change: () => bare });
}
const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const L = 2n ** 252n + 27742317777372353535851937790883648493n;

function addOrder(value: Buffer): Buffer {
  const s = BigInt(`0x${Buffer.from(value.subarray(32)).reverse().toString("hex")}`) + L;
  return Buffer.concat([value.subarray(0, 32), number32(s).reverse()]);
}

function number32(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, "0"), "hex");
}

function hashNameChanged(): Buffer {
  const digest = createHash("sha256").update(MESSAGE).digest();
  const parts = [APPROVAL, "", "sha256", digest].map((part) => string(part));
  const value = sign(null, Buffer.concat([Buffer.from("SSHSIG"), ...parts]), alice.privateKey);
  return by(alice, { change: () => value });
}
