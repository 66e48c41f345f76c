// The trust policy as NDJSON events: one for the policy, one for each person, one for each gate.
import type {
  GateEvent,
  PersonEvent,
  TrustEvent,
  TrustQuorum,
  TrustStep,
} from "../../model/generated/event.ts";
import type { SuccessionAnswer } from "../../trust/succession.ts";
import type { PersonStanding, Quorum } from "../../trust/who-may-what.ts";
import type { ShownTrust } from "../trust/trust-notes.ts";

export function trustEvents(shown: ShownTrust): readonly (TrustEvent | PersonEvent | GateEvent)[] {
  const { policy, lists, standing } = shown;
  const steps = stepsOf(shown.answer);
  return [
    {
      type: "trust",
      commit: shown.commit,
      version: policy.version,
      sha256: shown.sha256,
      allowedSigners: lists.allowedSignersSha256 ?? null,
      revokedKeys: lists.revokedKeysSha256 ?? null,
      counts: shown.answer.kind === "accepted",
      steps,
      firstUse: steps.findLast(({ signedBy }) => signedBy.length === 0) ?? null,
      expiresAt: policy.expiresAt,
      expired: standing.isExpired,
      signatures: policy.signatures,
      authors: standing.authors,
      admins: quorumOf(standing.admins),
      runners: policy.runners.length,
      notes: shown.notes,
    },
    ...standing.persons.map(personEvent),
    ...standing.gates.map((gate): GateEvent => ({
      type: "gate",
      gate: gate.gate,
      approvers: quorumOf(gate),
      notSamePersonAs: gate.notSamePersonAs,
    })),
  ];
}

function stepsOf(answer: SuccessionAnswer): readonly TrustStep[] {
  if (answer.kind === "refused") return [];
  return answer.steps.map(({ version, commit, signedBy }) => ({
    version,
    commit,
    signedBy: signedBy ?? [],
  }));
}

function quorumOf({ threshold, persons, able }: Quorum): TrustQuorum {
  return { threshold, persons, able };
}

function personEvent({ name, principal, isAdmin, keys }: PersonStanding): PersonEvent {
  return {
    type: "person",
    person: name,
    principal,
    admin: isAdmin,
    keys: keys.map(({ signer, standing }) => ({
      fingerprint: signer.key.fingerprint,
      keyType: signer.key.type,
      namespaces: signer.namespaces,
      validAfter: signer.validAfter,
      validBefore: signer.validBefore,
      standing,
    })),
  };
}
