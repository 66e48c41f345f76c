// reconcile approve: shows what a gate would let through, asks for consent, writes the decision with all its bindings and
// signs it as the person. Writes nothing that the gate would not count; commits nothing.
import { randomBytes } from "node:crypto";
import { approvalPath, type ApprovalFile } from "../../approvals/approval-file.ts";
import { draftApproval, type ApprovalDraft } from "../../approvals/draft-approval.ts";
import { Refusal } from "../../diagnostics/refusal.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import { parseDocuments } from "../../documents/parse-documents.ts";
import { readGlobalUser } from "../../git/identity.ts";
import { readSigningKey } from "../../git/signing-key.ts";
import { chooseSigningKey } from "../../keys/ssh-key-choice.ts";
import { signWithSsh } from "../../keys/ssh-signer.ts";
import { sha256Hex } from "../../model/digest.ts";
import { NAMESPACES } from "../../model/signature.ts";
import { expectationOf } from "../../reconcile/judge-run.ts";
import { openReconciliation } from "../../reconcile/open-reconciliation.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { confirm } from "../confirm.ts";
import { EXIT } from "../exit-codes.ts";
import { withSession, type Session } from "../session.ts";
import { approvalNotes } from "../signing/approval-notes.ts";
import { readApprovalRequest, requireResolution, type ApprovalRequest } from "../signing/approval-request.ts";
import { readEarlierDecision, requireOpenHand, type EarlierDecision } from "../signing/earlier-decision.ts";
import { requireGate, type GateAhead } from "../signing/gate-ahead.ts";
import { judgeDecision, requireEntitled } from "../signing/judge-decision.ts";
import { findSigningPerson, ownerOf, type Signer } from "../signing/signing-person.ts";
import { requireWorkTree } from "../signing/work-tree.ts";
import { writeTogether } from "../signing/write-together.ts";
import { approvalLines } from "../views/approval-lines.ts";
import { approvalEvent, decisionLines, type WrittenDecision } from "../views/decision-lines.ts";
import { emit } from "../views/events.ts";
import { layOut, printLines } from "../views/lay-out.ts";
import { paintFor } from "../views/style.ts";
import { withProgress } from "../views/progress.ts";
import { tellFaults } from "../views/tell-faults.ts";

export async function run(context: CommandContext): Promise<CommandResult> {
  const { options, plans } = context;
  const [plan = ""] = plans;
  const request = readApprovalRequest(context.flags);
  return withSession(options, { recordsAs: undefined }, async (session) => {
    const root = requireWorkTree(session.repository, { write: options.write, what: "an approval" });
    const pins = { plans: session.pin, trust: session.trustPin };
    const { cases } = await withProgress(context.terminal, options, (tell) => {
      tell({ what: "reading the plan, its run and its target's facts" });
      return openReconciliation(session.edges, { pins, plans, readsFacts: true });
    });
    const [found] = cases;
    if (found?.kind === "invalid") return tellFaults(context, found.diagnostics);
    const ahead = requireGate(found, { plan, asked: request.gate });
    requireResolution(request, ahead.verdict.gate);
    await decide(context, { session, request, ahead, root });
    return { exit: EXIT.done, plans: 1 };
  });
}

interface Deciding {
  readonly session: Session;
  readonly request: ApprovalRequest;
  readonly ahead: GateAhead;
  /** The work tree. */
  readonly root: string;
}

/** Everything that can be refused without a key is refused before anybody is asked, and the rest before a file is written. */
async function decide(context: CommandContext, deciding: Deciding): Promise<void> {
  const { session, request, ahead, root } = deciding;
  const { edges } = session;
  const signer = await findSigner(deciding);
  const asked = { person: signer.person.name, decision: request.decision, now: edges.now() };
  requireEntitled(ahead, asked);
  const earlier = await readEarlierDecision(root, ahead, asked.person);
  requireOpenHand(ahead, earlier, asked);
  const draft = draftOf(request, ahead, asked);
  const unsigned = writeOut(ahead, draft);
  await show(context, deciding, { signer, earlier, draft });
  await confirm({ question: questionOf(draft, ahead), given: request.confirmed });
  const { bytes } = unsigned;
  const signature = await signWithSsh({ bytes, namespace: NAMESPACES.approval, key: signer.key });
  const file = { ...unsigned, signature: { sha256: sha256Hex(signature), bytes: signature } };
  const judged = judgeDecision(edges, ahead, file);
  await writeTogether(root, [{ path: `${file.path}.sig`, bytes: signature }, file]);
  tell(context, { plan: ahead.work.plan, run: ahead.run.state.id, file, judged });
}

async function findSigner({ session, request, ahead }: Deciding): Promise<Signer> {
  const { repository } = session;
  const { policy, lists } = ahead.work.context;
  const configured = request.key === undefined ? await readSigningKey(repository) : undefined;
  const key = await chooseSigningKey({ file: request.key, configured });
  const { email } = await readGlobalUser(repository);
  const person = findSigningPerson({ policy: policy.value, lists, key, named: request.person, email });
  return { key, person };
}

function draftOf(
  { decision, resolution, reason, validMs }: ApprovalRequest,
  { verdict }: GateAhead,
  { person, now }: { readonly person: string; readonly now: string },
): ApprovalDraft {
  return {
    gate: verdict.gate,
    decision,
    approver: person,
    notBefore: now,
    expiresAt: new Date(Date.parse(now) + validMs).toISOString().replace(/\.\d{3}Z$/, "Z"),
    nonce: randomBytes(16).toString("hex"),
    reason,
    ...(resolution === undefined ? {} : { resolution }),
  };
}

/** The file as it will lie there, read back as the next reconcile reads it. */
function writeOut(
  { work, run }: GateAhead,
  draft: ApprovalDraft,
): ApprovalFile & { readonly bytes: Uint8Array } {
  const path = approvalPath(work.plan, draft.gate, draft.approver);
  const bytes = Buffer.from(draftApproval(expectationOf(work, run.state), draft));
  const sha256 = sha256Hex(bytes);
  const { approvals, diagnostics } = parseDocuments([{ path, bytes, sha256, mode: "100644", oid: "" }]);
  const document = approvals.get(path)?.value;
  if (document !== undefined) return { path, bytes, sha256, document, signature: undefined };
  const [fault] = diagnostics;
  throw new Refusal("USAGE", {
    message: `the approval would not be valid: ${fault?.message ?? "it cannot be read back"}`,
    expected: fault?.expected ?? "an approval as schemas/approval.schema.json has it",
    todo: "give another --reason: one line, at most 500 characters",
  });
}

interface Shown {
  readonly signer: Signer;
  readonly earlier: EarlierDecision | undefined;
  readonly draft: ApprovalDraft;
}

/** With --json it goes to standard error, for whoever is asked; nobody reads it where --yes was given as well. */
async function show(
  { options, terminal }: CommandContext,
  { ahead, root, request }: Deciding,
  { signer, earlier, draft }: Shown,
): Promise<void> {
  if (request.confirmed && (options.json || options.quiet)) return;
  const { key, person } = signer;
  const owner = ownerOf(ahead.work.context.lists, key);
  const notes = await approvalNotes({ root, ahead, earlier, person: person.name, owner });
  const shown = {
    ahead,
    expected: expectationOf(ahead.work, ahead.run.state),
    draft,
    person: `${person.name}, ${person.because}`,
    key: `${key.publicKey.fingerprint}, ${key.origin}`,
    notes,
  };
  const { columns, color } = terminal;
  const lines = approvalLines(shown, { paint: paintFor(color), columns, verbose: options.verbose });
  (options.json ? terminal.err : terminal.out)(`${layOut(lines, columns).join("\n")}\n\n`);
}

const QUESTIONS = { approve: "Approve", deny: "Deny", withdraw: "Withdraw at" } as const;

function questionOf({ decision, gate, approver }: ApprovalDraft, { run }: GateAhead): string {
  return visibleText(`${QUESTIONS[decision]} ${gate} of ${run.state.id} as ${approver}?`);
}

function tell({ options, terminal }: CommandContext, written: WrittenDecision): void {
  if (options.json) emit(terminal, approvalEvent(written));
  else if (!options.quiet) printLines(terminal, decisionLines(written, paintFor(terminal.color)));
}
