// Which runners' keys a policy lists, and when: asked of the policy of today before something is signed, and of the policy
// on record when it is judged.
import { Refusal } from "../diagnostics/refusal.ts";
import type { SealedStatement } from "../evidence/statement.ts";
import type { Policy } from "../model/generated/policy.ts";
import { POLICY_PATH } from "../trust/trust-state.ts";
import type { InputReader } from "./input-reader.ts";
import { readInput } from "./rebuild-plan.ts";

/** Whether the policy lists this key (SPKI in base64) at that moment: from validAfter on, before validBefore. */
export function isListedRunner(policy: Policy, publicKey: string, at: string): boolean {
  return policy.runners.some(
    (runner) => runner.publicKey === publicKey && runner.validAfter <= at && at < runner.validBefore,
  );
}

/** What the policies on record say about runners: who is listed, and whether one is asked for. */
export interface RunnersOnRecord {
  readonly isListedRunner: (statement: SealedStatement, publicKey: string) => boolean;
  readonly asksForRunner: (statement: SealedStatement) => boolean;
}

/** By the policy that each statement names. A policy that this clone lacks lists nobody, and what it asks for is not known. */
export async function runnersOnRecord(
  reader: InputReader,
  statements: readonly SealedStatement[],
): Promise<RunnersOnRecord> {
  const policies = await readPolicies(reader, statements);
  const policyOf = ({ statement }: SealedStatement): Policy | undefined =>
    policies.get(statement.predicate.policy?.sha256 ?? "");
  return {
    isListedRunner: (sealed, publicKey) => {
      const policy = policyOf(sealed);
      const { at } = sealed.statement.predicate.observed;
      return policy !== undefined && isListedRunner(policy, publicKey, at);
    },
    asksForRunner: (sealed) => policyOf(sealed)?.signatures.evidence === "required",
  };
}

async function readPolicies(
  reader: InputReader,
  statements: readonly SealedStatement[],
): Promise<ReadonlyMap<string, Policy>> {
  const policies = new Map<string, Policy>();
  for (const { statement } of statements) {
    const { inputs, policy } = statement.predicate;
    const artifact = inputs.find(({ name }) => name === POLICY_PATH);
    if (artifact === undefined || policy === null || policies.has(policy.sha256)) continue;
    try {
      const parsed = reader.parse(await readInput(reader, artifact)).policy;
      if (parsed?.file.sha256 === policy.sha256) policies.set(policy.sha256, parsed.value);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
    }
  }
  return policies;
}
