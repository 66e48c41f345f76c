// What verify says of one run: the verdict in a line, then each question on which it rests, who vouches for how much of
// it, and what could not be looked at. Words only; nothing is judged here.
import { AXES, type Axis } from "../../evidence/axes.ts";
import type { RunJudgement } from "../../reconcile/verify-runs.ts";
import { groupDigits } from "../../diagnostics/english.ts";

/** `intact, 15 statements, head 0123456789ab` */
export function headline({ verdict, statements, head }: RunJudgement): string {
  const end = head === null ? "" : `, head ${head.sha256.slice(0, 12)}`;
  return `${verdict.replace("-", " ")}, ${count(statements, "statement")}${end}`;
}

/** One line each: the questions by their answer, who vouches, what is missing. Nothing for a run that is not there. */
export function detailLines(judgement: RunJudgement): readonly string[] {
  if (judgement.head === null) return [];
  return [axisLine(judgement), ...gateLine(judgement), anchorLine(judgement), ...missingLines(judgement)];
}

/** The last statement that a listed runner or an approver vouches for; undefined where nobody does. */
export function anchoredThrough({ signedThrough, approvedThrough }: RunJudgement): number | undefined {
  const seqs = [signedThrough?.seq, approvedThrough?.seq].filter((seq) => seq !== undefined);
  return seqs.length === 0 ? undefined : Math.max(...seqs);
}

const ANSWERS = {
  holds: ["holds", "hold"],
  broken: ["is broken", "are broken"],
  "cannot-judge": ["cannot be judged", "cannot be judged"],
} as const;

function axisLine({ axes }: RunJudgement): string {
  const named = Map.groupBy(Object.keys(AXES) as Axis[], (axis) => axes[axis]);
  return [...named]
    .map(([answer, names]) => `${names.join(", ")} ${ANSWERS[answer][names.length === 1 ? 0 : 1]}`)
    .join("; ");
}

function gateLine({ gates }: RunJudgement): readonly string[] {
  return gates === 0 ? [] : [`${count(gates, "gate")} judged again, with the same answer`];
}

function anchorLine(judgement: RunJudgement): string {
  const { statements, signed, signedThrough, approvedThrough } = judgement;
  const through = anchoredThrough(judgement);
  const by = [
    ...(signedThrough === null ? [] : [`a listed runner up to statement ${signedThrough.seq}`]),
    ...(approvedThrough === undefined
      ? []
      : [`the signature of ${approvedThrough.persons.join(" and ")} up to statement ${approvedThrough.seq}`]),
  ];
  const rest = statements - 1 - (through ?? -1);
  const how =
    signed.unlisted > 0
      ? `; ${groupDigits(signed.unlisted)} signed by a runner that the policy does not list`
      : "";
  if (by.length === 0) return `unanchored: nobody the policy lists vouches for a statement${how}`;
  const tail = rest === 0 ? "" : `; ${count(rest, "statement")} after it unanchored`;
  return `anchored by ${by.join(" and ")}${tail}${how}`;
}

function missingLines({ unreachable, lostCommits }: RunJudgement): readonly string[] {
  return [
    ...(unreachable === 0
      ? []
      : [`${count(unreachable, "input")} no longer in this clone; the digests stand`]),
    ...(lostCommits.length === 0
      ? []
      : [`${count(lostCommits.length, "commit")} on record no longer in this clone, as after a squash`]),
  ];
}

function count(number: number, noun: string): string {
  return `${groupDigits(number)} ${noun}${number === 1 ? "" : "s"}`;
}
