// Recipes of the area sshsig: signatures that count.
import { armor, dearmor, makeKey, signMessage } from "../../trust/key-workshop.ts";
import type { Case } from "./case.ts";
import { makeAcceptedKeys } from "./ssh-keygen-keys.ts";
import { alice, APPROVAL, carol, dora, erik, PLAN, signerLine } from "./people.ts";
import { by, GOOD, MESSAGE, principal, sshsigCase, type Change } from "./sshsig-case.ts";

export function goodCases(): readonly Case[] {
  const ok = (name: string, why: string, change: Change): Case =>
    sshsigCase("AUTHENTIC", name, [why, change]);
  const binary = Buffer.from([0, 13, 10, 255, 254, 0, 10, 13, 226, 128]);
  const renewed = makeKey("ssh-ed25519");
  return [
    ok("good-ed25519", "The plain case: Ed25519 over SHA-512.", {}),
    ok("good-ecdsa-p256", "ECDSA on P-256.", { signature: by(carol), ...principal("carol") }),
    ok("good-sk-ed25519", "An Ed25519 security key that was touched (PROTOCOL.u2f).", {
      signature: by(dora),
      ...principal("dora"),
    }),
    ok("good-sk-ecdsa-p256", "A P-256 security key that was touched (PROTOCOL.u2f).", {
      signature: by(erik),
      ...principal("erik"),
    }),
    ok(
      "good-sk-user-verified",
      "A security key may say more than that it was touched, here also that a PIN was given (flags 05).",
      {
        signature: by(dora, { flags: 5 }),
        ...principal("dora"),
      },
    ),
    ok(
      "good-sk-counter-zero",
      "Some security keys do not count; the counter is signed and otherwise without meaning.",
      {
        signature: by(erik, { counter: 0 }),
        ...principal("erik"),
      },
    ),
    ok("good-sha256-ed25519", "The hash inside may be SHA-256.", {
      signature: by(alice, { hash: "sha256" }),
    }),
    ok("good-sha256-ecdsa", "The hash inside may be SHA-256 for ECDSA too.", {
      signature: by(carol, { hash: "sha256" }),
      ...principal("carol"),
    }),
    ok("good-lines-of-76", "The format says lines of 76; ssh-keygen writes 70. Both are read.", {
      signature: armor(dearmor(GOOD), 76),
    }),
    ok("good-binary-message", "A message is bytes: NUL, carriage returns, and what is no UTF-8.", {
      message: binary,
      signature: signMessage(alice, { message: binary, namespace: APPROVAL }),
    }),
    ok("good-empty-message", "A message may be empty.", {
      message: Buffer.alloc(0),
      signature: signMessage(alice, { message: Buffer.alloc(0), namespace: APPROVAL }),
    }),
    ok("good-other-purpose", "The same key for plans, where a plan is asked for.", {
      signature: signMessage(alice, { message: MESSAGE, namespace: PLAN }),
      question: { namespace: PLAN },
    }),
    ok("good-first-second", "valid-after is inclusive.", { question: { at: "2026-01-01T00:00:00Z" } }),
    ok("good-last-second", "valid-before is inclusive, as ssh-keygen has it.", {
      question: { at: "2027-01-01T00:00:00Z" },
    }),
    ok("good-second-key", "A person may have two keys; the older one has run out.", {
      signers: signerLine("alice", alice, { before: "20260501Z" }) + signerLine("alice", renewed),
      signature: by(renewed),
    }),
    ok(
      "good-ecdsa-high-s",
      "s above n/2 holds too: two signatures for one message are possible, so chains never go over signatures.",
      {
        signature: by(carol, { change: (value) => otherS(value, true) }),
        ...principal("carol"),
      },
    ),
    ok("good-ecdsa-low-s", "The other of the two, s below n/2.", {
      signature: by(carol, { change: (value) => otherS(value, false) }),
      ...principal("carol"),
    }),
    ...makeAcceptedKeys(MESSAGE, APPROVAL).map(({ name, why, signature, text }) =>
      ok(`good-${name}`, why, { signature, signers: signerLine("alice", { text }) }),
    ),
  ];
}

const P256_ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The other S under which an ECDSA signature holds: n − s, made large where it was small and the other way round. */
function otherS(value: Buffer, wantsHigh: boolean): Buffer {
  const s = BigInt(`0x${value.subarray(32).toString("hex")}`);
  const isHigh = s > P256_ORDER / 2n;
  const chosen = isHigh === wantsHigh ? s : P256_ORDER - s;
  return Buffer.concat([value.subarray(0, 32), Buffer.from(chosen.toString(16).padStart(64, "0"), "hex")]);
}
