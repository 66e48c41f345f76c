// --format github where something is in its way: hostile texts in every place a document has, a command that is refused, files
// that are not asked for, a connection with a password.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { sha256Hex } from "../../../src/model/digest.ts";
import { manyPlans, onePlan } from "../../support/many-plans.ts";
import { makeFolder, makeRepository } from "../../support/repository.ts";
import { runHere } from "../../support/run-here.ts";
import { NOW } from "./every-state.ts";
import { HOSTILE, MARK } from "./hostile-texts.ts";
import { assertContained } from "./rendered.ts";
import { carriedOut } from "./runner.ts";
import { tellGithub } from "./tell-github.ts";

test("hostile titles, headings, approvals, names and branches are text everywhere", async (context) => {
  const repository = makeRepository(context);
  repository.commit(hostileFiles());
  repository.git(["checkout", "--quiet", "-b", "zqx`<b>@everyone`$(id)-##"]);
  await runHere(repository.directory, ["run", "--now", NOW]);
  for (const args of [
    ["run", "--no-write"],
    ["run", "--no-write", "--verbose"],
    ["run", "--no-write", "-q"],
    ["validate"],
  ]) {
    const told = await tellGithub(context, repository, args);
    assert.equal(told.exit, 65, told.stderr);
    assertContained(told.summary);
    assertContained(told.comment);
    assert.ok(told.summary.split(MARK).length > 5, "the texts are there");
    if (args[0] === "run") assert.match(told.summary, /`HEADINGS\/S2` .*`.*zqx/);
    for (const { name, properties } of told.commands) {
      assert.ok(["error", "warning", "notice"].includes(name), name);
      assert.match(properties["file"] ?? "plans/", /^plans\//);
    }
    assert.deepEqual(carriedOut(told.stderr), []);
    assert.doesNotMatch(`${told.stdout}${told.stderr}`, /\p{Cc}(?<!\n)|\u202e/u);
  }
});

/** A plan for each hostile text that YAML takes as a title, and one fault for each that it does not. */
function hostileFiles(): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const [index, text] of HOSTILE.entries()) {
    const name = `plan-${String(index)}`;
    const plan = Object.entries(onePlan(name, 2)) as readonly (readonly [string, string])[];
    for (const [file, content] of plan)
      files[file] = content.replace(`"The ${name}"`, () =>
        JSON.stringify(text.slice(0, 200)).replaceAll("\u007f", ""),
      );
  }
  const headings = HOSTILE.map((text) => `# ${text.replaceAll(/\s+/g, " ")}\n\nText.\n`).join("\n");
  files["plans/headings/source.txt"] = headings;
  files["plans/headings/plan.yaml"] = (onePlan("headings", 1)["plans/headings/plan.yaml"] as string)
    .replace('{marker: "Section {n}", code: "S{n}"}', '{heading: 1, code: "S{n}"}')
    .replace("cut:", "cut:\n    numbering: ordinal\n    preamble: unit")
    .replace(/sha256: "[0-9a-f]+"/, `sha256: "${sha256Hex(headings)}"`)
    .replace("units: 1}", `units: ${String(HOSTILE.length)}}`);
  files["plans/zqx<b>@everyone/plan.yaml"] = "kind: `zqx`\n";
  files["plans/a|b/plan.yaml"] = "::error::zqx\n";
  files["plans/::error::zqx/plan.yaml"] = "{}\n";
  return { ...(manyPlans(0, 0) as Readonly<Record<string, string>>), ...files };
}

test("a command that was refused is told of as well", async (context) => {
  const repository = makeRepository(context);
  repository.commit({ "README.md": "nothing here\n" });
  const told = await tellGithub(context, repository, ["run", "--no-write"]);
  assert.equal(told.exit, 65);
  assert.match(told.stderr, /refused {2}REPOSITORY_EMPTY/);
  const [command, ...others] = told.commands;
  assert.deepEqual(others, []);
  assert.equal(command?.name, "error");
  assert.deepEqual(command.properties, { title: "REPOSITORY_EMPTY" });
  assert.match(told.summary, /^## ✖ cutplan: refused, REPOSITORY_EMPTY\n/);
  assert.match(told.comment, /REPOSITORY_EMPTY/);
  assert.equal(told.outputs["exit"], "65");
  assert.equal(told.outputs["plans"], "0");
  assertContained(told.summary);

  const missing = await tellGithub(context, repository, ["run", "--no-write", "--ref", "zqx`<b>@x"]);
  assert.equal(missing.exit, 8);
  assertContained(missing.summary);
  assert.equal(missing.outputs["exit"], "8");

  const wrong = await runHere(repository.directory, ["run", "--format", "github", "--colour"]);
  assert.equal(wrong.exit, 64);
  assert.deepEqual(
    carriedOut(wrong.stdout).map(({ properties }) => properties["title"]),
    ["USAGE"],
  );
});

test("the files belong to --format github; the runner's own are the default", async (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(1, 1));
  for (const flag of ["--summary", "--outputs", "--comment"])
    for (const format of ["text", "json", "sarif"]) {
      const { exit, stderr } = await runHere(repository.directory, ["run", "--format", format, flag, "x"]);
      assert.equal(exit, 64, `${flag} ${format}`);
      assert.match(stderr, new RegExp(`${flag} is given, and the format is ${format}`));
    }
  const folder = makeFolder(context);
  const summary = path.join(folder, "summary");
  const outputs = path.join(folder, "outputs");
  writeFileSync(outputs, "before=1");
  const environment = { GITHUB_STEP_SUMMARY: summary, GITHUB_OUTPUT: outputs, GITHUB_ACTIONS: "true" };
  const text = await runHere(repository.directory, ["run", "--no-write"], environment);
  assert.deepEqual(carriedOut(text.stdout), []);
  assert.equal(existsSync(summary), false, "without the flag nothing changes");
  await runHere(repository.directory, ["run", "--no-write", "--format", "github"], environment);
  assert.match(readFileSync(summary, "utf8"), /^## ◼ cutplan/);
  assert.match(readFileSync(outputs, "utf8"), /^before=1\nexit=0\n/);
  const none = await runHere(repository.directory, ["run", "--no-write", "--format", "github"]);
  assert.equal(none.exit, 0);
  assert.match(none.stderr, /^There is no summary: neither/);
});

test("a password is in no output, whatever becomes of the connection", async (context) => {
  const repository = makeRepository(context);
  const files = manyPlans(1, 1) as Readonly<Record<string, string>>;
  repository.commit({
    ...files,
    "plans/_targets/scratch.yaml":
      "apiVersion: cutplan/v1\nkind: Target\nmetadata: {name: scratch}\nspec: {driver: postgres, connection: {env: CUTPLAN_RO_URL_X}}\n",
  });
  for (const url of [
    "postgresql://u:canary-9f@127.0.0.1:1/db",
    "postgresql://u:canary-9f@127.0.0.1:1/db?options=canary-9f",
    "canary-9f",
  ])
    for (const format of ["github", "sarif"]) {
      const folder = makeFolder(context);
      const files = format === "sarif" ? [] : ["summary", "outputs", "comment"];
      const flags = files.flatMap((name) => [`--${name}`, path.join(folder, name)]);
      const told = await runHere(
        repository.directory,
        ["run", "--no-write", "--now", NOW, "--format", format, ...flags],
        { CUTPLAN_RO_URL_X: url },
      );
      assert.ok([4, 8].includes(told.exit ?? 0), told.stdout);
      const all = [
        told.stdout,
        told.stderr,
        ...files.map((name) => readFileSync(path.join(folder, name), "utf8")),
      ];
      for (const text of all) assert.doesNotMatch(text, /canary/);
    }
});

test("a check that records says what it did, and a push that is refused is told of beside it", async (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(1, 1));
  const told = await tellGithub(context, repository, ["run", "--commit"]);
  assert.equal(told.exit, 0);
  assert.match(told.summary, /\*\*DRYRUN:\*\* nothing was written to any database\. Evidence goes to runs\//);
  assert.ok(told.summary.includes(`runs/ is committed as \`${repository.git(["rev-parse", "HEAD"])}\`.`));
  assert.match(told.summary, /It recorded 4 statements/);
  assertContained(told.summary);
  const pushed = await tellGithub(context, repository, ["run", "--push"]);
  assert.notEqual(pushed.exit, 0);
  assert.equal(pushed.outputs["exit"], String(pushed.exit));
  assert.equal(pushed.outputs["waiting"], "1");
  assert.match(pushed.summary, /\*\*Then refused: [A-Z_]+\.\*\*/);
  assert.deepEqual(
    pushed.commands.map(({ name }) => name),
    ["error"],
  );
  assertContained(pushed.comment);
});
