// Walking a history: complete, parents first, in an order that follows from the commits alone, and refused where it
// was cut off.
import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { test } from "node:test";
import fc from "fast-check";
import type { Commit } from "../../src/git/commit.ts";
import { committedAt, readHistory } from "../../src/git/history.ts";
import type { HistorySource } from "../../src/git/history.ts";
import { startObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import type { HistoryCommit } from "../../src/model/ports.ts";
import { makeFolder, makeRepository } from "../support/repository.ts";

async function historyOf(directory: string, commit: string): Promise<readonly HistoryCommit[]> {
  const store = await startObjectStore(await openRepository(directory));
  try {
    return await store.readHistory(commit);
  } finally {
    await store.stop();
  }
}

/** What fast-import needs for a line of commits, each a minute after the one before. */
function renderLine(count: number): string {
  return Array.from({ length: count }, (_unused, n) => {
    const time = 1_767_225_600 + n * 60;
    return `commit refs/heads/main\ncommitter alice <alice@example.org> ${time} +0200\ndata 1\nx\nM 100644 inline f\ndata 1\n${n % 10}\n`;
  }).join("");
}

for (const objectFormat of ["sha1", "sha256"] as const) {
  test(`${objectFormat}: a long line and its end, loose or packed, as git lists it`, async (t) => {
    const { directory, git, commit } = makeRepository(t, { objectFormat });
    git(["fast-import", "--quiet"], renderLine(700));
    git(["reset", "--quiet", "--hard"]);
    const head = commit({ f: "last" });
    const history = await historyOf(directory, head);
    const listed = git(["log", "--reverse", "--format=%H %T %P %ct", head]).split("\n");
    assert.equal(history.length, 701);
    assert.deepEqual(history.map(({ commit: oid, tree, parents, committedAt: at }) => `${oid} ${tree} ${parents.join(" ")} ${Date.parse(at) / 1000}`), listed); // prettier-ignore
    assert.equal(history[1]?.committedAt, "2026-01-01T00:01:00Z");
  });
}

test("merges: a first parent's history before the second's, whatever the times say", async (t) => {
  const { directory, git, commit } = makeRepository(t);
  const root = commit({ a: "1" });
  const make = (date: string, ...parents: readonly string[]): string =>
    git(["-c", `user.name=x`, "hash-object", "-t", "commit", "-w", "--stdin"], [
      `tree ${git(["rev-parse", "HEAD^{tree}"])}`,
      ...parents.map((parent) => `parent ${parent}`),
      `author a <a@example.org> ${date} +0000`,
      `committer a <a@example.org> ${date} +0000`,
      "\nx\n",
    ].join("\n")); // prettier-ignore
  const [left, right] = [make("5", root), make("1", root)];
  const merge = make("3", left, right);
  const crossed = make("2", right, left, merge);
  const order = async (tip: string): Promise<readonly string[]> =>
    (await historyOf(directory, tip)).map(({ commit: oid }) => oid);
  assert.deepEqual(await order(merge), [root, left, right, merge]);
  assert.deepEqual(await order(crossed), [root, right, left, merge, crossed]);
  assert.deepEqual(await order(root), [root]);
});

test("a criss-cross of merges and an octopus of 300 parents: each commit once", async (t) => {
  const { directory, git } = makeRepository(t);
  const line = (ref: string, mark: number, parents: string): string =>
    `commit refs/heads/${ref}\nmark :${mark}\ncommitter a <a@example.org> ${mark} +0000\ndata 0\n${parents}\n`;
  const levels = Array.from({ length: 400 }, (_unused, n) => {
    const [a, b] = [2 * n - 1, 2 * n];
    const above = (first: number, second: number): string =>
      n === 0 ? "" : `from :${first}\nmerge :${second}\n`;
    return line("a", a + 2, above(a, b)) + line("b", b + 2, above(b, a));
  });
  const arms = Array.from({ length: 300 }, (_unused, n) =>
    line(`arm${n}`, 1000 + n, `from :${799 + (n % 2)}\n`),
  );
  const head = `from :1000\n${Array.from({ length: 299 }, (_unused, n) => `merge :${1001 + n}\n`).join("")}`;
  git(["fast-import", "--quiet"], [...levels, ...arms, line("main", 2000, head)].join(""));
  const history = await historyOf(directory, git(["rev-parse", "main"]));
  assert.equal(history.length, 400 * 2 + 300 + 1);
  assert.equal(history.at(-1)?.parents.length, 300);
  const known = new Set<string>();
  for (const { commit, parents } of history) {
    assert.ok(parents.every((parent) => known.has(parent)));
    known.add(commit);
  }
  assert.equal(known.size, history.length);
});

test("a shallow clone is refused with the way out, also where this commit is whole", async (t) => {
  const origin = makeRepository(t);
  for (const a of ["1", "2", "3"]) origin.commit({ a });
  const clone = join(makeFolder(t), "clone");
  origin.git(["clone", "--quiet", "--depth=2", `file://${origin.directory}`, clone]);
  const head = origin.git(["rev-parse", "HEAD"]);
  await assert.rejects(historyOf(clone, head), {
    code: "HISTORY_SHALLOW",
    todo: /git fetch --unshallow.*fetch-depth: 0/,
  });
  origin.git(["-C", clone, "fetch", "--quiet", "--unshallow"]);
  assert.equal((await historyOf(clone, head)).length, 3);
});

test("a parent that is not here: missing, with its child named; a start that is not here, or no commit", async (t) => {
  const { directory, git, commit } = makeRepository(t);
  const [first, second, third] = ["1", "2", "3"].map((a) => commit({ a }));
  assert.ok(first !== undefined && second !== undefined && third !== undefined);
  rmSync(join(directory, ".git/objects", first.slice(0, 2), first.slice(2)));
  await assert.rejects(historyOf(directory, third), {
    code: "OBJECT_MISSING",
    message: new RegExp(`not whole.*${second}.*${first}`),
  });
  await assert.rejects(historyOf(directory, first), { code: "OBJECT_MISSING" });
  await assert.rejects(historyOf(directory, "HEAD"), { code: "OBJECT_MISSING" });
  await assert.rejects(historyOf(directory, git(["rev-parse", "HEAD^{tree}"])), { code: "OBJECT_CORRUPT" });
});

/** Commits as values: number n has these parents, all below n. */
function sourceOf(graph: readonly (readonly number[])[], given: Partial<HistorySource> = {}): HistorySource {
  return {
    shallow: false,
    readCommit: (oid) => Promise.resolve(commitOf(graph, oid)),
    guessHistory: () => Promise.resolve([]),
    ...given,
  };
}

function commitOf(graph: readonly (readonly number[])[], oid: string): Commit {
  const parents = (graph[Number(oid)] ?? assert.fail(`${oid} was asked for`)).map(String);
  const bytes = new Uint8Array(0);
  return { oid, tree: "t", parents, author: "", committer: "a <a> 0 +0000", message: bytes, bytes };
}

const graphs = fc
  .array(fc.array(fc.nat(), { maxLength: 4 }), { minLength: 1, maxLength: 25 })
  .map((rows) => rows.map((row, n) => (n === 0 ? [] : row.map((parent) => parent % n))));

test("any graph, any arrival: every ancestor once, parents first, always in the same order", async () => {
  await fc.assert(
    fc.asyncProperty(graphs, fc.array(fc.nat(3), { minLength: 1 }), async (graph, delays) => {
      const tip = String(graph.length - 1);
      const late = async (oid: string): Promise<Commit> => {
        const turns = delays[Number(oid) % delays.length] ?? 0;
        for (let turn = 0; turn < turns; turn += 1) await setImmediate();
        return commitOf(graph, oid);
      };
      const [plain, delayed] = await Promise.all([
        readHistory(sourceOf(graph), tip),
        readHistory(sourceOf(graph, { readCommit: late }), tip),
      ]);
      assert.deepEqual(delayed, plain);
      const ancestors = new Set<number>();
      for (const queue = [graph.length - 1]; queue.length > 0;) {
        const next = queue.pop() ?? 0;
        ancestors.add(next);
        queue.push(...(graph[next] ?? []).filter((parent) => !ancestors.has(parent)));
      }
      const order = plain.map(({ commit }) => Number(commit));
      assert.deepEqual([...order].sort((a, b) => a - b), [...ancestors].sort((a, b) => a - b)); // prettier-ignore
      for (const [at, n] of order.entries())
        assert.ok((graph[n] ?? []).every((parent) => order.indexOf(parent) < at));
    }),
    { seed: 1, numRuns: 200 },
  );
});

test("advice on a long history only saves time: wrong, missing or too much of it changes nothing", async () => {
  const graph = Array.from({ length: 2000 }, (_unused, n) => (n === 0 ? [] : [n - 1]));
  const tip = "1500";
  const plain = await readHistory(sourceOf(graph), tip);
  const all = graph.map((_unused, n) => String(n));
  for (const advice of [all, all.toReversed(), ["1999", "1700", "3"], []]) {
    let asked = 0;
    const readCommit = (oid: string): Promise<Commit> => {
      asked += 1;
      return Promise.resolve(commitOf(graph, oid));
    };
    const source = sourceOf(graph, { readCommit, guessHistory: () => Promise.resolve(advice) });
    assert.deepEqual(await readHistory(source, tip), plain);
    assert.ok(asked <= plain.length + 600 + advice.length, String(asked));
  }
});

const TIMES: readonly (readonly [why: string, committer: string, at: string])[] = [
  ["plain", "alice <alice@example.org> 1767225600 +0000", "2026-01-01T00:00:00Z"],
  ["the zone does not count", "alice <alice@example.org> 1767225600 -1130", "2026-01-01T00:00:00Z"],
  ["a name with brackets and numbers", "a > 12 +0000 <b <c> 1767225600 +0000", "2026-01-01T00:00:00Z"],
  ["no zone", "a <a> 60", "1970-01-01T00:01:00Z"],
  ["nobody", "<> 60 +0000", "1970-01-01T00:01:00Z"],
  ["the last second of the year 9999", "a <a> 253402300799 +0000", "9999-12-31T23:59:59Z"],
  ["after it", "a <a> 253402300800 +0000", "9999-12-31T23:59:59Z"],
  ["beyond 64 bits", `a <a> ${"9".repeat(400)} +0000`, "9999-12-31T23:59:59Z"],
  ["negative", "a <a> -1 +0000", "1970-01-01T00:00:00Z"],
  ["a fraction", "a <a> 1.5 +0000", "1970-01-01T00:00:00Z"],
  ["an exponent", "a <a> 1e9 +0000", "1970-01-01T00:00:00Z"],
  ["other digits", "a <a> \u0661\u0662 +0000", "1970-01-01T00:00:00Z"],
  ["words", "a <a> yesterday", "1970-01-01T00:00:00Z"],
  ["nothing", "", "1970-01-01T00:00:00Z"],
];
for (const [why, committer, at] of TIMES)
  test(`time of a commit: ${why}`, () => assert.equal(committedAt(committer), at));
