// Generated from schemas/policy.schema.json by `npm run generate`. Change the schema, not this file.

/**
 * Persons of this policy, by their short names. Never empty: nobody listed means nobody may.
 *
 * @minItems 1
 * @maxItems 100
 *
 * Items: Small letters, digits and hyphens, beginning with a letter or digit, at most 63 characters.
 */
export type Persons = readonly string[];
export type Demand = "required" | "optional";

/**
 * Who may open which gate. Lives at plans/_trust/policy.yaml. Nobody may do what is not written here.
 */
export interface Policy {
  /**
   * The version of this format. Always cutplan/v1.
   */
  readonly apiVersion: "cutplan/v1";
  /**
   * What this document is. Always Policy.
   */
  readonly kind: "Policy";
  /**
   * Goes up by one with every change.
   */
  readonly version: number;
  /**
   * From this moment on the policy opens no gate.
   */
  readonly expiresAt: string;
  /**
   * This repository's identity. Approvals repeat it, so that they do not work in a fork.
   */
  readonly repository: string;
  readonly admins: Quorum;
  /**
   * Everyone who may author or approve, by a short name.
   */
  readonly persons: {
    readonly [k: string]: Person | undefined;
  };
  /**
   * The three gates, and who may open them.
   */
  readonly gates: {
    readonly SG_1: Gate;
    readonly SG_2: Gate;
    readonly SG_3: Gate;
  };
  /**
   * Who may not do two things at once.
   */
  readonly separationOfDuties: {
    /**
     * Whether a plan's author may approve the own plan. Almost always false.
     */
    readonly authorMayApprove: boolean;
  };
  /**
   * What must be signed to count.
   */
  readonly signatures: {
    /**
     * The author's signature beside the plan.
     */
    readonly plans: "required" | "optional";
    /**
     * The approver's signature beside the approval.
     */
    readonly approvals: "required" | "optional";
    /**
     * The runner's signature over each statement.
     */
    readonly evidence: "required" | "optional";
  };
  readonly pins?: TrustPins;
  /**
   * Public keys that may sign evidence, and from when to when.
   *
   * @maxItems 100
   */
  readonly runners: readonly Runner[];
}
export interface Quorum {
  /**
   * How many different persons it takes.
   */
  readonly threshold: number;
  readonly persons: Persons;
}
/**
 * One human being.
 */
export interface Person {
  /**
   * The person's name in plans/_trust/allowed_signers, written like an e-mail address: small letters, digits and ._+- before the @, small letters, digits, dots and hyphens behind it.
   */
  readonly principal: string;
}
export interface Gate {
  /**
   * How many different persons must approve.
   */
  readonly threshold: number;
  readonly persons: Persons;
  /**
   * Gates whose approvers may not approve here as well.
   *
   * @maxItems 2
   */
  readonly notSamePersonAs?: readonly ("SG_1" | "SG_2")[];
}
/**
 * The lists beside this policy, by SHA-256 of their bytes, so that a signature over the policy covers them too. Without a pin a list counts only as it was in the version before. `reconcile trust add-key` keeps them right.
 */
export interface TrustPins {
  /**
   * SHA-256 of plans/_trust/allowed_signers.
   */
  readonly allowedSigners?: string;
  /**
   * SHA-256 of plans/_trust/revoked_keys.
   */
  readonly revokedKeys?: string;
}
/**
 * One runner's key.
 */
export interface Runner {
  /**
   * The public key on one line: SPKI in base64, ECDSA P-256. `reconcile doctor` prints this clone's.
   */
  readonly publicKey: string;
  /**
   * Counts from this moment on.
   */
  readonly validAfter: string;
  /**
   * Counts before this moment.
   */
  readonly validBefore: string;
}
