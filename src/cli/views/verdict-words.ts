// The codes of the three questions that are asked of every approval, in words for somebody who has never met them.
import { BINDING_VERDICTS } from "../../approvals/binding.ts";
import type { JudgedFile } from "../../approvals/gate-verdict.ts";
import { STRUCTURE_FAULTS } from "../../approvals/structure.ts";
import { POLICY_VERDICTS, type PolicyVerdict } from "../../approvals/weigh-decisions.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import { AUTHENTICITIES } from "../../model/authenticity.ts";

/** Why it does not count, cause by cause, then the codes of all three questions in one line. Text of files is made visible. */
export function verdictReasons({ judged, mismatches, faults, signature }: JudgedFile): readonly string[] {
  const { binding, policy, authenticity } = judged;
  return [
    ...(binding === "BOUND" ? [] : [meaning(BINDING_VERDICTS, binding)]),
    ...mismatches.map((field) => `  ${fieldWords(field)}`),
    ...faults.flatMap((fault) => [meaning(STRUCTURE_FAULTS, fault.code), `  ${fieldWords(fault)}`]),
    ...(SAID_ALREADY.includes(policy) ? [] : [meaning(POLICY_VERDICTS, policy)]),
    ...(["AUTHENTIC", "UNSIGNED"].includes(authenticity) ? [] : [meaning(AUTHENTICITIES, authenticity)]),
    ...(signature.detail === "" ? [] : [`  ${signature.detail}`]),
    `policy ${policy}, binding ${binding}, authenticity ${authenticity}`,
  ].map(visibleText);
}

/** What the policy makes of it where it counts, or where other questions have been answered with no. */
const SAID_ALREADY: readonly string[] = ["COUNTED", "NOT_BOUND", "MALFORMED"] satisfies PolicyVerdict[];

/** `its time is over (EXPIRED)` */
function meaning(words: Readonly<Record<string, string>>, code: string): string {
  const found = Object.hasOwn(words, code) ? words[code] : undefined;
  return found === undefined ? code : `${found} (${code})`;
}

function fieldWords({ field, found, expected }: { field: string; found: string; expected: string }): string {
  return `${field === "" ? "it" : field} is "${found}", expected "${expected}"`;
}
