// Whatever happens to a repository, what reconcile answers with what it remembers is what it answers without.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import fc from "fast-check";
import { CHANGES } from "../support/settled-changes.ts";
import { look, lookWithoutMemory, memoryOf, settledRepository } from "../support/settled-repository.ts";

const PLANS = 3;

test("whatever happens: the answers with and without the memory are the same, byte for byte", async (context) => {
  const repository = await settledRepository(context, PLANS);
  const { directory, git } = repository;
  const start = git(["rev-parse", "HEAD"]);
  const memory = readFileSync(memoryOf(directory));
  const step = fc.record({
    what: fc.constantFrom(...Object.keys(CHANGES)),
    plan: fc.constantFrom("plan-00000", "plan-00001"),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 5 }), async (steps) => {
      git(["checkout", "-q", "-f", "-B", "main", start]);
      git(["clean", "-q", "-f", "-d", "-x"]);
      writeFileSync(memoryOf(directory), memory, { mode: 0o600 });
      for (const { what, plan } of steps) {
        await CHANGES[what]?.(repository, plan);
        assert.deepEqual(await look(directory), await lookWithoutMemory(directory), what);
      }
    }),
    { numRuns: 5, endOnFailure: true },
  );
});
