// The fold over statements: what it makes of a whole run, of every prefix of it, and of moves that the order does not allow.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import type { Statement } from "../../src/model/generated/statement.ts";
import { foldRun, type RecordedStatement } from "../../src/phases/fold-run.ts";
import { STEPS } from "../../src/phases/graph.ts";
import { reconcileOnce } from "../support/open-edges.ts";
import { approvalsFor, manyPlans } from "../support/many-plans.ts";
import { makeRepository } from "../support/repository.ts";

/** The statements of a real run, from preflight to closeout. */
async function wholeRun(context: { after(done: () => void): void }): Promise<readonly RecordedStatement[]> {
  const repository = makeRepository(context);
  repository.commit(manyPlans(1, 2));
  await reconcileOnce(repository.directory);
  for (const gate of ["SG_1", "SG_2"] as const) {
    repository.commit(approvalsFor(repository.directory, gate));
    await reconcileOnce(repository.directory);
  }
  const folder = path.join(repository.directory, "runs/plan-00000");
  const text = readFileSync(path.join(folder, readdirSync(folder)[0] ?? "", "evidence.jsonl"), "utf8");
  const lines = text.trimEnd().split("\n");
  return lines.map((line, index) => ({
    statement: JSON.parse(line) as Statement,
    sha256: String(index).padStart(64, "0"),
  }));
}

test("a run folds to where it stands, at every length", async (context) => {
  const run = await wholeRun(context);
  assert.equal(run.length, STEPS.length);
  for (let length = 1; length <= run.length; length += 1) {
    const folded = foldRun(run.slice(0, length));
    assert.ok(folded.kind === "run");
    const { position, head, moved, pins, counted } = folded.state;
    assert.deepEqual(
      position,
      length === run.length ? { kind: "closed" } : { kind: "at", step: STEPS[length] },
    );
    assert.equal(head.seq, length - 1);
    assert.deepEqual(moved, head);
    assert.equal(pins.facts !== undefined, length >= 2);
    assert.equal(pins.manifest !== undefined, length >= 4);
    assert.deepEqual(counted, { SG_1: length > 4 ? ["bob"] : [], SG_2: length > 9 ? ["bob"] : [], SG_3: [] });
  }
});

test("a step left out, doubled or swapped is illegal, wherever it is", async (context) => {
  const run = await wholeRun(context);
  for (let at = 0; at < run.length - 1; at += 1) {
    const without = run.toSpliced(at, 1);
    const twice = run.toSpliced(at, 0, run[at]!);
    const swapped = run.toSpliced(at, 2, run[at + 1]!, run[at]!);
    for (const broken of [without, twice, swapped]) assert.equal(foldRun(broken).kind, "illegal", `at ${at}`);
  }
  assert.equal(foldRun([...run, run.at(-1)!]).kind, "illegal", "nothing follows closeout");
});

test("an order of phases that is not known is said, not guessed", async (context) => {
  const [first] = await wholeRun(context);
  const newer = structuredClone(first!.statement) as { predicate: { run: { graph: string } } };
  newer.predicate.run.graph = "2";
  assert.deepEqual(foldRun([{ statement: newer as unknown as Statement, sha256: "0".repeat(64) }]), {
    kind: "unknown-graph",
    graph: "2",
  });
});
