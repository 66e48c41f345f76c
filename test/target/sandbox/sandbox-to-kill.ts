// A process that starts a sandbox, commits one row in it, leaves a transaction open, says where it is, and waits to be killed.
import { groundsOf, Sandbox } from "../../../src/target/sandbox/sandbox.ts";

const sandbox = await Sandbox.start({ seed: [], faultWire: true, resumable: true });
const grounds = groundsOf(sandbox);
const insert = (name: string) =>
  `INSERT INTO cutter_governance.cut_change_set (change_set_id, run_id, document_id, prefix, units) VALUES ('${name}', '${name}', 'D', 'P', 1)`;
for (const [name, ends] of [
  ["committed", "COMMIT"],
  ["open", undefined],
] as const) {
  const client = await grounds?.connectionProvider("cutter_exec", "killed");
  await client?.query({ text: "BEGIN" });
  await client?.query({ text: insert(name) });
  if (ends !== undefined) await client?.query({ text: ends });
}
process.stdout.write(`${sandbox.folder}\n`);
setInterval(() => undefined, 1000);
