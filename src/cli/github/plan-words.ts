// Where a plan stands, in the words of the table and of its fold: the state with its reason, and who acts next.
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { PlanReport } from "../check/check-report.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { STATE_STYLES } from "../views/style.ts";
import { nameList } from "./markdown-text.ts";

export function markOf({ state }: PlanOutcome): string {
  return STATE_STYLES[state].mark;
}

/** `waiting at SG_1, 0 of 1 approvals`: words of ours, codes and numbers only. */
export function standingOf({ state, gate, reasons, diagnostics, concerns }: PlanOutcome): string {
  const { word } = STATE_STYLES[state];
  const [reason] = reasons;
  const stale = concerns.some(({ kind }) => kind === "stale") ? ", stale" : "";
  if (state === "invalid") return `${word}: ${countOf(diagnostics.length, "fault")}`;
  if (gate !== undefined && state !== "closed")
    return `${word} at ${gate.gate}, ${gate.counted.length} of ${gate.threshold} approvals${stale}`;
  return reason === undefined ? `${word}${stale}` : `${word}: ${reason}${stale}`;
}

/** Markdown, for a cell or a line. */
export function whoActs(plan: PlanReport): string {
  const { outcome, found } = plan;
  const { gate, state } = outcome;
  if (state === "closed" || state === "superseded") return "nobody";
  if (gate !== undefined) {
    const deniers = gate.judged.filter(({ policy, decision }) => policy === "DENIED" && decision === "deny");
    if (deniers.length > 0) return nameList([...new Set(deniers.map(({ person }) => person))], "and");
    return gate.mayOpen.length === 0 ? "nobody may" : nameList(gate.mayOpen, "or");
  }
  if (state === "error") return "an operator";
  return found?.kind === "work" ? nameList([found.work.document.metadata.author], "or") : "its author";
}

/** 1 plan, 2 plans */
export function countOf(value: number, unit: string): string {
  return `${groupDigits(value)} ${unit}${value === 1 ? "" : "s"}`;
}

export function titleOf({ outcome, found }: PlanReport): string | undefined {
  return outcome.title ?? (found?.kind === "work" ? found.work.document.metadata.title : undefined);
}
