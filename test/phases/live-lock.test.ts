// The second lock: every mutating phase refuses LIVE by itself, whatever actuator it is handed, before it touches it.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Mode } from "../../src/model/phase.ts";
import type { Phase } from "../../src/phases/phase.ts";
import { PHASES } from "../../src/phases/phases.ts";
import { sampleInput, untouchable } from "./sample-input.ts";

const MUTATING: readonly Phase[] = Object.values(PHASES).filter((phase) => phase.mutates);

for (const phase of MUTATING) {
  test(`${phase.name} refuses LIVE while its own switch is off, with runner and adapter taken out`, async () => {
    const run = { id: "doc-000000000000", plan: "doc", mode: "LIVE" } as const;
    const outcome = await phase.carry(sampleInput({ run, killSwitch: () => false, actuator: untouchable }));
    assert.equal(outcome.outcome === "REFUSED" && outcome.refusal.code, "LIVE_DISABLED");
  });

  test(`${phase.name} refuses a mode that is neither`, async () => {
    const run = { id: "doc-000000000000", plan: "doc", mode: "live" as Mode };
    const outcome = await phase.carry(sampleInput({ run, killSwitch: () => true, actuator: untouchable }));
    assert.equal(outcome.outcome === "REFUSED" && outcome.refusal.code, "MODE_UNKNOWN");
  });

  test(`${phase.name} would go to the actuator were its switch on, so that the lock is what held`, async () => {
    const run = { id: "doc-000000000000", plan: "doc", mode: "LIVE" } as const;
    await assert.rejects(
      async () =>
        phase.carry(sampleInput({ run, killSwitch: () => true, actuator: untouchable, history: [] })),
      /the actuator was touched/,
    );
  });
}
