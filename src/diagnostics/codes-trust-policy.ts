// Every fault between the trust policy and the two lists beside it. Only spread into the table of codes.ts.
import type { CodeText } from "./code-text.ts";

export const TRUST_POLICY_CODES = {
  "signer-stranger": {
    summary: "A line of allowed_signers is for a principal that is nobody's in the policy.",
    expected: "the principal of one of the policy's persons",
    fix: "correct the principal, add the person to the policy, or delete the line",
  },
  "signers-missing": {
    summary: "The policy asks for signatures, and there is no allowed_signers.",
    expected: "plans/_trust/allowed_signers with a key for everybody who has to sign",
    fix: "list the keys with `reconcile trust add-key PERSON --key FILE.pub`",
  },
  "signers-too-few": {
    summary: "The policy asks for signatures that too few persons have a key for.",
    expected: "a key that is not revoked for as many persons as have to sign",
    fix: "list the missing keys with `reconcile trust add-key PERSON --key FILE.pub`",
  },
  "pin-mismatch": {
    summary: "The policy pins a list that is not the one beside it.",
    expected: "the SHA-256 of the list as it lies there",
    fix: "put the list back, or correct the pin and have the policy signed again",
  },
} as const satisfies Record<string, CodeText>;
