// A process to be killed: appends numbered lines to a run, from where it stands on, and says each number once it is
// promised to be on disk. Between them it writes the report. Started by the tests of crashes.
import { openRunStore } from "../../src/runs/run-store.ts";
import { commit, numberedLine, PLAN, RUN, signed } from "./sample-tree.ts";

const [workTree = "", count = "1000000"] = process.argv.slice(2);
const store = openRunStore({ workTree, mode: "record", committed: commit() });
const found = await store.readRun(PLAN, RUN);
const start = new TextDecoder().decode(found?.evidence).split("\n").length - 1;
for (let number = start; number < Number(count); number += 1) {
  await store.appendStatement(PLAN, RUN, signed(numberedLine(number)));
  process.stdout.write(`${number}\n`);
  await store.writeReport(PLAN, RUN, numberedLine(number));
}
