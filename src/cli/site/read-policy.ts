// The trust policies that statements on record name, read from git by their digests and each only once: a thousand runs
// rest on a handful of them.
import { Refusal } from "../../diagnostics/refusal.ts";
import { parseDocuments } from "../../documents/parse-documents.ts";
import type { Policy } from "../../model/generated/policy.ts";
import type { Statement } from "../../model/generated/statement.ts";
import type { ObjectReader } from "../../model/ports.ts";
import { readInput } from "../../reconcile/rebuild-plan.ts";

/** The policy that the statement was decided by; undefined where it names none, or where this clone does not have it. */
export type PolicyReader = (statement: Statement) => Promise<Policy | undefined>;

const POLICY = "plans/_trust/policy.yaml";

export function openPolicyReader(objects: ObjectReader): PolicyReader {
  const known = new Map<string, Promise<Policy | undefined>>();
  return (statement) => {
    const key = statement.predicate.policy?.sha256;
    if (key === undefined) return Promise.resolve(undefined);
    const found = known.get(key) ?? readPolicy(objects, statement);
    known.set(key, found);
    return found;
  };
}

async function readPolicy(objects: ObjectReader, { predicate }: Statement): Promise<Policy | undefined> {
  const artifact = predicate.inputs.find(({ name }) => name === POLICY);
  if (artifact?.digest.sha256 !== predicate.policy?.sha256) return undefined;
  try {
    return parseDocuments([await readInput(objects, artifact)]).policy?.value;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
