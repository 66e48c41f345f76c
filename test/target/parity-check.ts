// Takes one run through the simulator and through the real functions, step by step, and demands that they say and leave
// the same: answers, refusals, totals, facts, and every row of the nine tables.
import assert from "node:assert/strict";
import { DatabaseError } from "../../src/target/postgres/database-error.ts";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import type { Actuator, ActuatorContext, CutLegARequest } from "../../src/model/effect.ts";
import type { Facts } from "../../src/model/generated/facts.ts";
import type { GovernedTable } from "../../src/model/governed-tables.ts";
import type { MutatingPhase } from "../../src/model/phase.ts";
import { GOVERNED_TABLES } from "../../src/target/governed-columns.ts";
import { predictFacts } from "../../src/target/predict-facts.ts";
import { predictRows, rowsAfter } from "../../src/target/predict-rows.ts";
import { startSimulator } from "../../src/target/simulator.ts";
import type { ArbitraryRun } from "./arbitrary-run.ts";
import { contextOf } from "./sample.ts";

type Rows = Readonly<Record<GovernedTable, readonly (readonly (string | null)[])[]>>;

/** A target with the real functions in it. */
export interface RealTarget {
  readonly actuator: Actuator;
  readFacts(prefix: string): Promise<Facts>;
  readRows(): Promise<Rows>;
  /**
   * The refusal that the functions and tables themselves have for the cut; undefined where they take it. The adapter asks the
   * simulation first, so that its own refusals prove nothing. Leaves nothing behind.
   */
  tryCut(context: ActuatorContext, request: CutLegARequest): Promise<string | undefined>;
}

/** What became of a run: the steps that were taken, and the refusal that ended it before its time. */
export interface ParityOutcome {
  readonly done: readonly MutatingPhase[];
  readonly refusal: string | undefined;
}

/** Takes the backup as done, as it changes nothing. Rejects with an AssertionError at the first difference. */
export async function requireParity(own: ArbitraryRun, real: RealTarget): Promise<ParityOutcome> {
  const [facts, before] = [await real.readFacts(own.prefix), await real.readRows()];
  const { run, manifest } = own;
  const done: MutatingPhase[] = ["pre_write_backup"];
  const simulator = startSimulator({ run, manifest, facts, recorded: done });
  const changeSetId = `cs-${run}`;
  const reviewDecisionId = `rd-${run}`;
  let refusal: string | undefined;
  for (const [phase, call] of callsOf(own).slice(0, own.steps)) {
    const context = contextOf(own, { ...own, facts, done: [...done], mode: "DRYRUN" });
    const promised = await answerOf(() => call(simulator, context));
    const given = await answerOf(() => call(real.actuator, { ...context, mode: "LIVE" }));
    assert.deepEqual(given, promised, `${phase} after ${done.join(", ")}`);
    if ("refusal" in promised) {
      refusal = promised.refusal;
      assert.equal(
        await real.tryCut({ ...context, mode: "LIVE" }, cutRequestOf(own)),
        refusal,
        "the functions",
      );
      break;
    }
    done.push(phase);
    const foreseen = predictFacts({ facts, manifest, done });
    assert.deepEqual(await simulator.totals(context), foreseen.totals);
    assert.deepEqual(await real.readFacts(own.prefix), foreseen, `facts after ${phase}`);
  }
  const rowsOf = predictRows({ ...own, facts, done, changeSetId, reviewDecisionId });
  const after = await real.readRows();
  for (const table of GOVERNED_TABLES)
    assert.deepEqual([...after[table]], [...rowsAfter(table, before[table], rowsOf(table))], table);
  if (refusal !== undefined)
    assert.deepEqual(await real.readFacts(own.prefix), predictFacts({ facts, manifest, done }), refusal);
  return { done, refusal };
}

type Call = (actuator: Actuator, context: ActuatorContext) => Promise<unknown>;

function cutRequestOf({ run, manifest }: ArbitraryRun): CutLegARequest {
  return { changeSetId: `cs-${run}`, cutplanRows: manifest.rows };
}

function callsOf({ run, manifest }: ArbitraryRun): readonly (readonly [MutatingPhase, Call])[] {
  const request = { changeSetId: `cs-${run}` };
  const addresses = Array.from(manifest.rows, ({ address }) => address);
  const enact = { ...request, addresses, reviewDecisionId: `rd-${run}` };
  return [
    [
      "cut_leg_a",
      (actuator, context) => actuator.cutLegA(context, { ...request, cutplanRows: manifest.rows }),
    ],
    ["leg_b_record", (actuator, context) => actuator.legBRecord(context, request)],
    ["verify", (actuator, context) => actuator.writeVerify(context, request)],
    ["lifecycle_enact", (actuator, context) => actuator.lifecycleEnact(context, enact)],
  ];
}

type Answer = { readonly result: unknown } | { readonly refusal: string };

async function answerOf(call: () => Promise<unknown>): Promise<Answer> {
  try {
    return { result: await call() };
  } catch (error) {
    if (error instanceof Refusal) return { refusal: error.code };
    if (error instanceof DatabaseError) return { refusal: `DatabaseError ${error.sqlstate}` };
    throw error;
  }
}
