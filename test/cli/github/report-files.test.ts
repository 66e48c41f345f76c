// The files of a step: appended to whole or not at all, on a line of their own; what cannot be written is a refusal.
import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { appendWhole, reportFilesFor, writeAnew } from "../../../src/cli/github/report-files.ts";
import { Refusal } from "../../../src/diagnostics/refusal.ts";
import { manyPlans } from "../../support/many-plans.ts";
import { makeFolder, makeRepository } from "../../support/repository.ts";
import { runHere } from "../../support/run-here.ts";
import { carriedOut } from "./runner.ts";

test("what is appended begins on a line of its own", (context) => {
  const file = path.join(makeFolder(context), "out");
  appendWhole(file, "a=1\n");
  appendWhole(file, "b=2\n");
  writeFileSync(file, "c=3", { flag: "a" });
  appendWhole(file, "d=4\n");
  assert.equal(readFileSync(file, "utf8"), "a=1\nb=2\nc=3\nd=4\n");
});

test(
  "what cannot be appended leaves the file as it was",
  { skip: !existsSync("/dev/full") && "no /dev/full" },
  (context) => {
    const folder = makeFolder(context);
    for (const file of ["/dev/full", folder, path.join(folder, "no/such/folder")])
      assert.throws(
        () => appendWhole(file, "x\n"),
        (error) => error instanceof Refusal && error.code === "DISK_REFUSED" && error.message.includes(file),
      );
    assert.deepEqual(readdirSync(folder), []);
  },
);

test("what is written anew replaces a file in one move, and is no half of it", (context) => {
  const folder = makeFolder(context);
  const file = path.join(folder, "comment");
  writeAnew(file, "one\n");
  writeAnew(file, "two\n");
  assert.equal(readFileSync(file, "utf8"), "two\n");
  writeAnew("/dev/null", "gone\n");
  assert.ok(existsSync("/dev/null"));
  mkdirSync(path.join(folder, "taken"));
  for (const other of [path.join(folder, "taken"), path.join(folder, "no/such/folder")])
    assert.throws(() => writeAnew(other, "x\n"), Refusal);
  const link = path.join(folder, "link");
  symlinkSync(file, link);
  writeAnew(link, "three\n");
  assert.equal(readFileSync(link, "utf8"), "three\n");
  symlinkSync("loop", path.join(folder, "loop"));
  assert.throws(() => writeAnew(path.join(folder, "loop"), "x\n"), Refusal);
  rmSync(path.join(folder, "loop"));
  chmodSync(file, 0o644);
  assert.deepEqual(readdirSync(folder).sort(), ["comment", "link", "taken"]);
});

test("one file for two of them is refused", () => {
  const flags = { summary: "out.md", comment: "./out.md" };
  assert.throws(
    () => reportFilesFor(flags, { format: "github" }, {}),
    (error) => error instanceof Refusal && error.code === "USAGE" && error.message.includes("out.md"),
  );
  assert.equal(reportFilesFor({ summary: "out.md" }, { format: "github" }, {}).summary, "out.md");
});

test("a check whose files cannot be written fails, and still says what it found", async (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(1, 1));
  const folder = makeFolder(context);
  for (const flag of ["--summary", "--outputs", "--comment"]) {
    const told = await runHere(repository.directory, [
      ...["run", "--no-write", "--format", "github", "--summary", path.join(folder, "s")],
      ...["--outputs", path.join(folder, "o"), flag, path.join(folder, "no/such/folder")],
    ]);
    assert.equal(told.exit, 1, flag);
    assert.match(told.stdout, /waits at SG_1/);
    assert.match(told.stderr, /refused {2}DISK_REFUSED/);
    assert.ok(
      carriedOut(told.stdout).some(({ properties }) => properties["title"] === "DISK_REFUSED"),
      flag,
    );
    assert.doesNotMatch(told.stderr, /\n {4}at /);
  }
  assert.match(readFileSync(path.join(folder, "o"), "utf8"), /exit=1\n(?![^]*exit=0)/);
});
