// reconcile site as its user meets it: where the site lies, what it says at the end, and that it moves and asks nothing.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { sha256Hex } from "../../../src/model/digest.ts";
import { manyPlans, onePlan } from "../../support/many-plans.ts";
import { makeFolder, makeRepository } from "../../support/repository.ts";
import { runHere } from "../../support/run-here.ts";

const NOW = ["--now", "2026-11-21T10:00:00Z"];
const PLAN = "plan-00000";
const REGISTER =
  "apiVersion: cutplan/v1\nkind: Target\nmetadata: {name: register}\nspec: {driver: postgres, connection: {env: CUTPLAN_RO_URL_NOT_SET}}\n";

function digestsOf(folder: string): Readonly<Record<string, string>> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  const files = entries.map((one) => path.join(one.parentPath, one.name)).sort();
  return Object.fromEntries(
    files.map((file) => [path.relative(folder, file), sha256Hex(readFileSync(file))]),
  );
}

test("writes the pages, says where, and nothing else changes; again it is the same bytes", async (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(2, 3));
  await runHere(repository.directory, ["run", "--commit", "--quiet", ...NOW]);
  const { exit, stdout, stderr } = await runHere(repository.directory, ["site", "--out", "public", ...NOW]);
  assert.deepEqual([exit, stderr], [0, ""]);
  assert.match(
    stdout,
    /^✔ \d+ pages about 2 plans: 2 waiting\n {2}commit {2}[0-9a-f]{12} \(refs\/heads\/main\), as of 2026-11-21T10:00:00Z\n {2}open {4}public\/index\.html\n$/,
  );
  const site = path.join(repository.directory, "public");
  const first = digestsOf(site);
  assert.ok("index.html" in first && "trust.html" in first && "assets/site.css" in first);
  await runHere(repository.directory, ["site", "--out", "public", ...NOW]);
  assert.deepEqual(digestsOf(site), first);
  assert.equal(repository.git(["status", "--porcelain"]), "?? public/");
});

test("ends with 0 whatever state plans are in, and the pages name them", async (context) => {
  const repository = makeRepository(context);
  repository.commit({ ...manyPlans(1, 1), "plans/faulty/plan.yaml": "kind: CutPlan\n" });
  const { exit, stdout } = await runHere(repository.directory, ["site", "--out", "public", "--json", ...NOW]);
  assert.equal(exit, 0);
  const events = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    events.map(({ type }) => type),
    ["version", "file", "summary"],
  );
  assert.deepEqual(events[1], { type: "file", path: "public/index.html" });
  assert.deepEqual(events[2], { type: "summary", plans: 2, statements: 0, exit: 0 });
  assert.match(readFileSync(path.join(repository.directory, "public/index.html"), "utf8"), /faulty/);
});

test("no target is asked, and no variable with a connection is missed", async (context) => {
  const repository = makeRepository(context);
  const plan = onePlan(PLAN, 1);
  const text = String(plan[`plans/${PLAN}/plan.yaml`]).replace("target: scratch", "target: register");
  repository.commit({
    ...manyPlans(1, 1),
    [`plans/${PLAN}/plan.yaml`]: text,
    "plans/_targets/register.yaml": REGISTER,
  });
  const { exit, stderr } = await runHere(repository.directory, ["site", "--out", "public", ...NOW]);
  assert.deepEqual([exit, stderr], [0, ""]);
});

test("only the plans asked for, at the commit asked for, wherever it is asked from", async (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(1, 1));
  repository.commit(onePlan("later", 1));
  const folder = makeFolder(context);
  const at = ["--repo", repository.directory, ...NOW];
  const { exit, stdout } = await runHere(folder, ["site", PLAN, "--ref", "HEAD~1", "--out", "public", ...at]);
  assert.equal(exit, 0, stdout);
  assert.deepEqual(readdirSync(path.join(folder, "public/plans")), [PLAN]);
  assert.deepEqual(readdirSync(repository.directory).sort(), [".git", "plans"]);
});

const REFUSED: readonly (readonly [why: string, args: readonly string[], exit: number, code: string])[] = [
  ["a plan that is not there", ["nothing", "--out", "public"], 64, "PLAN_NOT_FOUND"],
  ["no place", [], 64, "USAGE"],
  ["an empty place", ["--out", ""], 64, "USAGE"],
  ["a place in plans/", ["--out", "plans/site"], 64, "USAGE"],
  ["a place in git's folder", ["--out", ".git/site"], 64, "USAGE"],
  ["a place with something of somebody's", ["--out", "docs"], 64, "FILE_EXISTS"],
];

for (const [why, args, expected, code] of REFUSED) {
  test(`${why} is refused, and nothing is written: ${code}`, async (context) => {
    const repository = makeRepository(context);
    repository.commit({ ...manyPlans(1, 1), "docs/index.html": "mine" });
    const { exit, stderr } = await runHere(repository.directory, ["site", ...args, ...NOW]);
    assert.equal(exit, expected, stderr);
    assert.match(stderr, new RegExp(`refused {2}${code}\\b`));
    assert.equal(repository.git(["status", "--porcelain", "--ignored"]), "");
    assert.equal(existsSync(path.join(repository.directory, "public")), false);
  });
}

test("where the commit cannot be judged as a whole, the site of before stays", async (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(1, 1));
  await runHere(repository.directory, ["site", "--out", "public", ...NOW]);
  const before = digestsOf(path.join(repository.directory, "public"));
  repository.git(["rm", "-rq", "plans/_trust/revoked_keys"]);
  repository.commit({});
  const { exit, stderr } = await runHere(repository.directory, ["site", "--out", "public", ...NOW]);
  assert.equal(exit, 8, stderr);
  assert.deepEqual(digestsOf(path.join(repository.directory, "public")), before);
});

test("a place that cannot be made or entered is refused, and soon", async (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(1, 3));
  symlinkSync("loop", path.join(repository.directory, "loop"));
  const nowhere = existsSync("/proc/self") ? ["/proc/site", "/proc/no/site"] : [];
  for (const out of [path.join(repository.directory, "loop/site"), ...nowhere]) {
    const { exit, stderr } = await runHere(repository.directory, ["site", "--out", out, ...NOW]);
    assert.ok(exit === 1 || exit === 64, `${out}: ${exit}`);
    assert.match(stderr, /DISK_REFUSED|USAGE/);
  }
});
