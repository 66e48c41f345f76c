// The first part of a report, for whoever has a minute: what was asked and by whom, who consented, what was done or only
// simulated, and who has to act. Says nothing that the statements do not say; decides nothing.
import { groupDigits } from "../diagnostics/english.ts";
import type { Predicate, TornResult } from "../model/generated/statement.ts";
import { GOVERNED_TABLES } from "../model/governed-tables.ts";
import type { Totals } from "../model/generated/facts.ts";
import { gateOf, type GateName } from "../model/phase.ts";
import { codeSpan } from "./markdown-text.ts";
import { NO_WORDS, type ConsentWords, type ReportInput } from "./report-input.ts";
import { resultsOf, type ReportResults } from "./report-results.ts";
import { countText, momentText, spanText } from "./report-words.ts";

/** The mode, so that nobody overlooks it, and then a line for each question that a reader has. */
export function summaryLines({ statements, next, words }: ReportInput): readonly string[] {
  const predicates = statements.map(({ predicate }) => predicate);
  const results = resultsOf(predicates);
  const mode = predicates[0]?.run.mode ?? "DRYRUN";
  const lines: readonly (readonly [string, string | undefined])[] = [
    ["Stands", codeSpan(next.text)],
    ["Next", next.todo === undefined ? "nobody has to do anything" : codeSpan(next.todo)],
    ["Asked", askedText(predicates, results)],
    ["Found", foundText(results)],
    ...consentLines(predicates, words ?? NO_WORDS),
    ["Refused or failed", refusedText(predicates)],
    [mode === "DRYRUN" ? "Simulated" : "Done", doneText(results)],
    ["Torn", tornText(predicates)],
    ["Rows", rowsText(results, mode)],
    ["Took", tookText(predicates)],
  ];
  return lines.flatMap(([name, text]) => (text === undefined ? [] : [`- **${name}:** ${text}`]));
}

/** `DRYRUN` has written nothing, whatever else the report says; of `LIVE` only what is on record. */
export function modeBanner(predicates: readonly Predicate[]): string {
  const mode = predicates[0]?.run.mode;
  if (mode === "DRYRUN")
    return "> **DRYRUN: this run is a simulation. Nothing was written to any database.**";
  const touched = predicates.some(({ phase, outcome, result }) => {
    const isWriting = WRITING.has(phase);
    return isWriting && (outcome === "PASSED" || "known" in result);
  });
  return touched
    ? "> **LIVE: this run has changed a database, or may have.**"
    : "> **LIVE: this run is meant for a database. It has changed nothing.**";
}

const WRITING: ReadonlySet<string> = new Set(["cut_leg_a", "leg_b_record", "verify", "lifecycle_enact"]);

function askedText(predicates: readonly Predicate[], results: ReportResults): string {
  const { preflight, source_pin: source } = results;
  const run = predicates[0]?.run;
  if (run === undefined) throw new Error("a run without statements has no report");
  if (preflight === undefined) return `plan ${codeSpan(run.plan)}, in mode ${run.mode}`;
  const { author, target, expectedUnits } = preflight;
  const what = source === undefined ? "a document" : `document ${codeSpan(source.documentId)}`;
  const size =
    source === undefined ? "" : ` (${countText(source.bytes, "byte")}, ${countText(source.lines, "line")})`;
  const signed =
    author === undefined
      ? ""
      : `, by ${codeSpan(author.person)}${author.authenticity === "AUTHENTIC" ? ", who signed the plan" : `; the plan is ${codeSpan(author.authenticity)}`}`;
  const units = countText(expectedUnits, "unit");
  return `to cut ${what}${size} into ${units} for target ${codeSpan(target.name)} (${target.driver})${signed}`;
}

function foundText({ discover }: ReportResults): string | undefined {
  if (discover === undefined) return undefined;
  const { changes } = discover;
  return `${countText(changes.new, "unit")} new to the target, ${groupDigits(changes.unchanged)} unchanged, ${groupDigits(changes.conflict)} in conflict`;
}

const BEFORE = {
  SG_1: "before the first write",
  SG_2: "before units are enacted",
  SG_3: "on what becomes of a torn step",
} as const satisfies Record<GateName, string>;

/** A line for each gate that people have opened. Those that turned one down are with the refusals. */
function consentLines(
  predicates: readonly Predicate[],
  words: ConsentWords,
): readonly (readonly [string, string | undefined])[] {
  const opened = predicates.filter(
    ({ phase, outcome }) => gateOf(phase) !== undefined && outcome === "PASSED",
  );
  return opened.map((predicate) => {
    const { phase, approvals, observed } = predicate;
    const persons = approvals
      .filter(({ policy }) => policy === "COUNTED")
      .map(({ person, sha256 }) => {
        const reason = words.reasons.get(sha256);
        return reason === undefined ? codeSpan(person) : `${codeSpan(person)}: ${codeSpan(reason)}`;
      });
    const who = persons.length === 0 ? "nobody" : persons.join("; ");
    const gate = gateOf(phase) ?? "SG_1";
    return [
      `Consent at ${gate}, ${BEFORE[gate]}`,
      `${who}${resolutionText(predicate)}; counted on ${momentText(observed.at)}`,
    ];
  });
}

/** `, to accept`, of an approval at SG_3. */
export function resolutionText({ result }: Predicate): string {
  const { resolution } = result as { readonly resolution?: string };
  return resolution === undefined ? "" : `, to ${codeSpan(resolution)}`;
}

function refusedText(predicates: readonly Predicate[]): string | undefined {
  const refused = predicates.filter(({ outcome, result }) => outcome !== "PASSED" && !("known" in result));
  if (refused.length === 0) return undefined;
  const codes = [...new Set(refused.flatMap(({ reasons }) => reasons))];
  const often = refused.length === 1 ? "once" : `${refused.length} times`;
  return `${often}: ${codes.map(codeSpan).join(", ")}`;
}

function doneText({ cut_leg_a: cut, verify, lifecycle_enact: enact }: ReportResults): string {
  const parts = [
    ...(cut === undefined
      ? []
      : [`${countText(cut.created, "unit")} created, ${groupDigits(cut.unchanged)} unchanged`]),
    ...(verify === undefined
      ? []
      : [`${groupDigits(verify.matched)} of ${groupDigits(verify.checked)} read back as cut`]),
    ...(enact === undefined ? [] : [`${groupDigits(enact.enacted)} enacted`]),
  ];
  return parts.length === 0 ? "nothing so far" : parts.join("; ");
}

function tornText(predicates: readonly Predicate[]): string | undefined {
  const torn = predicates.flatMap(({ phase, result }) => {
    if (!("known" in result)) return [];
    const { seen, units } = (result as unknown as TornResult).known;
    const found = seen === null ? "nobody could look" : `${seen} of ${countText(units, "row")} found done`;
    return [`${codeSpan(phase)}, ${found}`];
  });
  return torn.length === 0 ? undefined : `${torn.join("; ")}; nobody can say more of it`;
}

function rowsText({ discover, post_verify: after }: ReportResults, mode: string): string | undefined {
  if (after !== undefined) {
    const { totals } = after;
    const moved = totals.equal
      ? "the same afterwards, table by table"
      : `${sumText(totals.after)} afterwards`;
    const would = mode === "DRYRUN" ? `; carried out, the plan would leave ${sumText(totals.predicted)}` : "";
    return `${sumText(totals.before)} in the nine governed tables before, ${moved}${would}`;
  }
  return discover === undefined
    ? undefined
    : `${sumText(discover.totals)} in the nine governed tables when facts were read`;
}

function sumText(totals: Totals): string {
  return groupDigits(GOVERNED_TABLES.reduce((sum, table) => sum + totals[table], 0));
}

function tookText(predicates: readonly Predicate[]): string | undefined {
  const [from, to] = [predicates[0]?.observed.at, predicates.at(-1)?.observed.at];
  if (from === undefined || to === undefined) return undefined;
  return `${spanText(from, to)}, from ${momentText(from)} to ${momentText(to)}`;
}
