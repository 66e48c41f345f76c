// That nobody without an admin's key has a policy of theirs accepted, whatever they commit and merge; and that a long history is
// no trouble.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { judge, tell, trust, type Told } from "./succession-sample.ts";

const v1 = trust({ version: 1 });
const v2 = trust({ version: 2, signedBy: ["carol"] });
const v3 = trust({ version: 3, signedBy: ["carol"] });

const HONEST = [v1, v2, v3, trust({ version: 4, signedBy: ["carol"] })];
const HOSTILE = [1, 2, 3, 4, 5, 99].map((version) =>
  trust({
    version,
    admins: ["mallory"],
    signers: ["mallory"],
    signedBy: { carol: "mallory", mallory: "mallory" },
  }),
);

/** Any tree of commits on top of an honest first one, in which anybody may commit anything. */
const anyHistory = fc
  .array(
    fc.record({
      parents: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
      state: fc.constantFrom("faulty" as const, undefined, ...HONEST, ...HOSTILE),
      month: fc.integer({ min: 1, max: 12 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((commits): readonly Told[] => [
    { name: "0", trust: v1 },
    ...commits.map(({ parents, state, month }, index) => ({
      name: String(index + 1),
      parents: [...new Set(parents.map((parent) => String(parent % (index + 1))))],
      at: `${String(month).padStart(2, "0")}-01`,
      trust: state,
    })),
  ]);

test("succession: whoever has no admin's key never has a policy of theirs accepted", () => {
  let accepted = 0;
  const check = fc.property(anyHistory, (history) => {
    const answer = judge(history);
    if (answer.kind === "refused") return;
    accepted += 1;
    const { trust: state } = history.at(-1)!;
    assert.ok(HONEST.some((honest) => honest === state));
    assert.equal(answer.firstUse.commit, "0");
    assert.deepEqual(
      answer.steps.map(({ version, signedBy }) => [version, signedBy]),
      HONEST.slice(0, answer.version).map(({ policy }) => [
        policy.version,
        policy.version === 1 ? undefined : ["carol"],
      ]),
    );
  });
  fc.assert(check, { seed: 1, numRuns: 250 });
  assert.ok(accepted > 20);
});

test("succession: a long history with many branches is walked once", () => {
  const history: Told[] = [{ name: "0", trust: v1 }];
  for (let index = 1; index < 10_000; index += 1) {
    const parents = index % 3 === 0 ? [String(index - 1), String(index - 2)] : [String(index - 1)];
    history.push({ name: String(index), parents, ...(index === 50 ? { trust: v2 } : {}) });
  }
  const answer = judge(history);
  assert.equal(tell(answer), "accepted 2 from 1 at 0");
});
