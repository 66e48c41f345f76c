// Which pg_dump is taken, over folders of programs that say a version and do nothing else.
import assert from "node:assert/strict";
import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { Refusal } from "../../../src/diagnostics/refusal.ts";
import { findPgDump, searchFolders } from "../../../src/target/backup/find-pg-dump.ts";

/** What a folder has: the versions that the two programs say, undefined for none of it. */
type Said = readonly [dump: string | undefined, restore: string | undefined];

async function plant(t: TestContext, folders: readonly Said[]): Promise<readonly string[]> {
  const root = await realpath(await mkdtemp(path.join(tmpdir(), "cutplan-tools-")));
  t.after(() => rm(root, { recursive: true, force: true }));
  return Promise.all(
    folders.map(async ([dump, restore], index) => {
      const folder = path.join(root, String(index));
      await mkdir(folder);
      if (dump !== undefined) await writeSaying(path.join(folder, "pg_dump"), `pg_dump (PostgreSQL) ${dump}`);
      if (restore !== undefined)
        await writeSaying(path.join(folder, "pg_restore"), `pg_restore (PostgreSQL) ${restore}`);
      return folder;
    }),
  );
}

async function writeSaying(file: string, words: string): Promise<void> {
  await writeFile(file, `#!/bin/sh\necho '${words}'\n`, { mode: 0o755 });
}

const FOUND: readonly (readonly [
  what: string,
  serverMajor: number,
  folders: readonly Said[],
  index: number,
])[] = [
  ["the only one", 15, [["15.18", "15.18"]], 0],
  [
    "the first that fits, not the newest",
    15,
    [
      ["16.1", "16.1"],
      ["18.0", "18.0"],
    ],
    0,
  ],
  [
    "the first that can read the server",
    17,
    [
      ["16.9", "16.9"],
      ["17.2", "17.2"],
    ],
    1,
  ],
  ["a packager's additions do not matter", 15, [["15.18 (Debian 15.18-0+deb12u1)", "15.18"]], 0],
  ["one that is being made", 18, [["18beta2", "18beta2"]], 0],
  [
    "not one older than 15, though it could read the server",
    14,
    [
      ["14.20", "14.20"],
      ["15.0", "15.0"],
    ],
    1,
  ],
  [
    "not one without its pg_restore",
    15,
    [
      ["15.1", undefined],
      ["15.2", "15.2"],
    ],
    1,
  ],
  [
    "not one with the pg_restore of another version",
    15,
    [
      ["15.1", "15.2"],
      ["15.3", "15.3"],
    ],
    1,
  ],
  [
    "not one that says something else",
    15,
    [
      ["fifteen", "fifteen"],
      ["15.3", "15.3"],
    ],
    1,
  ],
];

for (const [what, serverMajor, folders, index] of FOUND) {
  test(`pg_dump is found: ${what}`, async (t) => {
    const planted = await plant(t, folders);
    const tools = await findPgDump(serverMajor, ["/nowhere", ...planted]);
    const folder = planted[index] ?? "";
    assert.equal(tools.dump, path.join(folder, "pg_dump"));
    assert.equal(tools.restore, path.join(folder, "pg_restore"));
    assert.equal(tools.version, folders[index]?.[1]);
    assert.equal(tools.major, Number.parseInt(tools.version, 10));
  });
}

const NONE: readonly (readonly [
  what: string,
  serverMajor: number,
  folders: readonly Said[],
  told: RegExp,
])[] = [
  ["nothing at all", 15, [], /none was found/],
  [
    "too old for the server",
    18,
    [
      ["15.18", "15.18"],
      ["17.2", "17.2"],
    ],
    /15\.18 in .*, 17\.2 in /,
  ],
  ["too old for us", 14, [["14.20", "14.20"]], /14\.20 in /],
  ["no pg_restore", 15, [["15.1", undefined]], /15\.1 in .* without its pg_restore/],
];

for (const [what, serverMajor, folders, told] of NONE) {
  test(`no pg_dump is found: ${what}`, async (t) => {
    const planted = await plant(t, folders);
    const error: unknown = await findPgDump(serverMajor, planted).catch((fault: unknown) => fault);
    assert.ok(error instanceof Refusal);
    assert.equal(error.code, "BACKUP_REFUSED");
    assert.match(error.message, told);
    assert.match(error.expected, new RegExp(`${Math.max(serverMajor, 15)} or later`));
  });
}

test("a link is followed to the program, and one that leads to a chooser of versions is passed over", async (t) => {
  const [real, links, chooser, unusable] = await plant(t, [
    ["15.1", "15.1"],
    [undefined, undefined],
    ["15.2", "15.2"],
    ["15.3", "15.3"],
  ]);
  assert.ok(real !== undefined && links !== undefined && chooser !== undefined && unusable !== undefined);
  await writeSaying(path.join(chooser, "pg_wrapper"), "pg_dump (PostgreSQL) 15.2");
  await rm(path.join(chooser, "pg_dump"));
  await symlink("pg_wrapper", path.join(chooser, "pg_dump"));
  await symlink(path.join(real, "pg_dump"), path.join(links, "pg_dump"));
  await chmod(path.join(unusable, "pg_dump"), 0o644);
  const tools = await findPgDump(15, [chooser, unusable, links]);
  assert.equal(tools.dump, path.join(real, "pg_dump"));
  assert.equal(tools.restore, path.join(real, "pg_restore"));
});

test("PATH comes first, and a relative folder of it does not count", async () => {
  const folders = await searchFolders({ PATH: ["/first", "bin", "", ".", "/second"].join(path.delimiter) });
  assert.deepEqual(folders.slice(0, 2), ["/first", "/second"]);
  assert.ok(folders.every((folder) => path.isAbsolute(folder)));
});
