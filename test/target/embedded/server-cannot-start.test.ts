// Machines on which no server can be had: each ends in a refusal that names the way on, and leaves nothing behind.
import assert from "node:assert/strict";
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { Refusal } from "../../../src/diagnostics/refusal.ts";
import { binariesFor } from "../../../src/target/embedded/binaries.ts";
import { startEmbeddedServer } from "../../../src/target/embedded/embedded-server.ts";
import { platformPackage } from "../../../src/target/embedded/embedded-refusal.ts";
import { enterOwnTmpdir } from "./server-children.ts";
import { canEnter } from "../../../src/target/embedded/server-user.ts";

const { folder: scratch, remove } = enterOwnTmpdir();
/** Where servers would have their folders, so that what they leave can be seen. */
const servers = path.join(scratch, "t");
mkdirSync(servers);
process.env["TMPDIR"] = servers;
after(remove);

/** A package in the place of the real one, with these programs; the answer is a file to look it up from. */
function plantPackage(
  name: string,
  programs: Readonly<Record<string, { text: string; mode: number }>>,
): string {
  const folder = path.join(scratch, name, "node_modules", platformPackage());
  mkdirSync(path.join(folder, "native", "bin"), { recursive: true });
  mkdirSync(path.join(folder, "dist"));
  writeFileSync(
    path.join(folder, "package.json"),
    JSON.stringify({ type: "module", exports: "./dist/index.js" }),
  );
  writeFileSync(path.join(folder, "dist", "index.js"), "throw new Error('never loaded');");
  for (const [file, { text, mode }] of Object.entries(programs)) {
    const place = path.join(folder, "native", "bin", process.platform === "win32" ? `${file}.exe` : file);
    writeFileSync(place, text);
    chmodSync(place, mode);
  }
  return path.join(scratch, name, "x.js");
}

const CASES: readonly (readonly [why: string, packagesFrom: () => string, message: RegExp])[] = [
  ["the package is not there", () => path.join(scratch, "x.js"), /not installed/],
  ["its programs are not there", () => plantPackage("empty", {}), /ENOENT/],
  [
    "they may not be run",
    () => plantPackage("closed", { initdb: { text: "#!/bin/sh\n", mode: 0o644 } }),
    /EACCES/,
  ],
  [
    "initdb fails, and says why",
    () =>
      plantPackage("failing", {
        initdb: { text: "#!/bin/sh\necho 'initdb: error: planted' >&2\nexit 3\n", mode: 0o755 },
      }),
    /ended with 3: initdb: error: planted/,
  ],
  [
    "initdb is killed",
    () => plantPackage("killed", { initdb: { text: "#!/bin/sh\nkill -9 $$\n", mode: 0o755 } }),
    /ended with SIGKILL/,
  ],
  [
    "the server ends at once",
    () =>
      plantPackage("ending", {
        initdb: { text: "#!/bin/sh\n", mode: 0o755 },
        postgres: { text: "#!/bin/sh\necho 'FATAL:  planted' >&2\nexit 1\n", mode: 0o755 },
      }),
    /ended with 1: FATAL: {2}planted/,
  ],
];

for (const [why, packagesFrom, message] of CASES) {
  test(
    `a server is refused, with the way on, where ${why}`,
    { skip: process.platform === "win32" },
    async () => {
      await assert.rejects(
        startEmbeddedServer({ seed: [], packagesFrom: packagesFrom() }),
        (error: unknown) => {
          assert.ok(error instanceof Refusal, String(error));
          assert.equal(error.code, "EMBEDDED_FAILED");
          assert.match(error.message, message);
          assert.match(error.todo, /spec\.driver: memory/);
          return true;
        },
      );
      assert.deepEqual(readdirSync(servers), []);
    },
  );
}

test("a folder for temporary files with a name too long for a socket is refused by name", async () => {
  const long = path.join(servers, "l".repeat(90));
  await withTmpdir(long, async () => {
    mkdirSync(long);
    await assert.rejects(startEmbeddedServer({ seed: [] }), (error: unknown) => {
      assert.ok(error instanceof Refusal && error.code === "EMBEDDED_FAILED", String(error));
      assert.match(error.message, /too long a name.*TMPDIR/);
      return true;
    });
    assert.deepEqual(readdirSync(long), []);
  });
  rmSync(long, { recursive: true });
});

test("a folder for temporary files that is not there is refused", async () => {
  await withTmpdir(path.join(scratch, "gone"), () =>
    assert.rejects(startEmbeddedServer({ seed: [] }), { code: "EMBEDDED_FAILED", message: /ENOENT/ }),
  );
});

test("one that the server's user cannot enter is refused", async (t) => {
  if (process.getuid?.() !== 0) {
    t.skip("only root's server runs as another user");
    return;
  }
  const closed = path.join(servers, "closed");
  mkdirSync(closed, { mode: 0o700 });
  await withTmpdir(closed, () =>
    assert.rejects(startEmbeddedServer({ seed: [] }), { code: "EMBEDDED_FAILED", message: /TMPDIR/ }),
  );
  rmSync(closed, { recursive: true });
});

test("programs below a closed folder, or without the links that npm's script makes, are copied and completed", () => {
  const native = path.join(scratch, "home", "native");
  const folder = path.join(scratch, "folder");
  for (const name of ["bin", "lib", "include"]) mkdirSync(path.join(native, name), { recursive: true });
  mkdirSync(folder);
  const found = {
    initdb: path.join(native, "bin", "initdb"),
    postgres: path.join(native, "bin", "postgres"),
  };
  const stranger = { uid: 4_000_000, gid: 4_000_000 };
  for (const file of ["bin/initdb", "lib/libpq.so.5.15", "lib/libpq.a"])
    writeFileSync(path.join(native, file), file);
  chmodSync(found.initdb, 0o755);
  const links = [{ source: "native/lib/libpq.so.5.15", target: "native/lib/libpq.so.5" }];
  assert.equal(canEnter(stranger, native), true);
  assert.equal(binariesFor(stranger, found, folder), found, "nothing is missing");

  writeFileSync(path.join(native, "pg-symlinks.json"), JSON.stringify(links));
  const copied = binariesFor(undefined, found, folder);
  assert.equal(copied.initdb, path.join(folder, "native", "bin", "initdb"));
  assert.ok(lstatSync(path.join(folder, "native", "lib", "libpq.so.5")).isSymbolicLink());
  assert.equal(lstatSync(copied.initdb).mode & 0o777, 0o755);
  assert.ok(!existsSync(path.join(folder, "native", "lib", "libpq.a")), "not what only compilers need");

  cpSync(path.join(folder, "native", "lib"), path.join(native, "lib"), {
    recursive: true,
    verbatimSymlinks: true,
  });
  rmSync(path.join(folder, "native"), { recursive: true });
  assert.equal(binariesFor(stranger, found, folder), found);
  chmodSync(path.join(scratch, "home"), 0o700);
  assert.equal(canEnter(stranger, native), false);
  assert.equal(binariesFor(undefined, found, folder), found, "our own home is open to us");
  assert.equal(binariesFor(stranger, found, folder).postgres, path.join(folder, "native", "bin", "postgres"));
});

async function withTmpdir(folder: string, use: () => Promise<void>): Promise<void> {
  process.env["TMPDIR"] = folder;
  try {
    await use();
  } finally {
    process.env["TMPDIR"] = servers;
  }
}
