// A run's name follows from its inputs, by the recipe that formats.md gives.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { runName, type RunInputs } from "../../src/evidence/run-name.ts";

const INPUTS: RunInputs = {
  plan: "icx-const",
  planSha256: "a".repeat(64),
  sourceSha256: "b".repeat(64),
  targetSha256: "c".repeat(64),
  mode: "DRYRUN",
  attempt: 1,
};

test("the name is the plan's and 12 digits over canonical JSON written out by hand", () => {
  const text = `{"attempt":1,"mode":"DRYRUN","plan":"${INPUTS.planSha256}","source":"${INPUTS.sourceSha256}","target":"${INPUTS.targetSha256}"}`;
  const digits = createHash("sha256").update(text).digest("hex").slice(0, 12);
  assert.equal(runName(INPUTS), `icx-const-${digits}`);
});

test("every input has a say", () => {
  const others: readonly Partial<RunInputs>[] = [
    { plan: "other" },
    { planSha256: "d".repeat(64) },
    { sourceSha256: "d".repeat(64) },
    { targetSha256: "d".repeat(64) },
    { mode: "LIVE" },
    { attempt: 2 },
  ];
  const names = new Set([runName(INPUTS), ...others.map((other) => runName({ ...INPUTS, ...other }))]);
  assert.equal(names.size, others.length + 1);
});
