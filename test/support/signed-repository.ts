// A repository in which everything is signed: a policy that asks for it, two people and their keys, and one plan by alice.
import { sha256Hex } from "../../src/model/digest.ts";
import { onePlan, REPOSITORY } from "./many-plans.ts";
import { makePerson, signerLine, type Person } from "./people.ts";
import { makeRepository, type Ending, type Files, type TestRepository } from "./repository.ts";
import { runHere } from "./run-here.ts";
import { runReconcile, type Finished } from "./run-reconcile.ts";

export const SIGNED_NOW = "2026-11-21T10:00:00Z";

export interface SignedRepository extends TestRepository {
  readonly alice: Person;
  readonly bob: Person;
  /** `reconcile ARGS` at a fixed moment. */
  readonly here: (args: readonly string[]) => Promise<Finished>;
  /** The same in a process of its own. */
  readonly reconcile: (args: readonly string[], extra?: Readonly<Record<string, string>>) => Finished;
}

export interface SignedOptions {
  readonly units?: number;
  readonly policy?: (policy: string) => string;
  readonly objectFormat?: "sha1" | "sha256";
}

/** `plans/deed`, signed by alice, committed with the policy; nothing is reconciled yet. */
export function makeSignedRepository(ending: Ending, options: SignedOptions = {}): SignedRepository {
  const repository = makeRepository(ending, { objectFormat: options.objectFormat ?? "sha1" });
  const alice = makePerson(ending, "alice");
  const bob = makePerson(ending, "bob");
  const lists = { allowed: signerLine(alice) + signerLine(bob), revoked: "" };
  const plan = onePlan("deed", options.units ?? 3);
  const policy = options.policy?.(signedPolicy(lists)) ?? signedPolicy(lists);
  repository.commit({
    "plans/_targets/scratch.yaml":
      "apiVersion: cutplan/v1\nkind: Target\nmetadata: {name: scratch}\nspec: {driver: memory, seed: []}\n",
    "plans/_trust/policy.yaml": policy,
    "plans/_trust/allowed_signers": lists.allowed,
    "plans/_trust/revoked_keys": lists.revoked,
    ...plan,
    "plans/deed/plan.yaml.sig": alice.sign(plan["plans/deed/plan.yaml"] as string, "plan"),
  } satisfies Files);
  const reconcile: SignedRepository["reconcile"] = (args, extra) =>
    runReconcile(repository.directory, [...args, "--now", SIGNED_NOW], extra);
  const here: SignedRepository["here"] = async (args) =>
    runHere(repository.directory, [...args, "--now", SIGNED_NOW]);
  return { ...repository, alice, bob, here, reconcile };
}

export function signedPolicy(
  lists: { readonly allowed: string; readonly revoked: string },
  version = 1,
): string {
  return `apiVersion: cutplan/v1
kind: Policy
version: ${version}
expiresAt: "2031-01-01T00:00:00Z"
repository: ${REPOSITORY}
admins: {threshold: 1, persons: [bob]}
persons:
  alice: {principal: alice@example.org}
  bob: {principal: bob@example.org}
gates:
  SG_1: {threshold: 1, persons: [bob]}
  SG_2: {threshold: 1, persons: [bob]}
  SG_3: {threshold: 1, persons: [bob]}
separationOfDuties: {authorMayApprove: false}
signatures: {plans: required, approvals: required, evidence: optional}
pins: {allowedSigners: ${sha256Hex(lists.allowed)}, revokedKeys: ${sha256Hex(lists.revoked)}}
runners: []
`;
}

/** Does what a person does by hand: fills in what explain shows, signs it with the own key, and commits both files. */
export async function approveByHand(
  repository: SignedRepository,
  { person, signer = person, edit = (text) => text }: ApprovalByHand,
): Promise<string> {
  const { stdout } = await repository.here(["explain", "deed", "--json"]);
  const events = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const draft = events.find(({ type }) => type === "explanation")?.["approval"] as {
    path: string;
    text: string;
  } | null;
  if (draft == null) throw new Error(`explain shows no approval to write:\n${stdout}`);
  const file = draft.path.replace(/\.[a-z0-9-]+\.yaml$/, `.${person.name}.yaml`);
  const text = edit(draft.text.replace(/^approver: .*$/m, `approver: ${person.name}`));
  repository.commit(
    { [file]: text, [`${file}.sig`]: signer.sign(text, "approval") },
    `approve as ${person.name}`,
  );
  return file;
}

export interface ApprovalByHand {
  readonly person: Person;
  /** Whose key signs; the person's own where not given. */
  readonly signer?: Person;
  readonly edit?: (text: string) => string;
}

/** Carries the deed to its end: SG_1 and SG_2 by bob, the evidence committed after each reconcile. */
export async function carryToCloseout(repository: SignedRepository): Promise<void> {
  for (let gate = 0; gate < 2; gate += 1) {
    await repository.here(["run", "--commit"]);
    await approveByHand(repository, { person: repository.bob });
  }
  await repository.here(["run", "--commit"]);
}
