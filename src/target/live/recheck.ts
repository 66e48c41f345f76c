// What is asked once more inside the transaction, of the very state that it is about to change: are the facts and grants what
// the run's pinned facts and its own recorded steps make of them, and does the consent still stand.
import { Refusal } from "../../diagnostics/refusal.ts";
import { canonicalText } from "../../model/canonical-json.ts";
import type { ActuatorContext } from "../../model/effect.ts";
import type { Facts, UnitFact } from "../../model/generated/facts.ts";
import type { MutatingPhase } from "../../model/phase.ts";
import { discover } from "../facts/discover.ts";
import { predictFacts } from "../predict-facts.ts";
import type { PhaseSession } from "./phase-session.ts";

/** Rejects with a Refusal CONSENT_GONE where the gate before the step would be shut by now. */
export function requireConsent({ consent, run }: ActuatorContext, phase: MutatingPhase): void {
  const reasons = consent();
  if (reasons.length === 0) return;
  throw new Refusal("CONSENT_GONE", {
    message: `${phase} of run "${run}" was let through, and its gate would be shut by now: ${reasons.join(", ")}`,
    expected: "approvals that hold until the change is committed",
    todo: "give the approvals anew, or leave it; nothing of this step was done",
  });
}

/** Reads the facts in this session, and answers what is other than `done` makes of the pinned ones; undefined: nothing. */
export async function findMoved(
  session: PhaseSession,
  context: ActuatorContext,
  done: readonly MutatingPhase[],
): Promise<string | undefined> {
  const { facts, manifest, contract } = context;
  const expected = predictFacts({ facts, manifest, done });
  const found = await discover(
    async (text, values, onRow) => {
      await session.client.query({ text, values, onRow });
    },
    {
      target: facts.target,
      driver: facts.driver,
      prefix: facts.prefix,
      contract,
      serverVersionNum: session.serverVersionNum,
    },
  );
  return describeDifference(expected, found);
}

export function factsMoved(run: string, phase: MutatingPhase, what: string): Refusal {
  return new Refusal("FACTS_MOVED", {
    message: `before ${phase} of run "${run}" the target is not as its facts and its own steps have it: ${what}`,
    expected: "a target that nobody else changes while the run is under way",
    todo: "find out who wrote to it; put it back, or decide at SG_3 with another text of the plan; nothing of this step was done",
  });
}

/** Who reads is no part of what is read. */
function describeDifference(expected: Facts, found: Facts): string | undefined {
  const unit = differentUnit(expected.units, found.units);
  if (unit !== undefined) return `unit "${unit}" differs`;
  const tables = Object.entries(expected.totals).filter(
    ([table, rows]) => Object.entries(found.totals).find(([name]) => name === table)?.[1] !== rows,
  );
  if (tables.length > 0) return `other numbers of rows in ${tables.map(([table]) => table).join(", ")}`;
  return canonicalText(expected.grants) === canonicalText(found.grants) ? undefined : "the grants differ";
}

/** The first address, bytewise, that stands otherwise in one of them; both are sorted. */
function differentUnit(expected: readonly UnitFact[], found: readonly UnitFact[]): string | undefined {
  const length = Math.max(expected.length, found.length);
  for (let index = 0; index < length; index += 1) {
    const one = expected[index];
    const other = found[index];
    if (
      one?.address !== other?.address ||
      one?.sha256 !== other?.sha256 ||
      one?.lifecycle !== other?.lifecycle
    )
      return [one?.address, other?.address].filter((address) => address !== undefined).sort()[0];
  }
  return undefined;
}
