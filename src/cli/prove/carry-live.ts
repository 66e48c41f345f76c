// Carries the LIVE run of a scratch repository, over a sandbox: the same reconcile as everybody's, with edges that reach that
// sandbox and nothing else. No flag and no variable of the user leads here.
import { randomBytes } from "node:crypto";
import { approvalPath } from "../../approvals/approval-file.ts";
import { draftApproval } from "../../approvals/draft-approval.ts";
import { Refusal } from "../../diagnostics/refusal.ts";
import { signWithSsh } from "../../keys/ssh-signer.ts";
import { chooseSigningKey } from "../../keys/ssh-key-choice.ts";
import type { GateName } from "../../model/phase.ts";
import { NAMESPACES } from "../../model/signature.ts";
import { carryPlan } from "../../reconcile/carry-plan.ts";
import { expectationOf } from "../../reconcile/judge-run.ts";
import { openReconciliation } from "../../reconcile/open-reconciliation.ts";
import { outcomeOfCase, outcomeOfRefusal, type PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { OpenedCase, SoundPlan } from "../../reconcile/plan-work.ts";
import type { StepTaken } from "../../reconcile/step-taken.ts";
import type { Stage } from "../demo/stage.ts";
import { checkOptions, type CommonOptions } from "../options.ts";
import { publishRuns } from "../publish-runs.ts";
import { requireGate } from "../signing/gate-ahead.ts";
import { withSession, type SandboxEdges, type Session } from "../session.ts";

export interface LiveStage {
  readonly stage: Stage;
  /** The plan's name. */
  readonly plan: string;
  readonly edges: SandboxEdges;
}

export interface Carried {
  readonly outcome: PlanOutcome;
  /** Undefined where the plan could not be carried at all. */
  readonly sound: SoundPlan | undefined;
}

/** One reconcile of the plan, as far as it goes, committed. What an edge refuses is the outcome; other exceptions are thrown on. */
export async function carryLive({ stage, plan, edges }: LiveStage): Promise<Carried> {
  const options = optionsOf(stage);
  return withSession(options, { recordsAs: "prove", sandbox: edges }, async (session) => {
    const found = await openCase(session, plan);
    const outcome = await carryCase(session, found);
    await publishRuns(session, options, [outcome]);
    return { outcome, sound: found.kind === "work" ? found.work : undefined };
  });
}

/** bob approves at that gate, and commits it. Rejects with a Refusal where the run does not stand there. */
export async function approveLive({ stage, plan, edges }: LiveStage, gate: GateName): Promise<void> {
  const sandbox = { recordsAs: undefined, sandbox: edges };
  const text = await withSession(optionsOf(stage), sandbox, async (session) => {
    const found = await openCase(session, plan);
    if (found.kind === "invalid") throw new Error(`the scratch plan "${plan}" has faults`);
    const { work, run } = requireGate(found, { plan, asked: gate });
    return draftApproval(expectationOf(work, run.state), {
      gate,
      decision: "approve",
      approver: "bob",
      notBefore: stage.now(),
      expiresAt: daysAfter(stage.now(), 1),
      nonce: randomBytes(16).toString("hex"),
      reason: "the run of a proof, in a sandbox",
    });
  });
  const file = approvalPath(plan, gate, "bob");
  const key = await chooseSigningKey({ file: stage.keyOf("bob"), configured: undefined });
  const bytes = Buffer.from(text);
  await stage.write(file, bytes);
  await stage.write(`${file}.sig`, await signWithSsh({ bytes, namespace: NAMESPACES.approval, key }));
  await stage.commit("bob", `Approve ${gate} of ${plan}`, [file, `${file}.sig`]);
}

function optionsOf({ root, fixedNow }: Stage): CommonOptions {
  const now = fixedNow === undefined ? {} : { now: fixedNow };
  return checkOptions({ repo: root, ref: "HEAD", write: true, commit: true, color: "never", ...now });
}

async function openCase({ edges, pin, trustPin }: Session, plan: string): Promise<OpenedCase> {
  const pins = { plans: pin, trust: trustPin };
  const { cases } = await openReconciliation(edges, { pins, plans: [plan], readsFacts: true });
  const [found] = cases;
  if (found === undefined) throw new Error(`the scratch plan "${plan}" is gone`);
  return found;
}

async function carryCase({ edges }: Session, found: OpenedCase): Promise<PlanOutcome> {
  if (found.kind !== "work") return outcomeOfCase(found);
  const steps: StepTaken[] = [];
  try {
    return await carryPlan(edges, found.work, (step) => void steps.push(step));
  } catch (error) {
    if (error instanceof Refusal) return outcomeOfRefusal(found.plan, error, steps);
    throw error;
  }
}

const DAY_MS = 24 * 60 * 60 * 1000;

function daysAfter(moment: string, days: number): string {
  return new Date(Date.parse(moment) + days * DAY_MS).toISOString().replace(/\.\d{3}Z$/, "Z");
}
