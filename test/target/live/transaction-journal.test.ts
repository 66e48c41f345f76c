import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { KeptTransaction } from "../../../src/target/live/live-wiring.ts";
import { openTransactionJournal } from "../../../src/target/live/transaction-journal.ts";
import { makeFolder } from "../../support/repository.ts";
import { refusalOf } from "../sample.ts";

const RUN = "charter-0123456789ab";
const ENTRY: KeptTransaction = {
  run: RUN,
  phase: "cut_leg_a",
  transaction: "18446744073709551615",
  cluster: "7401234567890123456",
};

test("what was kept last of each run is read back by whoever opens the folder, and nothing else lies there", async (context) => {
  const folder = path.join(makeFolder(context), "not", "there", "yet");
  const journal = openTransactionJournal(folder);
  assert.equal(await journal.read(RUN), undefined);
  assert.equal(existsSync(folder), false, "reading makes nothing");
  await journal.keep(ENTRY);
  await journal.keep({ ...ENTRY, phase: "verify", transaction: "7" });
  await journal.keep({ ...ENTRY, run: "other-000000000000" });
  const later = openTransactionJournal(folder);
  assert.deepEqual(await later.read(RUN), { ...ENTRY, phase: "verify", transaction: "7" });
  assert.deepEqual(await later.read("other-000000000000"), { ...ENTRY, run: "other-000000000000" });
  assert.deepEqual(readdirSync(folder).sort(), [`${RUN}.json`, "other-000000000000.json"]);
  assert.equal(statSync(folder).mode & 0o077, 0);
  assert.equal(statSync(path.join(folder, `${RUN}.json`)).mode & 0o077, 0);
});

test("a torn draft of a process that was killed is overwritten", async (context) => {
  const folder = makeFolder(context);
  writeFileSync(path.join(folder, `${RUN}.json.new`), '{"run":"cha');
  const journal = openTransactionJournal(folder);
  assert.equal(await journal.read(RUN), undefined);
  await journal.keep(ENTRY);
  assert.deepEqual(await journal.read(RUN), ENTRY);
  assert.deepEqual(readdirSync(folder), [`${RUN}.json`]);
});

/** None of them is taken for nothing kept: after that a change would be made twice. */
const FOREIGN: readonly string[] = [
  "",
  "null",
  "[]",
  '"x"',
  "{",
  "{}",
  "\u0000",
  JSON.stringify(ENTRY).slice(0, -1),
  `${JSON.stringify(ENTRY)}${JSON.stringify(ENTRY)}`,
  JSON.stringify({ ...ENTRY, run: "other-000000000000" }),
  JSON.stringify({ ...ENTRY, phase: "discover" }),
  JSON.stringify({ ...ENTRY, phase: "toString" }),
  JSON.stringify({ ...ENTRY, phase: ["cut_leg_a"] }),
  JSON.stringify({ ...ENTRY, transaction: 7 }),
  JSON.stringify({ ...ENTRY, transaction: "7; DROP" }),
  JSON.stringify({ ...ENTRY, transaction: "-7" }),
  JSON.stringify({ ...ENTRY, cluster: "" }),
  JSON.stringify({ ...ENTRY, cluster: null }),
  JSON.stringify({ ...ENTRY, more: 1 }),
  `{"__proto__":${JSON.stringify(ENTRY)}}`,
];
test("what is not an entry of that run is refused, and not taken for none", async (context) => {
  const folder = makeFolder(context);
  for (const text of FOREIGN) {
    writeFileSync(path.join(folder, `${RUN}.json`), text);
    assert.equal(await refusalOf(() => openTransactionJournal(folder).read(RUN)), "DISK_REFUSED", text);
  }
});

test("a folder in place of a file, and a file in place of the folder, are refused", async (context) => {
  const folder = makeFolder(context);
  mkdirSync(path.join(folder, `${RUN}.json`));
  const journal = openTransactionJournal(folder);
  assert.equal(await refusalOf(() => journal.read(RUN)), "DISK_REFUSED");
  assert.equal(await refusalOf(() => journal.keep(ENTRY)), "DISK_REFUSED");
  writeFileSync(path.join(folder, "file"), "");
  const nowhere = openTransactionJournal(path.join(folder, "file"));
  assert.equal(await refusalOf(() => nowhere.read(RUN)), "DISK_REFUSED");
  assert.equal(await refusalOf(() => nowhere.keep(ENTRY)), "DISK_REFUSED");
});

test("a folder that cannot be written is refused, and what was kept stays", async (context) => {
  if (process.getuid?.() === 0) {
    context.skip("root may write everywhere");
    return;
  }
  const folder = makeFolder(context);
  const journal = openTransactionJournal(folder);
  await journal.keep(ENTRY);
  chmodSync(folder, 0o500);
  try {
    assert.equal(await refusalOf(() => journal.keep({ ...ENTRY, transaction: "8" })), "DISK_REFUSED");
    assert.deepEqual(JSON.parse(readFileSync(path.join(folder, `${RUN}.json`), "utf8")), ENTRY);
  } finally {
    chmodSync(folder, 0o700);
  }
});

test("a name that no run has leads nowhere", async (context) => {
  const folder = makeFolder(context);
  const journal = openTransactionJournal(path.join(folder, "journal"));
  for (const run of ["", ".", "..", "../evil", "a/b", "-x", "A", "a\u0000", "a".repeat(200)]) {
    await assert.rejects(journal.read(run));
    await assert.rejects(journal.keep({ ...ENTRY, run }));
  }
  assert.deepEqual(
    readdirSync(folder).filter((name) => name !== "journal"),
    [],
  );
});
