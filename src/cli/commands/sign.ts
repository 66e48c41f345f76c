// reconcile sign: signs a plan as its author, or with --policy the trust policy as an admin, as they lie in the work tree.
// Writes the signature beside it and nothing else; commits nothing.
import { Refusal } from "../../diagnostics/refusal.ts";
import { readGlobalUser } from "../../git/identity.ts";
import { openRepository, type Repository } from "../../git/repository.ts";
import { readSigningKey } from "../../git/signing-key.ts";
import { chooseSigningKey } from "../../keys/ssh-key-choice.ts";
import { signWithSsh } from "../../keys/ssh-signer.ts";
import { sha256Hex } from "../../model/digest.ts";
import { NAMESPACES } from "../../model/signature.ts";
import { authenticate } from "../../trust/authenticate.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { findSigningPerson, type Signer } from "../signing/signing-person.ts";
import {
  planToSign,
  policyToSign,
  requireAuthor,
  requireWorthyKey,
  signaturePath,
  type ToSign,
} from "../signing/to-sign.ts";
import { requireWorkTree } from "../signing/work-tree.ts";
import { readWorkTreeTrust, type WorkTreeTrust } from "../signing/work-tree-trust.ts";
import { readPlainFile, writeTogether } from "../signing/write-together.ts";
import { emit } from "../views/events.ts";
import { signatureEvent, signatureLines, type WrittenSignature } from "../views/signature-lines.ts";
import { printLines } from "../views/lay-out.ts";
import { paintFor } from "../views/style.ts";
import { tellFaults } from "../views/tell-faults.ts";

export async function run(context: CommandContext): Promise<CommandResult> {
  const { options, terminal } = context;
  const plan = planAsked(context);
  const repository = await openRepository(options.repo);
  const root = requireWorkTree(repository, { write: options.write, what: "a signature" });
  const trust = await readWorkTreeTrust(root);
  if (trust.kind === "faulty") return tellFaults(context, trust.diagnostics);
  const wanted = plan === undefined ? policyToSign(trust) : await planToSign(root, plan);
  if (wanted.kind === "faulty") return tellFaults(context, wanted.diagnostics);
  const signer = await findSigner(context, repository, trust);
  requireAuthor(wanted, signer.person.name);
  const written = await sign(context, { root, trust, wanted, signer });
  if (options.json) emit(terminal, signatureEvent(written));
  else if (!options.quiet) printLines(terminal, signatureLines(written, paintFor(terminal.color)));
  return { exit: EXIT.done, plans: plan === undefined ? 0 : 1 };
}

/** The plan's name, or undefined for the policy. */
function planAsked({ plans, flags }: CommandContext): string | undefined {
  const [plan, another] = plans;
  const isPolicy = flags["policy"] === true;
  if (another === undefined && isPolicy === (plan === undefined)) return plan;
  throw new Refusal("USAGE", {
    message: isPolicy
      ? "--policy signs the trust policy, and a plan is named as well"
      : "one plan has to be named",
    expected: "reconcile sign PLAN, or reconcile sign --policy",
    todo: "name the one document that is to be signed",
  });
}

async function findSigner(
  { flags }: CommandContext,
  repository: Repository,
  { policy, lists }: WorkTreeTrust,
): Promise<Signer> {
  const text = (name: string): string | undefined =>
    typeof flags[name] === "string" ? flags[name] : undefined;
  const file = text("key");
  const key = await chooseSigningKey({
    file,
    configured: file === undefined ? await readSigningKey(repository) : undefined,
  });
  const { email } = await readGlobalUser(repository);
  return { key, person: findSigningPerson({ policy, lists, key, named: text("as"), email }) };
}

interface Signing {
  readonly root: string;
  readonly trust: WorkTreeTrust;
  readonly wanted: ToSign;
  readonly signer: Signer;
}

/** Nothing is written that, as far as the work tree can tell, would not count. */
async function sign(
  { options }: CommandContext,
  { root, trust, wanted, signer }: Signing,
): Promise<WrittenSignature> {
  const { name } = signer.person;
  const path = signaturePath(wanted, name);
  const namespace = NAMESPACES[wanted.kind];
  const message = wanted.bytes;
  const signature = await signWithSsh({ bytes: message, namespace, key: signer.key });
  const principal = trust.policy.persons[name]?.principal ?? "";
  const at = options.now ?? new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
  const judgement = authenticate({ message, signature, principal, namespace, at }, trust.lists);
  requireWorthyKey(wanted, judgement);
  const isReplacing = (await readPlainFile(root, path)) !== undefined;
  await writeTogether(root, [{ path, bytes: signature }]);
  const { admins } = trust.policy;
  return {
    wanted,
    path,
    sha256: sha256Hex(signature),
    signer,
    namespace,
    judgement,
    isReplacing,
    admins: admins.persons,
  };
}
