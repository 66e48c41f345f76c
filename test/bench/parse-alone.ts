// B3's floor: the yaml package parsing the same plan files, in one thread, checking nothing.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";

const root = path.join(process.argv[2] ?? ".", "plans");
let parsed = 0;
for (const plan of readdirSync(root)) {
  if (plan.startsWith("_")) continue;
  if (parse(readFileSync(path.join(root, plan, "plan.yaml"), "utf8")) !== null) parsed += 1;
}
if (parsed === 0) throw new Error("nothing was parsed");
