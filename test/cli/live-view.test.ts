// The redrawing view in a real pseudo-terminal (util-linux's script): every step once, the halt with its reason, the end.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { manyPlans } from "../support/many-plans.ts";
import { makeRepository } from "../support/repository.ts";
import { cleanEnvironment, MAIN_FILE } from "../support/run-reconcile.ts";

const hasScript = spawnSync("script", ["--version"]).status === 0;

test("a terminal sees a task a plan and a subtask a step", (context) => {
  if (!hasScript) {
    assert.equal(process.env["CI"], undefined, "CI has util-linux");
    context.skip("there is no script(1) to make a terminal with");
    return;
  }
  const repository = makeRepository(context);
  repository.commit(manyPlans(2, 2));
  const command = `stty cols 120; "${process.execPath}" "${MAIN_FILE}"`;
  const { status, stdout } = spawnSync("script", ["-qec", command, "/dev/null"], {
    cwd: repository.directory,
    env: cleanEnvironment({ TERM: "xterm", NO_COLOR: "1", SHELL: "/bin/sh" }),
    encoding: "utf8",
  });
  assert.equal(status, 0, stdout);
  const last = stdout.slice(stdout.lastIndexOf("plan-00000\r\n"));
  for (const step of ["preflight", "source_pin", "discover", "manifest"])
    assert.match(stdout, new RegExp(`✔ ${step}`));
  assert.match(stdout, /gate_sg_1 +waits at SG_1 with 0 of 1 approvals; bob may approve/);
  assert.doesNotMatch(last, /pre_write_backup/, "steps that were not taken are not shown");
  assert.match(stdout, /2 plans: 2 waiting; 8 statements recorded/);
});
