// What a statement says it was decided under, beside the bytes of its inputs: the plan text of its run, the policy, the folder of
// approvals. The program writes these into every statement, so a statement that lacks one, or has another, was not its.
import { Refusal } from "../diagnostics/refusal.ts";
import { canonicalText } from "../model/canonical-json.ts";
import type { Artifact, Statement } from "../model/generated/statement.ts";
import { POLICY_PATH } from "../trust/trust-state.ts";
import type { InputReader } from "./input-reader.ts";
import { TRUST_FOLDER } from "./load-trust.ts";
import { policyFault, readInput } from "./rebuild-plan.ts";
import { otherApprovals, type DecisionReader } from "./recorded-decisions.ts";

/** Whether both say the very same of it, and the one ends its run for another plan text only where the other does. */
export function isSameFrame({ predicate: one }: Statement, { predicate: other }: Statement): boolean {
  return (
    one.source === other.source &&
    one.policy === other.policy &&
    one.approvalsTree === other.approvalsTree &&
    (one.phase === "superseded") === (other.phase === "superseded")
  );
}

/** What is wrong with it by itself and beside statement 0, in words. */
export async function frameFaults(
  decisions: DecisionReader,
  statement: Statement,
  first: Statement,
): Promise<readonly string[]> {
  const { seq, phase, inputs } = statement.predicate;
  const faults: string[] = [];
  if (canonicalText(statement.subject) !== canonicalText(first.subject))
    faults.push(`statement ${seq} is about another plan text than statement 0`);
  const names = new Set(inputs.map(({ name }) => name));
  // A run that another plan text replaced ends by what that one names.
  for (const name of phase === "superseded" ? [] : sourceAndTarget(first))
    if (!names.has(name)) faults.push(`${name} is an input of statement 0, and not of statement ${seq}`);
  return [...faults, ...(await policyFaults(decisions, statement))];
}

function sourceAndTarget({ predicate }: Statement): readonly string[] {
  return predicate.inputs
    .map(({ name }) => name)
    .filter((name) => !name.startsWith(`${TRUST_FOLDER}/`) && !name.endsWith("/plan.yaml.sig"));
}

async function policyFaults(
  { inputs: reader }: DecisionReader,
  statement: Statement,
): Promise<readonly string[]> {
  const { seq, policy, inputs } = statement.predicate;
  const artifact = inputs.find(({ name }) => name === POLICY_PATH);
  if (artifact === undefined) return [`statement ${seq} names no policy among its inputs`];
  // Where it cannot be read, that is told of where its bytes are judged.
  const version = (await readVersion(reader, artifact)) ?? policy?.version ?? 0;
  const fault = policyFault(statement, { sha256: artifact.digest.sha256, version });
  return fault === undefined ? [] : [`statement ${seq} ${fault}`];
}

async function readVersion(reader: InputReader, artifact: Artifact): Promise<number | undefined> {
  try {
    return reader.parse(await readInput(reader, artifact)).policy?.value.version;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** What is wrong with the folder of approvals that it names. Its commit has to be in this clone. */
export async function approvalsFaults(
  { trees }: DecisionReader,
  statement: Statement,
): Promise<readonly string[]> {
  const { source, run, approvalsTree } = statement.predicate;
  const folder = `plans/${run.plan}/approvals`;
  const { folders } = await trees.listPlan(source.tree, run.plan);
  return (folders.get(folder) ?? null) === approvalsTree ? [] : [otherApprovals(statement, folder)];
}
