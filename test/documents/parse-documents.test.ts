import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { sortDiagnostics } from "../../src/diagnostics/diagnostic.ts";
import { renderPlace } from "../../src/diagnostics/place.ts";
import type { DocumentFile } from "../../src/documents/document-file.ts";
import { parseDocuments } from "../../src/documents/parse-documents.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import { APPROVAL, PLAN, POLICY, SOUND, swap, TARGET, textOf } from "./sound-repository.ts";

function fileOf(path: string, text: string, mode = "100644"): DocumentFile {
  const bytes = new TextEncoder().encode(text);
  return { path, bytes, mode, oid: "0".repeat(40), sha256: sha256Hex(bytes) };
}

const soundFiles = [PLAN, APPROVAL, TARGET, POLICY].map((path) => fileOf(path, textOf(SOUND, path)));

test("each document is found by what it is", () => {
  const { plans, approvals, targets, policy, diagnostics } = parseDocuments(soundFiles);
  assert.deepEqual(diagnostics, []);
  assert.deepEqual([...plans.keys()], ["handbook"]);
  assert.deepEqual([...approvals.keys()], [APPROVAL]);
  assert.deepEqual([...targets.keys()], ["scratch"]);
  assert.equal(policy?.file.path, POLICY);
});

test("values are plain, with whole numbers, and their maps have nothing but their keys", () => {
  const plan = parseDocuments(soundFiles).plans.get("handbook")?.value;
  assert.equal(plan?.spec.expect.units, 3);
  assert.deepEqual(
    plan.spec.cut.levels?.map(({ heading, code }) => [heading, code]),
    [
      [1, "C{n:02}"],
      [undefined, "A{n}"],
    ],
  );
  const { policy } = parseDocuments(soundFiles);
  assert.equal(policy?.value.persons["constructor"], undefined);
  assert.equal(Object.getPrototypeOf(policy?.value.persons), null);
  assert.equal(({} as Record<string, unknown>)["polluted"], undefined);
});

test("files where no document belongs, and what is no regular file, are left to the listing", () => {
  const strays = [
    fileOf("plans/handbook/source.yaml", "["),
    fileOf("plans/plan.yaml", "["),
    fileOf("plans/handbook/approvals/deeper/x.yaml", "["),
    fileOf("runs/handbook/plan.yaml", "["),
    fileOf(PLAN, "../secret", "120000"),
  ];
  const { plans, approvals, targets, policy, diagnostics } = parseDocuments(strays);
  assert.deepEqual([plans.size, approvals.size, targets.size, policy, diagnostics], [0, 0, 0, undefined, []]);
});

test("an oversized document is a fault without having been read", () => {
  const { diagnostics } = parseDocuments([], [PLAN, "plans/handbook/source.md"]);
  assert.deepEqual(
    diagnostics.map(({ code, place }) => [code, place.file]),
    [["document-too-large", PLAN]],
  );
});

test("256 KiB is not too large, and one byte more is", () => {
  const text = textOf(SOUND, PLAN);
  const exactly = `${text}#${"x".repeat(256 * 1024 - text.length - 1)}`;
  assert.deepEqual(parseDocuments([fileOf(PLAN, exactly)]).diagnostics, []);
  assert.equal(parseDocuments([fileOf(PLAN, `${exactly}x`)]).diagnostics[0]?.code, "document-too-large");
});

test("20 levels are not too deep", () => {
  const deep = swap(PLAN, "title: Staff handbook", `title: ${"[".repeat(18)}${"]".repeat(18)}`)(SOUND);
  const { diagnostics } = parseDocuments([fileOf(PLAN, textOf(deep, PLAN))]);
  assert.deepEqual(
    diagnostics.map(({ code }) => code),
    ["value-type"],
  );
});

test("a thousand faults of one file are shown, and that there are more", () => {
  const keys = Array.from({ length: 5000 }, (_, index) => `zz${index}: 1\n`).join("");
  const { diagnostics } = parseDocuments([fileOf(PLAN, textOf(SOUND, PLAN) + keys)]);
  assert.equal(diagnostics.length, 1001);
  assert.equal(diagnostics.filter(({ code }) => code === "faults-cut-off").length, 1);
});

suite("where the parts of a document stand", () => {
  const { plans, policy } = parseDocuments(soundFiles);
  const plan = plans.get("handbook");
  const cases: readonly (readonly [readonly (string | number)[], "key" | "value", string])[] = [
    [["spec", "mode"], "value", "8:9 DRYRUN"],
    [["spec", "mode"], "key", "8:3 mode"],
    [["spec", "cut", "levels", 1, "code"], "value", '18:39 "A{n}"'],
    [["spec", "cut", "levels", 1], "value", '18:9 {marker: "Article {n}", code: "A{n}"}'],
    [["spec"], "key", "7:1 spec"],
    // What is not there is shown at what would hold it.
    [["spec", "nothing", "deeper"], "value", "7:1 spec"],
    [["spec", "cut", "levels", 9], "value", "16:5 levels"],
    [[], "value", "1:1 apiVersion: cutplan/v1"],
  ];
  for (const [pointer, part, expected] of cases) {
    test(`${part} of ${pointer.join(".")}`, () => {
      const { place, excerpt } = plan?.placeOf(pointer, part) ?? {};
      assert.ok(place !== undefined && excerpt !== undefined);
      const marked = Array.from(excerpt.text).slice(place.column - 1, place.column - 1 + excerpt.length);
      assert.equal(`${place.line}:${place.column} ${marked.join("")}`, expected);
      assert.equal(place.file, PLAN);
    });
  }
  test("places of several documents asked in turn", () => {
    for (let turn = 0; turn < 3; turn += 1) {
      assert.equal(plan?.placeOf(["kind"]).place.file, PLAN);
      assert.equal(policy?.placeOf(["gates", "SG_2", "threshold"]).place.line, 13);
    }
  });
  test("columns count code points, whatever they look like", () => {
    const edited = swap(
      POLICY,
      "  alice: {principal: alice@example.org}",
      '  alice: {"😀e\u0301漢": 1, principal: 2}',
    )(SOUND);
    const { diagnostics } = parseDocuments([fileOf(POLICY, textOf(edited, POLICY))]);
    assert.deepEqual(
      sortDiagnostics(diagnostics).map(({ code, place }) => `${code} ${renderPlace(place)}`),
      [`key-unknown ${POLICY}:8:11`, `value-type ${POLICY}:8:33`],
    );
  });
});
