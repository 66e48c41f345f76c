// The trust policy as its page shows it: who may do what, with which keys, until when. Words and order only; who may is
// decided in trust/.
import type { WholeReconciliation } from "../../reconcile/open-reconciliation.ts";
import type { SiteKey, SiteTrust } from "../../site/site-data.ts";
import { KEY_STANDINGS, type ListedKey } from "../../trust/key-standing.ts";
import { describeStanding } from "../../trust/who-may-what.ts";
import { notesOf } from "../trust/trust-notes.ts";

/** Undefined where the policy is faulty, which its diagnostics say. */
export function describeTrust(
  { loaded, trust }: WholeReconciliation,
  { commit, now }: { readonly commit: string; readonly now: string },
): SiteTrust | undefined {
  const { policy } = loaded.checked;
  if (policy === undefined || trust === undefined) return undefined;
  const { value, file } = policy;
  const lists = loaded.trust;
  const standing = describeStanding(value, lists.lists, now);
  const { admins, gates, persons, isExpired } = standing;
  const shown = { commit, policy: value, sha256: file.sha256, lists, now, answer: trust, standing };
  return {
    version: value.version,
    sha256: file.sha256,
    expiresAt: value.expiresAt,
    isExpired,
    admins,
    gates,
    persons: persons.map(({ keys, ...person }) => ({ ...person, keys: keys.map(describeKey) })),
    authorMayApprove: value.separationOfDuties.authorMayApprove,
    signatures: value.signatures,
    notes: notesOf(shown),
  };
}

function describeKey({ signer, standing }: ListedKey): SiteKey {
  const { key, namespaces, validAfter, validBefore } = signer;
  return {
    fingerprint: key.fingerprint,
    namespaces,
    validAfter,
    validBefore,
    standing: KEY_STANDINGS[standing],
  };
}
