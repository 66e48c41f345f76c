// The trust policy and its lists as they lie in the work tree: for what is signed before it is committed. They say who would
// sign; whether they count themselves is asked of a commit.
import { Refusal } from "../../diagnostics/refusal.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { parseDocuments } from "../../documents/parse-documents.ts";
import { sha256Hex } from "../../model/digest.ts";
import type { Policy } from "../../model/generated/policy.ts";
import { ALLOWED_SIGNERS, REVOKED_KEYS, TRUST_FOLDER } from "../../reconcile/load-trust.ts";
import { parseAllowedSigners } from "../../trust/allowed-signers.ts";
import type { TrustLists } from "../../trust/authenticate.ts";
import { parseRevokedKeys } from "../../trust/revoked-keys.ts";
import { readPlainFile } from "./write-together.ts";

export const POLICY_PATH = `${TRUST_FOLDER}/policy.yaml`;

export interface WorkTreeTrust {
  readonly kind: "trust";
  readonly policy: Policy;
  readonly policyBytes: Uint8Array;
  readonly lists: TrustLists;
  readonly allowedSignersSha256: string | undefined;
  readonly revokedKeysSha256: string | undefined;
}

export interface FaultyDocuments {
  readonly kind: "faulty";
  readonly diagnostics: readonly Diagnostic[];
}

/** The trust files, or what is wrong with them. Rejects with a Refusal USAGE where there is no policy. */
export async function readWorkTreeTrust(root: string): Promise<WorkTreeTrust | FaultyDocuments> {
  const policyBytes = await readPlainFile(root, POLICY_PATH);
  if (policyBytes === undefined) throw noPolicy();
  const file = { path: POLICY_PATH, bytes: policyBytes, mode: "100644", oid: "" };
  const parsed = parseDocuments([{ ...file, sha256: sha256Hex(policyBytes) }]);
  const signersBytes = await readPlainFile(root, ALLOWED_SIGNERS);
  const revokedBytes = await readPlainFile(root, REVOKED_KEYS);
  const signers = parseAllowedSigners({ path: ALLOWED_SIGNERS, bytes: signersBytes ?? NOTHING });
  const revoked = parseRevokedKeys({ path: REVOKED_KEYS, bytes: revokedBytes ?? NOTHING });
  const faults = [...parsed.diagnostics, ...signers.diagnostics, ...revoked.diagnostics];
  if (parsed.policy === undefined || faults.length > 0) return { kind: "faulty", diagnostics: faults };
  return {
    kind: "trust",
    policy: parsed.policy.value,
    policyBytes,
    lists: { signers: signers.signers, revoked: revoked.revoked },
    allowedSignersSha256: signersBytes === undefined ? undefined : sha256Hex(signersBytes),
    revokedKeysSha256: revokedBytes === undefined ? undefined : sha256Hex(revokedBytes),
  };
}

const NOTHING = new Uint8Array();

function noPolicy(): Refusal {
  return new Refusal("USAGE", {
    message: `${POLICY_PATH} is not in the work tree`,
    expected: "a trust policy, which says who the persons are",
    todo: "write one with reconcile new, or go to the repository that has it",
  });
}
