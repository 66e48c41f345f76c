// The steps of a run as an auditor follows them: every statement with its digest, what was refused or failed on the way,
// and what is known of each step that was torn.
import type { DiscoverResult, Predicate, TornResult } from "../model/generated/statement.ts";
import type { ChainHead } from "../model/run.ts";
import { codeCell, codeSpan } from "./markdown-text.ts";
import { refusalOf } from "./report-results.ts";
import { momentText } from "./report-words.ts";

/** Of what was found wrong, at most this many are listed; the evidence has them all. */
const LISTED = 10;

export function stepsTable(predicates: readonly Predicate[], head: ChainHead): readonly string[] {
  const rows = predicates.map(({ seq, phase, outcome, observed }, index) => {
    // Each statement names the digest of the one before it.
    const sha256 = predicates[index + 1]?.previous?.sha256 ?? head.sha256;
    return `| ${seq} | ${codeCell(phase)} | ${outcome} | ${momentText(observed.at).replace(" UTC", "")} | ${codeCell(sha256)} |`;
  });
  return [
    "| seq | step | outcome | when (UTC) | SHA-256 of the statement |",
    "|---:|---|---|---|---|",
    ...rows,
  ];
}

/** One point for every statement that did not pass, with what it says of why. */
export function refusedLines(predicates: readonly Predicate[]): readonly string[] {
  const refused = predicates.filter(({ outcome, result }) => outcome !== "PASSED" && !("known" in result));
  return refused.flatMap((predicate) => {
    const { seq, phase, outcome, observed, reasons } = predicate;
    const codes = reasons.map(codeSpan).join(", ");
    const said = refusalOf(predicate);
    const words = said === undefined ? "" : `: ${codeSpan(said.message)}; to do: ${codeSpan(said.todo)}`;
    const line = `- statement ${seq}, ${codeSpan(phase)}, ${momentText(observed.at)}: ${outcome} with ${codes}${words}`;
    return [line, ...faultLines(predicate)];
  });
}

/** What discover found in the way: units that exist otherwise, and grants that are missing or too much. */
function faultLines({ phase, result }: Predicate): readonly string[] {
  if (phase !== "discover" || !("conflicts" in result)) return [];
  const { conflicts, changes, grants } = result as unknown as DiscoverResult;
  const units = conflicts.map(
    ({ address, lifecycle, expectedSha256, foundSha256 }) =>
      `${codeSpan(address)} is there as ${lifecycle} with SHA-256 ${codeSpan(foundSha256)}, the cut makes ${codeSpan(expectedSha256)}`,
  );
  const faults = (grants.faults ?? []).map(
    ({ fault, privilege, object, role, mend }) =>
      `${fault} ${codeSpan(privilege)} on ${codeSpan(object)} for ${codeSpan(role)}: ${codeSpan(mend)}`,
  );
  return [...listed(units, changes.conflict), ...listed(faults, faults.length)];
}

function listed(lines: readonly string[], count: number): readonly string[] {
  const shown = lines.slice(0, LISTED).map((line) => `  - ${line}`);
  return count > shown.length ? [...shown, `  - and ${count - shown.length} more`] : shown;
}

/** What is known of each step that was torn: whoever opens SG_3 answers for exactly this. */
export function tornSections(predicates: readonly Predicate[]): readonly (readonly string[])[] {
  const torn = predicates.filter(({ result }) => "known" in result);
  if (torn.length === 0) return [];
  return [["## Torn steps"], ...torn.map(tornTable)];
}

function tornTable({ seq, phase, result }: Predicate): readonly string[] {
  const { known, partialState } = result as unknown as TornResult;
  return [
    `${codeSpan(phase)} (statement ${seq}): nobody can say that it was done, nor that it was not. Nothing of it is tried again.`,
    "",
    "| known | |",
    "|---|---|",
    `| why | ${known.reasons.map(codeCell).join(", ")} |`,
    `| change set | ${codeCell(known.changeSetId)} |`,
    `| rows found done | ${known.seen ?? "nobody could look"} of ${known.units} |`,
    `| transaction | ${known.transaction === null ? "not known" : codeCell(known.transaction)} |`,
    `| partial state | ${codeCell(partialState.sha256)} |`,
  ];
}
