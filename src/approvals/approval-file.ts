// An approval as it lies in the repository, and the one name its file may have. What it says is judged elsewhere.
import type { Approval } from "../model/generated/approval.ts";
import type { GateName } from "../model/phase.ts";
import type { SignatureFile } from "../model/signature.ts";

export interface ApprovalFile {
  /** From the root of the repository. */
  readonly path: string;
  /** SHA-256 in hex of the file's bytes. */
  readonly sha256: string;
  /** The file as it lies there, which is what was signed; undefined where only the record still tells of it. */
  readonly bytes?: Uint8Array;
  /** Has passed the schema. */
  readonly document: Approval;
  /** The file beside it, `<path>.sig`; undefined when there is none. */
  readonly signature: SignatureFile | undefined;
}

/** What an approval's path says about it. */
export interface ApprovalPlace {
  readonly plan: string;
  readonly gate: GateName;
  readonly person: string;
}

const FILE_NAMES = { SG_1: "sg-1", SG_2: "sg-2", SG_3: "sg-3" } as const satisfies Record<GateName, string>;
const GATES = Object.keys(FILE_NAMES) as readonly GateName[];
const APPROVAL_PATH =
  /^plans\/(?<plan>[a-z0-9][a-z0-9-]{0,62})\/approvals\/(?<gate>sg-[123])\.(?<person>[a-z0-9][a-z0-9-]{0,62})\.yaml$/;

/** `plans/<plan>/approvals/sg-1.bob.yaml` */
export function approvalPath(plan: string, gate: GateName, person: string): string {
  return `plans/${plan}/approvals/${FILE_NAMES[gate]}.${person}.yaml`;
}

/** The inverse of `approvalPath`; undefined for any other path. */
export function parseApprovalPath(path: string): ApprovalPlace | undefined {
  const parts = APPROVAL_PATH.exec(path)?.groups;
  const gate = GATES.find((name) => FILE_NAMES[name] === parts?.["gate"]);
  const plan = parts?.["plan"];
  const person = parts?.["person"];
  return plan === undefined || gate === undefined || person === undefined
    ? undefined
    : { plan, gate, person };
}
