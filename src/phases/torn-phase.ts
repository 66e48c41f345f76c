// What becomes of a mutating phase in LIVE once it has asked for a change: it passes, or it is torn. It never fails, as a
// failed run could be left behind by other facts or another plan text, with nobody answering for what is in the target.
import { Refusal } from "../diagnostics/refusal.ts";
import type { Retry } from "../model/effect.ts";
import type { PartialState } from "../model/generated/statement.ts";
import type { MutatingPhase } from "../model/phase.ts";
import { TornEffect, type TornFindings } from "../model/torn-effect.ts";
import { changeSetOf, type Mutation, type PhaseInput, type PhaseOutcome } from "./phase.ts";

/**
 * Carries the change. What was done otherwise than asked is PARTLY_RECORDED. A Refusal goes on as it is: it has done
 * nothing. Any other exception leaves the outcome unknown, and is handed on as the cause, to be thrown once that is on record.
 */
export async function carryLive(
  input: PhaseInput,
  phase: MutatingPhase,
  mutate: () => Promise<Mutation>,
): Promise<PhaseOutcome> {
  try {
    const done = await mutate();
    if (done.outcome === "PASSED") return withRetries(done, input.actuator().retries());
    if (done.outcome !== "SHORT") return done;
    const findings = { reason: "PARTLY_RECORDED", seen: done.seen, transaction: null } as const;
    return { outcome: "TORN", known: partialState(input, phase, [findings, done.reason]) };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    if (error instanceof TornEffect)
      return { outcome: "TORN", known: partialState(input, phase, [error.findings]) };
    const dark = { reason: "OUTCOME_UNKNOWN", seen: null, transaction: null } as const;
    return { outcome: "TORN", known: partialState(input, phase, [dark]), cause: asError(error) };
  }
}

function withRetries(
  done: Extract<Mutation, { readonly outcome: "PASSED" }>,
  retries: readonly Retry[],
): Mutation & PhaseOutcome {
  return retries.length === 0 ? done : { ...done, result: { ...done.result, retries } };
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error
    ? thrown
    : new Error("an actuator threw what is no error", { cause: thrown });
}

const TRANSACTION = /^[0-9]{1,20}$/;

/** What an actuator says in no form that evidence has is left out: the statement has to go on record whatever it says. */
function partialState(
  input: PhaseInput,
  phase: MutatingPhase,
  [{ reason, seen, transaction }, ...found]: readonly [TornFindings, ...string[]],
): PartialState {
  return {
    phase,
    reasons: [reason, ...found],
    changeSetId: changeSetOf(input),
    units: input.manifest.rows.length,
    seen: Number.isSafeInteger(seen) ? seen : null,
    transaction: transaction !== null && TRANSACTION.test(transaction) ? transaction : null,
  };
}
