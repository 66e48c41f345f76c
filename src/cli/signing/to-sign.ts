// What is signed by hand outside the gates: a plan by its author, the trust policy by an admin. Checks what can be known
// before a signature is made, and refuses one that could never count.
import { quoteText } from "../../diagnostics/visible-text.ts";
import { Refusal } from "../../diagnostics/refusal.ts";
import { parseDocuments } from "../../documents/parse-documents.ts";
import type { SignatureJudgement } from "../../model/authenticity.ts";
import { sha256Hex } from "../../model/digest.ts";
import type { CutPlan } from "../../model/generated/cut-plan.ts";
import { POLICY_PATH, type FaultyDocuments, type WorkTreeTrust } from "./work-tree-trust.ts";
import { readPlainFile } from "./write-together.ts";

export interface ToSign {
  readonly kind: "plan" | "policy";
  /** The document, from the root of the repository. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Who has to sign; undefined where it is any admin. */
  readonly author: string | undefined;
  /** What the reader must not overlook, a sentence each. */
  readonly notes: readonly string[];
}

/** Where the signature of that person lies. */
export function signaturePath({ kind, path }: ToSign, person: string): string {
  return kind === "plan" ? `${path}.sig` : `${path}.${person}.sig`;
}

const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

/** The plan as it lies in the work tree, or its faults. Rejects with a Refusal PLAN_NOT_FOUND. */
export async function planToSign(root: string, plan: string): Promise<ToSign | FaultyDocuments> {
  const path = `plans/${plan}/plan.yaml`;
  const bytes = NAME.test(plan) ? await readPlainFile(root, path) : undefined;
  if (bytes === undefined) throw noPlan(plan);
  const file = { path, bytes, mode: "100644", oid: "", sha256: sha256Hex(bytes) };
  const { plans, diagnostics } = parseDocuments([file]);
  const document = plans.get(plan)?.value;
  if (document === undefined) return { kind: "faulty", diagnostics };
  const { author } = document.metadata;
  return { kind: "plan", path, bytes, author, notes: await planNotes(root, plan, document) };
}

async function planNotes(
  root: string,
  plan: string,
  { metadata, spec }: CutPlan,
): Promise<readonly string[]> {
  const source = `plans/${plan}/${spec.source.path}`;
  const bytes = await readPlainFile(root, source);
  const found = bytes === undefined ? undefined : sha256Hex(bytes);
  const validate = `reconcile validate will say no`;
  return [
    ...(metadata.name === plan
      ? []
      : [`metadata.name is "${metadata.name}" and the folder is "${plan}"; ${validate}`]),
    ...(found === spec.source.sha256
      ? []
      : [
          `spec.source.sha256 is ${spec.source.sha256} and ${source} ${found === undefined ? "is not there" : `has ${found}`}; ${validate}`,
        ]),
  ];
}

/** The policy as it lies in the work tree. */
export function policyToSign(trust: WorkTreeTrust): ToSign {
  const { policy, policyBytes, allowedSignersSha256, revokedKeysSha256 } = trust;
  const lists = [
    ["allowedSigners", policy.pins?.allowedSigners, allowedSignersSha256],
    ["revokedKeys", policy.pins?.revokedKeys, revokedKeysSha256],
  ] as const;
  const notes = lists
    .filter(([, pinned, found]) => pinned !== undefined && pinned !== found)
    .map(
      ([name, pinned, found]) =>
        `pins.${name} is ${pinned ?? ""} and the list has ${found ?? "no file"}; the list would not count`,
    );
  return { kind: "policy", path: POLICY_PATH, bytes: policyBytes, author: undefined, notes };
}

/** Throws a Refusal PLAN_NOT_AUTHENTIC where somebody else has to sign. */
export function requireAuthor({ author, path }: ToSign, person: string): void {
  if (author === undefined || author === person) return;
  throw new Refusal("PLAN_NOT_AUTHENTIC", {
    message: `the author of "${path}" is "${author}", and "${person}" would sign`,
    expected: `the author's own signature`,
    todo: `have "${author}" sign, or make yourself the author in metadata.author`,
  });
}

/**
 * Throws a Refusal PLAN_NOT_AUTHENTIC for a signature that would not count: another person's key, a revoked one, one whose
 * time is over. A key that is in no list yet may be listed in the same commit. A policy is judged by the version before it,
 * so nothing is refused there.
 */
export function requireWorthyKey(
  { kind, path }: ToSign,
  { authenticity, detail, signer }: SignatureJudgement,
): void {
  const isUnlisted = authenticity === "SIGNER_UNKNOWN" && signer === undefined;
  if (kind === "policy" || authenticity === "AUTHENTIC" || isUnlisted) return;
  throw new Refusal("PLAN_NOT_AUTHENTIC", {
    message: `the signature of "${path}" would not count (${authenticity}): ${detail}`,
    expected: "a key that plans/_trust/allowed_signers has as the author's, for plans and at this time",
    todo: "sign with that key (--key FILE), or have an admin list this one: reconcile trust add-key",
  });
}

function noPlan(plan: string): Refusal {
  return new Refusal("PLAN_NOT_FOUND", {
    message: `there is no plan ${quoteText(plan)} in the work tree`,
    expected: "a folder plans/<plan>/ with a plan.yaml",
    todo: "write one with reconcile new, or go to the repository that has it",
  });
}
