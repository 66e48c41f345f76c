import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { renderDiagnostic } from "../../src/diagnostics/render-diagnostic.ts";
import { NAMESPACES } from "../../src/model/signature.ts";
import { parseAllowedSigners, renderSignerLine } from "../../src/trust/allowed-signers.ts";
import { parsePublicKey } from "../../src/trust/public-key.ts";
import { describe, makeKey, spellKey, TYPES } from "./key-workshop.ts";

const SPACE = 'namespaces="approval.v1@cutplan"';
const AFTER = 'valid-after="20260101Z"';
const BEFORE = 'valid-before="20270101Z"';
const OPTIONS = `${SPACE},${AFTER},${BEFORE}`;
const one = makeKey("ssh-ed25519");
const two = makeKey("ecdsa-sha2-nistp256");

function parse(text: string | Uint8Array): ReturnType<typeof parseAllowedSigners> {
  return parseAllowedSigners({ path: "plans/_trust/allowed_signers", bytes: Buffer.from(text) });
}

test("a list with comments, several keys of one person, and options in any order", () => {
  const other = `${BEFORE},namespaces="trust.v1@cutplan,plan.v1@cutplan",valid-after="202601021530Z"`;
  const { signers, diagnostics } = parse(
    `# who\n\na.b+c@example.org ${OPTIONS} ${one.text} Alice's "laptop"\na.b+c@example.org ${other} ${two.text}\n`,
  );
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    signers.map(({ key, ...rest }) => ({ ...rest, type: key.type })),
    [
      {
        principal: "a.b+c@example.org",
        namespaces: ["approval.v1@cutplan"],
        validAfter: "2026-01-01T00:00:00Z",
        validBefore: "2027-01-01T00:00:00Z",
        line: 3,
        comment: `Alice's "laptop"`,
        type: "ssh-ed25519",
      },
      {
        principal: "a.b+c@example.org",
        namespaces: ["trust.v1@cutplan", "plan.v1@cutplan"],
        validAfter: "2026-01-02T15:30:00Z",
        validBefore: "2027-01-01T00:00:00Z",
        line: 4,
        comment: "",
        type: "ecdsa-sha2-nistp256",
      },
    ],
  );
});

test("an empty list and one of comments are sound and allow nobody", () => {
  for (const text of ["", "\n", "# nobody yet\n", "# Schlüssel: keine\n\n"])
    assert.deepEqual(parse(text), { signers: [], diagnostics: [] });
});

/** A line, and code@column of each fault. */
const FAULTY: readonly (readonly [string, string])[] = [
  [`alice ${OPTIONS} ${one.text}`, "signer-principal@1"],
  [`Alice@example.org ${OPTIONS} ${one.text}`, "signer-principal@1"],
  [`*@example.org ${OPTIONS} ${one.text}`, "signer-principal@1"],
  [`!a@example.org ${OPTIONS} ${one.text}`, "signer-principal@1"],
  [`a@x.org,b@x.org ${OPTIONS} ${one.text}`, "signer-principal@1"],
  [`аlice@example.org ${OPTIONS} ${one.text}`, "signer-principal@1"],
  [`a@x. ${OPTIONS} ${one.text}`, "signer-principal@1"],
  [`a@x ${one.text}`, "signer-option-missing@5"],
  [`a@x ${SPACE},${AFTER} ${one.text}`, "signer-option-missing@5"],
  [`a@x ${AFTER},${BEFORE} ${one.text}`, "signer-option-missing@5"],
  [`a@x cert-authority,${OPTIONS} ${one.text}`, "signer-option-unknown@5"],
  [`a@x ${OPTIONS},no-touch-required ${one.text}`, `signer-option-unknown@${6 + OPTIONS.length}`],
  [`a@x ${OPTIONS},valid-for="1d" ${one.text}`, `signer-option-unknown@${6 + OPTIONS.length}`],
  [`a@x ${OPTIONS},${AFTER} ${one.text}`, `signer-option-doubled@${6 + OPTIONS.length}`],
  [`a@x ${OPTIONS}, ${one.text}`, `signer-options@${6 + OPTIONS.length}`],
  [`a@x ,${OPTIONS} ${one.text}`, "signer-options@5"],
  [`a@x namespaces=approval.v1@cutplan,${AFTER},${BEFORE} ${one.text}`, "signer-options@5"],
  [`a@x namespaces='approval.v1@cutplan',${AFTER},${BEFORE} ${one.text}`, "signer-options@5"],
  [`a@x namespaces="a\\"",${AFTER},${BEFORE} ${one.text}`, "signer-options@5"],
  [`a@x namespaces="approval.v1@cutplan"x,${AFTER},${BEFORE} ${one.text}`, "signer-options@5"],
  [`a@x namespaces="",${AFTER},${BEFORE} ${one.text}`, "signer-namespace-unknown@17"],
  [`a@x namespaces="git",${AFTER},${BEFORE} ${one.text}`, "signer-namespace-unknown@17"],
  [`a@x namespaces="*@cutplan",${AFTER},${BEFORE} ${one.text}`, "signer-namespace-unknown@17"],
  [`a@x namespaces="approval.v1@cutplan,",${AFTER},${BEFORE} ${one.text}`, "signer-namespace-unknown@37"],
  [
    `a@x namespaces="approval.v1@cutplan, plan.v1@cutplan",${AFTER},${BEFORE} ${one.text}`,
    "signer-namespace-unknown@37",
  ],
  [
    `a@x namespaces="approval.v1@cutplan,approval.v1@cutplan",${AFTER},${BEFORE} ${one.text}`,
    "signer-namespace-doubled@37",
  ],
  [`a@x ${SPACE},valid-after="20260101",${BEFORE} ${one.text}`, "signer-time@51"],
  [`a@x ${SPACE},valid-after="20260231Z",${BEFORE} ${one.text}`, "signer-time@51"],
  [`a@x ${SPACE},valid-after="",${BEFORE} ${one.text}`, "signer-time@51"],
  [`a@x ${SPACE},valid-after="20270101Z",${BEFORE} ${one.text}`, "signer-times-order@76"],
  [`a@x ${SPACE},valid-after="20280101Z",${BEFORE} ${one.text}`, "signer-times-order@76"],
  [`a@x ${OPTIONS}`, `public-key-missing@${5 + OPTIONS.length}`],
  [`a@x ${OPTIONS} ssh-ed25519`, `public-key-missing@${17 + OPTIONS.length}`],
  [`a@x ${OPTIONS} ssh-rsa AAAA`, `public-key-type@${6 + OPTIONS.length}`],
  [`a@x ${OPTIONS} SSH-ED25519 AAAA`, `public-key-type@${6 + OPTIONS.length}`],
  [`a@x ${OPTIONS} ssh-ed25519 AAAA`, `public-key-malformed@${18 + OPTIONS.length}`],
  [`a@x ${OPTIONS} ssh-ed25519 ${two.text.split(" ")[1]}`, `public-key-malformed@${18 + OPTIONS.length}`],
  [`a@x ${OPTIONS} ${one.text}=`, `public-key-malformed@${18 + OPTIONS.length}`],
  [
    `a@x ${OPTIONS} ${describe("ssh-ed25519", Buffer.alloc(32)).text}`,
    `public-key-weak@${18 + OPTIONS.length}`,
  ],
  [` a@x ${OPTIONS} ${one.text}`, "list-spacing@1"],
  [`a@x  ${OPTIONS} ${one.text}`, "list-spacing@4"],
  [`a@x ${OPTIONS} ${one.text}  two`, `list-spacing@${6 + OPTIONS.length + one.text.length}`],
  [`a@x ${OPTIONS} ${one.text} comment `, `list-spacing@${14 + OPTIONS.length + one.text.length}`],
  [`a@x\t${OPTIONS} ${one.text}`, "text-hidden-character@4"],
  [
    `a@x ${OPTIONS} ${one.text} \u{202e}reverse`,
    `text-hidden-character@${7 + OPTIONS.length + one.text.length}`,
  ],
  [`a@x ${OPTIONS} ${one.text}\r`, `text-carriage-return@${6 + OPTIONS.length + one.text.length}`],
  [`\u{feff}a@x ${OPTIONS} ${one.text}`, "text-byte-order-mark@1"],
];

for (const [line, fault] of FAULTY)
  test(`${fault}: ${line.replaceAll(/AAAA[\w+/=]{9,}/g, "…")}`, () => {
    const { signers, diagnostics } = parse(`${line}\n`);
    assert.deepEqual(signers, []);
    assert.deepEqual(
      diagnostics.map(({ code, place }) => `${code}@${place.column}`),
      [fault],
    );
    for (const diagnostic of diagnostics) {
      const shown = renderDiagnostic(diagnostic, { color: false, columns: 80 });
      assert.ok(shown.startsWith("plans/_trust/allowed_signers:1:"));
    }
  });

test("all faults come at once, in their order", () => {
  const { signers, diagnostics } = parse(
    `x ${one.text}\n\n# fine\nb@x ${OPTIONS} ${two.text}\nc@x,d@x namespaces="git",valid-after="2026",valid-before="20270101Z" ssh-rsa AAAA\nend`,
  );
  assert.deepEqual(signers, []);
  assert.deepEqual(
    diagnostics.map(({ code, place }) => `${place.line} ${code}`),
    [
      "1 signer-principal",
      "1 signer-option-missing",
      "5 signer-principal",
      "5 signer-namespace-unknown",
      "5 signer-time",
      "5 public-key-type",
      "6 signer-principal",
      "6 list-final-newline",
      "6 public-key-missing",
      "6 signer-option-missing",
    ],
  );
});

test("the same key twice is a fault that names both lines, also for one person and in another spelling", () => {
  const touch = spellKey("sk-ssh-ed25519@openssh.com", one.privateKey);
  for (const text of [one.text, touch.text])
    for (const principal of ["a@x", "b@x"]) {
      const { diagnostics } = parse(`a@x ${OPTIONS} ${one.text}\n#\n${principal} ${OPTIONS} ${text}\n`);
      const [fault] = diagnostics;
      assert.equal(fault?.code, "public-key-doubled");
      assert.match(fault.message, /of line 3 .* line 1$/);
    }
});

test("at most 1000 lines and 256 KiB", () => {
  assert.deepEqual(parse("#\n".repeat(1000)).diagnostics, []);
  assert.deepEqual(
    parse("#\n".repeat(1001)).diagnostics.map(({ code, place }) => `${place.line} ${code}`),
    ["1001 list-too-long"],
  );
  assert.deepEqual(parse(`#${"x".repeat(256 * 1024 - 2)}\n`).diagnostics, []);
  assert.deepEqual(
    parse(`#${"x".repeat(256 * 1024 - 1)}\n`).diagnostics.map(({ code }) => code),
    ["document-too-large"],
  );
});

test("bytes that are no UTF-8 are named with their line", () => {
  const { diagnostics } = parse(Buffer.concat([Buffer.from("# a\n# b"), Buffer.of(0xff), Buffer.from("\n")]));
  assert.deepEqual(
    diagnostics.map(({ code, place }) => `${code} ${place.line}:${place.column}`),
    ["text-not-utf8 2:4"],
  );
});

test("what is rendered is read again as the same signer", () => {
  const keys = TYPES.map((type) => makeKey(type));
  const moments = fc
    .date({ min: new Date(1000), max: new Date("9999-12-31T23:59:58Z"), noInvalidDate: true })
    .map((date) => `${date.toISOString().slice(0, 19)}Z`);
  const signers = fc.record({
    principal: fc.stringMatching(/^[a-z0-9._+-]{1,20}@[a-z0-9]([a-z0-9.-]{0,20}[a-z0-9])?$/),
    namespaces: fc.subarray(Object.values(NAMESPACES), { minLength: 1 }),
    times: fc.uniqueArray(moments, { minLength: 2, maxLength: 2 }).map((both) => both.toSorted()),
    key: fc.constantFrom(...keys),
    comment: fc.constantFrom("", "laptop", `Alice's "old" key`, "Zoë"),
  });
  fc.assert(
    fc.property(signers, ({ times: [validAfter = "", validBefore = ""], key: { blob }, ...rest }) => {
      const answer = parsePublicKey(blob);
      assert.equal(answer.kind, "KEY");
      const signer = { ...rest, validAfter, validBefore, key: answer.key };
      const read = parse(renderSignerLine(signer));
      assert.deepEqual(read.diagnostics, []);
      assert.equal(read.signers.length, 1);
      const { key, ...same } = read.signers[0]!;
      assert.deepEqual(
        { ...same, key: key.fingerprint },
        { ...signer, key: signer.key.fingerprint, line: 1 },
      );
      assert.equal(renderSignerLine(read.signers[0]!), renderSignerLine(signer));
    }),
    { seed: 1, numRuns: 60 },
  );
});
