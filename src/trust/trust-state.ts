// One state of a repository's trust: the policy and both lists beside it, as they lie in one commit. Says when two states are
// the same; whether one may follow the other is decided in trust-step.ts.
import type { Policy } from "../model/generated/policy.ts";
import type { TrustLists } from "./authenticate.ts";

/** Where the policy lies, from the root of the repository. */
export const POLICY_PATH = "plans/_trust/policy.yaml";

/** Both lists: where they lie, how `pins` in the policy and a state name them. */
export const PINNED_LISTS = [
  { path: "plans/_trust/allowed_signers", pin: "allowedSigners", digest: "allowedSignersSha256" },
  { path: "plans/_trust/revoked_keys", pin: "revokedKeys", digest: "revokedKeysSha256" },
] as const;

export type PinnedList = (typeof PINNED_LISTS)[number];

/** Where an admin's signature over the policy lies. */
export function signaturePathOf(person: string): string {
  return `${POLICY_PATH}.${person}.sig`;
}

/** A commit of the history that is judged. */
export interface TrustCommit {
  readonly commit: string;
  readonly parents: readonly string[];
  /** RFC 3339 in UTC to the second; whoever made the commit chose it. */
  readonly committedAt: string;
  /** Object name of its folder plans/_trust; undefined where it has none. */
  readonly folder: string | undefined;
}

export interface TrustState {
  readonly policy: Policy;
  /** What the admins sign. */
  readonly policyBytes: Uint8Array;
  readonly policySha256: string;
  /** Undefined where the file is not there. */
  readonly allowedSignersSha256: string | undefined;
  readonly revokedKeysSha256: string | undefined;
  /** What both lists say; undefined where nobody is listed. */
  readonly lists: TrustLists | undefined;
  /** The files policy.yaml.<person>.sig, by person. They belong to no state: a later commit may add them. */
  readonly signatures: ReadonlyMap<string, Uint8Array>;
}

/** The same for two states if and only if policy and lists are the same bytes. */
export function trustIdentityOf(state: TrustState): string {
  const { policySha256, allowedSignersSha256 = "none", revokedKeysSha256 = "none" } = state;
  return [policySha256, allowedSignersSha256, revokedKeysSha256].join(" ");
}
