// Which runners' keys a policy lists, and when: asked of the policy of today before something is signed, and of the policy
// on record when it is judged.
import { Refusal } from "../diagnostics/refusal.ts";
import type { SealedStatement } from "../evidence/statement.ts";
import { parseDocuments } from "../documents/parse-documents.ts";
import type { Policy } from "../model/generated/policy.ts";
import type { ObjectReader } from "../model/ports.ts";
import { readInput } from "./rebuild-plan.ts";

/** Whether the policy lists this key (SPKI in base64) at that moment: from validAfter on, before validBefore. */
export function isListedRunner(policy: Policy, publicKey: string, at: string): boolean {
  return policy.runners.some(
    (runner) => runner.publicKey === publicKey && runner.validAfter <= at && at < runner.validBefore,
  );
}

export type RunnerQuestion = (statement: SealedStatement, publicKey: string) => boolean;

/** The same, by the policy that each statement names. A policy that this clone lacks lists nobody. */
export async function runnersAt(
  objects: ObjectReader,
  statements: readonly SealedStatement[],
): Promise<RunnerQuestion> {
  const policies = new Map<string, Policy>();
  for (const { statement } of statements) {
    const { inputs, policy } = statement.predicate;
    const artifact = inputs.find(({ name }) => name === "plans/_trust/policy.yaml");
    if (artifact === undefined || policy === null || policies.has(policy.sha256)) continue;
    try {
      const parsed = parseDocuments([await readInput(objects, artifact)]).policy;
      if (parsed?.file.sha256 === policy.sha256) policies.set(policy.sha256, parsed.value);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return ({ statement }, publicKey) => {
    const policy = policies.get(statement.predicate.policy?.sha256 ?? "");
    return policy !== undefined && isListedRunner(policy, publicKey, statement.predicate.observed.at);
  };
}
