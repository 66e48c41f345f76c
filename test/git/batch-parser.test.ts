// The stream of `cat-file --batch`, however it is cut into pieces.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { BatchParser } from "../../src/git/batch-parser.ts";
import type { BatchAnswer } from "../../src/git/batch-parser.ts";

function parse(chunks: readonly Buffer[], limitBytes: number): readonly BatchAnswer[] {
  const answers: BatchAnswer[] = [];
  const parser = new BatchParser({ limitBytes: () => limitBytes, answer: (answer) => answers.push(answer) });
  for (const chunk of chunks) parser.push(chunk);
  return answers;
}

test("every cut of the stream gives the same objects", () => {
  const body = fc.uint8Array({ maxLength: 40 });
  fc.assert(
    fc.property(fc.array(body, { maxLength: 6 }), fc.array(fc.nat(30), { minLength: 1 }), (bodies, cuts) => {
      const stream = Buffer.concat(
        bodies.flatMap((bytes, n) => [
          Buffer.from(`name${n} blob ${bytes.length}\n`),
          bytes,
          Buffer.from("\n"),
        ]),
      );
      const chunks: Buffer[] = [];
      for (let offset = 0, n = 0; offset < stream.length; n += 1) {
        const size = 1 + (cuts[n % cuts.length] ?? 0);
        chunks.push(stream.subarray(offset, offset + size));
        offset += size;
      }
      const answers = parse(chunks, 1000);
      assert.deepEqual(
        answers,
        bodies.map((bytes, n) => ({
          kind: "object",
          name: `name${n}`,
          type: "blob",
          size: bytes.length,
          bytes: Buffer.from(bytes),
        })),
      );
    }),
    { seed: 1, numRuns: 300 },
  );
});

test("an object over the limit is drained and the next one read", () => {
  const stream = Buffer.from("a blob 5\n12345\nb blob 2\n12\nc missing\n");
  const [big, small, missing] = parse([stream], 4);
  assert.deepEqual(big, { kind: "object", name: "a", type: "blob", size: 5, bytes: undefined });
  assert.deepEqual(small, { kind: "object", name: "b", type: "blob", size: 2, bytes: Buffer.from("12") });
  assert.deepEqual(missing, { kind: "missing", name: "c" });
});

for (const stream of [
  "a blob 2\n123",
  "what\n",
  "a blob -1\n",
  "a blob 1 2\n",
  "a blob 9999999999999999999\n",
  "x".repeat(600),
]) {
  test(`${JSON.stringify(stream.slice(0, 30))} is not the protocol`, () => {
    assert.throws(() => parse([Buffer.from(stream)], 100));
  });
}

test("the copy that is kept is not the chunk it came in", () => {
  const chunk = Buffer.from("a blob 2\n12\n");
  const [answer] = parse([chunk], 10);
  chunk.fill(0);
  assert.ok(answer?.kind === "object");
  assert.deepEqual(answer.bytes, Buffer.from("12"));
});
