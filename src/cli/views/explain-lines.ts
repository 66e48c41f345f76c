// One plan explained to somebody who has never met our words: what it is, where it stands, why it does not move, and who has to
// do what with which command and file. Words only; nothing is judged here.
import type { GateVerdict } from "../../approvals/gate-verdict.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { CutPlan } from "../../model/generated/cut-plan.ts";
import type { Target } from "../../model/generated/target.ts";
import type { Mode } from "../../model/phase.ts";
import { NAMESPACES } from "../../model/signature.ts";
import { stepEndOf } from "../../phases/step-end.ts";
import type { PlanOutcome } from "../../reconcile/plan-outcome.ts";
import type { RecordedRun } from "../../reconcile/recorded-runs.ts";
import { PLAN_STATES } from "../../site/state-words.ts";
import { DRYRUN_TEXT } from "./banner.ts";
import { conflictLines } from "./conflict-lines.ts";
import { joinParts, type Line } from "./lay-out.ts";
import { phaseLines } from "./phase-lines.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { describeStep } from "./step-words.ts";
import { stepStyle, STEP_WIDTH, type Paint } from "./style.ts";
import { verdictReasons } from "./verdict-words.ts";

export interface Explained {
  readonly outcome: PlanOutcome;
  /** As the commit has it; undefined where it is faulty or gone. */
  readonly document: CutPlan | undefined;
  readonly target: Target | undefined;
  /** Undefined where the cut could not be made. */
  readonly units: number | undefined;
  /** The run that this is about, where one is on record. */
  readonly run: RecordedRun | undefined;
  /** Whether nothing is missing but its target, which cannot be read here. */
  readonly isBlocked: boolean;
  /** Facts that moved under the run, in words. */
  readonly moved: readonly string[];
  readonly draft: ShownDraft | undefined;
}

/** The file that would change something: an approval, or where a denial stands, its withdrawal. */
export interface ShownDraft {
  readonly path: string;
  readonly text: string;
  readonly decision: "approve" | "withdraw";
  /** Who may write it; the text is for the first of them. */
  readonly persons: readonly string[];
  /** Whether anybody here has a key to sign with. */
  readonly isSigned: boolean;
}

const INDENT = "    ";

/** Everything below the headline. */
export function explainLines(explained: Explained, paint: Paint): readonly Line[] {
  const { outcome, document, run, moved } = explained;
  return [
    { lead: INDENT, text: explained.isBlocked ? BLOCKED : PLAN_STATES[outcome.state].meaning },
    ...section("What it is", identityLines(explained), paint),
    ...(document === undefined && run === undefined
      ? []
      : ["", ...phaseLines(journeyOf(outcome, run), paint)]),
    ...section("On record", run === undefined ? [] : recordLines(run, paint), paint),
    ...section(
      WHY[outcome.state] ?? "Why it is not moving",
      [{ lead: INDENT, text: visibleText(outcome.text) }, ...moved.map((text) => `${INDENT}  ${text}`)],
      paint,
    ),
    ...(outcome.gate === undefined ? [] : approvalLines(outcome.gate, paint)),
    ...nextLines(explained, paint),
  ];
}

const BLOCKED = "It could go on, if its target could be read from here.";

const WHY: Partial<Record<PlanOutcome["state"], string>> = {
  closed: "Why it is not moving",
  ready: "Why it has not moved yet",
};

function section(title: string, lines: readonly Line[], paint: Paint): readonly Line[] {
  return lines.length === 0 ? [] : ["", paint("strong", title), ...lines];
}

function identityLines({ document, target, units, run, outcome }: Explained): readonly Line[] {
  const field = (name: string, text: string): Line => ({
    lead: `${INDENT}${name.padEnd("target".length)}  `,
    text,
  });
  const mode = outcome.mode ?? document?.spec.mode;
  return [
    ...(document === undefined ? [] : documentFields(document, units, field)),
    ...(document === undefined ? [] : [field("target", targetWords(document.spec.target, target))]),
    ...(mode === undefined ? [] : [field("mode", MODES[mode])]),
    ...(run === undefined ? [] : [field("run", runWords(run))]),
  ];
}

function documentFields(
  { metadata, spec }: CutPlan,
  units: number | undefined,
  field: (name: string, text: string) => Line,
): readonly Line[] {
  const into = units === undefined ? "" : ` into ${groupDigits(units)} ${units === 1 ? "unit" : "units"}`;
  const { documentId, path } = spec.source;
  const folder = `plans/${metadata.name}/`;
  return [
    field("plan", `${folder}plan.yaml`),
    field("author", visibleText(metadata.author)),
    field("cuts", `${folder}${visibleText(path)}${into}, as ${visibleText(documentId)}`),
  ];
}

const DRIVERS: Readonly<Record<Target["spec"]["driver"], string>> = {
  embedded: "a PostgreSQL that starts by itself",
  memory: "no database",
  postgres: "a PostgreSQL of yours",
};

function targetWords(name: string, target: Target | undefined): string {
  if (target === undefined) return name;
  const { driver, connection } = target.spec;
  const where = connection === undefined ? "" : `, by the variable ${connection.env}`;
  return `${name} (${driver}: ${DRIVERS[driver]}${where})`;
}

const MODES: Readonly<Record<Mode, string>> = {
  DRYRUN: `DRYRUN: ${DRYRUN_TEXT.sentence}`,
  LIVE: "LIVE: asks to write to the target; refused while the kill-switch is off, and it is off",
};

function runWords({ state, statements }: RecordedRun): string {
  const count = `${groupDigits(statements.length)} ${statements.length === 1 ? "statement" : "statements"}`;
  const last = state.at.replace("T", " ").replace("Z", " UTC");
  return joinParts([`${state.id}, attempt ${state.attempt}, ${count} on record, the last of ${last}`]);
}

function journeyOf({ state }: PlanOutcome, run: RecordedRun | undefined): Parameters<typeof phaseLines>[0] {
  const passed = (run?.statements ?? []).filter(({ statement }) =>
    ["PASSED", "ACCEPTED"].includes(stepEndOf(statement.predicate)),
  );
  return {
    position: run?.state.position,
    done: new Set(passed.map(({ statement }) => statement.predicate.phase)),
    halt: state === "ready" ? undefined : state === "refused" ? "refused" : "waiting",
  };
}

function recordLines({ statements }: RecordedRun, paint: Paint): readonly Line[] {
  return statements.flatMap(({ statement }) => {
    const { observed, phase } = statement.predicate;
    const { mark, tone } = stepStyle(statement.predicate);
    const lead = `${INDENT}${paint(tone, mark)} ${phase.padEnd(STEP_WIDTH)}  `;
    return [
      { lead, text: joinParts([paint("dim", observed.at), visibleText(describeStep(statement))]) },
      ...conflictLines(statement, Infinity).map((conflict) => `${INDENT}    ${conflict}`),
    ];
  });
}

/** What each approval that lies at the gate is worth, and why. */
function approvalLines({ gate, counted, threshold, files }: GateVerdict, paint: Paint): readonly Line[] {
  if (files.length === 0) return [];
  return [
    "",
    `${paint("strong", `Approvals at ${gate}`)}: ${counted.length} of ${threshold} count`,
    ...files.flatMap((file) => {
      const counts = file.judged.policy === "COUNTED";
      const mark = counts ? paint("good", "✔") : paint("wait", "!");
      return [
        {
          lead: `${INDENT}${mark} `,
          text: `${visibleText(file.path)}  ${counts ? "counts" : "does not count"}`,
        },
        ...verdictReasons(file).map((reason) => `${INDENT}  ${reason}`),
      ];
    }),
  ];
}

function nextLines(explained: Explained, paint: Paint): readonly Line[] {
  const { outcome, draft } = explained;
  const title = paint("strong", "Next");
  if (outcome.todo === undefined) return ["", title, `${INDENT}Nobody has to do anything.`];
  if (draft !== undefined) return ["", ...draftLines(outcome, draft, paint)];
  const nobody = outcome.gate !== undefined && outcome.gate.mayOpen.length < outcome.gate.missing;
  const todo = outcome.todo.includes("reconcile explain") && nobody ? NOBODY_LEFT : outcome.todo;
  return ["", title, { lead: INDENT, text: visibleText(todo) }];
}

const NOBODY_LEFT =
  "too few persons are left who may open this gate: an admin lists others at it in plans/_trust/policy.yaml, with the next version";

const DECISION_VERBS = { approve: "Approve", withdraw: "Withdraw the denial at" } as const;

function draftLines(outcome: PlanOutcome, draft: ShownDraft, paint: Paint): readonly Line[] {
  const { persons, path, isSigned } = draft;
  const gate = outcome.gate?.gate ?? "";
  const add = `git add ${path}${isSigned ? ` ${path}.sig` : ""}`;
  const commit = `git commit -m "${DECISION_VERBS[draft.decision]} ${gate} of ${outcome.plan}"`;
  const byHand = [
    ...(persons.length > 1 ? [{ lead: INDENT, text: OWN_NAME }] : []),
    { verbatim: `--- ${path}` },
    ...draft.text
      .trimEnd()
      .split("\n")
      .map((verbatim) => ({ verbatim })),
    { verbatim: "---" },
    ...(isSigned
      ? [{ lead: INDENT, command: `ssh-keygen -Y sign -n ${NAMESPACES.approval} -f KEY ${path}` }]
      : []),
    { lead: INDENT, command: `${add} && ${commit} && reconcile` },
  ];
  return [
    paint("strong", "Next"),
    { lead: INDENT, text: `${askWords(outcome, draft)}${isSigned ? ":" : ", by committing this file:"}` },
    ...(isSigned
      ? [
          { lead: INDENT, command: approveCommand(outcome, draft) },
          "",
          { lead: INDENT, text: "or by hand, with this file, signed and committed:" },
        ]
      : []),
    ...byHand,
  ];
}

const OWN_NAME = "(whoever else it is puts the own name into the file's name and behind approver)";

/** Who has to do what, before the command. */
function askWords({ gate }: PlanOutcome, { persons, decision }: ShownDraft): string {
  if (decision === "withdraw")
    return `${persons.join(" and ")} denied; only the same person can take that back`;
  const isTorn = (gate?.waysOut ?? []).length > 0;
  return `${persons.join(" or ")} ${isTorn ? "finds out what the torn step left" : "reads the plan and the source"}, then approves`;
}

function approveCommand({ plan, gate }: PlanOutcome, { decision }: ShownDraft): string {
  const ways = gate?.waysOut ?? [];
  const resolution = ways.length === 0 ? "" : ` --resolution ${ways.join("|")}`;
  return `reconcile approve ${plan} --gate ${gate?.gate ?? ""}${decision === "withdraw" ? " --withdraw" : resolution}`;
}
