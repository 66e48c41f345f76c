// SG_3: a quorum is of persons who agree on one way out. Every split of up to four persons, and the odd cases by hand.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { GateQuestion } from "../../src/approvals/judge-gate.ts";
import type { ApprovalFile } from "../../src/approvals/approval-file.ts";
import type { Policy } from "../../src/model/generated/policy.ts";
import type { Resolution } from "../../src/model/phase.ts";
import { approve, deny, judge, POLICY, withdraw } from "./sample.ts";

const PERSONS = ["bob", "carol", "dave", "erin"] as const;

function question(threshold: number, changes: Partial<GateQuestion> = {}): Partial<GateQuestion> {
  const persons = { ...POLICY.persons, erin: { principal: "erin@example.org" } };
  const gates = { ...POLICY.gates, SG_3: { threshold, persons: [...PERSONS] } };
  const policy: Policy = { ...POLICY, persons, gates };
  return { gate: "SG_3", policy, ...changes };
}

function way(person: string, resolution: Resolution): ApprovalFile {
  return approve(person, { gate: "SG_3", resolution });
}

/** What follows from so many for each way out. */
function expected(accept: number, compensate: number, threshold: number): string {
  const enough = [accept, compensate].filter((persons) => persons >= threshold).length;
  if (enough === 2) return "refused";
  if (enough === 0) return "waiting";
  return accept > compensate ? "open accept" : "open compensate";
}

for (let threshold = 1; threshold <= 4; threshold += 1) {
  test(`every split of four persons, where it takes ${threshold}`, () => {
    for (let choices = 0; choices < 3 ** PERSONS.length; choices += 1) {
      const files = PERSONS.flatMap((person, index) => {
        const choice = Math.floor(choices / 3 ** index) % 3;
        return choice === 0 ? [] : [way(person, choice === 1 ? "accept" : "compensate")];
      });
      const behind = (resolution: Resolution): number =>
        files.filter(({ document }) => document.resolution === resolution).length;
      const verdict = judge(files, question(threshold));
      const found = verdict.kind === "open" ? `open ${verdict.resolution ?? ""}` : verdict.kind;
      assert.equal(found, expected(behind("accept"), behind("compensate"), threshold), String(choices));
      const counted = verdict.judged.filter(({ policy }) => policy === "COUNTED");
      assert.ok(new Set(counted.map(({ resolution }) => resolution)).size <= 1, "those counted agree");
      assert.deepEqual(
        counted.map(({ person }) => person),
        verdict.counted,
      );
      assert.equal(verdict.reasons.includes("RESOLUTION_CONTESTED"), found === "refused");
      assert.equal(verdict.kind === "open", verdict.reasons.length === 0);
    }
  });
}

test("two ways out with a quorum each: the gate is refused, nobody is counted, and either may give way", () => {
  const verdict = judge([way("bob", "accept"), way("carol", "compensate")], question(1));
  assert.deepEqual([verdict.kind, verdict.counted], ["refused", []]);
  assert.deepEqual(verdict.reasons, ["RESOLUTION_CONTESTED", "RESOLUTION_SPLIT"]);
  assert.deepEqual(
    verdict.judged.map(({ person, policy, resolution }) => [person, policy, resolution]),
    [
      ["bob", "RESOLUTION_SPLIT", "accept"],
      ["carol", "RESOLUTION_SPLIT", "compensate"],
    ],
  );
  assert.ok(verdict.mayOpen.includes("bob") && verdict.mayOpen.includes("carol"));
  const withdrawn = judge(
    [way("bob", "accept"), way("carol", "compensate"), withdraw("carol", { gate: "SG_3" })],
    question(1),
  );
  assert.deepEqual([withdrawn.kind, withdrawn.resolution], ["open", "accept"]);
});

test("a tie below the quorum waits; the next person decides it", () => {
  const tie = [way("bob", "accept"), way("carol", "compensate")];
  const waiting = judge(tie, question(2));
  assert.deepEqual(
    [waiting.kind, waiting.counted, waiting.reasons],
    ["waiting", [], ["QUORUM_SHORT", "RESOLUTION_SPLIT"]],
  );
  const decided = judge([...tie, way("dave", "compensate")], question(2));
  assert.deepEqual(
    [decided.kind, decided.resolution, decided.counted],
    ["open", "compensate", ["carol", "dave"]],
  );
});

test("one person behind two ways out, under two names, is behind neither", () => {
  const { policy } = question(1);
  const persons = { ...policy!.persons, erin: { principal: "bob@example.org" } };
  const verdict = judge([way("bob", "accept"), way("erin", "compensate")], {
    ...question(1),
    policy: { ...policy!, persons },
  });
  assert.deepEqual([verdict.kind, verdict.counted], ["waiting", []]);
  const agreeing = judge([way("bob", "accept"), way("erin", "accept")], {
    ...question(2),
    policy: { ...question(2).policy!, persons },
  });
  assert.deepEqual([agreeing.kind, agreeing.counted], ["waiting", ["bob"]], "and counts once");
});

test("a denial outweighs any agreement", () => {
  const verdict = judge([way("bob", "accept"), deny("carol", { gate: "SG_3" })], question(1));
  assert.deepEqual([verdict.kind, verdict.resolution], ["refused", undefined]);
});

test("a way out that the torn step does not have counts for nothing", () => {
  const onlyBack = question(1, { waysOut: ["compensate"] });
  const accepted = judge([way("bob", "accept")], onlyBack);
  assert.deepEqual(
    [accepted.kind, accepted.judged[0]?.policy, accepted.reasons],
    ["waiting", "RESOLUTION_REFUSED", ["QUORUM_SHORT", "RESOLUTION_REFUSED"]],
  );
  assert.equal(judge([way("bob", "accept"), way("carol", "compensate")], onlyBack).resolution, "compensate");
  assert.equal(
    judge([way("bob", "compensate")], question(1, { waysOut: [] })).kind,
    "waiting",
    "none is none",
  );
});

test("the other gates have nothing to agree on", () => {
  const verdict = judge([approve("bob"), approve("carol")]);
  assert.deepEqual(
    [verdict.kind, verdict.resolution, verdict.judged[0]?.resolution],
    ["open", undefined, undefined],
  );
});
