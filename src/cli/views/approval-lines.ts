// What a person is shown before deciding at a gate: the run, what it would change, what is on record, and every digest that
// the decision is bound to, in full. Words only; nothing is judged here.
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { GateExpectation } from "../../approvals/judge-gate.ts";
import type { ApprovalDraft } from "../../approvals/draft-approval.ts";
import { GATE_RECORDS } from "../../model/phase.ts";
import { parseFacts } from "../../model/facts-file.ts";
import { changeOf, compareUnits, unitsByAddress, type UnitChange } from "../../model/unit-changes.ts";
import type { GateAhead } from "../signing/gate-ahead.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { describeStep } from "./step-words.ts";
import { bannerLines, DRYRUN_TEXT } from "./banner.ts";
import { joinParts, type Line } from "./lay-out.ts";
import { noteLines } from "./note-lines.ts";
import { moreUnits } from "./outcome-lines.ts";
import { stepStyle, STEP_WIDTH, type Paint } from "./style.ts";
import { verdictReasons } from "./verdict-words.ts";

export interface ShownDecision {
  readonly ahead: GateAhead;
  readonly expected: GateExpectation;
  readonly draft: ApprovalDraft;
  /** `bob, the key's owner in allowed_signers` */
  readonly person: string;
  /** `SHA256:…, from the SSH agent` */
  readonly key: string;
  /** What the reader must not overlook, a sentence each. */
  readonly notes: readonly string[];
}

const VERBS = { approve: "Approve", deny: "Deny", withdraw: "Withdraw at" } as const;
const MARKS: Readonly<Record<UnitChange, string>> = { new: "+", unchanged: "=", conflict: "!" };
const UNITS_SHOWN = 5;

/** The whole screen, without a final newline. `verbose`: every unit. */
export function approvalLines(
  shown: ShownDecision,
  { paint, columns, verbose }: { readonly paint: Paint; readonly columns: number; readonly verbose: boolean },
): readonly Line[] {
  const { ahead, draft, notes } = shown;
  const { work, run } = ahead;
  const { metadata, spec } = work.document;
  const head = (text: string): string => paint("strong", text);
  return [
    ...(work.mode === "DRYRUN" ? bannerLines(DRYRUN_TEXT, { paint, columns }) : []),
    `${head(`${VERBS[draft.decision]} ${draft.gate} of ${work.plan}`)}  ${work.mode}  ${run.state.id}`,
    `  ${visibleText(metadata.title)}`,
    "",
    ...field("author", metadata.author),
    ...field("target", `${spec.target} (${work.target.spec.driver})`),
    ...field("source", `${visibleText(spec.source.documentId)}, ${visibleText(spec.source.path)}`),
    ...unitLines(ahead, verbose),
    "",
    head("On record"),
    ...run.statements.map(({ statement }) => {
      const { mark, tone } = stepStyle(statement.predicate);
      const lead = `  ${paint(tone, mark)} ${statement.predicate.phase.padEnd(STEP_WIDTH)}  `;
      return { lead, text: visibleText(describeStep(statement)) };
    }),
    ...gateLines(ahead),
    "",
    head("This binds"),
    ...bindingLines(shown),
    "",
    head("Signed by"),
    ...field("person", shown.person),
    ...field("key", shown.key),
    ...field("valid", `${draft.notBefore} until ${draft.expiresAt}`),
    ...(draft.resolution === undefined ? [] : field("resolution", draft.resolution)),
    ...field("reason", visibleText(draft.reason)),
    ...(notes.length === 0 ? [] : [""]),
    ...noteLines(notes, paint),
  ];
}

const FIELD_WIDTH = 10;

function field(name: string, value: string): readonly Line[] {
  return [{ lead: `  ${name.padEnd(FIELD_WIDTH)}  `, text: value }];
}

/** The cut against the facts that the run is pinned to. */
function unitLines({ work, run }: GateAhead, verbose: boolean): readonly Line[] {
  const { rows } = work.manifest;
  const facts = run.files.facts === undefined ? undefined : parseFacts(run.files.facts);
  const total = `${groupDigits(rows.length)} ${rows.length === 1 ? "unit" : "units"}`;
  if (facts === undefined) return field("changes", `${total}; the facts are not here`);
  const { counts } = compareUnits(work.manifest, facts);
  const found = unitsByAddress(facts);
  const changes = rows.values().map((row) => ({ row, change: changeOf(row, found.get(row.address)) }));
  const first = verbose
    ? changes.toArray()
    : changes
        .filter(({ change }) => change !== "unchanged")
        .take(UNITS_SHOWN)
        .toArray();
  const wanted = verbose ? rows.length : rows.length - counts.unchanged;
  const left = wanted - first.length;
  const words = `${groupDigits(counts.new)} new, ${groupDigits(counts.unchanged)} unchanged, ${groupDigits(counts.conflict)} in conflict`;
  return [
    ...field("changes", `${total}: ${words}`),
    ...first.map(({ row, change }) => ({
      lead: `    ${MARKS[change]} `,
      text: joinParts([row.address, visibleText(row.title)]),
    })),
    ...(left > 0 ? [moreUnits(left, work.plan)] : []),
  ];
}

function gateLines({ verdict }: GateAhead): readonly Line[] {
  const { gate, threshold, counted, files } = verdict;
  return [
    {
      lead: `  ◼ ${GATE_RECORDS[gate].padEnd(STEP_WIDTH)}  `,
      text: `${counted.length} of ${threshold} approvals`,
    },
    ...files.flatMap((file) => [
      `      ${file.judged.person}: ${file.judged.decision}`,
      ...verdictReasons(file).map((reason) => `        ${reason}`),
    ]),
  ];
}

function bindingLines({ ahead, expected, draft }: ShownDecision): readonly Line[] {
  const { pin } = ahead.work.context;
  const { plan, source, manifest, facts, evidenceHead, policy, repository, partialState } = expected;
  const isResolved = partialState !== undefined && draft.decision === "approve";
  return [
    ...field("plan", `${plan.sha256}  ${plan.path}`),
    ...field("source", source.sha256),
    ...field("manifest", manifest.sha256),
    ...field("facts", facts.sha256),
    ...field("evidence", `${evidenceHead.sha256}  statement ${evidenceHead.seq}`),
    ...(isResolved ? field("torn state", partialState.sha256) : []),
    ...field("policy", `${policy.sha256}  version ${policy.version}`),
    ...field("repository", visibleText(repository)),
    ...field("commit", `${pin.commit}  ${visibleText(pin.ref)}, where all this was read`),
  ];
}
