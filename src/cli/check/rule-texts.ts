// What each code of a remark means, whichever table it comes from: faults of documents, refusals, failures of phases,
// verdicts on approvals.
import { BINDING_VERDICTS } from "../../approvals/binding.ts";
import { GATE_OBSTACLES } from "../../approvals/gate-verdict.ts";
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

/** What the code means. A code that no table knows still has a text: itself. */
export function ruleText(code: string): RuleText {
  if (isOf(CODES, code)) return { ...CODES[code] };
  const { means, todo } = isOf(FAILURE_REASONS, code) ? FAILURE_REASONS[code] : { means: undefined };
  return { summary: sentence(means ?? wordOf(code) ?? code), expected: undefined, fix: todo };
}

/** What the word stands for, without a final stop; undefined for a word of no table. */
export function wordOf(code: string): string | undefined {
  for (const table of [REFUSALS, TORN_REASONS, BINDING_VERDICTS, POLICY_VERDICTS, GATE_OBSTACLES])
    if (isOf(table, code)) return table[code];
  return undefined;
}

function isOf<Table extends object>(table: Table, key: string): key is Extract<keyof Table, string> {
  return Object.hasOwn(table, key);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
