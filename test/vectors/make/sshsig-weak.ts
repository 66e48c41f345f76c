// Recipes of the area sshsig: keys that prove nothing. Some of these signatures hold in a library that does not look.
import { describe, makeKey } from "../../trust/key-workshop.ts";
import type { Case } from "./case.ts";
import { alice, carol } from "./people.ts";
import * as points from "./points.ts";
import { by, sshsigCase } from "./sshsig-case.ts";

export function weakKeyCases(): readonly Case[] {
  const ed25519 = (point: Uint8Array): Uint8Array =>
    by(alice, { named: describe("ssh-ed25519", point), change: () => holdsForAll });
  const nist = (point: Uint8Array): Uint8Array =>
    by(carol, { named: describe("ecdsa-sha2-nistp256", point) });
  const touched = describe("sk-ssh-ed25519@openssh.com", points.NEUTRAL);
  const weak = (name: string, why: string, signature: Uint8Array): Case =>
    sshsigCase("WEAK_KEY", `weak-${name}`, [why, { signature }]);
  return [
    weak(
      "neutral",
      "The neutral point: R = neutral and S = 0 hold for every message, and to ssh-keygen the key is as good as any.",
      ed25519(points.NEUTRAL),
    ),
    weak("order-4", "A point of order 4.", ed25519(points.ORDER_4)),
    weak("order-8", "A point of order 8.", ed25519(points.ORDER_8)),
    weak(
      "neutral-unreduced",
      "y = p + 1: the neutral point written in another way.",
      ed25519(points.NEUTRAL_UNREDUCED),
    ),
    weak(
      "neutral-with-sign",
      "x = 0 with the sign of a negative one: the neutral point written in another way.",
      ed25519(points.NEUTRAL_WITH_SIGN),
    ),
    weak("ed25519-off-curve", "32 bytes that are no point of the curve.", ed25519(points.OFF_CURVE)),
    weak(
      "ed25519-mixed-order",
      "A sound point with a part of order 2: implementations disagree about its signatures.",
      by(alice, { named: describe("ssh-ed25519", points.mixedOrder(alice.point)) }),
    ),
    weak(
      "sk-neutral",
      "A security key whose point is the neutral one.",
      by(makeKey("sk-ssh-ed25519@openssh.com"), { named: touched, change: () => holdsForAll }),
    ),
    weak(
      "p256-off-curve",
      "Coordinates that are no point of P-256.",
      nist(Buffer.concat([Buffer.of(4), Buffer.alloc(64, 7)])),
    ),
    weak("p256-infinity", "The point at infinity.", nist(Buffer.of(0))),
  ];
}

const holdsForAll = Buffer.concat([points.NEUTRAL, Buffer.alloc(32)]);
