import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { parseDocument } from "yaml";
import schema from "../../schemas/approval.schema.json" with { type: "json" };
import { draftApproval, type ApprovalDraft } from "../../src/approvals/draft-approval.ts";
import type { Approval } from "../../src/model/generated/approval.ts";
import { approvalOf, EXPECTED, EXPECTED_AT_SG_3, fileOf, judge, POLICY } from "./sample.ts";

const isApproval = new Ajv2020({ strict: false, validateFormats: false }).compile<Approval>(schema);

const DRAFT: ApprovalDraft = {
  gate: "SG_1",
  decision: "approve",
  approver: "bob",
  notBefore: "2026-11-21T10:00:00Z",
  expiresAt: "2026-12-21T10:00:00Z",
  nonce: "5f0c2d8e4b7a49d1a6c3e2f10b9d8c7a",
  reason: "window agreed with operations",
};

function parse(text: string): unknown {
  const document = parseDocument(text, { version: "1.2", schema: "core", strict: true, uniqueKeys: true });
  assert.deepEqual([...document.errors, ...document.warnings], []);
  return document.toJS();
}

test("a draft says exactly what was asked, field by field", () => {
  assert.deepEqual(parse(draftApproval(EXPECTED, DRAFT)), approvalOf("bob"));
});

test("a draft that is committed as it stands opens the gate", () => {
  const document = parse(draftApproval(EXPECTED, DRAFT));
  assert.ok(isApproval(document), JSON.stringify(isApproval.errors));
  assert.equal(judge([fileOf(document)]).kind, "open");
});

test("a draft has a line for the editor, one field a line, and one newline at the end", () => {
  const lines = draftApproval(EXPECTED, DRAFT).split("\n");
  assert.match(
    lines[0] ?? "",
    /^# yaml-language-server: \$schema=\.\.\/\.\.\/\.\.\/schemas\/approval\.schema\.json$/,
  );
  assert.ok(lines.includes("approver: bob"));
  assert.ok(lines.includes("gate: SG_1"));
  assert.equal(lines.at(-1), "");
  assert.notEqual(lines.at(-2), "");
});

test("a resolution is there when it is asked for, and only then", () => {
  const text = draftApproval(EXPECTED_AT_SG_3, { ...DRAFT, gate: "SG_3", resolution: "compensate" });
  const document = parse(text);
  assert.ok(isApproval(document));
  assert.deepEqual(document, approvalOf("bob", { gate: "SG_3", resolution: "compensate" }));
  assert.ok(!draftApproval(EXPECTED, DRAFT).includes("resolution"));
});

test("nobody chooses the way out for the person who answers for it", () => {
  const text = draftApproval(EXPECTED_AT_SG_3, { ...DRAFT, gate: "SG_3" });
  assert.ok(!isApproval(parse(text)), "as it stands it is no approval");
  for (const resolution of ["accept", "compensate"] as const) {
    const chosen = parse(text.replace(/^resolution: #.*$/m, `resolution: ${resolution}`));
    assert.ok(isApproval(chosen));
    assert.equal(judge([fileOf({ ...chosen, approver: "carol" })], { gate: "SG_3" }).resolution, resolution);
  }
});

test("a denial and its withdrawal at SG_3 name neither a way out nor what was left", () => {
  for (const decision of ["deny", "withdraw"] as const) {
    const text = draftApproval(EXPECTED_AT_SG_3, { ...DRAFT, gate: "SG_3", decision });
    assert.ok(!/resolution|partialState/.test(text));
  }
});

test("names and digests that YAML could take for something else stay text", () => {
  for (const approver of ["no", "null", "true", "123", "1e3", "0x1f", "on", "y", "2026-11-21", "0o17"]) {
    const digits = { sha256: "1".repeat(64) };
    const exponent = { sha256: `1e${"0".repeat(62)}` };
    const expected = { ...EXPECTED, source: digits, facts: exponent };
    const document = parse(draftApproval(expected, { ...DRAFT, approver, nonce: "0".repeat(32) }));
    assert.deepEqual(
      document,
      approvalOf(approver, { source: digits, facts: exponent, nonce: "0".repeat(32) }),
    );
  }
});

test("whatever a person gives as the reason comes back as it was given, and cannot add a field", () => {
  const reason = fc.string({ unit: "binary", minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(reason, reason, (text, repository) => {
      const draft = draftApproval({ ...EXPECTED, repository }, { ...DRAFT, reason: text });
      assert.deepEqual(parse(draft), approvalOf("bob", { reason: text, repository }));
      assert.doesNotMatch(draft, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}](?<!\n)/u, "nothing in it is invisible");
    }),
    { seed: 1, numRuns: 150 },
  );
});

test("characters that cannot be seen are spelled out, so that a reviewer sees them", () => {
  for (const hidden of [
    "\u0007",
    "\u007f",
    "\u0085",
    "\u00ad",
    "\u200b",
    "\u202e",
    "\u2028",
    "\u2066",
    "\ufeff",
    "\u{e0001}",
  ]) {
    const draft = draftApproval(EXPECTED, { ...DRAFT, reason: `safe${hidden}reason` });
    assert.ok(!draft.includes(hidden), JSON.stringify(hidden));
    assert.deepEqual(parse(draft), approvalOf("bob", { reason: `safe${hidden}reason` }));
  }
});

test("the same draft is the same bytes", () => {
  assert.equal(draftApproval(EXPECTED, { ...DRAFT }), draftApproval({ ...EXPECTED }, DRAFT));
});

test("every decision at every gate can be drafted for every person of the policy", () => {
  for (const gate of ["SG_1", "SG_2", "SG_3"] as const)
    for (const decision of ["approve", "deny", "withdraw"] as const)
      for (const approver of Object.keys(POLICY.persons)) {
        const resolves = gate === "SG_3" && decision === "approve";
        const draft = {
          ...DRAFT,
          gate,
          decision,
          approver,
          ...(resolves ? { resolution: "accept" as const } : {}),
        };
        const expected = gate === "SG_3" ? EXPECTED_AT_SG_3 : EXPECTED;
        assert.ok(isApproval(parse(draftApproval(expected, draft))));
      }
});
