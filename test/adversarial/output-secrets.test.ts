// A password that somebody put where it does not belong reaches no output, no evidence and no commit, in any encoding.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, existsSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { manyPlans } from "../support/many-plans.ts";
import { makeRepository } from "../support/repository.ts";
import { runHere } from "../support/run-here.ts";

const SECRET = "C4NARY%2F@#";
const FORMS = [
  SECRET,
  decodeURIComponent("C4NARY%2F@#"),
  "C4NARY",
  Buffer.from(SECRET).toString("base64").slice(0, 8),
];

function assertSilent(where: string, text: string): void {
  for (const form of FORMS) assert.ok(!text.includes(form), `${where} holds ${form}: ${text}`);
}

async function assertClean(
  directory: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<number | null> {
  const { exit, stdout, stderr } = await runHere(directory, args, env);
  assertSilent(`the output of ${args.join(" ")}`, stdout + stderr);
  const runs = path.join(directory, "runs");
  const files = existsSync(runs)
    ? readdirSync(runs, { recursive: true, encoding: "utf8", withFileTypes: true })
    : [];
  for (const file of files.filter((entry) => entry.isFile())) {
    assertSilent(file.name, readFileSync(path.join(file.parentPath, file.name), "latin1"));
  }
  return exit;
}

// The likeliest mistake: the connection itself where only the name of its variable belongs.
for (const [name, spec] of [
  ["under env", `driver: postgres\n  connection: {env: "postgres://reader:${SECRET}@db.example.org/x"}`],
  [
    "under an unknown key",
    `driver: postgres\n  connection: {url: "postgres://reader:${SECRET}@db.example.org/x"}`,
  ],
  ["as a password", `driver: postgres\n  connection: {env: CUTPLAN_RO_URL, password: "${SECRET}"}`],
  ["in a broken line", `driver: postgres\n  connection: {env: postgres://reader:${SECRET}@db.example.org/x`],
] as const) {
  test(`a connection URL in a target, ${name}, is refused without being shown`, async (context) => {
    const repository = makeRepository(context);
    const target = `apiVersion: cutplan/v1\nkind: Target\nmetadata: {name: scratch}\nspec:\n  ${spec}\n`;
    repository.commit({ ...manyPlans(1, 1), "plans/_targets/scratch.yaml": target });
    for (const args of [
      ["validate"],
      ["validate", "--json"],
      [],
      ["--json"],
      ["status"],
      ["explain", "plan-00000"],
      ["diff"],
    ]) {
      assert.equal(await assertClean(repository.directory, args), 65, args.join(" "));
    }
  });
}

test("the password in a target's variable is not shown when nobody answers there", async (context) => {
  const repository = makeRepository(context);
  const target =
    "apiVersion: cutplan/v1\nkind: Target\nmetadata: {name: scratch}\nspec: {driver: postgres, connection: {env: CUTPLAN_RO_URL}}\n";
  repository.commit({ ...manyPlans(1, 1), "plans/_targets/scratch.yaml": target });
  const env = {
    CUTPLAN_RO_URL: `postgres://reader:${encodeURIComponent(SECRET)}@127.0.0.1:1/x?sslmode=disable`,
  };
  for (const args of [[], ["--json"], ["-v"], ["doctor"]]) {
    const exit = await assertClean(repository.directory, args, env);
    assert.equal(exit, args[0] === "doctor" ? 0 : 8);
  }
});

test("the token in a remote's address is not shown when the push fails", async (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(1, 1));
  repository.git(["remote", "add", "origin", `https://someone:${SECRET.replace("#", "")}@127.0.0.1:1/x.git`]);
  assert.equal(await assertClean(repository.directory, ["--push"]), 1);
  assert.equal(await assertClean(repository.directory, ["--push", "--json"]), 1);
  assertSilent("the commits", repository.git(["log", "--format=%B%an%ae", "--all"]));
});
