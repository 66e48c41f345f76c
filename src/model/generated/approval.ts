// Generated from schemas/approval.schema.json by `npm run generate`. Change the schema, not this file.

/**
 * One person's decision at one gate of one run. Lives at plans/<plan>/approvals/<gate>.<person>.yaml, for example sg-1.bob.yaml. It names everything it was given for; if any of that changes, it no longer counts. `reconcile explain PLAN` prints one ready to be filled in.
 */
export interface Approval {
  /**
   * The version of this format. Always cutplan/v1.
   */
  readonly apiVersion: "cutplan/v1";
  /**
   * What this document is. Always Approval.
   */
  readonly kind: "Approval";
  /**
   * SG_1 stands before the first write, SG_2 before units are enacted, SG_3 is the way out of a torn LIVE run. Must agree with the file's name.
   */
  readonly gate: "SG_1" | "SG_2" | "SG_3";
  /**
   * approve opens the gate together with others up to the policy's threshold. deny stops it. withdraw takes back this person's earlier approval or denial.
   */
  readonly decision: "approve" | "deny" | "withdraw";
  /**
   * Only at SG_3, and required there to approve: accept what a torn run left, or compensate it.
   */
  readonly resolution?: "accept" | "compensate";
  readonly partialState?: Pin;
  /**
   * The run's name: the plan's name and 12 hex digits.
   */
  readonly run: string;
  /**
   * The run's mode. An approval of a dry run never opens a LIVE gate.
   */
  readonly mode: "DRYRUN" | "LIVE";
  /**
   * The plan as the approver saw it.
   */
  readonly plan: {
    /**
     * plans/<plan>/plan.yaml
     */
    readonly path: string;
    /**
     * SHA-256 of that file's bytes.
     */
    readonly sha256: string;
  };
  readonly source: Pin;
  readonly manifest: Pin;
  readonly facts: Pin;
  /**
   * The last statement on record when the gate was reached. It ties the approval to the chain of evidence.
   */
  readonly evidenceHead: {
    /**
     * The statement's number, counted from 0.
     */
    readonly seq: number;
    /**
     * SHA-256 of the statement's line in evidence.jsonl, without the newline.
     */
    readonly sha256: string;
  };
  /**
   * The trust policy in force.
   */
  readonly policy: {
    /**
     * The policy's version.
     */
    readonly version: number;
    /**
     * SHA-256 of plans/_trust/policy.yaml.
     */
    readonly sha256: string;
  };
  /**
   * The repository, exactly as in the policy. Keeps an approval from working in a fork.
   */
  readonly repository: string;
  /**
   * The person of the policy who decides. Must agree with the file's name.
   */
  readonly approver: string;
  /**
   * The decision counts from this moment on.
   */
  readonly notBefore: string;
  /**
   * The decision counts before this moment; at this very second it no longer does.
   */
  readonly expiresAt: string;
  /**
   * 32 random hex digits, so that no two approvals are the same bytes.
   */
  readonly nonce: string;
  /**
   * Why, in the approver's own words. Shown in the report.
   */
  readonly reason: string;
}
export interface Pin {
  /**
   * SHA-256 in hex.
   */
  readonly sha256: string;
}
