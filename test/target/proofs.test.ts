// The proofs hold on the shipped pieces, and each of them fails on a planted fault: a check that cannot fail proves nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { buildLiveAdapter, chooseActuator } from "../../src/target/actuator.ts";
import type { Actuator } from "../../src/model/effect.ts";
import type { LiveWiring } from "../../src/target/live/live-wiring.ts";
import { runProofs, tryOut, type Proof, type ProofPieces } from "../../src/target/proofs.ts";
import { startSimulator } from "../../src/target/simulator.ts";

const IDS = ["PROOF-1", "PROOF-2", "PROOF-3", "PROOF-4", "PROOF-4b", "PROOF-5", "PROOF-6", "PROOF-7"];

test("every proof holds on the shipped pieces, and says what was tried", async () => {
  const proofs = await runProofs();
  assert.deepEqual(
    proofs.map(({ id }) => id),
    IDS,
  );
  assert.deepEqual(
    proofs.map(({ verdict }) => verdict),
    IDS.map(() => "PASS"),
  );
  for (const { title, reason, tookMs } of proofs)
    assert.ok(title.length > 10 && reason.length > 20 && tookMs >= 0);
  assert.deepEqual(untimed(await runProofs()), untimed(proofs), "the same twice");
});

function untimed(proofs: readonly Proof[]): readonly unknown[] {
  return proofs.map(({ tookMs: _, ...proof }) => proof);
}

test("what throws does not hold, and says no more than what it was", async () => {
  const proof = await tryOut({ id: "PROOF-0", title: "a trial" }, fault);
  assert.equal(proof.verdict, "FAIL");
  assert.match(proof.reason, /planted/);
});

const fault = (): never => {
  throw new Error("planted");
};
const on = (): boolean => true;
const connect: ProofPieces["connectionProvider"] = () =>
  Promise.resolve({ query: () => Promise.reject(new Error("planted")), close: () => Promise.resolve() });

/** Accepted as a real one where nothing is wired; wired, it does `first` before its cut is refused. */
function lockedLate(
  wiring: LiveWiring | undefined,
  first: (wiring: LiveWiring) => Promise<unknown>,
): Actuator {
  const real = buildLiveAdapter();
  if (wiring === undefined) return real;
  return {
    ...startSimulatorLike(),
    cutLegA: async (...request) => {
      await first(wiring);
      return real.cutLegA(...request);
    },
  };
}

const PLANTED: readonly (readonly [fault: string, pieces: Partial<ProofPieces>, fails: readonly string[]])[] =
  [
    ["the switch is on", { killSwitch: on }, ["PROOF-1", "PROOF-2"]],
    ["the switch answers nothing", { killSwitch: () => undefined as unknown as boolean }, ["PROOF-1"]],
    ["the switch breaks", { killSwitch: fault }, ["PROOF-1"]],
    ["LIVE falls through to the simulator", { chooseActuator: ({ simulator }) => simulator }, ["PROOF-2"]],
    [
      "the adapter is looked at before the switch",
      {
        chooseActuator: (choice) => {
          if (choice.mode === "LIVE") Reflect.get(choice.live as object, "cutLegA");
          return chooseActuator(choice);
        },
      },
      ["PROOF-2"],
    ],
    [
      "DRYRUN asks the switch",
      {
        chooseActuator: (choice) => {
          choice.killSwitch();
          return chooseActuator(choice);
        },
      },
      ["PROOF-3"],
    ],
    ["DRYRUN is refused", { chooseActuator: fault }, ["PROOF-2", "PROOF-3"]],
    [
      "the simulator creates nothing",
      { startSimulator: (seed) => ({ ...startSimulator(seed), cutLegA: () => Promise.resolve([]) }) },
      ["PROOF-3"],
    ],
    [
      "the simulator's totals stand still",
      {
        startSimulator: (seed) => ({
          ...startSimulator(seed),
          totals: () => Promise.resolve(seed.facts.totals),
        }),
      },
      ["PROOF-3"],
    ],
    [
      "anything is taken for an adapter",
      { requireLiveAdapter: (live) => live as never },
      ["PROOF-4", "PROOF-4b"],
    ],
    ["nothing is taken for an adapter", { requireLiveAdapter: fault }, ["PROOF-4", "PROOF-4b", "PROOF-5"]],
    [
      "the adapter is built as something else",
      { buildLiveAdapter: () => startSimulatorLike() },
      ["PROOF-5", "PROOF-7"],
    ],
    ["connections are to be had by default", { connectionProvider: connect }, ["PROOF-6"]],
    [
      "the adapter asks for a connection before it refuses",
      {
        buildLiveAdapter: (wiring) =>
          lockedLate(wiring as LiveWiring | undefined, async ({ connectionProvider }) =>
            connectionProvider?.("cutter_exec", "planted").catch(() => undefined),
          ),
      },
      ["PROOF-7"],
    ],
    [
      "the adapter's own lock is open",
      {
        buildLiveAdapter: (wiring) =>
          lockedLate(wiring as LiveWiring | undefined, () => Promise.reject(new Error("planted"))),
      },
      ["PROOF-7"],
    ],
  ];

function startSimulatorLike(): ReturnType<typeof buildLiveAdapter> {
  return startSimulator({
    run: "x",
    recorded: [],
    manifest: { rows: [], sha256: "" },
    facts: { units: [], totals: {} } as never,
  });
}

for (const [what, pieces, fails] of PLANTED) {
  test(`planted: ${what}, and ${fails.join(", ")} fail`, async () => {
    const proofs = await runProofs(pieces);
    assert.deepEqual(
      proofs.map(({ id }) => id),
      IDS,
    );
    assert.deepEqual(
      proofs.filter(({ verdict }) => verdict === "FAIL").map(({ id }) => id),
      fails,
    );
  });
}

test("every proof fails on one planted fault at least", () => {
  assert.deepEqual([...new Set(PLANTED.flatMap(([, , fails]) => fails))].sort(), IDS);
});
