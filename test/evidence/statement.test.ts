// Statements go on record exactly as formats.md and the schema say, and the same decision has the same digest anywhere.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkLine } from "../../src/evidence/line.ts";
import { decisionSha256, sealStatement } from "../../src/evidence/statement.ts";
import { canonicalText } from "../../src/model/canonical-json.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import type { RecordName } from "../../src/model/phase.ts";
import { RESULTS, sampleDraft, sampleRun } from "./sample-run.ts";
import { isStatement } from "./schema-check.ts";

const PHASES = Object.keys(RESULTS) as readonly RecordName[];

for (const phase of PHASES) {
  test(`a statement of ${phase} is valid by its schema, canonical, and found sound again`, () => {
    const sealed = sealStatement(sampleDraft("handbook", phase, 4), { seq: 3, sha256: "a".repeat(64) });
    const text = new TextDecoder().decode(sealed.line);
    assert.equal(isStatement(JSON.parse(text)), true, JSON.stringify(isStatement.errors));
    assert.equal(text, `${canonicalText(sealed.statement)}\n`);
    assert.equal(sealed.sha256, sha256Hex(text.slice(0, -1)));
    assert.deepEqual(checkLine(sealed.line), { sha256: sealed.sha256, sealed, fault: undefined });
  });
}

test("the first statement has number 0 and no previous, the next continues it", () => {
  const [first, second] = sampleRun("handbook", ["preflight", "source_pin"]).sealed;
  assert.ok(first && second);
  assert.equal(first.statement.predicate.previous, null);
  assert.equal(first.seq, 0);
  assert.deepEqual(second.statement.predicate.previous, { sha256: first.sha256 });
  assert.equal(second.statement.predicate.seq, 1);
});

test("the decision is the same at another time, on another machine, after another statement; not with another input", () => {
  const draft = sampleDraft("handbook", "manifest", 3);
  const head = { seq: 2, sha256: "a".repeat(64) };
  const decision = sealStatement(draft, head).statement.predicate.decision.sha256;
  const observed = { at: "2030-01-01T00:00:00Z", tool: "cutplan 9", node: "30", git: "3", host: "moon" };
  const again = sealStatement({ ...draft, observed }, { seq: 2, sha256: "b".repeat(64) });
  assert.equal(again.statement.predicate.decision.sha256, decision);
  const other = sealStatement({ ...draft, inputs: draft.inputs.slice(1) }, head);
  assert.notEqual(other.statement.predicate.decision.sha256, decision);
});

test("a draft that the schema would refuse is our bug and never goes on record", () => {
  const draft = sampleDraft("handbook", "manifest", 0);
  assert.throws(() => sealStatement({ ...draft, reasons: ["not a code"] }, null), /predicate\.reasons\[0\]/);
  assert.throws(() => sealStatement({ ...draft, result: { units: 3 } }, null), /predicate\.result/);
});

test("whatever texts a statement holds, its decision is found again in its line", () => {
  const hostile = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.constantFrom(
      '","decision":{"sha256":"',
      '\\","facts":',
      ',"observed":{',
      '"}]}',
      ',"predicateType":',
      "\u2028\\",
    ),
  );
  fc.assert(
    fc.property(fc.array(hostile, { minLength: 7, maxLength: 7 }), (texts) => {
      const [person = "", host = "", ref = "", name = "", id = "", code = "", message = ""] = texts;
      const draft = sampleDraft("handbook", "refusal", 0);
      const [approval] = sampleDraft("handbook", "gate_sg_1", 0).approvals;
      assert.ok(approval);
      const sealed = sealStatement(
        {
          ...draft,
          run: { ...draft.run, id },
          subject: { ...draft.subject, name },
          approvals: [{ ...approval, person }],
          source: { ...draft.source, ref },
          observed: { ...draft.observed, host },
          result: { code, message, todo: name },
        },
        null,
      );
      assert.equal(checkLine(sealed.line).fault, undefined);
      assert.equal(sealed.statement.predicate.decision.sha256, decisionSha256(sealed.statement.predicate));
    }),
    { seed: 1, numRuns: 300 },
  );
});
