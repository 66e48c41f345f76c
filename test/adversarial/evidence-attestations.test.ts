// Signed evidence under attack. Why each: see the line above each test.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { verifyRun } from "../../src/evidence/verify.ts";
import { joinLines, sampleRun } from "../evidence/sample-run.ts";
import { makeSigner } from "../evidence/sample-signer.ts";

const RUN = sampleRun("handbook", ["preflight", "refusal"]);
const SIGNER = makeSigner();
const LINES = RUN.sealed.map(({ line }) => line);
const EVIDENCE = joinLines(RUN.sealed);
const BUNDLES = LINES.map((line) => SIGNER.attest(line));
const ATTESTATIONS = Buffer.concat(BUNDLES);

function judge(evidence: Uint8Array, attestations: Uint8Array) {
  const end = evidence.lastIndexOf(0x0a) + 1;
  return verifyRun({
    files: { ...RUN.files, evidence: evidence.subarray(0, end), torn: evidence.subarray(end), attestations },
    heads: [],
    earlier: [],
    isListedRunner: (_, publicKey) => publicKey === SIGNER.publicKey,
  });
}

/** The lowest bit, no ASCII, and a newline, which takes lines apart and together. */
function flips(bytes: Uint8Array, at: number): readonly Uint8Array[] {
  const found = bytes[at] ?? 0;
  const values = [found ^ 0x01, found ^ 0x80, found === 0x0a ? 0x20 : 0x0a];
  return values.map((value) => bytes.with(at, value));
}

/** One of them, each in its turn. */
function flip(bytes: Uint8Array, at: number): Uint8Array {
  return flips(bytes, at)[at % 3] ?? bytes;
}

test("the sample is intact, or nothing below proves anything", () => {
  const { verdict, signed } = judge(EVIDENCE, ATTESTATIONS);
  assert.deepEqual([verdict, signed.listed], ["intact", LINES.length]);
});

// A signature that cannot tell a changed byte, or a bundle with a byte that nobody reads, is worth nothing.
test("every byte of an attestation flipped in turn, to three values each, is found", () => {
  const [bundle = new Uint8Array()] = BUNDLES;
  for (let at = 0; at < bundle.length; at += 1)
    for (const flipped of flips(bundle, at))
      assert.equal(judge(EVIDENCE, flipped).verdict, "broken", `byte ${at} to ${String(flipped[at])}`);
});

test("every byte of a file of attestations flipped in turn is found, on its line or beside it", () => {
  const lineOf = BUNDLES.flatMap((line, index) => Array.from(line, () => index + 1));
  for (let at = 0; at < ATTESTATIONS.length; at += 1) {
    const { verdict, findings } = judge(EVIDENCE, flip(ATTESTATIONS, at));
    assert.equal(verdict, "broken", `byte ${at}`);
    const line = lineOf[at] ?? 0;
    assert.ok(
      findings.some((finding) => Math.abs((finding.line ?? line) - line) <= 1),
      `byte ${at} of line ${line}: ${JSON.stringify(findings)}`,
    );
  }
});

// The statements themselves, now without any anchor but their signatures.
test("every byte of the evidence flipped in turn is found, with nothing at hand but the attestations", () => {
  for (let at = 0; at < EVIDENCE.length; at += 1)
    assert.equal(judge(flip(EVIDENCE, at), ATTESTATIONS).verdict, "broken", `byte ${at}`);
});

// What a cut costs: whole lines at the end are a shorter, honest run; anything else has to be seen.
test("attestations cut anywhere are torn, or sign as much less as was cut", () => {
  const first = BUNDLES[0]?.length ?? 0;
  for (let length = 0; length < ATTESTATIONS.length; length += Math.abs(length - first) < 9 ? 1 : 7) {
    const { verdict, signed } = judge(EVIDENCE, ATTESTATIONS.subarray(0, length));
    const whole = ATTESTATIONS.subarray(0, length).toString().split("\n").length - 1;
    const isAtEnd = length === 0 || ATTESTATIONS[length - 1] === 0x0a;
    assert.deepEqual([verdict, signed.listed], [isAtEnd ? "intact" : "broken", whole]);
  }
});

// Random edits find what lists forget: whatever is done to the file, no more statements count as signed than were.
test("no splice of lines and bytes makes a signature count that was not made", () => {
  const stranger = makeSigner();
  const forged = sampleRun("handbook", ["preflight", "refusal"], { from: 1 });
  const pieces = [...BUNDLES, ...LINES.map((line) => stranger.attest(line))];
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces), { maxLength: 6 }),
      fc.nat({ max: 6 }),
      fc.uint8Array({ maxLength: 3 }),
      (lines, at, noise) => {
        const file = Buffer.concat([...lines.slice(0, at), noise, ...lines.slice(at)]);
        const { signed } = judge(joinLines(forged.sealed), file);
        assert.ok(signed.listed <= 1, "only the statement that both runs have");
        const honest = judge(EVIDENCE, file);
        const isInOrder = lines.every(
          (line, index) => index === 0 || indexOf(line) > indexOf(lines[index - 1]),
        );
        if (!isInOrder) assert.equal(honest.verdict, "broken");
      },
    ),
    { seed: 1, numRuns: 300 },
  );
  function indexOf(line: Uint8Array | undefined): number {
    return pieces.indexOf(line ?? new Uint8Array()) % BUNDLES.length;
  }
});

// A line that costs seconds to refuse is a way to stop every verifier.
test("many lines that are nothing end in findings, quickly", () => {
  const bundle = Buffer.from(BUNDLES[0] ?? []);
  for (const file of [
    Buffer.alloc(50_000, "\n"),
    Buffer.alloc(1_000_000, 0xff),
    Buffer.from(`${"[".repeat(300_000)}\n`),
    Buffer.concat(Array.from({ length: 100 }, () => bundle)),
  ])
    assert.equal(judge(EVIDENCE, file).verdict, "broken");
});
