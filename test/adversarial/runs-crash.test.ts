// Crashes while evidence is written. Why each: see the line above each test.
import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { openRunStore } from "../../src/runs/run-store.ts";
import {
  attest,
  ATTESTATIONS,
  commit,
  EVIDENCE,
  FOLDER,
  makeFolder,
  numberedLine,
  PLAN,
  put,
  REPORT,
  RUN,
  signed,
  unsigned,
} from "../runs/sample-tree.ts";

const APPENDER = join(import.meta.dirname, "../runs/append-lines.ts");

interface Appender {
  readonly child: ChildProcess;
  /** The highest number that was promised to be on disk; -1 before the first. */
  readonly promised: () => number;
}

function startAppender(root: string, count?: number): Appender {
  const child = spawn(process.execPath, [APPENDER, root, ...(count === undefined ? [] : [String(count)])], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return {
    child,
    promised: () =>
      Number(
        said
          .slice(0, said.lastIndexOf("\n") + 1)
          .trim()
          .split("\n")
          .at(-1) || -1,
      ),
  };
}

function wholeLines(root: string): readonly string[] {
  return readFileSync(join(root, EVIDENCE), "utf8").split("\n").slice(0, -1);
}

// Power and patience end at any moment: what was promised stays, what was not is cut, and the next process goes on.
test(
  "SIGKILL again and again in the middle of appends loses no promised line and leaves no broken one",
  { timeout: 60_000 },
  async (context) => {
    const root = makeFolder(context);
    put(root, { [EVIDENCE]: "" });
    let highest = -1;
    for (let kill = 0; kill < 8; kill += 1) {
      const { child, promised } = startAppender(root);
      const closed = once(child, "close");
      for (let tries = 0; promised() <= highest && tries < 1000; tries += 1) await wait(5);
      await wait((kill * 7) % 23);
      child.kill("SIGKILL");
      await closed;
      assert.ok(promised() > highest, "the process went on from where the last one was killed");
      highest = promised();
      const lines = wholeLines(root);
      assert.ok(lines.length > highest, `line ${highest} was promised, there are ${lines.length}`);
      lines.forEach((line, number) =>
        assert.equal(`${line}\n`, new TextDecoder().decode(numberedLine(number))),
      );
      const attested = readFileSync(join(root, ATTESTATIONS), "utf8");
      const expected = lines.map((line) => attest(`${line}\n`)).join("");
      const next = attest(numberedLine(lines.length));
      assert.ok(attested.startsWith(expected), "no statement without its attestation");
      assert.ok(next.startsWith(attested.slice(expected.length)), "and one too many at most");
    }
    const count = wholeLines(root).length + 2;
    const { child } = startAppender(root, count);
    await once(child, "close");
    assert.equal(wholeLines(root).length, count);
    assert.deepEqual(readFileSync(join(root, REPORT)), Buffer.from(numberedLine(count - 1)));
    assert.deepEqual(readdirSync(join(root, FOLDER)).sort(), [
      "attestations.jsonl",
      "evidence.jsonl",
      "report.md",
    ]);
    const all = wholeLines(root).map((line) => attest(`${line}\n`));
    assert.equal(readFileSync(join(root, ATTESTATIONS), "utf8"), all.join(""));
  },
);

// A kill seldom falls inside one write, so the tear is made by hand, at every byte.
test("a file torn at every byte ends in the same bytes after the same appends", async (context) => {
  const root = makeFolder(context);
  const lines = ["first line\n", "second line\n", "third line\n"];
  const all = lines.join("");
  for (let length = 0; length <= all.length; length += 1) {
    put(root, { [EVIDENCE]: all });
    truncateSync(join(root, EVIDENCE), length);
    const store = openRunStore({ workTree: root, mode: "record", committed: commit() });
    const found = await store.readRun(PLAN, RUN);
    assert.ok(found);
    const kept = new TextDecoder().decode(found.evidence);
    assert.ok(all.startsWith(kept) && (kept === "" || kept.endsWith("\n")));
    assert.equal(kept.length + found.torn.length, length);
    for (const line of lines.slice(kept.split("\n").length - 1))
      await store.appendStatement(PLAN, RUN, unsigned(line));
    assert.equal(readFileSync(join(root, EVIDENCE), "utf8"), all);
  }
});

// The two files change one after the other; a crash may come after any byte of either.
test("a crash after any byte of an append ends, after the next, in whole statements that are each attested once", async (context) => {
  const root = makeFolder(context);
  const lines = ["first\n", "second\n", "third\n"];
  for (const at of [0, 2]) {
    const line = lines[at] ?? "";
    const evidence = lines.slice(0, at).join("");
    const attestations = lines
      .slice(0, at)
      .map((text) => attest(text))
      .join("");
    const own = attest(line);
    const crashes = [
      ...Array.from({ length: own.length + 1 }, (_, length) => [own.slice(0, length), ""] as const),
      ...Array.from({ length: line.length }, (_, length) => [own, line.slice(0, length + 1)] as const),
    ];
    for (const [attested, stated] of crashes) {
      put(root, { [EVIDENCE]: evidence + stated, [ATTESTATIONS]: attestations + attested });
      const store = openRunStore({ workTree: root, mode: "record", committed: commit() });
      const found = await store.readRun(PLAN, RUN);
      const isRecorded = stated === line;
      assert.equal(found?.evidence.length, evidence.length + (isRecorded ? line.length : 0));
      // The time of another attempt is another, and so is its statement.
      await store.appendStatement(PLAN, RUN, signed("other\n", "another runner"));
      const recorded = isRecorded ? line : "";
      assert.equal(readFileSync(join(root, EVIDENCE), "utf8"), `${evidence}${recorded}other\n`);
      assert.equal(
        readFileSync(join(root, ATTESTATIONS), "utf8"),
        attestations + (isRecorded ? own : "") + attest("other\n", "another runner"),
      );
    }
  }
});

// The work tree was behind the commit when the crash came: two files are restored and continued at once.
test("a crash after any byte of an append that restores what only the commit has ends well too", async (context) => {
  const root = makeFolder(context);
  const [first, second, own] = ["a\n", "b\n", "c\n"];
  const [one, two] = [attest(first), attest(second)];
  const committed = { [EVIDENCE]: first + second, [ATTESTATIONS]: one + two };
  const added = two + attest(own);
  for (let length = 0; length <= added.length; length += 1) {
    put(root, { [EVIDENCE]: first, [ATTESTATIONS]: one + added.slice(0, length) });
    const store = openRunStore({ workTree: root, mode: "record", committed: commit(committed) });
    await store.readRun(PLAN, RUN);
    await store.appendStatement(PLAN, RUN, signed("d\n"));
    assert.equal(readFileSync(join(root, EVIDENCE), "utf8"), "a\nb\nd\n");
    assert.equal(readFileSync(join(root, ATTESTATIONS), "utf8"), one + two + attest("d\n"));
  }
});

// Whoever goes on may have no key any more: an attestation without its statement must not stay for the next statement.
test("what a crash left is cut by an append that nobody signs as well", async (context) => {
  const root = makeFolder(context);
  for (const left of [attest("b\n"), attest("b\n").slice(0, -1), "\0\0\0"]) {
    put(root, { [EVIDENCE]: "a\n", [ATTESTATIONS]: attest("a\n") + left });
    const store = openRunStore({ workTree: root, mode: "record", committed: commit() });
    await store.appendStatement(PLAN, RUN, unsigned("c\n"));
    assert.equal(readFileSync(join(root, ATTESTATIONS), "utf8"), attest("a\n"));
  }
});

// A crash of the machine may leave a file that is longer than what was written into it, filled with zero bytes.
test("a tail of zero bytes is torn, not a record", async (context) => {
  const root = makeFolder(context);
  put(root, { [EVIDENCE]: "a\n" });
  writeFileSync(join(root, EVIDENCE), new Uint8Array(4096), { flag: "a" });
  const store = openRunStore({ workTree: root, mode: "record", committed: commit() });
  assert.equal((await store.readRun(PLAN, RUN))?.torn.length, 4096);
  await store.appendStatement(PLAN, RUN, unsigned("b\n"));
  assert.equal(readFileSync(join(root, EVIDENCE), "utf8"), "a\nb\n");
});
