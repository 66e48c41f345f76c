// The first lines of the summary and of the comment: in which mode, at which commit, how many plans stand how, and what
// the exit code says.
import { EXIT, type ExitCode } from "../exit-codes.ts";
import type { CommitPin } from "../../model/ports.ts";
import { urgencyOf, type CheckReport } from "../check/check-report.ts";
import { STATE_STYLES } from "../views/style.ts";
import { codeSpan, sentence } from "./markdown-text.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { countOf } from "./plan-words.ts";

const EXITS: Readonly<Record<ExitCode, string>> = {
  [EXIT.done]: "nothing is wrong",
  [EXIT.failed]: "the program failed",
  [EXIT.work]: "there is work to do",
  [EXIT.waiting]: "waiting for an approval",
  [EXIT.refused]: "refused",
  [EXIT.stale]: "stale: an input changed under an approval or a run",
  [EXIT.locked]: "another reconcile holds the lock",
  [EXIT.untrue]: "evidence or objects are not what they claim",
  [EXIT.unjudged]: "could not judge everything",
  [EXIT.usage]: "the command was not understood",
  [EXIT.invalid]: "a document is invalid",
};

/** `✖ cutplan: 2 of 4 plans need work` */
export function titleLine(report: CheckReport): string {
  const { exit, plans, refusal } = report;
  if (refusal !== undefined && plans.length === 0) return `✖ cutplan: refused, ${refusal.code}`;
  const failing = plans.filter((plan) => urgencyOf(plan) === "fails").length;
  if (failing > 0)
    return `✖ cutplan: ${groupDigits(failing)} of ${countOf(report.count, "plan")} cannot go on`;
  if (exit !== EXIT.done && exit !== EXIT.waiting) return `✖ cutplan: ${EXITS[exit]}`;
  const waiting = plans.filter((plan) => urgencyOf(plan) === "waits").length;
  return waiting > 0
    ? `◼ cutplan: ${groupDigits(waiting)} of ${countOf(report.count, "plan")} ${waiting === 1 ? "waits" : "wait"} for somebody`
    : "✔ cutplan: nobody has to do anything";
}

/** The mode first: nobody may take a dry run for the real one. */
export function openingBlocks(report: CheckReport): readonly string[] {
  const { command, pin, recording, refusal, plans } = report;
  const kept = recording ? "Evidence goes to runs/." : "Nothing is recorded.";
  const mode =
    command === "validate"
      ? "**Documents only:** no run and no database was looked at."
      : `**DRYRUN:** nothing was written to any database. ${kept}`;
  return [
    mode,
    ...(pin === undefined ? [] : [commitLine(pin)]),
    ...publishedBlocks(report),
    ...(refusal === undefined
      ? []
      : [
          `**${plans.length === 0 ? "Refused" : "Then refused"}: ${refusal.code}.** ${sentence(refusal.message)}`,
          `**Expected:** ${sentence(refusal.expected)}`,
          `**Next:** ${sentence(refusal.todo)}`,
        ]),
  ];
}

function publishedBlocks({ published }: CheckReport): readonly string[] {
  if (published === undefined) return [];
  const { commit, pushed } = published;
  const made =
    commit === undefined ? "runs/ was committed already" : `runs/ is committed as ${codeSpan(commit)}`;
  return [`${made}${pushed === undefined ? "" : `; origin is at ${codeSpan(pushed.tip)}`}.`];
}

/** `4 plans: 1 invalid, 1 waiting, 2 closed. Exit code 65: a document is invalid.` */
export function countLine({ command, count, plans, exit, strays }: CheckReport): string {
  const states = [...new Set(plans.map(({ outcome }) => outcome.state))].map((state) => {
    const many = plans.filter(({ outcome }) => outcome.state === state).length;
    return `${groupDigits(many)} ${STATE_STYLES[state].word}`;
  });
  const sound = count - plans.length;
  const all =
    command === "validate" && sound > 0 ? [...states, `${groupDigits(sound)} without fault`] : states;
  const outside = strays.length === 0 ? "" : `; ${countOf(strays.length, "fault")} outside of any plan`;
  return `${countOf(count, "plan")}: ${all.join(", ")}${outside}. Exit code ${exit}: ${EXITS[exit]}.`;
}

/** Asked for by its own name, a commit is of no ref. */
function commitLine({ commit, ref }: CommitPin): string {
  return `Commit ${codeSpan(commit)}${ref === commit ? "" : ` of ${codeSpan(ref)}`}`;
}
