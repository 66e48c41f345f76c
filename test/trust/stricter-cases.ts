// What ssh-keygen takes and we refuse, each with the reason.
import {
  addOrder,
  alice,
  forged,
  good,
  LIST,
  message,
  NAMESPACE,
  neutral,
  options,
  OPTIONS,
  padded,
  quirky,
  quirkyCurved,
  signers,
  text,
  touch,
  type Case,
} from "./agreement-cases.ts";
import { armor, dearmor, mpint, signMessage, string } from "./key-workshop.ts";

/** Lines of allowed_signers that ssh-keygen reads around, or as more than one person. */
const LINES: readonly Case[] = [
  {
    name: "a pattern",
    change: signers(`*@example.org ${OPTIONS} ${alice.text}\n`),
    word: "signer-principal",
    stricter: "the key would be everybody's",
  },
  {
    name: "two principals",
    change: signers(`alice@example.org,bob@example.org ${OPTIONS} ${alice.text}\n`),
    word: "signer-principal",
    stricter: "a key belongs to one person",
  },
  {
    name: "a quoted principal",
    change: signers(`"alice@example.org" ${OPTIONS} ${alice.text}\n`),
    word: "signer-principal",
    stricter: "a principal has one spelling",
  },
  {
    name: "one key on two lines",
    change: signers(`${LIST}bob@example.org ${OPTIONS} ${alice.text}\n`),
    word: "public-key-doubled",
    stricter: "a key belongs to one person",
  },
  {
    name: "no options",
    change: signers(`alice@example.org ${alice.text}\n`),
    word: "signer-option-missing",
    stricter: "no key is for everything and for ever",
  },
  {
    name: "no namespaces",
    change: options('valid-after="20260101Z",valid-before="20270101Z"'),
    word: "signer-option-missing",
    stricter: "the key would be for every purpose",
  },
  {
    name: "a pattern of namespaces",
    change: options('namespaces="*@cutplan",valid-after="20260101Z",valid-before="20270101Z"'),
    word: "signer-namespace-unknown",
    stricter: "the key would be for purposes that nobody thought of",
  },
  {
    name: "no valid-before",
    change: options(`namespaces="${NAMESPACE}",valid-after="20260101Z"`),
    word: "signer-option-missing",
    stricter: "the key would be for ever",
  },
  {
    name: "a date without Z",
    change: options(`namespaces="${NAMESPACE}",valid-after="20260101",valid-before="20270101Z"`),
    word: "signer-time",
    stricter: "it means another moment in every time zone",
  },
  {
    name: "a day that does not exist",
    change: options(`namespaces="${NAMESPACE}",valid-after="20260101Z",valid-before="20270230Z"`),
    word: "signer-time",
    stricter: "ssh-keygen takes 30 February for 2 March, and a reader may not",
  },
  {
    name: "a second that does not exist",
    change: options(`namespaces="${NAMESPACE}",valid-after="20260101000060Z",valid-before="20270101Z"`),
    word: "signer-time",
    stricter: "ssh-keygen takes it for the next minute",
  },
  {
    name: "an option in capitals",
    change: options(`NAMESPACES="${NAMESPACE}",valid-after="20260101Z",valid-before="20270101Z"`),
    word: "signer-option-unknown",
    stricter: "an option has one spelling",
  },
  {
    name: "a malformed line before the good one",
    change: signers(`alice@example.org nonsense\n${LIST}`),
    word: "signer-option-unknown",
    stricter: "a file with a fault is refused, not read around",
  },
  {
    name: "a key of a type that is not accepted in another line",
    change: signers(`${LIST}dave@example.org ${OPTIONS} ssh-dss AAAA\n`),
    word: "public-key-type",
    stricter: "a file with a fault is refused, not read around",
  },
  {
    name: "carriage returns in the list",
    change: signers(LIST.replaceAll("\n", "\r\n")),
    word: "text-carriage-return",
    stricter: "bytes that some programs see and others do not",
  },
  {
    name: "two spaces",
    change: signers(`alice@example.org  ${OPTIONS} ${alice.text}\n`),
    word: "list-spacing",
    stricter: "a line has one spelling",
  },
  {
    name: "no final newline in the list",
    change: signers(`alice@example.org ${OPTIONS} ${alice.text}`),
    word: "list-final-newline",
    stricter: "a torn file ends like that",
  },
  {
    name: "a byte order mark",
    change: signers(`\u{feff}# list\n${LIST}`),
    word: "text-byte-order-mark",
    stricter: "bytes that nobody sees",
  },
];

export const STRICTER: readonly Case[] = [
  {
    name: "a second armor behind the first",
    change: { signature: Buffer.from(text + text) },
    word: "SIG_MALFORMED",
    stricter: "ssh-keygen reads the first and ignores the rest, and a reader may see the other one",
  },
  {
    name: "text behind it",
    change: { signature: Buffer.from(`${text}approved by bob\n`) },
    word: "SIG_MALFORMED",
    stricter: "nobody signed that text",
  },
  {
    name: "no final newline",
    change: { signature: Buffer.from(text.trimEnd()) },
    word: "SIG_MALFORMED",
    stricter: "one signature has one file",
  },
  {
    name: "spaces in the base64",
    change: { signature: Buffer.from(text.replace("\nU1NI", "\n U1NI")) },
    word: "SIG_MALFORMED",
    stricter: "base64 has one spelling",
  },
  {
    name: "one line of base64",
    change: { signature: armor(dearmor(good), 1000) },
    word: "SIG_MALFORMED",
    stricter: "the format says lines of 76",
  },
  {
    name: "version 0",
    change: quirky({ version: 0 }),
    word: "SIG_MALFORMED",
    stricter: "ssh-keygen only refuses versions above its own",
  },
  {
    name: "a reserved field that is filled",
    change: quirky({ reserved: "approved" }),
    word: "SIG_MALFORMED",
    stricter: "the field is not under the signature",
  },
  {
    name: "S + L",
    change: quirky({ change: addOrder }),
    word: "SIG_INVALID",
    stricter: "RFC 8032 wants S below L; OpenSSH looks at three bits only",
  },
  {
    name: "r with a zero byte too many",
    change: quirkyCurved({ layOut: (r, s) => Buffer.concat([string(padded(r)), string(mpint(s))]) }),
    word: "SIG_MALFORMED",
    stricter: "a number has one spelling (RFC 4251)",
  },
  {
    name: "a key of small order, and a signature that holds for every message",
    change: { ...signers(`alice@example.org ${OPTIONS} ${neutral.text}\n`), signature: forged },
    word: "public-key-weak",
    stricter: "OpenSSH looks at no point",
  },
  {
    name: "a security key's name for a software key, untouched",
    change: {
      ...signers(`alice@example.org ${OPTIONS} ${touch.text}\n`),
      signature: signMessage(touch, { message, namespace: NAMESPACE }, { flags: 0 }),
    },
    word: "SIG_INVALID",
    stricter: "a signature that nobody touched the key for is not somebody's decision",
  },
  {
    name: "the key revoked as a security key",
    change: { revoked: `${touch.text}\n` },
    word: "KEY_REVOKED",
    stricter: "it is the same secret",
  },
  ...LINES,
];
