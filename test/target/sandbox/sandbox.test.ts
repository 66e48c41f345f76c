// A sandbox holds its seed and nothing else, tells of every boundary, fails as planted, and outlives its process for whoever
// goes on with it, but for nobody else.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { createInterface } from "node:readline";
import { Refusal } from "../../../src/diagnostics/refusal.ts";
import type { SeedUnit, Target } from "../../../src/model/generated/target.ts";
import type { SandboxGrounds } from "../../../src/target/live/live-wiring.ts";
import { GOVERNED_TABLES } from "../../../src/target/governed-columns.ts";
import { memoryFacts } from "../../../src/target/memory-facts.ts";
import { DatabaseError } from "../../../src/target/postgres/database-error.ts";
import { groundsOf, Sandbox, type Reached } from "../../../src/target/sandbox/sandbox.ts";
import { seedRows } from "../../../src/target/seed-rows.ts";
import { makeFolder } from "../../support/repository.ts";

const SEED: readonly SeedUnit[] = [
  { address: "DOC/U1", sha256: "1".repeat(64), lifecycle: "draft" },
  { address: "DOC/U2", sha256: "2".repeat(64), lifecycle: "enacted" },
  { address: "ELSE", sha256: "3".repeat(64), lifecycle: "retired" },
];
const TARGET: Target = {
  apiVersion: "cutplan/v1",
  kind: "Target",
  metadata: { name: "scratch" },
  spec: { driver: "embedded", seed: SEED },
};

let sandbox: Sandbox;
const reached: Reached[] = [];
let plant = (): void => undefined;

function onBoundary(at: Reached): void {
  reached.push(at);
  plant();
}

before(async () => {
  sandbox = await Sandbox.start({ seed: SEED, faultWire: true, onBoundary });
});
after(() => sandbox.stop());

function grounds(): SandboxGrounds {
  const found = groundsOf(sandbox);
  assert.ok(found);
  return found;
}

test("it holds exactly its seed, row by row, and reads as facts like a target in memory", async () => {
  const rows = await sandbox.readRows();
  const expected = seedRows(SEED);
  for (const table of GOVERNED_TABLES) assert.deepEqual(rows[table], [...expected(table)], table);
  const facts = await sandbox.readFacts(TARGET, { prefix: "DOC", reader: "test" });
  const foretold = memoryFacts(TARGET, "DOC");
  assert.ok(!(foretold instanceof Refusal));
  assert.deepEqual([facts.units, facts.totals], [foretold.units, foretold.totals]);
  assert.deepEqual(
    [facts.target, facts.driver, facts.role],
    ["scratch", "embedded", "context_pack_readonly"],
  );
});

test("it tells of every boundary, with the wire, and what is planted there rejects", async () => {
  await grounds().reach("verify", "after_lock");
  assert.deepEqual(reached.splice(0), [{ phase: "verify", boundary: "after_lock", wire: sandbox.wire }]);
  plant = () => {
    throw new Error("planted");
  };
  await assert.rejects(grounds().reach("cut_leg_a", "mid_batch"), /planted/);
  plant = () => undefined;
});

test("its connections go by the wire: a COMMIT whose answer is swallowed is lost here and done there", async () => {
  const client = await grounds().connectionProvider("cutter_verify", "test");
  await client.query({ text: "BEGIN" });
  const { rows } = await client.query({ text: "SELECT pg_current_xact_id()" });
  sandbox.wire?.plant({ kind: "swallow" });
  await assert.rejects(
    client.query({ text: "COMMIT" }),
    (error) => error instanceof DatabaseError && error.sqlstate === "08006",
  );
  await client.close();
  const fresh = await grounds().connectionProvider("cutter_verify", "test");
  const transaction = rows[0]?.[0] ?? "";
  const status = await fresh.query({ text: "SELECT pg_xact_status($1::xid8)", values: [transaction] });
  await fresh.close();
  assert.deepEqual(status.rows, [["committed"]]);
});

test("while the wire refuses, there is neither a connection nor a backup, and both are back once it is healed", async () => {
  const spec = {
    run: "test-000000000000",
    prefix: "DOC",
    facts: await sandbox.readFacts(TARGET, { prefix: "DOC", reader: "test" }),
  };
  sandbox.wire?.plant({ kind: "refuse" });
  await assert.rejects(grounds().connectionProvider("cutter_exec", "test"), DatabaseError);
  await assert.rejects(
    grounds().backupRunner(spec),
    (error) => error instanceof Refusal && error.code === "BACKUP_REFUSED",
  );
  sandbox.wire?.heal();
  await (await grounds().connectionProvider("cutter_exec", "test")).close();
  const { kind, totals } = await grounds().backupRunner(spec);
  assert.deepEqual([kind, totals], ["pg_dump", spec.facts.totals]);
});

/** The folder of a sandbox whose process was killed. */
async function killedSandbox(): Promise<string> {
  const script = path.join(import.meta.dirname, "sandbox-to-kill.ts");
  const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  const exit = once(child, "exit");
  const said = once(createInterface(child.stdout), "line") as Promise<[string]>;
  const [folder] = await Promise.race([said, exit.then(() => assert.fail("it ended by itself"))]);
  child.kill("SIGKILL");
  await exit;
  return folder;
}

const refused = (error: unknown): boolean => error instanceof Refusal && error.code === "EMBEDDED_FAILED";

test("it is resumed after its process was killed, with what was committed, and by nobody while one lives", async () => {
  await assert.rejects(Sandbox.resume(sandbox.folder), refused);
  const folder = await killedSandbox();
  const resumed = await Sandbox.resume(folder, { faultWire: true });
  try {
    const rows = await resumed.readRows();
    assert.deepEqual(
      rows["cutter_governance.cut_change_set"].map(([id]) => id),
      ["committed"],
    );
    assert.equal(resumed.killSwitch(), true);
    assert.notEqual(groundsOf(resumed), undefined);
    await assert.rejects(Sandbox.resume(folder), refused, "it has an owner now");
  } finally {
    await resumed.stop();
  }
  assert.equal(existsSync(folder), false);
  await assert.rejects(Sandbox.resume(folder), refused);
});

/** What somebody puts into a folder of their own to have it taken for a sandbox's. */
const FORGERIES: readonly (readonly [what: string, forge: (folder: string, victim: string) => void])[] = [
  ["an empty folder", () => undefined],
  [
    "a link to the folder",
    (folder, victim) => {
      rmSync(folder, { recursive: true });
      symlinkSync(victim, folder);
    },
  ],
  [
    "all of its files, and its socket and data by links",
    (folder, victim) => {
      for (const name of readdirSync(victim)) {
        if (["run", "data"].includes(name)) symlinkSync(path.join(victim, name), path.join(folder, name));
        else cpSync(path.join(victim, name), path.join(folder, name), { recursive: true });
      }
    },
  ],
  [
    "all of its files, and a socket that is a link",
    (folder, victim) => {
      for (const name of readdirSync(victim).filter((one) => one !== "run"))
        cpSync(path.join(victim, name), path.join(folder, name), { recursive: true });
      mkdirSync(path.join(folder, "run"), { mode: 0o700 });
      for (const name of readdirSync(path.join(victim, "run")))
        symlinkSync(path.join(victim, "run", name), path.join(folder, "run", name));
    },
  ],
];

for (const [what, forge] of FORGERIES) {
  test(`a forged folder is refused, and the server it leads to is left alone: ${what}`, async (context) => {
    const folder = path.join(makeFolder(context), "cutplan-pg-FORGED");
    mkdirSync(folder, { mode: 0o700 });
    forge(folder, sandbox.folder);
    await assert.rejects(Sandbox.resume(folder), refused);
    await stillRuns();
  });
}

test("a folder is refused whose server goes by another name than the mark there", async () => {
  const folder = await killedSandbox();
  writeFileSync(path.join(folder, "sandbox-mark"), `sandbox-${"0".repeat(32)}`);
  await assert.rejects(Sandbox.resume(folder), refused);
});

async function stillRuns(): Promise<void> {
  const client = await grounds().connectionProvider("cutter_verify", "test");
  await client.close();
}
