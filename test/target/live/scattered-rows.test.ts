// Rows whose bytes lie in the source in no order at all, and units of others that came, went and changed in between, before
// and after those of a run.
import assert from "node:assert/strict";
import { after, test } from "node:test";
import { canonicalText } from "../../../src/model/canonical-json.ts";
import { sha256Hex, sha256OfLines } from "../../../src/model/digest.ts";
import type { ManifestRow } from "../../../src/model/generated/manifest-row.ts";
import type { SeedUnit } from "../../../src/model/generated/target.ts";
import { carryCut, contextFor, meansOn, refusedWith, startLiveGround, unitsIn } from "./live-ground.ts";

/** In bytewise order, which is not that of UTF-16. */
const SEEDED = ["A", "B", "Z", "\u{ffee}", "\u{1f600}"] as const;
const ground = await startLiveGround(
  SEEDED.map((name): SeedUnit => ({
    address: `CROWD/${name}`,
    sha256: "a".repeat(64),
    lifecycle: "enacted",
  })),
);
after(() => ground.stop());

test("rows whose bytes overlap, lie apart and run backwards land as they stand in the source", async () => {
  const base = await contextFor(ground, "scattered");
  const source = Buffer.from("abcdefghij — Ünits — \u{1f600}\n");
  const spans = [
    [20, source.length],
    [0, 10],
    [2, 4],
    [2, 5],
    [9, 10],
    [0, source.length],
  ] as const;
  const rows = spans.map(([startByte, endByte], index): ManifestRow => ({
    ord: index + 1,
    address: `SCATTERED/U${index}`,
    parent: null,
    title: "",
    startLine: 1,
    endLine: 1,
    startByte,
    endByte,
    sha256: sha256Hex(source.subarray(startByte, endByte)),
  }));
  const context = { ...base, source, manifest: { rows, sha256: sha256OfLines(rows.map(canonicalText)) } };
  await carryCut(meansOn(ground), context);
  const found = await ground.ask(
    `SELECT encode(body, 'hex') FROM unit_version WHERE address LIKE 'SCATTERED/%' ORDER BY address COLLATE "C"`,
  );
  assert.deepEqual(
    found,
    spans.map(([from, to]) => [source.subarray(from, to).toString("hex")]),
  );
});

test("bytes beyond what an int4 counts are sent from where they are", async () => {
  const base = await contextFor(ground, "far");
  const [row] = base.manifest.rows;
  assert.ok(row !== undefined);
  const text = "Text of a unit far into its source.\n";
  const startByte = 2 ** 31 + 5;
  const rows = [{ ...row, startByte, endByte: startByte + text.length, sha256: sha256Hex(text) }];
  // Nobody has 2 GiB to spare for a test: this source answers for the one place that is asked for.
  const source = Object.assign(new Uint8Array(0), {
    subarray: (from: number, to: number) => {
      assert.deepEqual([from, to], [startByte, startByte + text.length]);
      return Buffer.from(text);
    },
  });
  const context = { ...base, source, manifest: { rows, sha256: sha256OfLines(rows.map(canonicalText)) } };
  await carryCut(meansOn(ground), context);
  assert.equal(await unitsIn(ground, context), 1);
});

const INSERT = `WITH u AS (INSERT INTO information_unit (address, document_id, title) VALUES ($1, 'D', 't') RETURNING address)
  INSERT INTO unit_version (address, version, sha256) SELECT address, 1, sha256('') FROM u`;
const RETIRE = "UPDATE information_unit SET lifecycle = 'retired' WHERE address = $1";

/** What is done to which unit, one after the other, and which units are named from then on. */
const CHANGES: readonly (readonly [statement: string, name: string, named: string])[] = [
  [RETIRE, "Z", 'unit "CROWD/Z"'],
  [INSERT, "0", 'units "CROWD/0", "CROWD/Z"'],
  [INSERT, "C", 'units "CROWD/0", "CROWD/C", "CROWD/Z"'],
  [RETIRE, "A", '4 units: "CROWD/0", "CROWD/A", "CROWD/C", …'],
  [INSERT, "\u{1f601}", '5 units: "CROWD/0", "CROWD/A", "CROWD/C", …'],
];
test("units that came and changed are counted and named in their order, wherever they stand", async () => {
  const context = await contextFor(ground, "crowd");
  for (const [statement, name, named] of CHANGES) {
    await ground.ask(statement, [`CROWD/${name}`]);
    const { message } = await refusedWith(carryCut(meansOn(ground), context), "FACTS_MOVED");
    assert.ok(new RegExp(`other than foreseen (?:is|are) ${named}(?:;|$)`, "u").test(message), message);
  }
});

test("units that are gone are counted and named too", async () => {
  const context = await contextFor(ground, "crowd");
  // What comes after the last but one by its bytes comes before it in UTF-16.
  const gone = ["0", "B", "\u{ffee}"].map((name) => `CROWD/${name}`);
  await ground.ask("ALTER TABLE unit_version DISABLE TRIGGER append_only");
  await ground.ask("ALTER TABLE iu_lifecycle_log DISABLE TRIGGER append_only");
  for (const table of ["unit_version", "iu_lifecycle_log", "information_unit"])
    for (const address of gone) await ground.ask(`DELETE FROM ${table} WHERE address = $1`, [address]);
  const { message } = await refusedWith(carryCut(meansOn(ground), context), "FACTS_MOVED");
  assert.match(message, /are units "CROWD\/0", "CROWD\/B", "CROWD\/\u{ffee}";/u);
});
