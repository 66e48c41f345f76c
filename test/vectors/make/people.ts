// The people of the vectors and their keys. Private halves live as long as the generator runs.
import { makeKey, type WorkshopKey } from "../../trust/key-workshop.ts";

export const APPROVAL = "approval.v1@cutplan";
export const PLAN = "plan.v1@cutplan";
export const TRUST = "trust.v1@cutplan";

export const alice = makeKey("ssh-ed25519");
export const bob = makeKey("ssh-ed25519");
export const carol = makeKey("ecdsa-sha2-nistp256");
export const dora = makeKey("sk-ssh-ed25519@openssh.com");
export const erik = makeKey("sk-ecdsa-sha2-nistp256@openssh.com");
/** Revoked in every case, so that no list of revoked keys is empty by chance. */
export const lost = makeKey("ssh-ed25519");
export const stranger = makeKey("ssh-ed25519");

export interface LineOptions {
  readonly namespaces?: string;
  readonly after?: string;
  readonly before?: string;
}

/** A line of allowed_signers: for approvals, plans and policies in 2026, or as the options have it. */
export function signerLine(
  person: string,
  key: Pick<WorkshopKey, "text">,
  {
    namespaces = `${APPROVAL},${PLAN},${TRUST}`,
    after = "20260101Z",
    before = "20270101Z",
  }: LineOptions = {},
): string {
  return `${person}@example.org namespaces="${namespaces}",valid-after="${after}",valid-before="${before}" ${key.text}\n`;
}

export const SIGNERS = [
  signerLine("alice", alice),
  signerLine("bob", bob),
  signerLine("carol", carol),
  signerLine("dora", dora),
  signerLine("erik", erik),
].join("");

export const REVOKED = `# keys that count for nothing\n${lost.text} left on a train\n`;
