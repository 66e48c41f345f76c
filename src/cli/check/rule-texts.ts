// What each code of a remark means, whichever table it comes from: faults of documents, refusals, failures of phases,
// verdicts on approvals.
import type { BindingFault } from "../../approvals/binding.ts";
import { POLICY_VERDICTS } from "../../approvals/weigh-decisions.ts";
import { CODES } from "../../diagnostics/codes.ts";
import { REFUSALS } from "../../diagnostics/refusal.ts";
import { TORN_REASONS } from "../../model/torn-effect.ts";
import { FAILURE_REASONS } from "../../phases/phase.ts";

export interface RuleText {
  /** In one sentence, without the value. */
  readonly summary: string;
  readonly expected: string | undefined;
  readonly fix: string | undefined;
}

const BINDINGS: Readonly<Record<BindingFault, string>> = {
  WRONG_REPOSITORY: "it was given in another repository",
  WRONG_MODE: "it is for another mode",
  WRONG_GATE: "it is for another gate",
  PLAN_STALE: "the plan has changed since",
  SOURCE_STALE: "the source has changed since",
  MANIFEST_STALE: "the cut has changed since",
  FACTS_STALE: "the state of the target has changed since",
  POLICY_STALE: "the policy has changed since",
  WRONG_RUN: "it is for another run",
  PARTIAL_STATE_STALE: "more is known by now of what the torn step left",
  WRONG_HEAD: "the run has moved on since",
  EXPIRED: "its time is over",
  NOT_YET: "its time has not begun",
};

const GATE_REASONS = {
  QUORUM_SHORT: "it takes more approvals",
  RESOLUTION_CONTESTED: "two ways out have a quorum each",
} as const;

/** What the code means. A code that no table knows still has a text: itself. */
export function ruleText(code: string): RuleText {
  if (isOf(CODES, code)) return { ...CODES[code] };
  const { means, todo } = isOf(FAILURE_REASONS, code) ? FAILURE_REASONS[code] : { means: undefined };
  return { summary: sentence(means ?? wordOf(code) ?? code), expected: undefined, fix: todo };
}

/** What the word stands for, without a final stop; undefined for a word of no table. */
export function wordOf(code: string): string | undefined {
  for (const table of [REFUSALS, TORN_REASONS, BINDINGS, POLICY_VERDICTS, GATE_REASONS])
    if (isOf(table, code)) return table[code];
  return undefined;
}

function isOf<Table extends object>(table: Table, key: string): key is Extract<keyof Table, string> {
  return Object.hasOwn(table, key);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
