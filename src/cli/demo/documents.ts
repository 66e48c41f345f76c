// The demo's documents, as text: the rules that are cut, and the policy that says who may do what with them.
import type { TrustPins } from "../../model/generated/policy.ts";

export const PLAN = "rules";
/** The file that the plan is made from, beside the scratch repository. */
export const SOURCE_NAME = "rules.md";

/** The title with its sentence, and six sections. */
export const UNITS = 7;

export const SOURCE = `# Rules of the tool library

Whoever signs below may borrow.

## Borrowing

Three tools at a time, for two weeks.

## Bringing back

Clean, dry, and to the place it came from.

## Damage

Say so. Nobody pays for wear.

## Loss

Whoever loses a tool brings another one like it.

## Noise

No saws before eight and after twenty hours.

## Changing these rules

By two members together, in writing.
`;

export interface PolicyParts {
  /** The runner's public key, as runners lists it. */
  readonly runner: string;
  /** The present moment; the policy begins with its day and lasts a year. */
  readonly now: string;
  /** Undefined while the lists beside the policy are not written yet. */
  readonly pins: TrustPins | undefined;
}

/** Two persons: alice, who may write plans, and bob, who may open every gate. Everything has to be signed. */
export function policyText({ runner, now, pins }: PolicyParts): string {
  const from = `${now.slice(0, 10)}T00:00:00Z`;
  const to = `${String(Number(now.slice(0, 4)) + 1)}-12-31T00:00:00Z`;
  const pinned =
    pins === undefined
      ? ""
      : `pins: {allowedSigners: ${pins.allowedSigners ?? ""}, revokedKeys: ${pins.revokedKeys ?? ""}}\n`;
  return `apiVersion: cutplan/v1
kind: Policy
version: 1
expiresAt: "${to}"
repository: cutplan-demo
admins: {threshold: 1, persons: [bob]}
persons:
  alice: {principal: alice@example.org}
  bob: {principal: bob@example.org}
gates:
  SG_1: {threshold: 1, persons: [bob]}
  SG_2: {threshold: 1, persons: [bob]}
  SG_3: {threshold: 1, persons: [bob]}
separationOfDuties: {authorMayApprove: false}
signatures: {plans: required, approvals: required, evidence: required}
${pinned}runners:
  - {publicKey: "${runner}", validAfter: "${from}", validBefore: "${to}"}
`;
}
