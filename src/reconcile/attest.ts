// Has a statement signed before it goes on record. Where the policy asks for signed evidence, only a runner that it lists may
// record at all; where nothing is recorded, nothing is signed.
import { Refusal } from "../diagnostics/refusal.ts";
import { preAuthEncoding, renderBundle } from "../evidence/bundle.ts";
import type { SealedStatement } from "../evidence/statement.ts";
import type { AppendedStatement } from "../model/ports.ts";
import type { Policy } from "../model/generated/policy.ts";
import type { Edges } from "./edges.ts";
import { isListedRunner } from "./runners.ts";

/** The statement with the bundle over it. Rejects with a Refusal: RUNNER_NOT_LISTED, RUNNER_KEY_REFUSED. */
export async function attest(
  { signer }: Pick<Edges, "signer">,
  { statement, line }: SealedStatement,
  policy: Policy,
): Promise<AppendedStatement> {
  if (signer === undefined) return { line, attestation: undefined };
  const publicKey = await signer.readPublicKey();
  const { at } = statement.predicate.observed;
  if (policy.signatures.evidence !== "optional" && !isListedRunner(policy, publicKey, at))
    throw notListed(publicKey, at);
  const payload = line.subarray(0, -1);
  const signature = await signer.sign(preAuthEncoding(payload));
  return { line, attestation: renderBundle({ payload, publicKey, signature }) };
}

function notListed(publicKey: string, at: string): Refusal {
  return new Refusal("RUNNER_NOT_LISTED", {
    message: `the policy asks for signed evidence, and does not list this runner's key at ${at}: ${publicKey}`,
    expected: "a key under runners in plans/_trust/policy.yaml, with dates around the present",
    todo: "have the admins list it, or record with a listed key: --runner-key FILE, or CUTPLAN_RUNNER_KEY",
  });
}
