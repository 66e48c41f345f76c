// What the words of a command line mean before any command is asked.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import { test } from "node:test";
import { manyPlans } from "../support/many-plans.ts";
import { makeRepository } from "../support/repository.ts";
import { MAIN_FILE, runReconcile } from "../support/run-reconcile.ts";

test("no word at all is run, a plan's name alone is run of that plan", (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(2, 1));
  const one = runReconcile(repository.directory, ["plan-00001"]);
  assert.equal(one.exit, 0, one.stderr);
  assert.match(one.stdout, /1 plan: 1 waiting; 4 statements recorded/);
  const all = runReconcile(repository.directory, []);
  assert.equal(all.exit, 0, all.stderr);
  assert.match(all.stdout, /2 plans: 2 waiting; 4 statements recorded/);
});

test("colour: only where it is asked for, and never with NO_COLOR", (context) => {
  const { directory, commit } = makeRepository(context);
  commit(manyPlans(1, 1));
  const hasColor = (args: readonly string[], extra = {}): boolean =>
    runReconcile(directory, ["status", ...args], extra).stdout.includes("\u001b[");
  assert.equal(hasColor([]), false);
  assert.equal(hasColor(["--color", "always"]), true);
  assert.equal(hasColor([], { FORCE_COLOR: "1" }), true);
  assert.equal(hasColor([], { FORCE_COLOR: "1", NO_COLOR: "1" }), false);
  assert.equal(hasColor(["--color", "never"], { FORCE_COLOR: "1" }), false);
});

test("a Node that is too old is told in one sentence, with 64", () => {
  const text = stripTypeScriptTypes(readFileSync(MAIN_FILE, "utf8")).replace(
    "process.versions.node.split",
    '"20.11.0".split',
  );
  assert.throws(
    () =>
      execFileSync(process.execPath, ["--input-type=module", "--eval", text.replace(/^#!.*/, "")], {
        stdio: "pipe",
      }),
    (error: { status?: number; stderr?: Buffer }) => {
      assert.equal(error.status, 64);
      assert.match(String(error.stderr), /^cutplan needs Node 22\.18 or later, and this is .*\n$/);
      return true;
    },
  );
});
