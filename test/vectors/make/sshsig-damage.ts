// Recipes of the area sshsig: what stands beside the message is no signature, or not one in its one spelling.
import { armor, dearmor, mpint, signMessage, string } from "../../trust/key-workshop.ts";
import type { Case } from "./case.ts";
import { alice, APPROVAL, carol, dora, PLAN } from "./people.ts";
import { by, GOOD, MESSAGE, principal, sshsigCase } from "./sshsig-case.ts";

export function damageCases(): readonly Case[] {
  const no = (name: string, why: string, signature: Uint8Array | string): Case =>
    sshsigCase("SIG_MALFORMED", `malformed-${name}`, [why, { signature: Buffer.from(signature) }]);
  const text = GOOD.toString("latin1");
  const blob = dearmor(GOOD);
  const other = signMessage(alice, { message: Buffer.from("another\n"), namespace: APPROVAL });
  return [
    no("empty-file", "An empty file is not the same as none.", ""),
    no("no-armor", "Text that is no armor at all.", "approved by alice\n"),
    no(
      "cr-lf",
      "Carriage returns: what git does to text on some machines, and ssh-keygen cannot read.",
      text.replaceAll("\n", "\r\n"),
    ),
    no(
      "text-before",
      "A line before the armor, which a reader could take for signed.",
      `approved by bob\n${text}`,
    ),
    no(
      "text-after",
      "A line behind the armor. ssh-keygen says good; nobody signed that line.",
      `${text}approved by bob\n`,
    ),
    no(
      "two-armors",
      "Two armors. ssh-keygen reads the first and ignores the other.",
      text + other.toString("latin1"),
    ),
    no("no-final-newline", "The last newline is missing: one signature has one spelling.", text.trimEnd()),
    no("truncated", "The file ends in the middle of the base64.", text.slice(0, 200)),
    no(
      "truncated-base64",
      "The armor is whole and the base64 in it has lost its last line.",
      withoutLastLine(text),
    ),
    sshsigCase("SIG_MALFORMED", "malformed-base64-not-canonical", [
      "A bit set behind the end of the base64: other text, the same blob. Asked for as a plan, whose signature ends in padding.",
      { signature: looseBase64(), question: { namespace: PLAN } },
    ]),
    no("blank-line", "A blank line in the base64.", text.replace("-----\n", "-----\n\n")),
    no("other-header", "The armor of something else.", text.replaceAll("SSH SIGNATURE", "PGP SIGNATURE")),
    no(
      "other-magic",
      "The blob does not begin with SSHSIG.",
      armor(Buffer.concat([Buffer.from("SSHSIX"), blob.subarray(6)])),
    ),
    no("version-2", "A version that does not exist yet.", by(alice, { version: 2 })),
    no("version-0", "Version 0; ssh-keygen only refuses versions above its own.", by(alice, { version: 0 })),
    no("trailing-byte", "One byte behind the fields.", by(alice, { trailing: Buffer.of(0) })),
    no(
      "field-too-long",
      "The length of the last field says more than there is.",
      armor(blob.subarray(0, -1)),
    ),
    no(
      "reserved-filled",
      "The reserved field is not empty, and it is not under the signature.",
      by(alice, { reserved: "approved" }),
    ),
    no("sha1", "A hash that the format does not allow.", by(alice, { hash: "sha1" })),
    no(
      "namespace-empty",
      "A signature for no purpose.",
      signMessage(alice, { message: MESSAGE, namespace: "" }),
    ),
    no(
      "algorithm-name",
      "The signature inside calls itself RSA, its key Ed25519.",
      by(alice, { signatureType: "rsa-sha2-512" }),
    ),
    no(
      "ed25519-63-bytes",
      "An Ed25519 signature has 64 bytes.",
      by(alice, { change: (value) => value.subarray(0, 63) }),
    ),
    sshsigCase("SIG_MALFORMED", "malformed-ecdsa-padded-r", [
      "r with a zero byte too many: a number has one spelling (RFC 4251).",
      {
        signature: by(carol, {
          layOut: (r, s) =>
            Buffer.concat([string(Buffer.concat([Buffer.of(0), mpint(r)])), string(mpint(s))]),
        }),
        ...principal("carol"),
      },
    ]),
    sshsigCase("SIG_MALFORMED", "malformed-ecdsa-negative-r", [
      "r is a negative number as RFC 4251 writes them.",
      {
        signature: by(carol, {
          layOut: (r, s) =>
            Buffer.concat([string(Buffer.concat([Buffer.of(0xff), r.subarray(1)])), string(mpint(s))]),
        }),
        ...principal("carol"),
      },
    ]),
    sshsigCase("SIG_MALFORMED", "malformed-sk-without-flags", [
      "A security key's signature laid out as one of another key: no flags, no counter.",
      { signature: withoutFlags(), ...principal("dora") },
    ]),
  ];
}

function withoutLastLine(text: string): string {
  const lines = text.split("\n");
  return [...lines.slice(0, -3), ...lines.slice(-2)].join("\n");
}

function looseBase64(): Buffer {
  const text = signMessage(alice, { message: MESSAGE, namespace: PLAN }).toString("latin1");
  const loose = text.replace(/(.)=\n-----END/, (_all, last: string) => `${nextLetter(last)}=\n-----END`);
  if (loose === text) throw new Error("the signature does not end in padding");
  return Buffer.from(loose);
}

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The next letter differs in the last bit only where the first has it empty, as it must be before padding. */
function nextLetter(letter: string): string {
  return ALPHABET[ALPHABET.indexOf(letter) + 1] ?? "B";
}

function withoutFlags(): Buffer {
  const whole = dearmor(by(dora));
  // The outer string of the signature, five bytes shorter: the flags and the counter.
  const length = string(dora.type).length + string(Buffer.alloc(64)).length;
  const at = whole.length - length - 5 - 4;
  return armor(Buffer.concat([whole.subarray(0, at), string(whole.subarray(at + 4, at + 4 + length))]));
}
