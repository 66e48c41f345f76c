// The words for whether something was really signed by the person it names. How that is found out is decided in trust/,
// what a policy makes of it in approvals/.

/** Every answer that a check of a signature may give. */
export const AUTHENTICITIES = {
  AUTHENTIC: "signed by a key of the person it names, valid at that time",
  UNSIGNED: "there is no signature",
  SIG_MALFORMED: "what stands beside it is no signature",
  SIG_INVALID: "the signature is over other bytes",
  SIGNER_UNKNOWN: "signed by a key that is not the person's",
  KEY_REVOKED: "signed by a revoked key",
  KEY_EXPIRED: "signed by a key whose time was over",
  KEY_NOT_YET_VALID: "signed by a key whose time had not begun",
  NAMESPACE_REFUSED: "signed for another purpose, or by a key that is not for this purpose",
  KEYTYPE_REFUSED: "signed by a kind of key that is not accepted",
  WEAK_KEY: "signed by a key that proves nothing",
} as const;

export type Authenticity = keyof typeof AUTHENTICITIES;

/** A judged signature: the one word for the record, and what a person is told about it. */
export interface SignatureJudgement {
  readonly authenticity: Authenticity;
  /** `SHA256:…` of the key that signed, as ssh-keygen prints it; undefined where no key could be read. */
  readonly fingerprint: string | undefined;
  /** The principal whom the key belongs to, whoever was asked for; undefined where nobody listed has it. */
  readonly signer: string | undefined;
  /** One sentence for people: why not, with the value that decided it. Empty for AUTHENTIC and UNSIGNED. */
  readonly detail: string;
}
