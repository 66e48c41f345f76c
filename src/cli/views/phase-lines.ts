// Where a run stands in the one order of steps: what is done, where it stands, what is ahead, in three stretches with a gate
// between each two. For readers who have never seen the phases.
import type { OrderedStep, RecordName } from "../../model/phase.ts";
import { gateOf } from "../../model/phase.ts";
import type { Position } from "../../model/run.ts";
import { ESCALATION_WORDS, STEP_ORDER, STEP_WORDS, STRETCHES } from "../../site/timeline-words.ts";
import { glueText } from "../../diagnostics/wrap-text.ts";
import type { Line } from "./lay-out.ts";
import type { Paint } from "./style.ts";

export interface Journey {
  /** Undefined for a run that has not begun. */
  readonly position: Position | undefined;
  /** Steps on record as passed, or accepted at SG_3. */
  readonly done: ReadonlySet<RecordName>;
  /** Whether it is waited for somebody where it stands, or is refused; undefined where it could go on. */
  readonly halt: "waiting" | "refused" | undefined;
}

type Standing = "done" | "here" | "failed" | "ahead";

const PHASES = STEP_ORDER.filter((step) => gateOf(step) === undefined);

/** `4 of 11 phases done` and where it stands, then the steps themselves. */
export function phaseLines(journey: Journey, paint: Paint): readonly Line[] {
  const done = PHASES.filter((step) => journey.done.has(step)).length;
  return [
    `${paint("strong", "Where it stands")}: ${done} of ${PHASES.length} phases done${placeOf(journey.position)}`,
    ...rowsOf(journey, paint),
  ];
}

function placeOf(position: Position | undefined): string {
  switch (position?.kind) {
    case undefined:
      return ", not begun";
    case "at": {
      const gate = gateOf(position.step);
      if (gate === undefined) return `, next is ${position.step}`;
      const words = position.step === "gate_sg_3" ? ESCALATION_WORDS : STEP_WORDS[position.step];
      return `, at gate ${gate}: ${lower(words.does)}`;
    }
    case "failed":
      return `, ended at ${position.step}`;
    case "compensated":
      return `, ended at gate SG_3 after ${position.step}`;
    case "closed":
      return ", closed";
    case "stale":
    case "superseded":
      return `, ended as ${position.kind}`;
  }
}

/** A line for each stretch and each gate. */
function rowsOf(journey: Journey, paint: Paint): readonly Line[] {
  const groups = Object.entries(STRETCHES).map(([stretch, title]) => ({
    title,
    steps: STEP_ORDER.filter((step) => STEP_WORDS[step].stretch === stretch),
  }));
  const width = Math.max(...groups.map(({ title }) => title.length));
  const row = (title: string, text: string): Line => ({
    lead: `    ${paint("dim", title.padEnd(width))}  `,
    text,
  });
  return groups.flatMap(({ title, steps }, index) => {
    const gate = STEP_ORDER.filter((step) => gateOf(step) !== undefined)[index];
    return [
      row(title, steps.map((step) => stepText(journey, step, paint)).join("  ")),
      ...(gate === undefined
        ? []
        : [row("Gate", `${stepText(journey, gate, paint)}  ${STEP_WORDS[gate].does}`)]),
    ];
  });
}

function stepText(journey: Journey, step: OrderedStep, paint: Paint): string {
  const name = gateOf(step) ?? step;
  switch (standingOf(journey, step)) {
    case "done":
      return glueText(`${paint("good", "✔")} ${name}`);
    case "failed":
      return glueText(`${paint("bad", "✖")} ${paint("strong", name)}`);
    case "here": {
      const halt = journey.halt === "waiting" && name === step ? undefined : journey.halt;
      const [tone, mark] = HERE[halt ?? "none"];
      return glueText(`${paint(tone, mark)} ${paint("strong", name)}`);
    }
    case "ahead":
      return glueText(`${paint("dim", "·")} ${name}`);
  }
}

const HERE = { waiting: ["wait", "◼"], refused: ["bad", "✖"], none: ["wait", "▶"] } as const;

function standingOf({ position, done }: Journey, step: OrderedStep): Standing {
  if (position?.kind === "failed" && position.step === step) return "failed";
  if (position?.kind === "compensated" && position.step === step) return "failed";
  if (position?.kind === "at" && position.step === "gate_sg_3" && position.torn.step === step)
    return "failed";
  if (done.has(step)) return "done";
  const here = position === undefined ? "preflight" : position.kind === "at" ? position.step : undefined;
  return here === step ? "here" : "ahead";
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
