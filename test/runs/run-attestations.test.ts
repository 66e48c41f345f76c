// The store and attestations.jsonl: what counts when disk and commit differ, what the next append cuts, and what it never does.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { RefusalCode } from "../../src/diagnostics/refusal.ts";
import type { RunStore } from "../../src/model/ports.ts";
import type { CommittedRuns } from "../../src/runs/committed-runs.ts";
import { openRunStore } from "../../src/runs/run-store.ts";
import {
  attest,
  ATTESTATIONS,
  bytes,
  commit,
  content,
  EVIDENCE,
  makeFolder,
  PLAN,
  put,
  RUN,
  signed,
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

async function readAttested(store: RunStore): Promise<string | undefined> {
  return words((await store.readRun(PLAN, RUN))?.attestations);
}

for (const mode of ["record", "memory"] as const) {
  test(`attestations stand beside the statements they are over, in ${mode} mode`, async (context) => {
    const root = makeFolder(context);
    const store = open(root, commit(), mode);
    await store.appendStatement(PLAN, RUN, unsigned("a\n"));
    assert.equal(await readAttested(store), "", "a statement may have none");
    await store.appendStatement(PLAN, RUN, signed("b\n"));
    await store.appendStatement(PLAN, RUN, unsigned("c\n"));
    await store.appendStatement(PLAN, RUN, signed("d\n"));
    assert.equal(await readAttested(store), attest("b\n") + attest("d\n"));
    assert.deepEqual(await readEvidence(store), ["a\nb\nc\nd\n", ""]);
    assert.equal(existsSync(join(root, ATTESTATIONS)), mode === "record");
  });

  test(`what a crash left of attestations is shown, and gone after the next append, in ${mode} mode`, async (context) => {
    const root = makeFolder(context);
    for (const left of [attest("b\n"), attest("b\n").slice(0, 40)]) {
      put(root, { [EVIDENCE]: "a\n", [ATTESTATIONS]: attest("a\n") + left });
      const store = open(root, commit(), mode);
      assert.equal(await readAttested(store), attest("a\n") + left);
      await store.appendStatement(PLAN, RUN, signed("c\n"));
      assert.equal(await readAttested(store), attest("a\n") + attest("c\n"));
    }
  });

  test(`attestations that no crash explains are never cut, in ${mode} mode`, async (context) => {
    const strays = [attest("x\n") + attest("y\n"), "no bundle\n", `${attest("x\n")}no bundle\n`];
    for (const stray of strays) {
      const root = makeFolder(context);
      put(root, { [EVIDENCE]: "a\n", [ATTESTATIONS]: attest("a\n") + stray });
      const store = open(root, commit(), mode);
      await store.appendStatement(PLAN, RUN, signed("c\n"));
      const kept = stray.endsWith(attest("y\n")) ? attest("x\n") : stray;
      assert.equal(await readAttested(store), attest("a\n") + kept + attest("c\n"));
    }
  });

  test(`attestations are held against the commit's as evidence is, in ${mode} mode`, async (context) => {
    const committed = commit({ [EVIDENCE]: "a\nb\n", [ATTESTATIONS]: attest("a\n") + attest("b\n") });
    const behind = makeFolder(context);
    put(behind, { [EVIDENCE]: "a\n", [ATTESTATIONS]: attest("a\n") + attest("x\n") });
    const gone = makeFolder(context);
    put(gone, { [EVIDENCE]: "a\nb\n" });
    for (const root of [behind, gone]) {
      const store = open(root, committed, mode);
      assert.equal(await readAttested(store), attest("a\n") + attest("b\n"));
      await store.appendStatement(PLAN, RUN, signed("c\n"));
      assert.equal(await readAttested(store), attest("a\n") + attest("b\n") + attest("c\n"));
      assert.deepEqual(await readEvidence(store), ["a\nb\nc\n", ""]);
    }
    const other = makeFolder(context);
    put(other, { [EVIDENCE]: "a\nb\n", [ATTESTATIONS]: attest("a\n") + attest("b\n", "another") });
    await assert.rejects(
      open(other, committed, mode).readRun(PLAN, RUN),
      refusedWith("EVIDENCE_REWRITTEN", /attestations\.jsonl.*line 2/),
    );
  });

  test(`a committed attestation is never cut, not even of a statement that is not on record, in ${mode} mode`, async (context) => {
    const attestations = attest("a\n") + attest("x\n");
    const committed = commit({ [EVIDENCE]: "a\n", [ATTESTATIONS]: attestations });
    for (const onDisk of [attestations, `${attestations}torn`, attest("a\n"), ""]) {
      const root = makeFolder(context);
      put(root, { [EVIDENCE]: "a\n", [ATTESTATIONS]: onDisk });
      const store = open(root, committed, mode);
      await store.appendStatement(PLAN, RUN, signed("c\n"));
      assert.equal(await readAttested(store), attestations + attest("c\n"));
    }
  });
}

test("an attestation that someone else put there since is never built upon", async (context) => {
  const root = makeFolder(context);
  const store = open(root);
  await store.appendStatement(PLAN, RUN, signed("a\n"));
  put(root, { [ATTESTATIONS]: attest("a\n") + attest("a\n", "another") });
  await assert.rejects(
    store.appendStatement(PLAN, RUN, signed("b\n")),
    refusedWith("EVIDENCE_REWRITTEN", /attestations\.jsonl.*while/),
  );
  assert.equal(content(root, EVIDENCE), "a\n");
});

test("a torn attestation that came after the last append is cut by the next", async (context) => {
  const root = makeFolder(context);
  const store = open(root);
  await store.appendStatement(PLAN, RUN, signed("a\n"));
  put(root, { [ATTESTATIONS]: `${attest("a\n")}torn` });
  await store.appendStatement(PLAN, RUN, signed("b\n"));
  assert.equal(content(root, ATTESTATIONS), attest("a\n") + attest("b\n"));
});

test("an attestation over another line is our bug", async (context) => {
  const root = makeFolder(context);
  for (const mode of ["record", "memory"] as const) {
    const store = open(root, commit(), mode);
    for (const attestation of [attest("b\n"), "a\n", "", attest("a\n").slice(0, -1)]) {
      const appended = { line: bytes("a\n"), attestation: bytes(attestation) };
      await assert.rejects(store.appendStatement(PLAN, RUN, appended), /over the statement beside it/);
    }
  }
  assert.equal(existsSync(join(root, "runs")), false);
});
