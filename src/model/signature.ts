// What people sign, and the name of each purpose: a signature made for one counts for no other (`ssh-keygen -Y sign -n`).

export const NAMESPACES = {
  approval: "approval.v1@cutplan",
  plan: "plan.v1@cutplan",
  policy: "trust.v1@cutplan",
} as const;

export type SignedKind = keyof typeof NAMESPACES;
export type Namespace = (typeof NAMESPACES)[SignedKind];

/** The file beside what was signed, `<path>.sig`: an armored SSH signature. */
export interface SignatureFile {
  /** SHA-256 in hex of its bytes. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
}
