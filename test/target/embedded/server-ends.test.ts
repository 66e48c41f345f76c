// However a process ends, its server ends with it, or is cleared up by the next one: real processes, real signals.
import assert from "node:assert/strict";
import {
  chmodSync,
  chownSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import {
  adoptEmbeddedServer,
  startEmbeddedServer,
  type EmbeddedServer,
} from "../../../src/target/embedded/embedded-server.ts";
import { removeLeftovers } from "../../../src/target/embedded/remove-leftovers.ts";
import { canEnter, serverUser } from "../../../src/target/embedded/server-user.ts";
import { connectDatabase } from "../../../src/target/postgres/database-client.ts";
import {
  becomesTrue,
  CHILD,
  endChildren,
  ended,
  enterOwnTmpdir,
  isGone,
  launch,
  runs,
  serverOf,
  started,
} from "./server-children.ts";

const isRoot = process.getuid?.() === 0;
const own = enterOwnTmpdir();
const servers = own.folder;
after(async () => {
  await endChildren();
  await removeLeftovers();
  own.remove();
});

test("a process that is told to end, ends as it would have, and takes its server along", async (t) => {
  const plain = launch(["wait"]);
  const listening = launch(["listen"]);
  await t.test("one that does not listen for the signal dies of it", async () => {
    const child = await started(plain);
    plain.kill("SIGTERM");
    assert.equal(await ended(plain), "SIGTERM");
    await isGone(child);
  });
  await t.test("one that listens goes on until it ends by itself", async () => {
    const child = await started(listening);
    listening.kill("SIGTERM");
    assert.equal(await ended(listening), 5);
    await isGone(child);
  });
});

test("a process that fails, or forgets its server, takes it along", async (t) => {
  const failing = launch(["throw"]);
  const stranger = isRoot ? serverUser() : undefined;
  const canRun =
    stranger === undefined ||
    (canEnter(stranger, path.dirname(process.execPath)) && canEnter(stranger, path.dirname(CHILD)));
  const forgetting = launch(["forget"], canRun ? stranger : {});
  await t.test("an exception that nobody catches", async () => {
    const child = await started(failing);
    assert.equal(await ended(failing), 1);
    await isGone(child);
  });
  await t.test("nothing left to do, and as an ordinary user where this is root", async (t) => {
    if (!canRun) t.diagnostic("run as root: an ordinary user cannot enter this repository's folder");
    const child = await started(forgetting);
    if (canRun && stranger !== undefined) assert.equal(child.uid, stranger.uid);
    assert.equal(await ended(forgetting), 0);
    await isGone(child);
  });
});

test("a process that is told to end while its server is being made leaves nothing", async () => {
  const child = launch(["wait"]);
  await becomesTrue(() => hasBegun());
  child.kill("SIGINT");
  assert.equal(await ended(child), "SIGINT");
  assert.deepEqual(readdirSync(servers), []);
});

function hasBegun(): boolean {
  return readdirSync(servers).some((name) => existsSync(path.join(servers, name, "data", "PG_VERSION")));
}

test("what killed processes leave is cleared by the next start, or goes on where that was wished", async (t) => {
  const leaving = launch(["wait"]);
  const resumable = launch(["wait", "resumable"]);
  const [left, kept] = await Promise.all([started(leaving), started(resumable)]);
  await t.test("of a living process nothing is taken over, and nothing cleared", async () => {
    await assert.rejects(adoptEmbeddedServer(kept.folder), {
      code: "EMBEDDED_FAILED",
      message: /still runs/,
    });
    await removeLeftovers();
    assert.ok(runs(left.server) && runs(kept.server));
  });
  const beginning = launch(["wait"]);
  await becomesTrue(() => readdirSync(servers).length === 3 && everyHasBegun());
  for (const child of [beginning, leaving, resumable]) {
    child.kill("SIGKILL");
    assert.equal(await ended(child), "SIGKILL");
  }
  assert.ok(runs(left.server) && runs(kept.server), "a server outlives its killed process");

  const next = await startEmbeddedServer({ seed: [] });
  try {
    await t.test("the next start clears up", async () => {
      await isGone(left);
      await removeLeftovers();
      const names = readdirSync(servers).sort();
      assert.deepEqual(names, [next.folder, kept.folder].map((folder) => path.basename(folder)).sort());
      assert.ok(runs(kept.server));
    });
    await t.test("nothing but such a folder as it was left is taken over", () =>
      refuseForged(kept.folder, next),
    );
    await t.test("it is taken over, once, goes on, and ends with the process that took it over", async () => {
      const taking = launch(["wait", kept.folder]);
      assert.deepEqual({ ...(await started(taking)), uid: kept.uid }, kept);
      await assert.rejects(adoptEmbeddedServer(kept.folder), {
        code: "EMBEDDED_FAILED",
        message: /still runs/,
      });
      taking.kill("SIGTERM");
      assert.equal(await ended(taking), "SIGTERM");
      await isGone(kept);
    });
    await t.test("stopping removes everything, and again does no harm", async () => {
      const open = await connectDatabase(next.settings("directus"), SESSION);
      const server = serverOf(next.folder);
      await Promise.all([next.stop(), next.stop()]);
      await next.stop();
      await open.close();
      await isGone({ folder: next.folder, server });
      assert.deepEqual(readdirSync(servers), []);
      for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
        assert.equal(process.listenerCount(signal), 0, signal);
    });
  } finally {
    await next.stop();
  }
});

function everyHasBegun(): boolean {
  return readdirSync(servers).every((name) => existsSync(path.join(servers, name, "data", "PG_VERSION")));
}

const SESSION = { applicationName: "test:ends", settings: {}, connectTimeoutMs: 10_000 };

/** Each forgery is made, refused and undone. */
async function refuseForged(folder: string, other: EmbeddedServer): Promise<void> {
  const refused = (place: string, why: string): Promise<void> =>
    assert.rejects(adoptEmbeddedServer(place), { code: "EMBEDDED_FAILED" }, why);
  const link = path.join(servers, "cutplan-pg-linked");
  symlinkSync(folder, link);
  await refused(link, "a link to it");
  rmSync(link);
  await refused(path.relative(process.cwd(), folder), "a relative name");
  await refused(servers, "another folder");
  await refused(path.join(servers, "cutplan-pg-absent"), "no folder");
  await refused(`${folder}/../${path.basename(folder)}`, "a name with a way back in it");

  const file = path.join(folder, "server.json");
  const kept = readFileSync(file, "utf8");
  const value = JSON.parse(kept) as { clusterName: string; passwords: Record<string, string> };
  const forgeries: readonly (readonly [why: string, text: string])[] = [
    ["another name", JSON.stringify({ ...value, clusterName: "cutplan-other" })],
    ["another password", JSON.stringify({ ...value, passwords: { ...value.passwords, postgres: "other" } })],
    ["a password missing", JSON.stringify({ ...value, passwords: {} })],
    ["no JSON", kept.slice(1)],
    ["null", "null"],
  ];
  for (const [why, text] of forgeries) {
    writeFileSync(file, text);
    await refused(folder, why);
  }
  writeFileSync(file, kept);
  await withSwapped(
    file,
    () => symlinkSync(path.join(other.folder, "server.json"), file),
    () => refused(folder, "a link for the passwords"),
  );
  const run = path.join(folder, "run");
  await withSwapped(
    run,
    () => symlinkSync(path.join(other.folder, "run"), run),
    () => refused(folder, "the socket of another server"),
  );
  const lock = path.join(folder, "data", "postmaster.pid");
  await withSwapped(
    lock,
    () => writeFileSync(lock, `${serverOf(other.folder)}\n`),
    () => refused(folder, "the number of another server"),
  );
  for (const place of [folder, file]) {
    const mode = place === folder ? 0o711 : 0o600;
    chmodSync(place, mode | 0o020);
    await refused(folder, "others could write to it");
    chmodSync(place, mode);
  }
  if (isRoot) {
    chownSync(folder, 4_000_000, 0);
    await refused(folder, "another user's");
    chownSync(folder, 0, 0);
  }
}

async function withSwapped(place: string, plant: () => void, use: () => Promise<void>): Promise<void> {
  renameSync(place, `${place}.kept`);
  plant();
  await use();
  rmSync(place);
  renameSync(`${place}.kept`, place);
}
