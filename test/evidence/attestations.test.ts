// Who signed which statement, what is wrong with the file that says so, and what a crash may have left in it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readAttestations, summarizeSignatures } from "../../src/evidence/attestations.ts";
import { readChain } from "../../src/evidence/chain.ts";
import { verifyRun, type RunVerdict, type VerifyInput } from "../../src/evidence/verify.ts";
import { joinLines, sampleRun } from "./sample-run.ts";
import { makeSigner } from "./sample-signer.ts";

const RUN = sampleRun("handbook", ["preflight", "source_pin", "gate_sg_1", "refusal"]);
const OTHER = sampleRun("charter");
const [LISTED, UNLISTED] = [makeSigner(), makeSigner()];
const LINES = RUN.sealed.map(({ line }) => line);
const BUNDLES = LINES.map((line) => LISTED.attest(line));
const FOREIGN = LISTED.attest(OTHER.sealed[0]?.line ?? new Uint8Array());
const NOT_MINE = LINES.map((line) => UNLISTED.attest(line));

const pick = (...picked: readonly (Uint8Array | undefined)[]): Uint8Array =>
  Buffer.concat(picked.map((line) => line ?? new Uint8Array()));

function verify(attestations: Uint8Array, input: Partial<VerifyInput> = {}): RunVerdict {
  return verifyRun({
    files: { ...RUN.files, attestations },
    heads: [],
    earlier: [],
    isListedRunner: (_, publicKey) => publicKey === LISTED.publicKey,
    ...input,
  });
}

function tell({ findings }: RunVerdict): readonly string[] {
  return findings.map(({ code, file, line }) => `${code}@${file.split("/").at(-1) ?? ""}:${String(line)}`);
}

test("every statement signed by a listed runner", () => {
  const verdict = verify(pick(...BUNDLES));
  assert.equal(verdict.verdict, "intact");
  assert.deepEqual(verdict.signed, { listed: 4, unlisted: 0, none: 0 });
  assert.deepEqual(verdict.signedThrough, { seq: 3 });
});

test("some statements have none, some are signed by a key that does not count: no finding, and counted apart", () => {
  const verdict = verify(pick(BUNDLES[1], NOT_MINE[2]));
  assert.equal(verdict.verdict, "intact");
  assert.deepEqual(verdict.signed, { listed: 1, unlisted: 1, none: 2 });
  assert.deepEqual(verdict.signedThrough, { seq: 1 });
  const nobody = verify(pick(...NOT_MINE));
  assert.deepEqual([nobody.signed.unlisted, nobody.signedThrough], [4, null]);
});

test("whether a key counts is asked for each statement", () => {
  const chain = readChain(RUN.files);
  const reading = readAttestations({
    files: { ...RUN.files, attestations: pick(...BUNDLES) },
    chain,
    isListedRunner: ({ seq }) => seq < 2,
  });
  assert.deepEqual(
    reading.signatures.map(({ kind }) => kind),
    ["listed", "listed", "unlisted", "unlisted"],
  );
  assert.deepEqual(reading.signatures[0], { kind: "listed", publicKey: LISTED.publicKey });
  assert.deepEqual(summarizeSignatures(reading.signatures).signedThrough, { seq: 1 });
});

const [A, B, C, D] = BUNDLES;
const damaged = (line: Uint8Array | undefined, edit: (text: string) => string): Uint8Array =>
  Buffer.from(edit(Buffer.from(line ?? []).toString()));
const swapped = damaged(B, (text) =>
  text.replace(/"sig":"[^"]*"/, /"sig":"[^"]*"/.exec(Buffer.from(A ?? []).toString())?.[0] ?? ""),
);

const FILES: readonly (readonly [why: string, file: Uint8Array, findings: readonly string[]])[] = [
  ["another run's", pick(A, FOREIGN, B), ["ATTESTATION_FOREIGN@attestations.jsonl:2"]],
  ["doubled", pick(A, A, B), ["ATTESTATION_DOUBLED@attestations.jsonl:2"]],
  ["doubled by another key", pick(A, NOT_MINE[0], B), ["ATTESTATION_DOUBLED@attestations.jsonl:2"]],
  ["out of order", pick(A, C, B, D), ["ATTESTATION_REORDERED@attestations.jsonl:3"]],
  ["another one's signature", pick(A, swapped, C), ["ATTESTATION_INVALID@attestations.jsonl:2"]],
  ["no bundle", pick(A, Buffer.from("{}\n"), B), ["ATTESTATION_MALFORMED@attestations.jsonl:2"]],
  ["an empty line", pick(A, Buffer.from("\n"), B), ["ATTESTATION_MALFORMED@attestations.jsonl:2"]],
  ["no bundle at the end", pick(A, Buffer.from("{}\n")), ["ATTESTATION_MALFORMED@attestations.jsonl:2"]],
  ["torn", pick(A, B?.subarray(0, 50)), ["ATTESTATION_TORN@attestations.jsonl:2"]],
  ["one too many at the end", pick(A, B, FOREIGN), ["ATTESTATION_SURPLUS@attestations.jsonl:3"]],
  [
    "two too many at the end",
    pick(A, FOREIGN, FOREIGN),
    ["ATTESTATION_FOREIGN@attestations.jsonl:2", "ATTESTATION_SURPLUS@attestations.jsonl:3"],
  ],
];

for (const [why, file, findings] of FILES) {
  test(`found and placed: ${why}`, () => {
    const verdict = verify(file);
    assert.deepEqual([verdict.verdict, tell(verdict)], ["broken", findings]);
  });
}

test("what a crash leaves at the end is told apart: the run may be carried on", () => {
  const chain = readChain(RUN.files);
  const read = (attestations: Uint8Array) =>
    readAttestations({ files: { ...RUN.files, attestations }, chain, isListedRunner: () => true });
  for (const left of [FOREIGN, FOREIGN.subarray(0, 30), new Uint8Array(64)]) {
    const reading = read(pick(A, B, left));
    assert.deepEqual(reading.findings, []);
    assert.ok(reading.leftover);
    assert.equal(summarizeSignatures(reading.signatures).signed.listed, 2);
  }
  assert.equal(read(pick(A, B)).leftover, undefined);
  assert.notDeepEqual(read(pick(A, FOREIGN, C)).findings, []);
});

test("evidence cut behind a signature is noticed by the signature that is left", () => {
  const evidence = joinLines(RUN.sealed.slice(0, 3));
  const verdict = verify(pick(...BUNDLES), {
    files: { ...RUN.files, evidence, attestations: pick(...BUNDLES) },
  });
  assert.deepEqual(tell(verdict), ["ATTESTATION_SURPLUS@attestations.jsonl:4"]);
});

test("an end of evidence that was sealed anew by someone else has signatures over other statements", () => {
  const forged = sampleRun("handbook", ["preflight", "source_pin", "gate_sg_1", "refusal"], { from: 2 });
  const verdict = verify(pick(), { files: { ...forged.files, attestations: pick(...BUNDLES) } });
  assert.deepEqual(tell(verdict), [
    "ATTESTATION_FOREIGN@attestations.jsonl:3",
    "ATTESTATION_SURPLUS@attestations.jsonl:4",
  ]);
  const resigned = pick(A, B, ...forged.sealed.slice(2).map(({ line }) => UNLISTED.attest(line)));
  const quiet = verify(pick(), { files: { ...forged.files, attestations: resigned } });
  assert.deepEqual([quiet.verdict, quiet.signedThrough], ["intact", { seq: 1 }], "unanchored, and said so");
});

test("attestations only grow", () => {
  const earlier = (...lines: readonly (Uint8Array | undefined)[]) => ({
    earlierAttestations: [{ from: "commit 1", evidence: pick(...lines) }],
  });
  assert.deepEqual(tell(verify(pick(A, B), earlier(A))), []);
  assert.deepEqual(tell(verify(pick(A, B), earlier(A, B?.subarray(0, 9)))), [], "torn end aside");
  assert.deepEqual(tell(verify(pick(A), earlier(A, B))), ["REWRITTEN@attestations.jsonl:2"]);
  assert.deepEqual(tell(verify(pick(), earlier(A))), ["REWRITTEN@attestations.jsonl:1"]);
  assert.deepEqual(tell(verify(pick(A, NOT_MINE[1]), earlier(A, B))), ["REWRITTEN@attestations.jsonl:2"]);
});
