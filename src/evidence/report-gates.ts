// Every time a gate was judged and that went on record: who opened it or did not, the three verdicts on each approval, and
// what an approval had to name so that it could count.
import type { JudgedApproval, Predicate } from "../model/generated/statement.ts";
import { gateOf } from "../model/phase.ts";
import { codeCell, codeSpan } from "./markdown-text.ts";
import type { ConsentWords } from "./report-input.ts";
import { resolutionText } from "./report-summary.ts";
import { momentText } from "./report-words.ts";

export function gateSections(
  predicates: readonly Predicate[],
  words: ConsentWords,
): readonly (readonly string[])[] {
  return predicates
    .filter(({ phase }) => gateOf(phase) !== undefined)
    .flatMap((predicate) => gateSection(predicates, predicate, words));
}

function gateSection(
  predicates: readonly Predicate[],
  predicate: Predicate,
  words: ConsentWords,
): readonly (readonly string[])[] {
  const { seq, phase, outcome, result, approvals, observed, source } = predicate;
  const { counted, threshold } = result as {
    readonly counted?: readonly string[];
    readonly threshold?: number;
  };
  const who = counted === undefined || counted.length === 0 ? "nobody" : counted.map(codeSpan).join(", ");
  const what = outcome === "PASSED" ? `opened by ${who}${resolutionText(predicate)}` : "not opened";
  const opening = `Judged ${momentText(observed.at)} at commit ${codeSpan(source.commit)}: ${counted?.length ?? 0} of ${threshold ?? 0} counted. ${boundText(predicates, predicate)}`;
  return [
    [`### ${gateOf(phase) ?? phase}, statement ${seq}: ${what}`],
    [opening],
    ...(approvals.length === 0 ? [] : [approvalsTable(approvals, words), digestLines(approvals)]),
  ];
}

/** The part of what an approval binds that moves from gate to gate; plan, source, facts and manifest do not. */
function boundText(predicates: readonly Predicate[], { seq, policy }: Predicate): string {
  const index = predicates.findIndex((predicate) => predicate.seq === seq);
  const moved = predicates.slice(0, index).findLastIndex(({ outcome }) => outcome !== "REFUSED");
  const head = predicates[moved + 1]?.previous?.sha256;
  const parts = [
    ...(head === undefined ? [] : [`statement ${moved} ${codeSpan(head)} as the head of the evidence`]),
    ...(policy === null ? [] : [`policy version ${policy.version}`]),
    "and the plan, source, facts and manifest below",
  ];
  return `\`BOUND\` is what names ${parts.join(", ")}.`;
}

function approvalsTable(approvals: readonly JudgedApproval[], { reasons }: ConsentWords): readonly string[] {
  const rows = approvals.map(({ person, decision, sha256, authenticity, binding, policy }) => {
    const verdicts = [authenticity, binding, policy].map(codeCell).join(" | ");
    return `| ${codeCell(person)} | ${decision} | ${verdicts} | ${codeCell(reasons.get(sha256) ?? "")} |`;
  });
  return [
    "| person | decision | authenticity | binding | policy | reason |",
    "|---|---|---|---|---|---|",
    ...rows,
  ];
}

function digestLines(approvals: readonly JudgedApproval[]): readonly string[] {
  return approvals.map(({ person, sha256, signature }) => {
    const signed = signature === null ? "without a signature" : `its signature ${codeSpan(signature.sha256)}`;
    return `- by ${codeSpan(person)}: SHA-256 ${codeSpan(sha256)}, ${signed}`;
  });
}
