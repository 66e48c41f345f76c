// Folders as killed processes leave them, and folders that only look so. No server is started.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import {
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { removeLeftovers } from "../../../src/target/embedded/remove-leftovers.ts";
import { ownIdentity } from "../../../src/target/embedded/server-identity.ts";
import { enterOwnTmpdir, isRunning } from "./server-children.ts";

const isRoot = process.getuid?.() === 0;
const { folder: servers, remove } = enterOwnTmpdir();
after(remove);

/** As a killed process would have left it: the owner's number is that of a process that has ended. */
function plantLeftover(name: string, owner: unknown): string {
  const folder = path.join(servers, name);
  mkdirSync(path.join(folder, "data"), { recursive: true, mode: 0o700 });
  if (owner !== undefined) writeFileSync(path.join(folder, "owner-1.json"), JSON.stringify(owner));
  return folder;
}

test("clearing up touches nothing that is not surely a dead process's own", async (t) => {
  const own = ownIdentity();
  const bystander = spawn(process.execPath, ["-e", "setInterval(() => undefined, 60_000)"], {
    stdio: "ignore",
  });
  t.after(() => bystander.kill("SIGKILL"));
  const gone = {
    ...own,
    startTicks: own.startTicks === null ? null : "1",
    pid: own.startTicks === null ? 2 ** 22 : own.pid,
  };
  const old = new Date(Date.now() - 3_600_000);
  const stays = {
    "cutplan-pg-living": own,
    "cutplan-pg-launch": { ...own, host: "elsewhere", bootId: "elsewhere" },
    "cutplan-pg-inabox": { ...gone, pidSpace: "pid:[1]" },
    "cutplan-pg-newone": undefined,
    "cutplan-pg-toolong": gone,
    "somebody-else": gone,
  };
  for (const [name, owner] of Object.entries(stays)) plantLeftover(name, owner);
  const outside = mkdtempSync(path.join(servers, "outside-"));
  writeFileSync(path.join(outside, "owner-1.json"), JSON.stringify(gone));
  symlinkSync(outside, path.join(servers, "cutplan-pg-linked"));
  if (isRoot) chownSync(plantLeftover("cutplan-pg-theirs", gone), 4_000_000, 0);
  const kept = readdirSync(servers).sort();

  const reused = plantLeftover("cutplan-pg-reused", gone);
  writeFileSync(path.join(reused, "data", "postmaster.pid"), `${bystander.pid ?? 0}\n${reused}/data\n`);
  plantLeftover("cutplan-pg-reboot", { ...own, bootId: "before" });
  plantLeftover("cutplan-pg-broken", "no identity");
  utimesSync(path.join(servers, "cutplan-pg-broken", "owner-1.json"), old, old);
  utimesSync(plantLeftover("cutplan-pg-noname", undefined), old, old);

  await removeLeftovers();
  assert.deepEqual(readdirSync(servers).sort(), kept);
  assert.ok(isRunning(bystander), "a process that has the number by now is left alone");
});
