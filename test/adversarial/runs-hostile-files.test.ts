// What may stand in the place of a run's files, and disks that do not take what is written. Why each: see above each test.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { test, type TestContext } from "node:test";
import type { RefusalCode } from "../../src/diagnostics/refusal.ts";
import type { RunStore } from "../../src/model/ports.ts";
import type { CommittedRuns } from "../../src/runs/committed-runs.ts";
import { openRunStore } from "../../src/runs/run-store.ts";
import {
  ATTESTATIONS,
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
  signed,
  unsigned,
} from "../runs/sample-tree.ts";

function open(workTree: string, committed: CommittedRuns = commit()): RunStore {
  return openRunStore({ workTree, mode: "record", committed });
}

function refused(...codes: readonly RefusalCode[]) {
  return (error: unknown): boolean => {
    assert.ok(error instanceof Error && "code" in error && "todo" in error, String(error));
    assert.ok(codes.includes(error.code as RefusalCode), `${String(error.code)}: ${error.message}`);
    assert.match(error.message, /"/);
    return true;
  };
}

async function refuseAll(store: RunStore, ...codes: readonly RefusalCode[]): Promise<void> {
  await assert.rejects(store.readRun(PLAN, RUN), refused(...codes));
  await assert.rejects(store.appendStatement(PLAN, RUN, unsigned("a\n")), refused(...codes));
}

// A link under runs/ would let a repository make us write, or show as evidence, any file of the machine.
for (const path of ["runs", `runs/${PLAN}`, FOLDER, EVIDENCE, ATTESTATIONS]) {
  test(`a symbolic link at ${path} is followed neither for reading nor for writing`, async (context) => {
    const root = makeFolder(context);
    const outside = makeFolder(context);
    const isFile = path.endsWith(".jsonl");
    const inside = isFile ? "secret" : join("away", EVIDENCE.slice(path.length + 1));
    put(outside, { [inside]: "secret\n" });
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(join(outside, isFile ? "secret" : "away"), join(root, path));
    await refuseAll(open(root), "FILE_UNREADABLE");
    assert.equal(content(outside, inside), "secret\n");
  });
}

for (const [path, write] of [
  [FACTS, (store: RunStore) => store.writeFacts(PLAN, RUN, bytes("{}\n"))],
  [REPORT, (store: RunStore) => store.writeReport(PLAN, RUN, bytes("# Run\n"))],
] as const) {
  test(`a symbolic link at ${path} is not written through`, async (context) => {
    const root = makeFolder(context);
    const outside = makeFolder(context);
    put(outside, { secret: "secret\n" });
    mkdirSync(join(root, FOLDER), { recursive: true });
    symlinkSync(join(outside, "secret"), join(root, path));
    await assert.rejects(write(open(root)), refused("FILE_UNREADABLE"));
    await assert.rejects(open(root).readRun(PLAN, RUN), refused("FILE_UNREADABLE"));
    assert.equal(content(outside, "secret"), "secret\n");
  });
}

// The name of our own new file can be guessed and planted too.
test("a link planted where a new file is written first is removed, not followed", async (context) => {
  const root = makeFolder(context);
  const outside = makeFolder(context);
  put(outside, { secret: "secret\n" });
  mkdirSync(join(root, FOLDER), { recursive: true });
  symlinkSync(join(outside, "secret"), join(root, `${FOLDER}/.report.md.new`));
  await open(root).writeReport(PLAN, RUN, bytes("# Run\n"));
  assert.equal(content(outside, "secret"), "secret\n");
  assert.ok(lstatSync(join(root, REPORT)).isFile());
});

// A folder, a pipe or a device in the place of a file must neither hang nor be taken for an empty record.
test("a folder in the place of a file, and a file in the place of a folder, are refused", async (context) => {
  for (const path of [EVIDENCE, ATTESTATIONS, FACTS, REPORT]) {
    const root = makeFolder(context);
    mkdirSync(join(root, path), { recursive: true });
    await refuseAll(open(root), "FILE_UNREADABLE");
  }
  for (const path of ["runs", `runs/${PLAN}`, FOLDER]) {
    const root = makeFolder(context);
    put(root, { [path]: "a file" });
    await refuseAll(open(root), "FILE_UNREADABLE");
  }
  const root = makeFolder(context);
  mkdirSync(join(root, `${FOLDER}/.report.md.new`), { recursive: true });
  await assert.rejects(open(root).writeReport(PLAN, RUN, bytes("# Run\n")), refused("DISK_REFUSED"));
});

test("a named pipe in the place of a file is refused at once", async (context) => {
  const root = makeFolder(context);
  mkdirSync(join(root, FOLDER), { recursive: true });
  execFileSync("mkfifo", [join(root, EVIDENCE)]);
  await refuseAll(open(root), "FILE_UNREADABLE");
  const other = makeFolder(context);
  mkdirSync(join(other, FOLDER), { recursive: true });
  execFileSync("mkfifo", [join(other, ATTESTATIONS)]);
  await refuseAll(open(other), "FILE_UNREADABLE");
});

// Names come from documents, folders and trees.
test("names that lead elsewhere are refused before a path is made of them", async (context) => {
  const root = makeFolder(context);
  const store = open(root);
  for (const [plan, run] of [
    ["..", RUN],
    [PLAN, ".."],
    [PLAN, `../${RUN}`],
    ["", ""],
    [PLAN, "handbook-0123456789AB"],
    [PLAN, "handbook"],
    [`${PLAN}\n`, RUN],
    ["a".repeat(64), RUN],
  ] as const) {
    await assert.rejects(store.readRun(plan, run), refused("FILE_UNREADABLE"));
    await assert.rejects(store.appendStatement(plan, run, unsigned("a\n")), refused("FILE_UNREADABLE"));
    await assert.rejects(store.writeReport(plan, run, bytes("a\n")), refused("FILE_UNREADABLE"));
  }
  assert.deepEqual(readdirSync(root), []);
});

test("what is no run under runs/ is passed over in the list", async (context) => {
  const root = makeFolder(context);
  put(root, {
    "runs/README.md": "x",
    "runs/Charter/x": "x",
    [`runs/${PLAN}/notes/x`]: "x",
    [EVIDENCE]: "a\n",
  });
  symlinkSync(join(root, FOLDER), join(root, `runs/${PLAN}/handbook-ffffffffffff`));
  const foreign = commit({
    "runs/x.md": "",
    [`runs/${PLAN}/x/evidence.jsonl`]: "",
    [`${FOLDER}/deep/evidence.jsonl`]: "",
  });
  assert.deepEqual(await open(root, foreign).listRuns(), [{ plan: PLAN, run: RUN }]);
});

// A committed link or program is no evidence, whatever it points to.
test("a run's file that is committed as a link or a program is refused", async (context) => {
  const root = makeFolder(context);
  for (const mode of ["120000", "160000", "100755"]) {
    for (const path of [EVIDENCE, ATTESTATIONS])
      await refuseAll(open(root, commit({ [path]: "a\n" }, mode)), "EVIDENCE_BROKEN");
  }
});

// Full and read-only disks, on a file system of our own where that can be mounted.
function mountSmall(context: TestContext): string | undefined {
  let isMounted = false;
  let folder = "";
  // Hooks run in the order in which they were added: the folder can be removed only after this one.
  context.after(() => {
    if (isMounted) execFileSync("umount", [folder]);
  });
  folder = makeFolder(context);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", folder], { stdio: "ignore" });
    isMounted = true;
    return folder;
  } catch {
    return undefined;
  }
}

test("a full disk refuses the append, the file ends where it ended, and it goes on once there is room", async (context) => {
  const root = mountSmall(context);
  if (root === undefined) {
    context.skip("no file system may be mounted here");
    return;
  }
  const store = open(root);
  await store.appendStatement(PLAN, RUN, unsigned("a\n"));
  await store.writeReport(PLAN, RUN, bytes("old\n"));
  const long = bytes(`${"x".repeat(100_000)}\n`);
  await assert.rejects(store.appendStatement(PLAN, RUN, unsigned(long)), refused("DISK_REFUSED"));
  await assert.rejects(store.writeReport(PLAN, RUN, long), refused("DISK_REFUSED"));
  assert.deepEqual([content(root, EVIDENCE), content(root, REPORT)], ["a\n", "old\n"]);
  assert.deepEqual(readdirSync(join(root, FOLDER)).sort(), ["evidence.jsonl", "report.md"]);
  writeFileSync(join(root, "ballast"), new Uint8Array(1));
  rmSync(join(root, "ballast"));
  await store.appendStatement(PLAN, RUN, unsigned("b\n"));
  assert.equal(content(root, EVIDENCE), "a\nb\n");
});

// Room for the attestation and none for the statement: the next process would have to sign what it did not make.
test("a full disk that refuses a statement leaves no attestation of it", async (context) => {
  const root = mountSmall(context);
  if (root === undefined) {
    context.skip("no file system may be mounted here");
    return;
  }
  const store = open(root);
  await store.appendStatement(PLAN, RUN, signed("a\n"));
  const before = [content(root, EVIDENCE), content(root, ATTESTATIONS)];
  const long = signed(`${"x".repeat(28_000)}\n`);
  await assert.rejects(store.appendStatement(PLAN, RUN, long), refused("DISK_REFUSED"));
  assert.deepEqual([content(root, EVIDENCE), content(root, ATTESTATIONS)], before);
  await store.appendStatement(PLAN, RUN, signed("b\n"));
  assert.equal(content(root, EVIDENCE), "a\nb\n");
});

test("a read-only disk refuses every write with the path, and can still be read", async (context) => {
  const root = mountSmall(context);
  if (root === undefined) {
    context.skip("no file system may be mounted here");
    return;
  }
  put(root, { [EVIDENCE]: "a\n" });
  execFileSync("mount", ["-o", "remount,ro", root]);
  const store = open(root);
  assert.equal((await store.readRun(PLAN, RUN))?.evidence.length, 2);
  await assert.rejects(store.appendStatement(PLAN, RUN, unsigned("b\n")), refused("DISK_REFUSED"));
  await assert.rejects(store.writeReport(PLAN, RUN, bytes("b\n")), refused("DISK_REFUSED"));
  await assert.rejects(
    store.appendStatement("charter", "charter-0123456789ab", unsigned("b\n")),
    refused("DISK_REFUSED"),
  );
  assert.equal(content(root, EVIDENCE), "a\n");
});

test("a folder that may not be written refuses the append", async (context) => {
  if (process.getuid?.() === 0) {
    context.skip("nothing is denied to root");
    return;
  }
  const root = makeFolder(context);
  put(root, { [EVIDENCE]: "a\n" });
  chmodSync(join(root, EVIDENCE), 0o444);
  await assert.rejects(open(root).appendStatement(PLAN, RUN, unsigned("b\n")), refused("DISK_REFUSED"));
  chmodSync(join(root, EVIDENCE), 0o000);
  await assert.rejects(open(root).readRun(PLAN, RUN), refused("FILE_UNREADABLE"));
});

// The first thing that is written is the folder: nothing may be half made when that fails.
test("a refused first write leaves nothing that is taken for a run", async (context) => {
  const root = makeFolder(context);
  put(root, { runs: "a file" });
  await assert.rejects(open(root).writeReport(PLAN, RUN, bytes("x\n")), refused("DISK_REFUSED"));
  assert.equal(readFileSync(join(root, "runs"), "utf8"), "a file");
  assert.equal(existsSync(join(root, FOLDER)), false);
});
