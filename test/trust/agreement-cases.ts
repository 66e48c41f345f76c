// The good signature and list that all comparisons with ssh-keygen start from, and what both judge alike. Keys are made
// anew each time.
import {
  armor,
  dearmor,
  describe,
  makeKey,
  mpint,
  signMessage,
  spellKey,
  string,
  type SignatureQuirks,
} from "./key-workshop.ts";
import type { VerifyQuestion } from "./ssh-keygen.ts";

export const NAMESPACE = "approval.v1@cutplan";
export const OPTIONS = `namespaces="${NAMESPACE},plan.v1@cutplan",valid-after="20260101Z",valid-before="20270101Z"`;
export const alice = makeKey("ssh-ed25519");
const curved = makeKey("ecdsa-sha2-nistp256");
export const bob = makeKey("ssh-ed25519");
export const message = Buffer.from("gate: SG_1\n");
export const good = signMessage(alice, { message, namespace: NAMESPACE });
const goodCurved = signMessage(curved, { message, namespace: NAMESPACE });

export const LIST = `alice@example.org ${OPTIONS} ${alice.text}\nbob@example.org ${OPTIONS} ${bob.text}\ncarol@example.org ${OPTIONS} ${curved.text}\n`;

export const base: VerifyQuestion = {
  signers: LIST,
  revoked: "",
  message,
  signature: good,
  principal: "alice@example.org",
  namespace: NAMESPACE,
  at: "2026-06-01T12:00:00Z",
};
export const carol: Partial<VerifyQuestion> = { principal: "carol@example.org", signature: goodCurved };

export interface Case {
  readonly name: string;
  readonly change: Partial<VerifyQuestion>;
  readonly word: string;
  /** Why ssh-keygen says yes and we say no. */
  readonly stricter?: string;
}

export function signers(line: string): Partial<VerifyQuestion> {
  return { signers: line };
}

export function options(text: string): Partial<VerifyQuestion> {
  return signers(`alice@example.org ${text} ${alice.text}\n`);
}

export function quirky(quirks: SignatureQuirks): Partial<VerifyQuestion> {
  return { signature: signMessage(alice, { message, namespace: NAMESPACE }, quirks) };
}

export function quirkyCurved(quirks: SignatureQuirks): Partial<VerifyQuestion> {
  return { ...carol, signature: signMessage(curved, { message, namespace: NAMESPACE }, quirks) };
}

export const text = good.toString("latin1");
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;

/** S + L: the same signature in another spelling. */
export function addOrder(value: Buffer): Buffer {
  const s = BigInt(`0x${Buffer.from(value.subarray(32)).reverse().toString("hex")}`) + ORDER;
  const bytes = Buffer.from(s.toString(16).padStart(64, "0"), "hex").reverse();
  return Buffer.concat([value.subarray(0, 32), bytes]);
}

export const neutral = describe("ssh-ed25519", Buffer.concat([Buffer.of(1), Buffer.alloc(31)]));
export const forged = signMessage(
  alice,
  { message, namespace: NAMESPACE },
  { named: neutral, change: () => Buffer.concat([Buffer.of(1), Buffer.alloc(63)]) },
);

const P256_ORDER = Buffer.from("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", "hex");

function negateS(value: Buffer): Buffer {
  const s = BigInt(`0x${P256_ORDER.toString("hex")}`) - BigInt(`0x${value.subarray(32).toString("hex")}`);
  return Buffer.concat([value.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, "0"), "hex")]);
}

/** The same secret, spelt as a security key. */
export const touch = spellKey("sk-ssh-ed25519@openssh.com", alice.privateKey);

export function padded(number: Buffer): Buffer {
  return Buffer.concat([Buffer.of(0), mpint(number)]);
}

const LONGEST = `${"a".repeat(64)}@${"b".repeat(190)}`;

export const SAME: readonly Case[] = [
  { name: "a good signature", change: {}, word: "AUTHENTIC" },
  { name: "sha256 inside", change: quirky({ hash: "sha256" }), word: "AUTHENTIC" },
  { name: "lines of 76", change: { signature: armor(dearmor(good), 76) }, word: "AUTHENTIC" },
  {
    name: "the longest principal",
    change: { ...signers(`${LONGEST} ${OPTIONS} ${alice.text}\n`), principal: LONGEST },
    word: "AUTHENTIC",
  },
  {
    name: "the longest time",
    change: {
      ...options(`namespaces="${NAMESPACE}",valid-after="19700101000001Z",valid-before="99991231235959Z"`),
      at: "9999-12-31T23:59:59Z",
    },
    word: "AUTHENTIC",
  },
  {
    name: "a time before 1970",
    change: options(`namespaces="${NAMESPACE}",valid-after="19691231Z",valid-before="20270101Z"`),
    word: "signer-time",
  },
  {
    name: "the first second of 1970",
    change: options(`namespaces="${NAMESPACE}",valid-after="19700101Z",valid-before="20270101Z"`),
    word: "signer-time",
  },
  {
    name: "a time that is over before it begins",
    change: options(`namespaces="${NAMESPACE}",valid-after="20270101Z",valid-before="20260101Z"`),
    word: "signer-times-order",
  },
  {
    name: "an option twice",
    change: options(`${OPTIONS},valid-before="20280101Z"`),
    word: "signer-option-doubled",
  },
  { name: "an option nobody knows", change: options(`${OPTIONS},for="ever"`), word: "signer-option-unknown" },
  {
    name: "a quote that is never closed",
    change: options(`namespaces="${NAMESPACE},valid-after="20260101Z",valid-before="20270101Z"`),
    word: "signer-options",
  },
  { name: "an authority's key", change: options(`cert-authority,${OPTIONS}`), word: "signer-option-unknown" },
  { name: "an ECDSA signature", change: carol, word: "AUTHENTIC" },
  {
    name: "the other S of an ECDSA signature: known, and why chains are over statements",
    change: quirkyCurved({ change: negateS }),
    word: "AUTHENTIC",
  },
  { name: "the first second", change: { at: "2026-01-01T00:00:00Z" }, word: "AUTHENTIC" },
  { name: "a second too early", change: { at: "2025-12-31T23:59:59Z" }, word: "KEY_NOT_YET_VALID" },
  { name: "the last second", change: { at: "2027-01-01T00:00:00Z" }, word: "AUTHENTIC" },
  { name: "a second too late", change: { at: "2027-01-01T00:00:01Z" }, word: "KEY_EXPIRED" },
  { name: "another person", change: { principal: "bob@example.org" }, word: "SIGNER_UNKNOWN" },
  { name: "a person nobody knows", change: { principal: "eve@example.org" }, word: "SIGNER_UNKNOWN" },
  { name: "another message", change: { message: Buffer.from("gate: SG_2\n") }, word: "SIG_INVALID" },
  { name: "asked for another purpose", change: { namespace: "plan.v1@cutplan" }, word: "NAMESPACE_REFUSED" },
  {
    name: "a key for another purpose",
    change: options(`namespaces="trust.v1@cutplan",valid-after="20260101Z",valid-before="20270101Z"`),
    word: "NAMESPACE_REFUSED",
  },
  { name: "a revoked key", change: { revoked: `${alice.text} lost\n` }, word: "KEY_REVOKED" },
  { name: "a revoked list that is text", change: { revoked: "nobody\n" }, word: "public-key-type" },
  {
    name: "a revoked list with a torn key",
    change: { revoked: `${bob.text.slice(0, -9)}\n` },
    word: "public-key-malformed",
  },
  { name: "nobody allowed", change: { signers: "" }, word: "SIGNER_UNKNOWN" },
  {
    name: "comments",
    change: signers(`# Schlüssel\n\nalice@example.org ${OPTIONS} ${alice.text} alice's "laptop\n`),
    word: "AUTHENTIC",
  },
  {
    name: "CR LF in the signature",
    change: { signature: Buffer.from(text.replaceAll("\n", "\r\n")) },
    word: "SIG_MALFORMED",
  },
  { name: "text before it", change: { signature: Buffer.from(`bob\n${text}`) }, word: "SIG_MALFORMED" },
  {
    name: "no footer",
    change: { signature: Buffer.from(text.replace("END", "FIN")) },
    word: "SIG_MALFORMED",
  },
  { name: "an empty file", change: { signature: Buffer.alloc(0) }, word: "SIG_MALFORMED" },
  { name: "an empty armor", change: { signature: armor(Buffer.alloc(0)) }, word: "SIG_MALFORMED" },
  { name: "version 2", change: quirky({ version: 2 }), word: "SIG_MALFORMED" },
  { name: "sha1 inside", change: quirky({ hash: "sha1" }), word: "SIG_MALFORMED" },
  { name: "bytes behind the fields", change: quirky({ trailing: Buffer.of(0) }), word: "SIG_MALFORMED" },
  { name: "another algorithm's name", change: quirky({ signatureType: "ssh-rsa" }), word: "SIG_MALFORMED" },
  { name: "another key's name", change: quirky({ named: bob }), word: "SIG_INVALID" },
  {
    name: "r that is negative",
    change: quirkyCurved({
      layOut: (r, s) =>
        Buffer.concat([string(Buffer.concat([Buffer.of(0xff), r.subarray(1)])), string(mpint(s))]),
    }),
    word: "SIG_MALFORMED",
  },
  {
    name: "r = 0",
    change: quirkyCurved({ layOut: (_r, s) => Buffer.concat([string(""), string(mpint(s))]) }),
    word: "SIG_MALFORMED",
  },
  {
    name: "s = n",
    change: quirkyCurved({ layOut: (r) => Buffer.concat([string(mpint(r)), string(mpint(P256_ORDER))]) }),
    word: "SIG_INVALID",
  },
  {
    name: "an allowed key off its curve",
    change: signers(
      `alice@example.org ${OPTIONS} ${describe("ecdsa-sha2-nistp256", Buffer.concat([Buffer.of(4), Buffer.alloc(64, 7)])).text}\n`,
    ),
    word: "public-key-weak",
  },
];
