// What the policy and the lists may not say about each other: one row a fault, with the code and the place.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Policy } from "../../src/model/generated/policy.ts";
import { checkTrust, type GateProblem } from "../../src/trust/check-trust.ts";
import { parseAllowedSigners } from "../../src/trust/allowed-signers.ts";
import { parseRevokedKeys } from "../../src/trust/revoked-keys.ts";
import { keyOf, signerLine, type Listed } from "./succession-sample.ts";

const GATE = { threshold: 1, persons: ["bob", "carol"] };
const POLICY: Policy = {
  apiVersion: "cutplan/v1",
  kind: "Policy",
  version: 1,
  expiresAt: "2031-01-01T00:00:00Z",
  repository: "git+https://git.example.org/trust.git",
  admins: { threshold: 1, persons: ["carol"] },
  persons: {
    alice: { principal: "alice@example.org" },
    bob: { principal: "bob@example.org" },
    carol: { principal: "carol@example.org" },
  },
  gates: { SG_1: GATE, SG_2: GATE, SG_3: GATE },
  separationOfDuties: { authorMayApprove: false },
  signatures: { plans: "required", approvals: "required", evidence: "optional" },
  runners: [],
};

interface Row {
  readonly title: string;
  readonly policy?: Partial<Policy>;
  /** undefined: the file is not there. */
  readonly signers?: readonly (string | Listed)[] | undefined;
  readonly revoked?: readonly string[];
  readonly sha256?: string;
  readonly problem?: (gates: Policy["gates"]) => GateProblem | undefined;
  /** Codes with their places. */
  readonly faults: readonly string[];
}

const PLAN_ONLY = "plan.v1@cutplan";

const ROWS: readonly Row[] = [
  { title: "nothing, where everybody has a key", faults: [] },
  { title: "a stranger", signers: ["alice", "bob", "zed"], faults: ["signer-stranger allowed_signers:3:1"] },
  {
    title: "no list where signatures are required",
    signers: undefined,
    faults: ["signers-missing signatures.plans"],
  },
  {
    title: "no list where approvals have to be signed",
    signers: undefined,
    policy: { signatures: { plans: "optional", approvals: "required", evidence: "optional" } },
    faults: ["signers-missing signatures.approvals"],
  },
  {
    title: "nothing, where nothing has to be signed",
    signers: undefined,
    policy: { signatures: { plans: "optional", approvals: "optional", evidence: "required" } },
    faults: [],
  },
  {
    title: "an empty list",
    signers: [],
    faults: [
      "signers-too-few gates.SG_1.threshold",
      "signers-too-few gates.SG_2.threshold",
      "signers-too-few gates.SG_3.threshold",
      "signers-too-few signatures.plans",
    ],
  },
  {
    title: "one approver with a key where it takes two",
    signers: ["alice", "bob", { key: "carol", namespaces: PLAN_ONLY }],
    policy: { gates: { SG_1: { ...GATE, threshold: 2 }, SG_2: GATE, SG_3: GATE } },
    faults: ["signers-too-few gates.SG_1.threshold"],
  },
  {
    title: "keys for plans only",
    signers: [
      { key: "bob", namespaces: PLAN_ONLY },
      { key: "carol", namespaces: PLAN_ONLY },
    ],
    policy: { gates: { SG_1: GATE, SG_2: { threshold: 1, persons: ["bob"] }, SG_3: GATE } },
    faults: [
      "signers-too-few gates.SG_1.threshold",
      "signers-too-few gates.SG_2.threshold",
      "signers-too-few gates.SG_3.threshold",
    ],
  },
  {
    title: "nobody who could sign a plan",
    signers: [{ key: "bob", namespaces: "approval.v1@cutplan" }],
    faults: ["signers-too-few signatures.plans"],
  },
  {
    title: "the only approver's key revoked",
    signers: ["alice", "bob"],
    revoked: ["bob"],
    faults: [
      "signers-too-few gates.SG_1.threshold",
      "signers-too-few gates.SG_2.threshold",
      "signers-too-few gates.SG_3.threshold",
    ],
  },
  {
    title: "nothing, where a key's time is long over",
    signers: ["alice", { key: "bob", from: "20200101Z", to: "20210101Z" }],
    faults: [],
  },
  {
    title: "gates that cannot all be opened by those with keys",
    signers: ["alice", "bob"],
    problem: (gates) =>
      gates.SG_1.persons.length === 2 ? undefined : { gates: ["SG_1", "SG_2"], expected: "two persons" },
    faults: ["signers-too-few gates.SG_2.notSamePersonAs"],
  },
  {
    title: "nothing more, where gates cannot be opened by anybody",
    signers: ["alice"],
    problem: () => ({ gates: ["SG_1"], expected: "somebody" }),
    faults: [],
  },
  {
    title: "a pin that is right",
    policy: { pins: { allowedSigners: "a".repeat(64) } },
    sha256: "a".repeat(64),
    faults: [],
  },
  {
    title: "pins that are wrong",
    policy: { pins: { allowedSigners: "a".repeat(64), revokedKeys: "c".repeat(64) } },
    sha256: "b".repeat(64),
    faults: ["pin-mismatch pins.allowedSigners", "pin-mismatch pins.revokedKeys"],
  },
];

for (const row of ROWS) {
  test(`policy and lists: ${row.title}`, () => {
    const signers = "signers" in row ? row.signers : ["alice", "bob", "carol"];
    const bytes = Buffer.from((signers ?? []).map(signerLine).join(""));
    const revoked = Buffer.from((row.revoked ?? []).map((key) => `${keyOf(key).text}\n`).join(""));
    const found = checkTrust({
      policy: { ...POLICY, ...row.policy },
      placeOf: (pointer) => ({ place: { file: pointer.join("."), line: 1, column: 1 }, excerpt: undefined }),
      lists: {
        signers: parseAllowedSigners({ path: "allowed_signers", bytes }).signers,
        revoked: parseRevokedKeys({ path: "revoked_keys", bytes: revoked }).revoked,
      },
      allowedSigners: signers === undefined ? undefined : { path: "allowed_signers", bytes },
      allowedSignersSha256: row.sha256,
      revokedKeysSha256: row.sha256,
      gateProblem: row.problem ?? (() => undefined),
    });
    const places = found.map(({ code, place: { file, line, column } }) =>
      file === "allowed_signers" ? `${code} ${file}:${line}:${column}` : `${code} ${file}`,
    );
    assert.deepEqual(places, row.faults);
  });
}
