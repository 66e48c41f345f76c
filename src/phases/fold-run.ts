// A run's state is nothing but the fold over its statements. This is that fold; it trusts the chain (evidence/ checked it)
// but not the order of the moves, which it checks against the graph.
import { canonicalText } from "../model/canonical-json.ts";
import type { GrantFault, Grants } from "../model/generated/facts.ts";
import type { Predicate, Statement } from "../model/generated/statement.ts";
import { gateOf, type GateName, type RecordName } from "../model/phase.ts";
import type {
  ChainHead,
  Position,
  RecordedDenial,
  RunPins,
  RunState,
  StandingRefusal,
  TornStep,
} from "../model/run.ts";
import { SHIPPED_MODES, type CarriedModes } from "../model/carried-modes.ts";
import { contradictionIn } from "./coherence.ts";
import { FIRST_STEP, GRAPH_VERSION, move } from "./graph.ts";
import { stepEndOf } from "./step-end.ts";
import { partialStateOf } from "./torn-coherence.ts";

/** A statement and the digest of its line. */
export interface RecordedStatement {
  readonly statement: Statement;
  readonly sha256: string;
}

export type FoldedRun =
  | { readonly kind: "run"; readonly state: RunState }
  | { readonly kind: "illegal"; readonly seq: number; readonly record: RecordName; readonly reason: string }
  /** Begun by a program whose order of phases this one does not know. */
  | { readonly kind: "unknown-graph"; readonly graph: string };

/**
 * Folds the statements of one run, in order; at least one. An illegal move or a newer order of phases is an answer, not an
 * exception. `modes`: those that the build carries out; work on record in any other is a contradiction.
 */
export function foldRun(
  statements: readonly RecordedStatement[],
  modes: CarriedModes = SHIPPED_MODES,
): FoldedRun {
  const { graph } = at(statements, 0).statement.predicate.run;
  if (graph !== GRAPH_VERSION) return { kind: "unknown-graph", graph };
  let position: Position = { kind: "at", step: FIRST_STEP };
  const tale = {
    moved: undefined as ChainHead | undefined,
    refusal: undefined as StandingRefusal | undefined,
    denials: [] as readonly RecordedDenial[],
  };
  const counted: Record<GateName, readonly string[]> = { SG_1: [], SG_2: [], SG_3: [] };
  for (const { statement, sha256 } of statements) {
    const { predicate } = statement;
    const end = stepEndOf(predicate);
    const next = move(position, predicate.phase, end);
    if (next === undefined) return illegal(position, predicate);
    const contradiction = contradictionIn(predicate, { modes, before: position });
    if (contradiction !== undefined) return refuse(predicate, contradiction);
    position = withDetail(next, predicate);
    const hasMoved = predicate.outcome === "PASSED" || end === "TORN";
    const gate = gateOf(predicate.phase);
    if (predicate.outcome === "PASSED" && gate !== undefined) counted[gate] = countedOf(predicate);
    tale.refusal = predicate.outcome === "REFUSED" ? standingRefusal(predicate) : undefined;
    tale.denials = hasMoved ? [] : [...tale.denials, ...denialsIn(predicate)];
    if (hasMoved) tale.moved = { seq: predicate.seq, sha256 };
  }
  return { kind: "run", state: stateOf(statements, { position, ...tale, counted }) };
}

type Folded = Pick<RunState, "position" | "moved" | "refusal" | "denials" | "counted">;

function stateOf(statements: readonly RecordedStatement[], folded: Folded): RunState {
  const first = at(statements, 0).statement.predicate;
  const last = at(statements, -1);
  return {
    id: first.run.id,
    plan: first.run.plan,
    attempt: first.run.attempt,
    mode: first.run.mode,
    head: { seq: last.statement.predicate.seq, sha256: last.sha256 },
    pins: pinsOf(statements),
    policy: last.statement.predicate.policy ?? undefined,
    at: last.statement.predicate.observed.at,
    ...folded,
  };
}

function at(statements: readonly RecordedStatement[], index: number): RecordedStatement {
  const found = statements.at(index);
  if (found === undefined) throw new Error(`no statement ${index}`);
  return found;
}

function pinsOf(statements: readonly RecordedStatement[]): RunPins {
  const first = at(statements, 0).statement;
  const digest = (suffix: (name: string) => boolean): string =>
    first.predicate.inputs.find((input) => suffix(input.name))?.digest.sha256 ?? "";
  const plan = first.subject[0];
  const manifest = statements.find(({ statement }) => passed(statement.predicate, "manifest"));
  const facts = statements.find(({ statement }) => statement.predicate.facts !== null);
  return {
    plan: plan?.digest.sha256 ?? "",
    source: digest(
      (name) => name.startsWith(`plans/${first.predicate.run.plan}/`) && !name.startsWith(plan?.name ?? ""),
    ),
    target: digest((name) => name.startsWith("plans/_targets/")),
    facts: facts?.statement.predicate.facts?.sha256,
    manifest: textOf(manifest?.statement.predicate.result["sha256"]),
  };
}

function passed(predicate: Predicate, record: RecordName): boolean {
  return predicate.phase === record && predicate.outcome === "PASSED";
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

function countedOf(predicate: Predicate): readonly string[] {
  const counted = predicate.result["counted"];
  return Array.isArray(counted) ? counted.filter((person) => typeof person === "string") : [];
}

function denialsIn({ approvals }: Predicate): readonly RecordedDenial[] {
  return approvals
    .filter(({ policy, decision }) => policy === "DENIED" && decision === "deny")
    .map(({ gate, person, sha256 }) => ({ gate, person, sha256 }));
}

function standingRefusal(predicate: Predicate): StandingRefusal {
  return {
    reasons: predicate.reasons,
    message: textOf(predicate.result["message"]) ?? "",
    todo: textOf(predicate.result["todo"]) ?? "",
    approvals: canonicalText(predicate.approvals),
  };
}

function withDetail(position: Position, predicate: Predicate): Position {
  if (position.kind === "superseded") return { kind: "superseded", by: textOf(predicate.result["by"]) ?? "" };
  if (position.kind === "failed") return { ...position, reasons: predicate.reasons, ...faultsIn(predicate) };
  if (stepEndOf(predicate) === "TORN" && position.kind === "at" && position.step === "gate_sg_3")
    return { ...position, torn: tornStepIn(position.torn, predicate) };
  return position;
}

/** The shape of a result was checked when the line was read. */
function faultsIn({ result }: Predicate): { readonly faults?: readonly GrantFault[] } {
  const faults = (result["grants"] as Grants | undefined)?.faults;
  return faults === undefined ? {} : { faults };
}

function tornStepIn({ step }: TornStep, predicate: Predicate): TornStep {
  return { step, reasons: predicate.reasons, partialState: { sha256: partialStateOf(predicate) } };
}

function illegal(position: Position, predicate: Predicate): FoldedRun {
  const where = position.kind === "at" ? `stands before ${position.step}` : `is ${position.kind}`;
  return refuse(predicate, `the run ${where}, so ${predicate.phase} ${predicate.outcome} cannot follow`);
}

function refuse({ seq, phase }: Predicate, reason: string): FoldedRun {
  return { kind: "illegal", seq, record: phase, reason };
}
