// What is asked once more inside the transaction, of the very state that it is about to change: are the facts and grants what
// the run's pinned facts and its own recorded steps make of them, and does the consent still stand.
import { Refusal } from "../../diagnostics/refusal.ts";
import { compareBytewise } from "../../model/bytewise.ts";
import { canonicalText } from "../../model/canonical-json.ts";
import type { ActuatorContext } from "../../model/effect.ts";
import type { Facts, Grants, UnitFact } from "../../model/generated/facts.ts";
import { totalsOf } from "../../model/governed-tables.ts";
import type { MutatingPhase } from "../../model/phase.ts";
import { discover } from "../facts/discover.ts";
import { GOVERNED_TABLES } from "../governed-columns.ts";
import { predictFacts } from "../predict-facts.ts";
import { nameUnits } from "./name-units.ts";
import type { PhaseSession } from "./phase-session.ts";

/** Throws a Refusal CONSENT_GONE where the gate before the step would be shut by now. */
export function requireConsent({ consent, run }: ActuatorContext, phase: MutatingPhase): void {
  const reasons = consent();
  if (reasons.length === 0) return;
  throw new Refusal("CONSENT_GONE", {
    message: `${phase} of run "${run}" was let through, and its gate would be shut by now: ${reasons.join(", ")}`,
    expected: "approvals that hold until the change is committed",
    todo: "give the approvals anew, or leave it; nothing of this step was done",
  });
}

/** Reads the facts in this session, and answers what is other than the steps on record make of the pinned ones; undefined: nothing. */
export async function findMoved(
  session: PhaseSession,
  { facts, manifest, contract, done }: ActuatorContext,
): Promise<string | undefined> {
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
  const units = differentUnits(expected.units, found.units);
  const tables = differentTables(expected, found);
  const grants = differentGrants(expected.grants, found.grants);
  const parts = [
    ...(units.length === 0
      ? []
      : [`other than foreseen ${units.length === 1 ? "is" : "are"} ${nameUnits(units)}`]),
    ...(tables.length === 0 ? [] : [`numbers of rows: ${tables.join(", ")}`]),
    ...(grants.length === 0 ? [] : [`grants: ${grants.join(", ")}`]),
  ];
  return parts.length === 0 ? undefined : parts.join("; ");
}

/** The addresses that stand otherwise in one of them, or in one only. Both are sorted bytewise, and there can be a million. */
function differentUnits(expected: readonly UnitFact[], found: readonly UnitFact[]): readonly string[] {
  const different: string[] = [];
  let [at, to] = [0, 0];
  while (at < expected.length || to < found.length) {
    const [one, other] = [expected[at], found[to]];
    const order = compareUnits(one, other);
    const unit = order > 0 ? other : one;
    if (
      unit !== undefined &&
      (one?.sha256 !== other?.sha256 || one?.lifecycle !== other?.lifecycle || order !== 0)
    )
      different.push(unit.address);
    if (order <= 0) at += 1;
    if (order >= 0) to += 1;
  }
  return different;
}

/** What is not there comes after everything that is. */
function compareUnits(one: UnitFact | undefined, other: UnitFact | undefined): number {
  if (one === undefined) return 1;
  return other === undefined ? -1 : compareBytewise(one.address, other.address);
}

function differentTables({ totals: foreseen }: Facts, { totals }: Facts): readonly string[] {
  const more = totalsOf((table) => totals[table] - foreseen[table]);
  return GOVERNED_TABLES.filter((table) => more[table] !== 0).map(
    (table) => `${table} ${totals[table]} in place of ${foreseen[table]}`,
  );
}

/** What is at fault with them is told by the facts; here it counts that they are not the same. */
function differentGrants(
  { faults: _expectedFaults, ...expected }: Grants,
  { faults: _foundFaults, ...found }: Grants,
): readonly string[] {
  const before = new Map(Object.entries(expected));
  return Object.entries(found)
    .filter(([name, value]) => canonicalText(before.get(name) ?? null) !== canonicalText(value))
    .map(([name]) => name);
}
