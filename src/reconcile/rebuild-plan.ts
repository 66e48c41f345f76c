// From a statement on record back to what was judged: the same documents, lists and decisions, read by their digests and
// not by what any branch says today. Whoever judges or replays the record begins here; nothing of the work tree is read.
import type { ApprovalFile } from "../approvals/judge-gate.ts";
import { Refusal } from "../diagnostics/refusal.ts";
import type { DocumentFile } from "../documents/document-file.ts";
import type { Located } from "../documents/located.ts";
import { sha256Hex } from "../model/digest.ts";
import type { CutPlan } from "../model/generated/cut-plan.ts";
import type { Policy } from "../model/generated/policy.ts";
import type { Artifact, PolicyPin, Statement } from "../model/generated/statement.ts";
import type { Target } from "../model/generated/target.ts";
import type { ObjectReader } from "../model/ports.ts";
import { POLICY_PATH } from "../trust/trust-state.ts";
import type { InputReader } from "./input-reader.ts";
import type { GateInputs } from "./plan-work.ts";

/** The decisions that lay there at the time, and those of the past. */
export interface RecordedDecisions {
  readonly approvals: readonly ApprovalFile[];
  readonly past: readonly ApprovalFile[];
}

/** What a gate is judged by, and the documents for whoever carries the plan on from there. */
export interface RebuiltPlan extends GateInputs {
  readonly document: Located<CutPlan>;
  readonly target: Located<Target>;
  readonly sourceArtifact: Artifact;
}

const LIMIT_BYTES = 512 * 1024 * 1024;
const SIGNATURE_ENDING = ".sig";

/**
 * Rebuilds what the statement was decided from. Rejects with a Refusal: OBJECT_MISSING where this clone does not have an
 * input any more, EVIDENCE_BROKEN where an input is not what the statement says of it.
 */
export async function rebuildPlan(
  reader: InputReader,
  statement: Statement,
  decisions: RecordedDecisions,
): Promise<RebuiltPlan> {
  const { predicate, subject } = statement;
  const { plan } = predicate.run;
  const [planArtifact] = subject;
  const named = (path: string): Artifact | undefined => predicate.inputs.find(({ name }) => name === path);
  if (planArtifact === undefined) throw broken(statement, "names no plan");
  const planFile = await readInput(reader, planArtifact);
  const policyFile = await readInput(reader, named(POLICY_PATH), statement);
  const targetName = predicate.inputs.find(({ name }) => name.startsWith("plans/_targets/"));
  const targetFile = await readInput(reader, targetName, statement);
  const document = reader.parse(planFile).plans.get(plan);
  const [target] = reader.parse(targetFile).targets.values();
  const { policy } = reader.parse(policyFile);
  if (document === undefined || target === undefined || policy === undefined)
    throw broken(statement, "was decided from a plan, target or policy that is no such document");
  requirePolicy(statement, policy);
  const trust = await reader.loadLists(predicate.inputs.map(asTreeFile));
  if (trust.diagnostics.length > 0) throw broken(statement, "was decided by a list of keys that is faulty");
  const sourceArtifact = named(`plans/${plan}/${document.value.spec.source.path}`);
  if (sourceArtifact === undefined) throw broken(statement, "does not name the plan's source");
  const signature = named(`${planFile.path}${SIGNATURE_ENDING}`);
  const signed = signature === undefined ? undefined : await readInput(reader, signature);
  return {
    plan,
    document,
    target,
    sourceArtifact,
    subject: planArtifact,
    source: { sha256: sourceArtifact.digest.sha256 },
    signed: { plan, author: document.value.metadata.author, bytes: planFile.bytes, signature: signed },
    approvals: decisions.approvals,
    past: decisions.past,
    context: {
      pin: predicate.source,
      trustCommit: predicate.source.trust ?? predicate.source.commit,
      policy,
      lists: trust.lists,
    },
  };
}

function requirePolicy(statement: Statement, { file, value }: Located<Policy>): void {
  const fault = policyFault(statement, { sha256: file.sha256, version: value.version });
  if (fault !== undefined) throw broken(statement, fault);
}

/** What is wrong with the policy that the statement names, beside the one among its inputs. */
export function policyFault({ predicate: { policy } }: Statement, input: PolicyPin): string | undefined {
  if (policy === null) return "names no policy";
  if (policy.sha256 !== input.sha256) return "names another policy than the one among its inputs";
  if (policy.version === input.version) return undefined;
  return `names policy version ${policy.version}, and the one among its inputs is version ${input.version}`;
}

/** An artifact's bytes, held against both of its digests. */
export async function readInput(
  objects: Pick<ObjectReader, "readBlob">,
  artifact: Artifact | undefined,
  statement?: Statement,
): Promise<DocumentFile> {
  if (artifact === undefined) throw broken(statement, "does not name its policy or its target");
  const bytes = await objects.readBlob(artifact.digest.gitBlob, LIMIT_BYTES);
  const sha256 = sha256Hex(bytes);
  if (sha256 === artifact.digest.sha256) return { ...asTreeFile(artifact), bytes, sha256 };
  throw new Refusal("EVIDENCE_BROKEN", {
    message: `${artifact.name} in git has SHA-256 ${sha256}, the record says ${artifact.digest.sha256}`,
    expected: "the same bytes by both of their names",
    todo: "find out where this record comes from",
  });
}

function asTreeFile({ name, digest }: Artifact): { path: string; mode: string; oid: string } {
  return { path: name, mode: "100644", oid: digest.gitBlob };
}

function broken(statement: Statement | undefined, what: string): Refusal {
  const seq = statement === undefined ? "" : ` ${statement.predicate.seq}`;
  return new Refusal("EVIDENCE_BROKEN", {
    message: `statement${seq} ${what}`,
    expected: "a statement as this program writes it",
    todo: "find out where this record comes from; put the file back from the last commit that verifies",
  });
}
