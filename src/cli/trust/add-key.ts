// reconcile trust add-key: adds one line to allowed_signers in the work tree, in the one spelling, and tells what else it takes for
// the key to count. Raises no version, writes no pin and signs nothing: that is for people to see and do.
import { Refusal } from "../../diagnostics/refusal.ts";
import { quoteText } from "../../diagnostics/visible-text.ts";
import { openRepository } from "../../git/repository.ts";
import { sha256Hex } from "../../model/digest.ts";
import { ALLOWED_SIGNERS } from "../../reconcile/load-trust.ts";
import { parseAllowedSigners, renderSignerLine } from "../../trust/allowed-signers.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { requireWorkTree } from "../signing/work-tree.ts";
import { readWorkTreeTrust, type WorkTreeTrust } from "../signing/work-tree-trust.ts";
import { readPlainFile, writeTogether } from "../signing/write-together.ts";
import { emit } from "../views/events.ts";
import { keyEvent, keyLines, type ListedKeyLine } from "../views/key-lines.ts";
import { printLines } from "../views/lay-out.ts";
import { paintFor } from "../views/style.ts";
import { tellFaults } from "../views/tell-faults.ts";
import { readCommittedTrust } from "./committed-trust.ts";
import { readKeyRequest, type KeyRequest } from "./key-request.ts";
import { adviseOn } from "./key-advice.ts";

/** Throws a Refusal USAGE for a person or a key that cannot be listed; nothing is written then. */
export async function addKey(context: CommandContext, person: string): Promise<CommandResult> {
  const { options, terminal, flags } = context;
  const root = requireWorkTree(await openRepository(options.repo), {
    write: options.write,
    what: "a line of allowed_signers",
  });
  const trust = await readWorkTreeTrust(root);
  if (trust.kind === "faulty") return tellFaults(context, trust.diagnostics);
  const principal = principalOf(trust, person);
  const now = options.now ?? new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
  const isAdmin = trust.policy.admins.persons.includes(person);
  const request = await readKeyRequest(flags, { now, isAdmin });
  requireNewKey(trust, request);
  const committed = await readCommittedTrust(options);
  const written = await write(root, { person, principal, request });
  const advice = adviseOn({ trust, committed, person, allowedSignersSha256: written.sha256 });
  const shown = { ...written, ...advice };
  if (options.json) emit(terminal, keyEvent(shown));
  else if (!options.quiet) printLines(terminal, keyLines(shown, paintFor(terminal.color)));
  return { exit: EXIT.done };
}

function principalOf({ policy }: WorkTreeTrust, person: string): string {
  const principal = Object.hasOwn(policy.persons, person) ? policy.persons[person]?.principal : undefined;
  if (principal !== undefined) return principal;
  throw new Refusal("USAGE", {
    message: `${quoteText(person)} is no person of plans/_trust/policy.yaml in the work tree`,
    expected: `a person of the policy: ${Object.keys(policy.persons).sort().join(", ")}`,
    todo: "add the person to the policy first, with a principal",
  });
}

/** A key belongs to one person, in whatever spelling, and a revoked one to nobody any more. */
function requireNewKey({ lists }: WorkTreeTrust, { key }: KeyRequest): void {
  const listed = lists.signers.find((signer) => signer.key.secretName === key.secretName);
  if (listed !== undefined)
    throw new Refusal("USAGE", {
      message: `the key ${key.fingerprint} is in line ${listed.line} of ${ALLOWED_SIGNERS} already, as ${quoteText(listed.principal)}'s`,
      expected: "a key that is not listed: a key belongs to one person, and stands on one line",
      todo: `change line ${listed.line} for other dates or purposes, or have a new key made`,
    });
  if (lists.revoked.has(key))
    throw new Refusal("USAGE", {
      message: `the key ${key.fingerprint} is in plans/_trust/revoked_keys`,
      expected: "a key that was not revoked: that is for all time",
      todo: "have a new key made with `ssh-keygen -t ed25519`",
    });
}

interface NewLine {
  readonly person: string;
  readonly principal: string;
  readonly request: KeyRequest;
}

async function write(root: string, { person, principal, request }: NewLine): Promise<ListedKeyLine> {
  const before = Buffer.from((await readPlainFile(root, ALLOWED_SIGNERS)) ?? []);
  const text = renderSignerLine({ ...request, principal, comment: "" });
  const bytes = Buffer.concat([before, Buffer.from(text)]);
  // Read back as the next reconcile reads it.
  const [fault] = parseAllowedSigners({ path: ALLOWED_SIGNERS, bytes }).diagnostics;
  if (fault !== undefined)
    throw new Refusal("USAGE", { message: fault.message, expected: fault.expected, todo: fault.fix });
  await writeTogether(root, [{ path: ALLOWED_SIGNERS, bytes }]);
  const line = before.toString("latin1").split("\n").length;
  return { person, principal, request, line, text: text.trimEnd(), sha256: sha256Hex(bytes) };
}
