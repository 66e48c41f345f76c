// The gates of a plan's run: which are open and by whom, where it stands, who may open what is ahead, and what each
// approval that lies here is worth.
import type { JudgedFile } from "../../approvals/gate-verdict.ts";
import type { Statement } from "../../model/generated/statement.ts";
import { GATE_RECORDS, type GateName } from "../../model/phase.ts";
import type { PlanWork } from "../../reconcile/plan-work.ts";
import type { PlanReport } from "../check/check-report.ts";
import { reasonOf } from "../check/collect-remarks.ts";
import { shortDigest } from "../views/step-words.ts";
import { codeCell, nameList, sentenceCell, table } from "./markdown-text.ts";
import { countOf } from "./plan-words.ts";

const APPROVALS_SHOWN = 20;

export function gateBlocks(plan: PlanReport): readonly string[] {
  const { outcome, found } = plan;
  if (found?.kind !== "work") return [];
  const { work } = found;
  const statements = statementsOf(plan, work);
  const gates: readonly GateName[] =
    outcome.gate?.gate === "SG_3" ? ["SG_1", "SG_2", "SG_3"] : ["SG_1", "SG_2"];
  return [
    "#### Gates",
    table(
      ["gate", "stands", "who may open it", "approved by"],
      ["l", "l", "l", "l"],
      gates.map((gate) => gateRow(gate, { plan, work, statements })),
    ),
    ...approvalBlocks(plan),
  ];
}

/** Those on record of the run that the outcome is about, and those made now. */
function statementsOf({ outcome }: PlanReport, work: PlanWork): readonly Statement[] {
  const recorded = work.recorded.find(({ state }) => state.id === outcome.run)?.statements ?? [];
  const made = outcome.steps.filter(({ run }) => run === outcome.run).map(({ statement }) => statement);
  return [...recorded, ...made].map(({ statement }) => statement);
}

interface Ground {
  readonly plan: PlanReport;
  readonly work: PlanWork;
  readonly statements: readonly Statement[];
}

function gateRow(gate: GateName, { plan, work, statements }: Ground): readonly string[] {
  const passed = statements.findLast(
    ({ predicate }) => predicate.phase === GATE_RECORDS[gate] && predicate.outcome === "PASSED",
  );
  if (passed !== undefined) {
    const { result } = passed.predicate;
    const counted = Array.isArray(result["counted"]) ? result["counted"].map(String) : [];
    return [gate, "✔ open", "–", nameList(counted, "and")];
  }
  const verdict = plan.outcome.gate;
  if (verdict?.gate === gate) {
    const mark = verdict.kind === "refused" ? "✖ refused" : "◼ waits";
    const stands = `${mark}: ${verdict.counted.length} of ${verdict.threshold}`;
    const who = verdict.mayOpen.length === 0 ? "nobody" : nameList(verdict.mayOpen, "or");
    return [gate, stands, who, nameList(verdict.counted, "and")];
  }
  const { threshold, persons } = work.context.policy.value.gates[gate];
  const able = withoutAuthor(work, persons);
  return [gate, `ahead: takes ${countOf(threshold, "approval")}`, nameList(able, "or"), "–"];
}

function withoutAuthor({ context, document }: PlanWork, persons: readonly string[]): readonly string[] {
  if (context.policy.value.separationOfDuties.authorMayApprove) return persons;
  return persons.filter((person) => person !== document.metadata.author);
}

function approvalBlocks({ outcome }: PlanReport): readonly string[] {
  const { gate } = outcome;
  const files = [...(gate?.files ?? []), ...(gate?.misfiled ?? [])];
  if (gate === undefined || files.length === 0) return [];
  const left = files.length - APPROVALS_SHOWN;
  return [
    `Approvals for ${gate.gate} that lie here:`,
    table(
      ["person", "says", "counts", "signature", "why", "file"],
      ["l", "l", "l", "l", "l", "l"],
      files.slice(0, APPROVALS_SHOWN).map(approvalRow),
    ),
    ...(left > 0 ? [`And ${countOf(left, "approval")} more.`] : []),
  ];
}

function approvalRow(file: JudgedFile): readonly string[] {
  const { judged, path } = file;
  const counts = judged.policy === "COUNTED";
  const { code, why } = reasonOf(file);
  return [
    codeCell(judged.person),
    judged.decision,
    counts ? "✔ yes" : `✖ no: ${code}`,
    judged.authenticity,
    counts ? "–" : sentenceCell(shortDigests(why)),
    codeCell(path),
  ];
}

/** Two digests side by side are told apart by their beginnings. */
function shortDigests(text: string): string {
  return text.replaceAll(/[0-9a-f]{64}/g, (digest) => shortDigest(digest));
}
