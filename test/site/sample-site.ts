// A site made up for the pages: a plan in every state, a run in every position.
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import type { SiteData, SitePlan, SiteRun } from "../../src/site/site-data.ts";
import {
  AT,
  passedUpTo,
  sampleApproval,
  sampleCut,
  sampleGate,
  sampleRun,
  type StatementSketch,
} from "./sample-run.ts";
import { sampleTrust } from "./sample-trust.ts";

export function samplePlan(overrides: Partial<SitePlan> = {}): SitePlan {
  return {
    name: "handbook",
    title: "Operations handbook for registrars",
    author: "alice",
    mode: "DRYRUN",
    target: { name: "register", driver: "postgres" },
    state: "waiting",
    gate: undefined,
    actors: [],
    text: "waits at SG_1 with 0 of 1 approvals; bob or carol may approve",
    todo: undefined,
    since: "2026-11-21T07:14:52Z",
    faults: [],
    runs: [],
    ...overrides,
  };
}

export function sampleFault(overrides: Partial<Diagnostic> = {}): Diagnostic {
  return {
    code: "schema-unknown-field",
    place: { file: "plans/broken/plan.yaml", line: 7, column: 3 },
    excerpt: { text: "  moed: DRYRUN", length: 4 },
    message: 'there is no field "moed" here',
    expected: "one of mode, target, source, cut, expect",
    fix: 'write "mode"',
    ...overrides,
  } as Diagnostic;
}

/** Every position a run can have, with statements that lead there. */
export const RUNS: Readonly<Record<string, SiteRun>> = {
  waiting: sampleRun(passedUpTo("manifest"), {
    ahead: sampleGate({
      threshold: 2,
      counted: ["bob"],
      approvals: [
        sampleApproval(),
        sampleApproval({
          person: "carol",
          binding: "PLAN_STALE",
          policy: "NOT_BOUND",
          why: 'plan.sha256 is "91e16962325462e5", expected "03a94cd0ae89"',
          reason: undefined,
        }),
      ],
    }),
  }),
  closed: sampleRun(passedUpTo("closeout"), {
    id: "charter-03a94cd0ae89",
    position: "closed",
    next: undefined,
  }),
  failed: sampleRun([...passedUpTo("cut_leg_a"), failure("leg_b_record", "BATCH_INCOMPLETE")], {
    id: "failing-03a94cd0ae89",
    position: "failed",
    next: undefined,
  }),
  refusedAtGate: sampleRun(
    [
      ...passedUpTo("manifest"),
      {
        phase: "gate_sg_1",
        outcome: "REFUSED",
        reasons: ["DENIED"],
        gate: sampleGate({
          counted: [],
          approvals: [
            sampleApproval({
              decision: "deny",
              policy: "DENIED",
              why: "a denial stands until it is withdrawn",
            }),
          ],
        }),
      },
    ],
    { id: "denied-03a94cd0ae89" },
  ),
  refused: sampleRun([{ phase: "refusal", outcome: "REFUSED", reasons: ["LIVE_DISABLED"] }], {
    id: "live-5413e1648c3f",
    mode: "LIVE",
    next: "preflight",
    cut: undefined,
    cutMissing: "the source is not in this clone",
    facts: undefined,
    report: undefined,
  }),
  torn: sampleRun(
    [...passedUpTo("gate_sg_1"), { phase: "pre_write_backup" }, failure("cut_leg_a", "OUTCOME_UNKNOWN")],
    {
      id: "torn-5413e1648c3f",
      mode: "LIVE",
      position: "torn",
      next: "gate_sg_3",
      ahead: sampleGate({ gate: "SG_3", persons: ["carol"], counted: [], approvals: [] }),
    },
  ),
  compensated: sampleRun(
    [...passedUpTo("pre_write_backup"), failure("cut_leg_a", "PARTLY_RECORDED"), { phase: "gate_sg_3" }],
    { id: "compensated-5413e1648c3f", mode: "LIVE", position: "compensated", next: undefined },
  ),
  accepted: sampleRun(
    [
      ...passedUpTo("pre_write_backup"),
      failure("cut_leg_a", "OUTCOME_UNKNOWN"),
      { phase: "gate_sg_3" },
      { phase: "leg_b_record" },
    ],
    { id: "accepted-5413e1648c3f", mode: "LIVE", next: "verify" },
  ),
  superseded: sampleRun([...passedUpTo("discover"), { phase: "superseded" }], {
    id: "superseded-03a94cd0ae89",
    position: "superseded",
    next: undefined,
  }),
  stale: sampleRun([...passedUpTo("verify"), { phase: "stale" }], {
    id: "stale-03a94cd0ae89",
    position: "stale",
    next: undefined,
  }),
};

function failure(phase: StatementSketch["phase"], reason: string): StatementSketch {
  return { phase, outcome: "FAILED", reasons: [reason] };
}

function run(name: keyof typeof RUNS): SiteRun {
  const found = RUNS[name];
  if (found === undefined) throw new Error(`there is no sample run ${name}`);
  return found;
}

/** A plan for every state. */
export const PLANS: readonly SitePlan[] = [
  samplePlan({
    name: "accepted",
    state: "ready",
    mode: "LIVE",
    text: "would go on with verify",
    todo: "carry it on: reconcile run accepted",
    runs: [run("accepted")],
  }),
  samplePlan({
    name: "broken",
    state: "invalid",
    title: undefined,
    mode: undefined,
    target: undefined,
    since: undefined,
    actors: ["alice"],
    text: "2 faults in its documents; nothing moved",
    todo: "mend the places above, commit, and reconcile again",
    faults: [
      sampleFault(),
      sampleFault({
        place: { file: "plans/broken/broken.md", line: 214, column: 1 },
        code: "cut-number-missing" as Diagnostic["code"],
        excerpt: undefined,
        message: 'the number after "Article 11" is "13"',
        expected: "12",
        fix: "add Article 12, or number on",
      }),
    ],
  }),
  samplePlan({
    name: "charter",
    state: "closed",
    title: "Charter of the Commons Register",
    text: "closed; nothing of this run moves any more",
    since: "2026-03-01T07:54:52Z",
    runs: [run("closed"), run("superseded"), run("stale")],
  }),
  samplePlan({
    name: "denied",
    state: "refused",
    gate: "SG_1",
    actors: ["bob"],
    text: "SG_1 is refused: DENIED by bob",
    todo: "bob may withdraw the denial: reconcile approve denied --withdraw",
    runs: [run("refusedAtGate")],
  }),
  samplePlan({
    name: "failing",
    state: "failed",
    text: "failed at leg_b_record: BATCH_INCOMPLETE",
    todo: "mend the target, then edit the plan: reconcile explain failing",
    runs: [run("failed")],
  }),
  samplePlan({
    name: "fresh",
    state: "ready",
    since: undefined,
    text: "not begun; would start its run",
    todo: "carry it on: reconcile run fresh",
    cut: sampleCut(7),
  }),
  samplePlan({
    name: "gone",
    state: "orphaned",
    title: undefined,
    author: undefined,
    text: "its plan is gone from the commit and the run was never closed",
    todo: "restore plans/gone/plan.yaml to go on, or leave the run as it is",
    runs: [run("compensated")],
  }),
  samplePlan({
    name: "handbook",
    gate: "SG_1",
    actors: ["bob", "carol"],
    todo: "see what to write, and where: reconcile explain handbook",
    runs: [run("waiting")],
  }),
  samplePlan({
    name: "live-migration",
    state: "refused",
    mode: "LIVE",
    title: "Schedule of retention periods, asked for in LIVE mode",
    actors: ["alice"],
    text: "LIVE_DISABLED: LIVE was asked for, and the kill-switch is off",
    todo: "set spec.mode to DRYRUN; no flag turns LIVE on",
    runs: [run("refused")],
  }),
  samplePlan({
    name: "moved",
    state: "stale",
    text: "the facts moved under the run; it would end as STALE, and another attempt would begin",
    todo: "carry it on: reconcile run moved",
    runs: [run("stale")],
  }),
  samplePlan({
    name: "replaced",
    state: "superseded",
    text: "its plan is gone from the commit; its newest run is superseded",
    runs: [run("superseded")],
  }),
  samplePlan({
    name: "torn",
    gate: "SG_3",
    mode: "LIVE",
    actors: ["carol"],
    text: "torn at cut_leg_a: nobody could find out whether its change is in the target",
    todo: "decide at SG_3: reconcile explain torn",
    runs: [run("torn")],
  }),
  samplePlan({
    name: "unjudged",
    state: "error",
    text: "EVIDENCE_BROKEN: line 3 of evidence.jsonl is not canonical",
    todo: "reconcile verify unjudged",
  }),
];

export function sampleSite(overrides: Partial<SiteData> = {}): SiteData {
  return {
    tool: "cutplan 0.1.0",
    at: AT,
    commit: { sha: sha256Hex("commit").slice(0, 40), ref: "refs/heads/main" },
    plans: PLANS,
    trust: sampleTrust(),
    faults: [],
    ...overrides,
  };
}
