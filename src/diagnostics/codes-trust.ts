// Every fault of the two lists beside the trust policy, allowed_signers and revoked_keys. Only spread into the table of
// codes.ts.
import type { CodeText } from "./code-text.ts";

export const TRUST_CODES = {
  "list-too-long": {
    summary: "A list of keys has more lines than it may have.",
    expected: "at most 1000 lines",
    fix: "delete what is no longer needed",
  },
  "list-final-newline": {
    summary: "The last line of a list of keys does not end.",
    expected: "a newline at the end of every line, the last one too",
    fix: "add a newline at the end of the file",
  },
  "list-spacing": {
    summary: "Spaces stand where a list of keys has none.",
    expected: "one space between two parts of a line, and none at its ends",
    fix: "delete the spaces",
  },
  "signer-principal": {
    summary: "A line of allowed_signers does not begin with one person's principal.",
    expected:
      "one principal without patterns: small letters, digits and ._+- before the @, small letters, digits, dots and hyphens behind it",
    fix: "write the principal that the policy gives the person; two persons have two lines and two keys",
  },
  "signer-options": {
    summary: "The options of a line of allowed_signers are not written the way options are.",
    expected: 'namespaces="…",valid-after="…Z",valid-before="…Z" without spaces',
    fix: "correct the options, or let `reconcile trust add-key` write the line",
  },
  "signer-option-unknown": {
    summary: "A line of allowed_signers has an option that is not known here.",
    expected: "namespaces, valid-after and valid-before, and no others",
    fix: "delete the option; certificates (cert-authority) do not count here",
  },
  "signer-option-doubled": {
    summary: "A line of allowed_signers has an option twice.",
    expected: "every option once",
    fix: "delete one of the two",
  },
  "signer-option-missing": {
    summary: "A line of allowed_signers lacks an option.",
    expected:
      "namespaces, valid-after and valid-before in every line: no key is for everything, and none for ever",
    fix: "add the option",
  },
  "signer-namespace-unknown": {
    summary: "A key is allowed for a purpose that is not known here.",
    expected: "one or more of approval.v1@cutplan, plan.v1@cutplan and trust.v1@cutplan, without patterns",
    fix: "correct the namespace, or delete it",
  },
  "signer-namespace-doubled": {
    summary: "A line of allowed_signers names a namespace twice.",
    expected: "every namespace once",
    fix: "delete one of the two",
  },
  "signer-time": {
    summary: "A time of allowed_signers is not in UTC, not in the calendar, or written in another form.",
    expected: "a time after 19700101Z, in UTC: YYYYMMDDZ, YYYYMMDDHHMMZ or YYYYMMDDHHMMSSZ",
    fix: "correct the time; without the Z it would mean another moment in every time zone",
  },
  "signer-times-order": {
    summary: "A key's time is over before it begins.",
    expected: "valid-before after valid-after",
    fix: "correct one of the two times",
  },
  "public-key-missing": {
    summary: "A line has no public key where one belongs.",
    expected: "the type of the key and the key in base64, as in a .pub file",
    fix: "copy both from the .pub file",
  },
  "public-key-type": {
    summary: "A public key is of a type that is not accepted.",
    expected: "ssh-ed25519, ecdsa-sha2-nistp256, or their sk- forms for security keys",
    fix: "make a key with `ssh-keygen -t ed25519`",
  },
  "public-key-malformed": {
    summary: "What stands in the place of a public key is none.",
    expected: "a key in base64 with its padding, of the type named before it",
    fix: "copy the line from the .pub file again",
  },
  "public-key-weak": {
    summary: "A public key is one that anybody can sign for, or that programs disagree about.",
    expected: "a key as ssh-keygen makes it",
    fix: "delete the line, and ask its owner for a new key: this one was not made by chance",
  },
  "public-key-doubled": {
    summary: "The same key is in a list twice.",
    expected: "every key once; a key belongs to one person, and a key and its sk- form are one",
    fix: "delete one of the two lines",
  },
} as const satisfies Record<string, CodeText>;
