// The store: what counts when disk and commit differ, what an append leaves on disk, and what memory mode never touches.
import assert from "node:assert/strict";
import { existsSync, readdirSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { RefusalCode } from "../../src/diagnostics/refusal.ts";
import type { RunStore } from "../../src/model/ports.ts";
import type { CommittedRuns } from "../../src/runs/committed-runs.ts";
import { openRunStore } from "../../src/runs/run-store.ts";
import {
  bytes,
  commit,
  content,
  EVIDENCE,
  FACTS,
  FOLDER,
  makeFolder,
  PLAN,
  put,
  REPORT,
  RUN,
  unsigned,
  words,
} from "./sample-tree.ts";

type Mode = "record" | "memory";

function open(workTree: string, committed: CommittedRuns = commit(), mode: Mode = "record"): RunStore {
  return openRunStore({ workTree, mode, committed });
}

async function readEvidence(store: RunStore): Promise<readonly (string | undefined)[]> {
  const files = await store.readRun(PLAN, RUN);
  return [words(files?.evidence), words(files?.torn)];
}

function refusedWith(code: RefusalCode, says: RegExp) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof Error && "code" in error);
    assert.equal(error.code, code, error.message);
    assert.match(error.message, says);
    return true;
  };
}

test("an append makes the folders and is what is read again, by this store and by the next", async (context) => {
  const root = makeFolder(context);
  const store = open(root);
  assert.equal(store.recording, true);
  assert.equal(await store.readRun(PLAN, RUN), undefined);
  await store.appendStatement(PLAN, RUN, unsigned("a\n"));
  await store.appendStatement(PLAN, RUN, unsigned("b\n"));
  assert.equal(content(root, EVIDENCE), "a\nb\n");
  for (const reader of [store, open(root)]) assert.deepEqual(await readEvidence(reader), ["a\nb\n", ""]);
  assert.deepEqual(await store.listRuns(), [{ plan: PLAN, run: RUN }]);
  assert.deepEqual(readdirSync(join(root, FOLDER)), ["evidence.jsonl"]);
});

test("a torn tail is told, never read as a record, and cut by the next append", async (context) => {
  const root = makeFolder(context);
  put(root, { [EVIDENCE]: "a\n{torn" });
  const store = open(root);
  assert.deepEqual(await readEvidence(store), ["a\n", "{torn"]);
  assert.equal(content(root, EVIDENCE), "a\n{torn", "reading changes nothing");
  await store.appendStatement(PLAN, RUN, unsigned("b\n"));
  assert.equal(content(root, EVIDENCE), "a\nb\n");
});

test("a torn tail that came after the last append is cut by the next", async (context) => {
  const root = makeFolder(context);
  const store = open(root);
  await store.appendStatement(PLAN, RUN, unsigned("a\n"));
  put(root, { [EVIDENCE]: "a\n{torn" });
  await store.appendStatement(PLAN, RUN, unsigned("b\n"));
  assert.equal(content(root, EVIDENCE), "a\nb\n");
});

test("a line that someone else put there since is never built upon", async (context) => {
  const root = makeFolder(context);
  for (const see of [
    (store: RunStore) => store.appendStatement(PLAN, RUN, unsigned("a\n")),
    (store: RunStore) => store.readRun(PLAN, RUN),
  ]) {
    const store = open(root);
    await see(store);
    const before = content(root, EVIDENCE);
    put(root, { [EVIDENCE]: `${before}other\n` });
    await assert.rejects(
      store.appendStatement(PLAN, RUN, unsigned("b\n")),
      refusedWith("EVIDENCE_REWRITTEN", /meanwhile|while/),
    );
    assert.equal(content(root, EVIDENCE), `${before}other\n`);
  }
});

test("what is the same on disk is never read from git", async (context) => {
  const root = makeFolder(context);
  const files = { [EVIDENCE]: "a\n", [FACTS]: "{}\n", [REPORT]: "# Run\n" };
  put(root, files);
  const committed = commit(files);
  const found = await open(root, committed).readRun(PLAN, RUN);
  assert.deepEqual(
    [words(found?.evidence), words(found?.facts), words(found?.report)],
    ["a\n", "{}\n", "# Run\n"],
  );
  assert.deepEqual(committed.asked, []);
});

test("without a work tree's runs/ the commit's count, and are restored by the first append", async (context) => {
  const root = makeFolder(context);
  const store = open(root, commit({ [EVIDENCE]: "a\nb\n", [FACTS]: "{}\n", [REPORT]: "# Run\n" }));
  const found = await store.readRun(PLAN, RUN);
  assert.deepEqual(
    [words(found?.evidence), words(found?.facts), words(found?.report)],
    ["a\nb\n", "{}\n", "# Run\n"],
  );
  assert.deepEqual(await store.listRuns(), [{ plan: PLAN, run: RUN }]);
  assert.equal(existsSync(join(root, "runs")), false, "reading makes nothing");
  await store.appendStatement(PLAN, RUN, unsigned("c\n"));
  assert.deepEqual(
    [content(root, EVIDENCE), content(root, FACTS), content(root, REPORT)],
    ["a\nb\nc\n", "{}\n", "# Run\n"],
  );
});

test("a work tree that is behind the commit is brought up to it by the append", async (context) => {
  const root = makeFolder(context);
  put(root, { [EVIDENCE]: "a\n{torn", [REPORT]: "older\n" });
  const store = open(root, commit({ [EVIDENCE]: "a\nb\n", [REPORT]: "newer\n" }));
  assert.deepEqual(await readEvidence(store), ["a\nb\n", ""]);
  assert.equal(words((await store.readRun(PLAN, RUN))?.report), "newer\n");
  await store.appendStatement(PLAN, RUN, unsigned("c\n"));
  assert.equal(content(root, EVIDENCE), "a\nb\nc\n");
  assert.equal(content(root, REPORT), "newer\n");
});

test("a work tree that went on from the commit counts, with its own report", async (context) => {
  const root = makeFolder(context);
  put(root, { [EVIDENCE]: "a\nb\n", [REPORT]: "newer\n" });
  const store = open(root, commit({ [EVIDENCE]: "a\n{torn", [REPORT]: "older\n" }));
  assert.deepEqual(await readEvidence(store), ["a\nb\n", ""]);
  assert.equal(words((await store.readRun(PLAN, RUN))?.report), "newer\n");
});

for (const mode of ["record", "memory"] as const) {
  test(`evidence or facts that disagree with the commit are refused, reading in ${mode} mode`, async (context) => {
    const root = makeFolder(context);
    put(root, { [EVIDENCE]: "a\nX\n", [FACTS]: "{}\n" });
    const rewritten = open(root, commit({ [EVIDENCE]: "a\nb\n" }), mode);
    await assert.rejects(
      rewritten.readRun(PLAN, RUN),
      refusedWith("EVIDENCE_REWRITTEN", /evidence\.jsonl.*line 2/),
    );
    const otherFacts = open(root, commit({ [FACTS]: "[]\n" }), mode);
    await assert.rejects(otherFacts.readRun(PLAN, RUN), refusedWith("EVIDENCE_REWRITTEN", /facts\.json/));
  });
}

test("an append is refused where the evidence disagrees with the commit, and changes nothing", async (context) => {
  const root = makeFolder(context);
  put(root, { [EVIDENCE]: "a\nX\n" });
  const store = open(root, commit({ [EVIDENCE]: "a\nb\n" }));
  await assert.rejects(
    store.appendStatement(PLAN, RUN, unsigned("c\n")),
    refusedWith("EVIDENCE_REWRITTEN", /line 2/),
  );
  assert.equal(content(root, EVIDENCE), "a\nX\n");
});

test("facts and reports are replaced whole; the same bytes are not written again", async (context) => {
  const root = makeFolder(context);
  const store = open(root);
  await store.writeFacts(PLAN, RUN, bytes("{}\n"));
  await store.writeReport(PLAN, RUN, bytes("one\n"));
  await store.writeReport(PLAN, RUN, bytes("two\n"));
  assert.deepEqual([content(root, FACTS), content(root, REPORT)], ["{}\n", "two\n"]);
  const before = [statSync(join(root, REPORT)).ino, statSync(join(root, FOLDER), { bigint: true }).mtimeNs];
  utimesSync(join(root, REPORT), 1, 1);
  await store.writeReport(PLAN, RUN, bytes("two\n"));
  assert.deepEqual(
    [statSync(join(root, REPORT)).ino, statSync(join(root, FOLDER), { bigint: true }).mtimeNs],
    before,
  );
  assert.equal(statSync(join(root, REPORT)).mtimeMs, 1000);
  assert.deepEqual(readdirSync(join(root, FOLDER)).sort(), ["facts.json", "report.md"]);
});

test("what a crash left of a replacement is gone after the next write of that run, whatever it writes", async (context) => {
  const left = { [`${FOLDER}/.report.md.new`]: "half", [`${FOLDER}/.facts.json.new`]: "half" };
  for (const write of [
    (store: RunStore) => store.appendStatement(PLAN, RUN, unsigned("a\n")),
    (store: RunStore) => store.writeReport(PLAN, RUN, bytes("# Run\n")),
    (store: RunStore) => store.writeFacts(PLAN, RUN, bytes("{}\n")),
  ]) {
    const root = makeFolder(context);
    put(root, { ...left, [REPORT]: "# Run\n" });
    await write(open(root));
    assert.deepEqual(
      readdirSync(join(root, FOLDER)).filter((name) => name.startsWith(".")),
      [],
    );
  }
});

test("in memory mode everything is seen and nothing is touched", async (context) => {
  const root = makeFolder(context);
  put(root, { [EVIDENCE]: "a\n{torn" });
  const store = open(root, commit({ [EVIDENCE]: "a\nb\n" }), "memory");
  assert.equal(store.recording, false);
  await store.appendStatement(PLAN, RUN, unsigned("c\n"));
  await store.writeFacts(PLAN, RUN, bytes("{}\n"));
  await store.writeReport(PLAN, RUN, bytes("# Run\n"));
  const other = "charter-0123456789ab";
  await store.appendStatement("charter", other, unsigned("a\n"));
  const found = await store.readRun(PLAN, RUN);
  assert.deepEqual([words(found?.evidence), words(found?.torn)], ["a\nb\nc\n", ""]);
  assert.deepEqual([words(found?.facts), words(found?.report)], ["{}\n", "# Run\n"]);
  assert.deepEqual(await store.listRuns(), [
    { plan: "charter", run: other },
    { plan: PLAN, run: RUN },
  ]);
  assert.equal(content(root, EVIDENCE), "a\n{torn");
  assert.deepEqual(readdirSync(root, { recursive: true }).length, 4);
});

test("a folder without a statement is a run without evidence, as a crash leaves it", async (context) => {
  const root = makeFolder(context);
  put(root, { [FACTS]: "{}\n" });
  assert.deepEqual(await readEvidence(open(root)), ["", ""]);
});

test("what is no line is our bug", async (context) => {
  const root = makeFolder(context);
  for (const mode of ["record", "memory"] as const) {
    const store = open(root, commit(), mode);
    for (const text of ["", "\n", "a", "a\nb\n", "a\n\n"]) {
      await assert.rejects(store.appendStatement(PLAN, RUN, unsigned(text)), /one line/);
    }
  }
  assert.equal(existsSync(join(root, "runs")), false);
});
