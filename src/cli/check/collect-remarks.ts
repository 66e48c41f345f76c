// What a check has to say about places in files: every fault of a document, why a plan does not move, and each approval
// that lies here and does not count. It finds the line; it judges nothing.
import type { JudgedFile } from "../../approvals/gate-verdict.ts";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { ParsedDocuments } from "../../documents/parse-documents.ts";
import type { Spot } from "../../documents/syntax-tree.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import { EXIT } from "../exit-codes.ts";
import { faultsOf, type PlanReport } from "./check-report.ts";
import { sortRemarks, type Remark } from "./remark.ts";
import { wordOf } from "./rule-texts.ts";

export interface Checked {
  readonly plans: readonly PlanReport[];
  readonly strays: readonly Diagnostic[];
  /** Where places are looked up. */
  readonly documents: ParsedDocuments;
}

/** The most important first. */
export function collectRemarks(checked: Checked): readonly Remark[] {
  const { plans, documents } = checked;
  return sortRemarks([
    ...faultsOf(checked).map(remarkOfFault),
    ...plans.flatMap((plan) => [...approvalRemarks(plan, documents), ...planRemarks(plan, documents)]),
  ]);
}

function remarkOfFault({ code, place, excerpt, message, expected, fix }: Diagnostic): Remark {
  return { level: "error", code, place, excerpt, message, expected, todo: fix, plan: undefined };
}

/** At most one a plan: why it is refused, has failed, is stale or could not be judged. */
function planRemarks(plan: PlanReport, documents: ParsedDocuments): readonly Remark[] {
  const { outcome, exit } = plan;
  const { state, concerns, gate } = outcome;
  const stale = concerns.some(({ kind }) => kind === "stale");
  const failed = state === "error" || concerns.some(({ kind }) => kind === "failed");
  if (!failed && !stale && state !== "refused") return [];
  const denied = deniedSpot(outcome, documents);
  // What is wrong with approvals is told where they lie.
  if (!failed && gate !== undefined && denied === undefined && approvalRemarks(plan, documents).length > 0)
    return [];
  const code = codeOf(outcome);
  const spot = denied ?? spotOfPlan(plan, code, documents);
  return [
    {
      level: exit === EXIT.done ? "notice" : "error",
      code,
      place: spot?.place,
      excerpt: spot?.excerpt,
      message: `plan ${outcome.plan}: ${outcome.text}`,
      expected: undefined,
      todo: outcome.todo,
      plan: outcome.plan,
    },
  ];
}

/** That a gate has too few approvals is the least that can be said of it. */
function codeOf({ reasons }: PlanOutcome): string {
  return reasons.find((reason) => reason !== "QUORUM_SHORT") ?? reasons[0] ?? "FACTS_STALE";
}

function deniedSpot({ gate }: PlanOutcome, documents: ParsedDocuments): Spot | undefined {
  const denial = gate?.files.find(({ judged }) => judged.policy === "DENIED" && judged.decision === "deny");
  return denial === undefined ? undefined : documents.approvals.get(denial.path)?.placeOf(["decision"]);
}

type Pointer = readonly string[];

/** Which part of the plan a reason is about. */
const PARTS: Readonly<Record<string, Pointer>> = {
  LIVE_DISABLED: ["spec", "mode"],
  LIVE_ADAPTER_MISSING: ["spec", "mode"],
  LIVE_ADAPTER_REFUSED: ["spec", "mode"],
  MODE_UNKNOWN: ["spec", "mode"],
  PLAN_EXPIRED: ["spec", "expiresAt"],
  PLAN_UNSIGNED: ["metadata", "author"],
  PLAN_NOT_AUTHENTIC: ["metadata", "author"],
  UNITS_UNEXPECTED: ["spec", "expect", "units"],
  MANIFEST_LOSSY: ["spec", "cut"],
  GRANTS_MISSING: ["spec", "target"],
  TARGET_VARIABLE_MISSING: ["spec", "target"],
  TARGET_URL_REFUSED: ["spec", "target"],
  TARGET_UNREACHABLE: ["spec", "target"],
  TARGET_UNSAFE: ["spec", "target"],
  TARGET_UNFIT: ["spec", "target"],
  EMBEDDED_FAILED: ["spec", "target"],
  SEED_REFUSED: ["spec", "target"],
};
const NAME: Pointer = ["metadata", "name"];

/** A conflict stands where the unit begins in the source, anything else in the plan; undefined for a plan that is gone. */
function spotOfPlan(
  { outcome, found }: PlanReport,
  code: string,
  documents: ParsedDocuments,
): Spot | undefined {
  const [conflict] = outcome.units?.conflicts ?? [];
  if (code === "UNIT_CONFLICT" && conflict !== undefined && found?.kind === "work") {
    const file = `plans/${outcome.plan}/${found.work.document.spec.source.path}`;
    return { place: { file, line: conflict.line, column: 1 }, excerpt: undefined };
  }
  return documents.plans.get(outcome.plan)?.placeOf(PARTS[code] ?? NAME);
}

/** Approvals for the gate ahead that do not count, and those whose name says this gate and whose text another. */
export function idleApprovals({ gate }: PlanOutcome): readonly JudgedFile[] {
  const idle = (gate?.files ?? []).filter(
    ({ judged }) => judged.decision === "approve" && !["COUNTED", "DUPLICATE_PERSON"].includes(judged.policy),
  );
  return [...idle, ...(gate?.misfiled ?? [])];
}

/** Those that only the history has lie nowhere; the summary tells of them. */
function approvalRemarks({ outcome, exit }: PlanReport, documents: ParsedDocuments): readonly Remark[] {
  const { gate, plan } = outcome;
  if (gate === undefined) return [];
  return idleApprovals(outcome).flatMap((file): readonly Remark[] => {
    const document = documents.approvals.get(file.path);
    if (document === undefined) return [];
    const { code, why } = reasonOf(file);
    const field = file.mismatches[0]?.field ?? file.faults[0]?.field ?? "approver";
    const { place, excerpt } = document.placeOf(field.split("."));
    return [
      {
        level: exit === EXIT.done || exit === EXIT.waiting ? "warning" : "error",
        code,
        place,
        excerpt,
        message: `this approval of ${gate.gate} by ${file.judged.person} does not count: ${why}`,
        expected: undefined,
        todo: `see what would count: reconcile explain ${plan}`,
        plan,
      },
    ];
  });
}

/** Why an approval does not count: the word for it, and the word with what decided it. */
export function reasonOf({ judged, mismatches, faults, signature }: JudgedFile): {
  readonly code: string;
  readonly why: string;
} {
  const [mismatch] = mismatches;
  if (mismatch !== undefined) {
    const { verdict, field, found, expected } = mismatch;
    return {
      code: verdict,
      why: `${wordOf(verdict) ?? verdict}; ${field} is "${found}", expected "${expected}"`,
    };
  }
  const [fault] = faults;
  const code = judged.policy;
  const word = wordOf(code) ?? code;
  if (fault !== undefined)
    return { code, why: `${word}; ${fault.field} is "${fault.found}", expected "${fault.expected}"` };
  return { code, why: signature.detail === "" ? word : `${word}; ${signature.detail}` };
}
