import assert from "node:assert/strict";
import { test } from "node:test";
import { parsePublicKeyLine } from "../../src/trust/public-key-line.ts";
import { describe, makeKey } from "./key-workshop.ts";

const { text } = makeKey("ssh-ed25519");
const weak = describe("ssh-ed25519", Buffer.alloc(32)).text;

for (const [line, comment] of [
  [text, ""],
  [`${text}\n`, ""],
  [`${text}\r\n`, ""],
  [`${text} alice@laptop\n`, "alice@laptop"],
  [`${text} Alice's "new" key \n`, `Alice's "new" key`],
] as const)
  test(`a line with the comment "${comment}", ${line.length - text.length} characters behind the key`, () => {
    const answer = parsePublicKeyLine(line);
    assert.equal(answer.kind, "KEY");
    assert.equal(answer.comment, comment);
  });

const FAULTY: readonly (readonly [string, string, string])[] = [
  ["nothing", "", "MALFORMED"],
  ["a type alone", "ssh-ed25519", "MALFORMED"],
  ["two keys", `${text}\n${text}\n`, "MALFORMED"],
  ["a private key", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNz\n", "MALFORMED"],
  ["base64 cut short", text.slice(0, -1), "MALFORMED"],
  ["another type before it", text.replace("ssh-ed25519", "ssh-rsa"), "MALFORMED"],
  ["a hidden character", `${text} al\u{202e}ice`, "MALFORMED"],
  ["a tab", text.replace(" ", "\t"), "MALFORMED"],
  ["40,000 characters", `${text} ${"a".repeat(40_000)}`, "MALFORMED"],
  ["options before the key", `namespaces="x" ${text}`, "MALFORMED"],
  ["a weak key", weak, "WEAK_KEY"],
  ["a DSA key", "ssh-dss AAAAB3NzaC1kc3M=", "KEYTYPE_REFUSED"],
];

for (const [name, line, kind] of FAULTY)
  test(`${kind}: ${name}`, () => {
    assert.equal(parsePublicKeyLine(line).kind, kind);
  });
