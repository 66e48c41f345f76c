import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256Hex } from "../../src/model/digest.ts";
import { totalsOf } from "../../src/model/governed-tables.ts";
import { GOVERNED_COLUMNS, GOVERNED_TABLES } from "../../src/target/governed-columns.ts";
import { legASha256, legBSha256, pairSha256 } from "../../src/target/leg-digests.ts";
import { predictFacts } from "../../src/target/predict-facts.ts";
import { predictRows, rowsAfter } from "../../src/target/predict-rows.ts";
import { seedRows } from "../../src/target/seed-rows.ts";
import { STEP_ORDER } from "../../src/target/simulated-steps.ts";
import { CHANGE_SET, cutOf, factsOf, PREFIX, RUN, unitOf } from "./sample.ts";

const cut = cutOf(3);
const { source, manifest } = cut;
const [one, two, three] = manifest.rows.map(({ address }) => address);
const digests = manifest.rows.map(({ sha256 }) => `\\x${sha256}`);
const REVIEW = `rd-${RUN}`;
const SEED = [
  unitOf(manifest, 0, "enacted"),
  unitOf(manifest, 1, "draft"),
  { address: "OTHER", sha256: sha256Hex("other"), lifecycle: "draft" },
] as const;
const facts = factsOf(SEED);
const words = { run: RUN, documentId: "DOC-1", prefix: PREFIX, source, manifest, facts };
const ids = { changeSetId: CHANGE_SET, reviewDecisionId: REVIEW };
const after = (steps: number) => predictRows({ ...words, ...ids, done: STEP_ORDER.slice(0, steps) });

test("the cut adds what is new, cell by cell, and nothing of what is there", () => {
  const rowsOf = after(2);
  assert.deepEqual([...rowsOf("public.information_unit")], [[three, "DOC-1", null, "Article 3", "draft"]]);
  const body = `\\x${Buffer.from("Article 3\n").toString("hex")}`;
  assert.deepEqual([...rowsOf("public.unit_version")], [[three, "1", body, digests[2], CHANGE_SET]]);
  assert.deepEqual([...rowsOf("public.iu_lifecycle_log")], [[three, "1", null, "draft", CHANGE_SET, null]]);
  assert.deepEqual(
    [...rowsOf("cutter_governance.cut_change_set")],
    [[CHANGE_SET, RUN, "DOC-1", PREFIX, "3"]],
  );
  assert.deepEqual([...rowsOf("cutter_governance.manifest_envelope")], []);
});

test("the record covers the units that were created, under digests of both legs", () => {
  const rowsOf = after(3);
  assert.deepEqual(
    [...rowsOf("cutter_governance.cut_change_set_affected_row")],
    [[CHANGE_SET, "3", three, digests[2]]],
  );
  assert.deepEqual(
    [...rowsOf("cutter_governance.manifest_envelope")],
    [[CHANGE_SET, `\\x${manifest.sha256}`, `\\x${sha256Hex(source)}`, "3"]],
  );
  const legA = legASha256(
    manifest.rows.map(({ ord, address }) => ({
      ord,
      address,
      status: address === three ? "created" : "unchanged",
    })),
  );
  const legB = legBSha256(manifest.rows.slice(2));
  assert.deepEqual(
    [...rowsOf("cutter_governance.dot_pair_signature")],
    [[CHANGE_SET, `\\x${legA}`, `\\x${legB}`, `\\x${pairSha256(legA, legB)}`]],
  );
});

test("the verification counts what was read back, and the enactment moves drafts only", () => {
  const rowsOf = after(5);
  assert.deepEqual([...rowsOf("cutter_governance.verify_result")], [[CHANGE_SET, "3", "3", "0"]]);
  assert.deepEqual([...rowsOf("cutter_governance.review_decision")], [[REVIEW, CHANGE_SET, "approved", "3"]]);
  assert.deepEqual(
    [...rowsOf("public.information_unit")],
    [
      [two, undefined, undefined, undefined, "enacted"],
      [three, "DOC-1", null, "Article 3", "enacted"],
    ],
  );
  assert.deepEqual(
    [...rowsOf("public.iu_lifecycle_log")],
    [
      [two, "2", "draft", "enacted", CHANGE_SET, REVIEW],
      [three, "1", null, "draft", CHANGE_SET, null],
      [three, "2", "draft", "enacted", CHANGE_SET, REVIEW],
    ],
  );
});

test("with the seed's rows they are the whole content, as many as the totals say", () => {
  for (let steps = 0; steps <= STEP_ORDER.length; steps += 1) {
    const done = STEP_ORDER.slice(0, steps);
    const content = totalsOf(
      (table) => [...rowsAfter(table, seedRows(SEED)(table), after(steps)(table))].length,
    );
    assert.deepEqual(content, predictFacts({ facts, manifest, done }).totals);
  }
  const units = rowsAfter(
    "public.information_unit",
    seedRows(SEED)("public.information_unit"),
    after(5)("public.information_unit"),
  );
  assert.deepEqual(
    [...units],
    [
      [one, PREFIX, null, one, "enacted"],
      [two, PREFIX, null, two, "enacted"],
      [three, "DOC-1", null, "Article 3", "enacted"],
      ["OTHER", "OTHER", null, "OTHER", "draft"],
    ],
  );
});

test("rows are sorted by key: text by its bytes, numbers as numbers", () => {
  const many = cutOf(12);
  const letters = ["z", "é", "🙂", "\uff5e"];
  const rows = many.manifest.rows.map((row, index) => ({
    ...row,
    address: `${PREFIX}/${letters[index % 4]}${index}`,
  }));
  const done = STEP_ORDER.slice(0, 3);
  const rowsOf = predictRows({
    ...words,
    ...ids,
    ...many,
    manifest: { ...many.manifest, rows },
    facts: factsOf([]),
    done,
  });
  const addresses = [...rowsOf("public.information_unit")].map(([address]) => String(address));
  const asBytes = addresses.toSorted((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  assert.deepEqual(addresses, asBytes);
  const ords = [...rowsOf("cutter_governance.cut_change_set_affected_row")].map(([, ord]) => Number(ord));
  assert.deepEqual(
    ords,
    rows.map(({ ord }) => ord),
  );
});

test("every row has a cell for every column", () => {
  for (const table of GOVERNED_TABLES)
    for (const row of after(5)(table))
      assert.equal(row.length, GOVERNED_COLUMNS[table].columns.length, table);
});
