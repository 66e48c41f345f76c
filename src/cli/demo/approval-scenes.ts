// The scenes at the gates: the author's approval that does not count, and the two of somebody else that do.
import path from "node:path";
import { approvalPath } from "../../approvals/approval-file.ts";
import type { ApprovalEvent } from "../../model/generated/event.ts";
import { NAMESPACES } from "../../model/signature.ts";
import { EXIT } from "../exit-codes.ts";
import { shortDigest } from "../views/step-words.ts";
import { PLAN, UNITS } from "./documents.ts";
import { eventOf, requireExit } from "./play-command.ts";
import { reconcileTo } from "./reconcile-to.ts";
import { readRecordedRun } from "./recorded-run.ts";
import { requireSeen, unexpected } from "./require-seen.ts";
import { scene } from "./scene.ts";
import type { Stage } from "./stage.ts";

const OWN_PLAN = scene({
  title: "alice tries to approve her own plan",
  does: async (stage) => {
    const reason = ["--reason", "I wrote it, so it is right", "--yes"];
    const tried = await stage.reconcile(["approve", PLAN, "--key", stage.keyOf("alice"), ...reason]);
    requireExit(tried, EXIT.refused);
    const word = /\bSOD_VIOLATION\b/.exec(tried.refusal?.message ?? "")?.[0];
    requireSeen({ what: tried.command, expected: "SOD_VIOLATION", seen: word, said: tried.said });
    await approveByHand(stage);
    await reconcileTo(stage, {
      steps: ["gate_sg_1"],
      stop: { state: "refused", gate: "SG_1" },
      exit: EXIT.refused,
    });
    const { seq, outcome, approvals } = (await readRecordedRun(stage)).last.statement.predicate;
    const seen = approvals.map(({ person, authenticity, policy }) => [person, authenticity, policy]);
    const expected = ["REFUSED", ["alice", "AUTHENTIC", "SOD_VIOLATION"]];
    requireSeen({ what: `statement ${seq}`, expected, seen: [outcome, ...seen] });
    return { seq };
  },
  sees: ({ seq }) => [
    "reconcile approve refuses, exit 4, SOD_VIOLATION: separation of duties",
    "she signs one by hand and commits it: reconcile refuses too, exit 4",
    `on record, statement ${seq}: signature AUTHENTIC, approval SOD_VIOLATION`,
  ],
});

/** What somebody does who goes round `reconcile approve`: the file that explain shows, in the own name, signed by ssh-keygen. */
async function approveByHand(stage: Stage): Promise<void> {
  const explained = await stage.reconcile(["explain", PLAN]);
  requireExit(explained, EXIT.done);
  const { approval } = eventOf(explained, "explanation");
  if (approval === null) throw unexpected(`${explained.command} shows no approval to write`, "one for SG_1");
  const file = approvalPath(PLAN, "SG_1", "alice");
  const bytes = Buffer.from(approval.text.replace(/^approver: bob$/m, "approver: alice"));
  await stage.write(file, bytes);
  const args = ["-Y", "sign", "-n", NAMESPACES.approval, "-f", stage.keyOf("alice")];
  const signed = await stage.runTool({ tool: "ssh-keygen", args: [...args, path.join(stage.root, file)] });
  const said = signed?.stderr ?? "";
  requireSeen({ what: "ssh-keygen -Y sign, its exit code", expected: 0, seen: signed?.exitCode, said });
  await stage.commit("alice", "Approve SG_1 as alice", [file, `${file}.sig`]);
}

const FIRST_CONSENT = scene({
  title: "bob reads plan and document, and approves SG_1",
  does: (stage) => approveAsBob(stage, "SG_1", "read both, as agreed"),
  sees: ({ seq, head, approval }) => [
    "sg-1.bob.yaml names plan, document, units, facts and policy by sha256",
    `it continues what is on record, up to statement ${seq}, sha256 ${shortDigest(head)}`,
    `signed with bob's key: ${approval.authenticity}`,
  ],
});

interface Consent {
  /** The last statement that moved the run. */
  readonly seq: number;
  readonly head: string;
  readonly approval: ApprovalEvent;
}

const BOUND_TO = ["plan", "source", "manifest", "facts", "evidenceHead", "policy"];

/** `reconcile approve PLAN` with bob's key, committed. Rejects with a Refusal DEMO_FAILED where it would not open the gate. */
async function approveAsBob(stage: Stage, gate: "SG_1" | "SG_2", reason: string): Promise<Consent> {
  // A refusal moves nothing, and so nobody approves on top of it.
  const head = (await readRecordedRun(stage)).lines.findLast(
    ({ statement }) => statement.predicate.outcome === "PASSED",
  );
  const words = ["approve", PLAN, "--gate", gate, "--key", stage.keyOf("bob"), "--reason", reason, "--yes"];
  const answer = await stage.reconcile(words);
  requireExit(answer, EXIT.done);
  const approval = eventOf(answer, "approval");
  const { person, authenticity, gateWillBe } = approval;
  const expected = { person: "bob", authenticity: "AUTHENTIC", gateWillBe: "open" };
  requireSeen({ what: answer.command, expected, seen: { person, authenticity, gateWillBe } });
  const text = (await stage.read(approval.path)).toString();
  const named = BOUND_TO.filter((name) => new RegExp(`^${name}: .*sha256: "?[0-9a-f]{64}`, "m").test(text));
  requireSeen({ what: "what the approval names by sha256", expected: BOUND_TO, seen: named });
  const sha256 = /^evidenceHead: .*sha256: "?(\w+)/m.exec(text)?.[1];
  requireSeen({ what: "the statement that it names", expected: head?.sha256, seen: sha256 });
  await stage.commit("bob", `Approve ${gate} of ${PLAN}`, [approval.path, approval.signature.path]);
  return { seq: head?.statement.predicate.seq ?? 0, head: sha256 ?? "", approval };
}

const SECOND_STOP = scene({
  title: "reconcile goes on to the second gate: before anything is enacted",
  does: async (stage) => {
    await reconcileTo(stage, {
      steps: ["gate_sg_1", "pre_write_backup", "cut_leg_a", "leg_b_record", "verify"],
      stop: { state: "waiting", gate: "SG_2" },
    });
    const { lines } = await readRecordedRun(stage);
    const resultOf = (phase: string): Readonly<Record<string, unknown>> =>
      lines.findLast(({ statement }) => statement.predicate.phase === phase)?.statement.predicate.result ??
      {};
    const seen = {
      counted: resultOf("gate_sg_1")["counted"],
      created: resultOf("cut_leg_a")["created"],
      matched: resultOf("verify")["matched"],
    };
    const expected = { counted: ["bob"], created: UNITS, matched: UNITS };
    requireSeen({ what: "on record", expected, seen });
  },
  sees: () => [
    `bob opened SG_1; a rehearsal created ${UNITS} units, ${UNITS} read back as cut`,
    "it waits at SG_2, for consent to what was read back",
  ],
});

const CLOSEOUT = scene({
  title: "bob approves SG_2, and the run is closed",
  does: async (stage) => {
    await approveAsBob(stage, "SG_2", "the reading back agrees");
    await reconcileTo(stage, {
      steps: ["gate_sg_2", "lifecycle_enact", "post_verify", "closeout"],
      stop: { state: "closed", gate: null },
    });
    const { last, lines, folder } = await readRecordedRun(stage);
    const bundles = (await stage.read(`${folder}/attestations.jsonl`)).toString().split("\n").slice(0, -1);
    requireSeen({ what: "signed statements", expected: lines.length, seen: bundles.length });
    const enacted = lines.findLast(({ statement }) => statement.predicate.phase === "lifecycle_enact");
    const count = enacted?.statement.predicate.result["enacted"];
    requireSeen({ what: "units enacted", expected: UNITS, seen: count });
    return { statements: lines.length, head: last.sha256 };
  },
  sees: ({ statements, head }) => [
    `${UNITS} units enacted in the rehearsal, and the rows of the target are as before`,
    `${statements} statements on record, all signed; the last has sha256 ${shortDigest(head)}`,
  ],
});

export const APPROVAL_SCENES = [OWN_PLAN, FIRST_CONSENT, SECOND_STOP, CLOSEOUT] as const;
