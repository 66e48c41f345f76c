// Runs the vectors under test/vectors/ through the rooms. Their verdicts are written by hand; what differs is a fault of
// src/ or of the contract, never a reason to change a vector.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { AUTHENTICITIES } from "../src/model/authenticity.ts";
import { AREAS } from "./vectors/areas/areas.ts";

const VECTORS = path.join(import.meta.dirname, "vectors");
const BESIDE = ["README.md", "areas", "make", "make.ts"];
const EVERY_CASE = ["README.md", "expected.json"];

function namesIn(folder: string): readonly string[] {
  return readdirSync(folder).sort();
}

test("every area is known and has cases, eighty together", () => {
  const found = namesIn(VECTORS).filter((name) => !BESIDE.includes(name));
  assert.deepEqual(found, Object.keys(AREAS).sort());
  const counts = found.map((area) => namesIn(path.join(VECTORS, area)).length);
  assert.ok(counts.every((count) => count > 0));
  assert.ok(counts.reduce((sum, count) => sum + count, 0) >= 80);
});

test("every word for a signature has two cases", () => {
  const folder = path.join(VECTORS, "sshsig");
  const words = namesIn(folder).map((name) => {
    const expected = readFileSync(path.join(folder, name, "expected.json"), "utf8");
    return (JSON.parse(expected) as { readonly authenticity: string }).authenticity;
  });
  for (const word of Object.keys(AUTHENTICITIES))
    assert.ok(words.filter((one) => one === word).length >= 2, word);
});

for (const [area, judge] of Object.entries(AREAS))
  for (const name of namesIn(path.join(VECTORS, area)))
    test(`${area}/${name}`, () => {
      const folder = path.join(VECTORS, area, name);
      assert.match(
        readFileSync(path.join(folder, "README.md"), "utf8"),
        /^\S[^\n]{9,250}\n$/,
        "one line says why",
      );
      const expected: unknown = JSON.parse(readFileSync(path.join(folder, "expected.json"), "utf8"));
      const left = new Set(
        readdirSync(folder, { recursive: true, withFileTypes: true })
          .filter((entry) => !entry.isDirectory())
          .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
          .filter((file) => !EVERY_CASE.includes(file)),
      );
      const there = new Set(left);
      const answer = judge({
        read: (file) => {
          left.delete(file);
          return readFileSync(path.join(folder, file));
        },
        list: (inside) => [...there].filter((file) => file.startsWith(`${inside}/`)).sort(),
        has: (file) => there.has(file),
      });
      assert.deepEqual(answer, expected);
      assert.deepEqual([...left], [], "files that no verdict depends on");
    });
