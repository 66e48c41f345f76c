// Whether a process may still run, told from what was noted about it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { mayRun, ownIdentity, type ProcessIdentity } from "../../src/runs/process-identity.ts";

const own = ownIdentity();
/** No process has this number: it is above every limit that Linux and others allow. */
const NO_PID = 2 ** 30;

const CASES: readonly (readonly [why: string, change: Partial<ProcessIdentity>, expected: boolean])[] = [
  ["this very process", {}, true],
  ["a number that nothing runs under", { pid: NO_PID }, false],
  ["this machine before it booted last", { bootId: "another boot" }, false],
  ["another machine", { host: "elsewhere", bootId: "another boot", pid: NO_PID }, true],
  ["another machine without boot names", { host: "elsewhere", bootId: null, pid: NO_PID }, true],
  ["another container on this machine", { pidSpace: "pid:[1]", pid: NO_PID }, true],
  ["the first process, which belongs to someone else or to us", { pid: 1, startTicks: null }, true],
];

for (const [why, change, expected] of CASES) {
  test(`may run: ${why}: ${String(expected)}`, () => {
    assert.equal(mayRun({ ...own, ...change }, own), expected);
  });
}

test("this machine under another name, as after a rename, is still judged by its processes", (context) => {
  if (own.bootId === null) {
    context.skip("this machine has no name for its boot");
    return;
  }
  assert.equal(mayRun({ ...own, host: "renamed", pid: NO_PID }, own), false);
});

test("a number that was given to another process since is not the process that was noted", (context) => {
  if (own.startTicks === null) {
    context.skip("this machine does not tell when a process was started");
    return;
  }
  assert.equal(mayRun({ ...own, startTicks: "1" }, own), false);
});
