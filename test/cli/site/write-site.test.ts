// A site takes the place of nothing, of an empty folder or of a site of before, and of nothing else; whole or not at all.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { findSitePlace, SITE_LIST } from "../../../src/cli/site/site-place.ts";
import { writeSite, type SiteFile } from "../../../src/cli/site/write-site.ts";
import { sha256Hex } from "../../../src/model/digest.ts";
import { makeFolder, makeRepository } from "../../support/repository.ts";

const FIRST: readonly SiteFile[] = [
  { path: "assets/site.css", content: Buffer.from("a {}") },
  { path: "index.html", content: "first" },
  { path: "plans/charter/index.html", content: "charter" },
];
const SECOND: readonly SiteFile[] = [{ path: "index.html", content: "second" }];
const NOWHERE = { gitDir: "/nowhere/.git", commonDir: "/nowhere/.git", workTree: "/nowhere" };

async function write(out: string, files: Iterable<SiteFile>): Promise<readonly string[]> {
  return writeSite(await findSitePlace(out, NOWHERE), files, "cutplan test");
}

function filesOf(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** What lies beside the site: nothing of ours may be left there. */
function besides(folder: string): readonly string[] {
  return readdirSync(folder).filter((name) => name !== "site");
}

test("a folder is made, filled where it is empty, and replaced where it is a site", async (context) => {
  const folder = makeFolder(context);
  const site = path.join(folder, "deep", "er", "site");
  assert.deepEqual(
    await write(site, FIRST),
    FIRST.map((file) => file.path),
  );
  assert.deepEqual(filesOf(site), [SITE_LIST, ...FIRST.map((file) => file.path)].sort());
  assert.equal(statSync(site).mode, statSync(path.dirname(site)).mode, "it is a folder like any other");
  await write(site, SECOND);
  assert.deepEqual(filesOf(site), [SITE_LIST, "index.html"]);
  assert.equal(readFileSync(path.join(site, "index.html"), "utf8"), "second");
  assert.deepEqual(besides(path.dirname(site)), []);
  mkdirSync(path.join(folder, "empty"));
  await write(path.join(folder, "empty"), SECOND);
  assert.deepEqual(filesOf(path.join(folder, "empty")), [SITE_LIST, "index.html"]);
});

const IN_THE_WAY: readonly (readonly [what: string, gone: string, lay: (site: string) => void])[] = [
  ["a file in its place", "", (site) => writeFileSync(site, "mine")],
  ["a link in its place", "", (site) => symlinkSync("..", site)],
  ["a folder without a list", SITE_LIST, () => undefined],
  ["a list that is none", SITE_LIST, (site) => writeFileSync(path.join(site, SITE_LIST), '{"files":[]}')],
  ["a list that is a link", SITE_LIST, (site) => symlinkSync("index.html", path.join(site, SITE_LIST))],
  ["a file of somebody's", "x", (site) => writeFileSync(path.join(site, "CNAME"), "example.org")],
  ["a file below", "x", (site) => writeFileSync(path.join(site, "plans/charter/notes.txt"), "mine")],
  ["an empty folder of somebody's", "x", (site) => mkdirSync(path.join(site, "plans/mine"))],
  ["a link for a page", "index.html", (site) => symlinkSync("/etc/passwd", path.join(site, "index.html"))],
];

for (const [what, gone, lay] of IN_THE_WAY) {
  test(`nothing is touched where there is ${what}: FILE_EXISTS`, async (context) => {
    const folder = makeFolder(context);
    const site = path.join(folder, "site");
    await write(site, FIRST);
    rmSync(path.join(site, gone), { recursive: true, force: true });
    lay(site);
    const before = spawnSync("ls", ["-lAiR", folder], { encoding: "utf8" }).stdout;
    await assert.rejects(write(site, SECOND), { code: "FILE_EXISTS" });
    assert.equal(spawnSync("ls", ["-lAiR", folder], { encoding: "utf8" }).stdout, before);
  });
}

test("never in git's own folder, in plans/ or runs/, nor around the repository: USAGE", async (context) => {
  const repository = makeRepository(context);
  const root = repository.directory;
  repository.commit({ "plans/a/plan.yaml": "x", "runs/a/b/c": "x" });
  symlinkSync("plans", path.join(root, "link"));
  const places = { gitDir: path.join(root, ".git"), commonDir: path.join(root, ".git"), workTree: root };
  const refused = [
    ".git",
    ".git/site",
    "plans",
    "plans/site",
    "runs/a/site",
    "link/site",
    ".",
    "..",
    "sub/.git/x",
  ];
  for (const out of refused)
    await assert.rejects(findSitePlace(path.join(root, out), places), { code: "USAGE" }, out);
  for (const out of ["public", "docs/plans", "planspublic", "runs.html"])
    assert.equal((await findSitePlace(path.join(root, out), places)).name, path.basename(out));
});

test("no page leads out of the site, is hidden, or is written twice", async (context) => {
  const site = path.join(makeFolder(context), "site");
  const names = [
    "../x",
    "/x",
    "a/../x",
    ".x",
    "a/.x",
    "a//x",
    "a\\x",
    "",
    "a/",
    "ä",
    SITE_LIST,
    "a".repeat(300),
  ];
  for (const name of names)
    await assert.rejects(write(site, [{ path: name, content: "" }]), /a page cannot be called/, name);
  const twice = ["a/Index.html", "a/index.html"].map((name) => ({ path: name, content: "" }));
  await assert.rejects(write(site, twice), /two pages are called/);
  assert.deepEqual(readdirSync(path.dirname(site)), []);
});

test("what fails in the middle leaves the old site and nothing else", async (context) => {
  const folder = makeFolder(context);
  const site = path.join(folder, "site");
  await write(site, FIRST);
  function* broken(): Generator<SiteFile> {
    yield SECOND[0]!;
    throw new Error("no page");
  }
  await assert.rejects(write(site, broken()), /no page/);
  const clash = [...SECOND, { path: "index.html/below", content: "" }];
  await assert.rejects(write(site, clash), { code: "DISK_REFUSED" });
  assert.equal(readFileSync(path.join(site, "index.html"), "utf8"), "first");
  assert.deepEqual(besides(folder), []);
});

test("what a killed process left is cleared, and an old site that had stepped aside comes back", async (context) => {
  const folder = makeFolder(context);
  const site = path.join(folder, "site");
  await write(site, FIRST);
  const start = `.cutplan-site-${sha256Hex("site").slice(0, 12)}-`;
  const { pid: dead } = spawnSync("true");
  const others = [`${start}${process.pid}-${"a".repeat(12)}.new`, ".cutplan-site-of-another"];
  for (const name of [`${start}${dead}-${"b".repeat(12)}.new`, ...others]) mkdirSync(path.join(folder, name));
  // Killed between the two renames: there is no site, and the old one lies aside.
  spawnSync("mv", [site, path.join(folder, `${start}${dead}-${"c".repeat(12)}.old`)]);
  function* broken(): Generator<SiteFile> {
    yield* [];
    throw new Error("no page");
  }
  await assert.rejects(write(site, broken()), /no page/);
  assert.equal(readFileSync(path.join(site, "index.html"), "utf8"), "first");
  assert.deepEqual([...besides(folder)].sort(), [...others].sort());
});

test("who reads a page while the site is replaced reads the old one or the new one", async (context) => {
  const site = path.join(makeFolder(context), "site");
  const pages = ["1", "2"].map((text): SiteFile => ({ path: "index.html", content: text.repeat(100_000) }));
  await write(site, [pages[0]!]);
  const seen = new Set<string>();
  let isOver = false;
  const read = async (): Promise<void> => {
    while (!isOver) {
      const text = await readFile(path.join(site, "index.html"), "utf8").catch(() => "between the two");
      seen.add(text.length > 100 ? `${text.length} times ${text.replaceAll(/(.)\1*/g, "$1")}` : text);
    }
  };
  const reading = read();
  for (let round = 0; round < 12; round += 1) await write(site, [pages[round % 2]!]);
  isOver = true;
  await reading;
  seen.delete("between the two");
  assert.deepEqual([...seen].sort(), ["100000 times 1", "100000 times 2"]);
});

test("two at once: one of them wins, and the site is whole", async (context) => {
  const folder = makeFolder(context);
  const site = path.join(folder, "site");
  await write(site, FIRST);
  await Promise.allSettled(Array.from({ length: 8 }, (_, n) => write(site, n % 2 === 0 ? SECOND : FIRST)));
  const whole = [FIRST, SECOND].map((files) =>
    [SITE_LIST, ...files.map((file) => file.path)].sort().join(" "),
  );
  assert.ok(whole.includes(filesOf(site).join(" ")), filesOf(site).join(" "));
});
