// What each phase makes of its question: passed where all is well, failed with the one right reason where one thing is not.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actuator } from "../../src/model/effect.ts";
import type { Facts, UnitFact } from "../../src/model/generated/facts.ts";
import type { PhaseInput, PhaseOutcome } from "../../src/phases/phase.ts";
import { PHASES } from "../../src/phases/phases.ts";
import { FACTS, ROWS, sampleInput } from "./sample-input.ts";

type Change = Partial<PhaseInput>;

/** The sample's simulator with one answer replaced. */
function answering(change: Partial<Actuator>): Change {
  const input = sampleInput();
  return { actuator: () => ({ ...input.actuator(), ...change }) };
}

function unit(address: string, sha256: string, lifecycle: UnitFact["lifecycle"]): UnitFact {
  return { address, sha256, lifecycle };
}

function withUnits(...units: UnitFact[]): Change {
  return { facts: { ...FACTS, units } };
}

function withGrant(name: keyof Facts["grants"]): Change {
  return { facts: { ...FACTS, grants: { ...FACTS.grants, [name]: false } } };
}

const GOOD = ROWS[0]!.sha256;
const CASES: readonly (readonly [keyof typeof PHASES, string, Change, string])[] = [
  ["preflight", "all is well", {}, "PASSED"],
  ["source_pin", "all is well", {}, "PASSED"],
  ["discover", "nothing there yet", {}, "PASSED"],
  ["discover", "a unit with the same digest", withUnits(unit("DOC/S1", GOOD, "enacted")), "PASSED"],
  [
    "discover",
    "an address outside the manifest",
    withUnits(unit("DOC/S9", "a".repeat(64), "enacted")),
    "PASSED",
  ],
  [
    "discover",
    "a unit with another digest",
    withUnits(unit("DOC/S1", "a".repeat(64), "draft")),
    "UNIT_CONFLICT",
  ],
  [
    "discover",
    "a retired unit with the same digest",
    withUnits(unit("DOC/S1", GOOD, "retired")),
    "UNIT_CONFLICT",
  ],
  ["discover", "PUBLIC may execute", withGrant("no_public_execute_leak"), "GRANTS_MISSING"],
  [
    "discover",
    "the executing role may not",
    withGrant("cutter_exec_execute_canonical_fns"),
    "GRANTS_MISSING",
  ],
  [
    "discover",
    "the verifying role may not",
    withGrant("cutter_verify_select_insert_verify_result"),
    "GRANTS_MISSING",
  ],
  ["discover", "the reviewing role may not", withGrant("directus_select_review_decision"), "GRANTS_MISSING"],
  ["manifest", "all is well", {}, "PASSED"],
  ["manifest", "a byte is lost", { loss: () => "the units end at byte 3" }, "MANIFEST_LOSSY"],
  [
    "manifest",
    "a unit too few",
    { manifest: { rows: ROWS.slice(1), sha256: "0".repeat(64) } },
    "UNITS_UNEXPECTED",
  ],
  ["pre_write_backup", "all is well", {}, "PASSED"],
  [
    "pre_write_backup",
    "rows are missing from it",
    answering({
      preWriteBackup: () =>
        Promise.resolve({
          kind: "simulated",
          sha256: "0".repeat(64),
          totals: { ...FACTS.totals, "public.unit_version": 7 },
        }),
    }),
    "BACKUP_INCOMPLETE",
  ],
  ["cut_leg_a", "a row too few", answering({ cutLegA: () => Promise.resolve([]) }), "CREATE_INCOMPLETE"],
  [
    "cut_leg_a",
    "rows in another order",
    answering({
      cutLegA: () =>
        Promise.resolve(
          ROWS.toReversed().map(({ ord, address }) => ({ ord, address, status: "created" as const })),
        ),
    }),
    "CREATE_INCOMPLETE",
  ],
  [
    "verify",
    "verified before",
    answering({ verifyResultCountFor: () => Promise.resolve(1) }),
    "VERIFY_REPEATED",
  ],
  [
    "verify",
    "a unit read back otherwise",
    answering({
      verifyResultCountFor: () => Promise.resolve(0),
      writeVerify: (_context, { changeSetId }) =>
        Promise.resolve({ changeSetId, checked: 2, matched: 1, mismatched: 1 }),
    }),
    "VERIFY_MISMATCH",
  ],
  [
    "lifecycle_enact",
    "a unit left out",
    answering({
      lifecycleEnact: (_context, { changeSetId, reviewDecisionId }) =>
        Promise.resolve({
          changeSetId,
          reviewDecisionId,
          results: [{ address: "DOC/S1", status: "enacted" }],
        }),
    }),
    "ENACT_INCOMPLETE",
  ],
];

function summary(outcome: PhaseOutcome): string {
  switch (outcome.outcome) {
    case "PASSED":
      return "PASSED";
    case "FAILED":
      return outcome.reasons.join();
    case "TORN":
      return outcome.known.reasons.join();
    case "REFUSED":
      return outcome.refusal.code;
  }
}

for (const [phase, name, change, expected] of CASES) {
  test(`${phase}: ${name}`, async () => {
    assert.equal(summary(await PHASES[phase].carry(sampleInput(change))), expected);
  });
}

test("discover lists at most a hundred conflicts and counts them all", async () => {
  const rows = Array.from({ length: 150 }, (_, index) => ({
    ...ROWS[0]!,
    ord: index + 1,
    address: `DOC/S${index + 1}`,
  }));
  const units = rows.map(({ address }) => unit(address, "a".repeat(64), "draft"));
  const outcome = await PHASES.discover.carry(
    sampleInput({ manifest: { rows, sha256: "0".repeat(64) }, facts: { ...FACTS, units } }),
  );
  assert.ok(outcome.outcome === "FAILED");
  assert.equal((outcome.result["conflicts"] as readonly unknown[]).length, 100);
  assert.deepEqual(outcome.result["changes"], { new: 0, unchanged: 0, conflict: 150 });
});
