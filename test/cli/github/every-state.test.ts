// reconcile run and validate with --format github on a repository with a plan in every state: annotations on the lines they
// mean, outputs, summary and comment as they are on record in golden/. UPDATE_GOLDEN=1 writes those anew.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { COMMENT_MARKER } from "../../../src/cli/github/comment-body.ts";
import type { TestRepository } from "../../support/repository.ts";
import { runHere } from "../../support/run-here.ts";
import { makeEveryState, NOW } from "./every-state.ts";
import { assertContained, renderMarkdown } from "./rendered.ts";
import { tellGithub } from "./tell-github.ts";

const GOLDEN = path.join(import.meta.dirname, "golden");

test("a repository with a plan in every state", async (context) => {
  const repository = await makeEveryState(context);
  const before = repository.git(["status", "--porcelain"]);
  const told = await tellGithub(context, repository, ["run", "--no-write"]);

  await context.test("ends as the text format does, and writes nothing to the repository", async () => {
    const text = await runHere(repository.directory, ["run", "--no-write", "--now", NOW]);
    assert.equal(told.exit, 65);
    assert.equal(text.exit, 65);
    assert.equal(repository.git(["status", "--porcelain"]), before);
    assert.equal(told.stderr, "");
  });

  await context.test("annotates the lines that it means", () => {
    const named = told.commands.map(({ name, properties }) => {
      const { file = "", line = "", col = "", endColumn, title } = properties;
      const text =
        readFileSync(path.join(repository.directory, file), "utf8").split("\n")[Number(line) - 1] ?? "";
      const end = endColumn === undefined ? undefined : Number(endColumn) - 1;
      return `${name} ${title ?? ""} ${file}: ${text.slice(Number(col) - 1, end).slice(0, 30)}`;
    });
    assert.deepEqual(named, [
      "error key-unknown plans/broken/plan.yaml: targt",
      "error UNIT_CONFLICT plans/clash/source.txt: Section 1",
      "error LIVE_DISABLED plans/live-one/plan.yaml: LIVE",
      `error PLAN_STALE plans/stale-one/approvals/sg-1.bob.yaml: ${namedDigest(repository)}`,
      "error value-pattern plans/broken/plan.yaml: 'a b'",
      "warning SOD_VIOLATION plans/lease/approvals/sg-1.alice.yaml: alice",
    ]);
  });

  await context.test("says in its outputs how many plans stand how", () => {
    const { comment, commit, ...counts } = told.outputs;
    assert.ok(comment?.endsWith("comment.md"));
    assert.equal(commit, repository.git(["rev-parse", "HEAD"]));
    assert.deepEqual(counts, {
      exit: "65",
      plans: "6",
      closed: "1",
      waiting: "1",
      refused: "2",
      failed: "1",
      invalid: "1",
      orphaned: "0",
      error: "0",
      stale: "1",
      failing: "4",
      statements: "9",
      diagnostics: "2",
    });
  });

  for (const [name, text] of [
    ["summary", told.summary],
    ["comment", told.comment],
  ] as const) {
    await context.test(`has the ${name} that is on record`, () => {
      const file = path.join(GOLDEN, `every-state.${name}.txt`);
      assertContained(text);
      const shown = normalize(text);
      if (process.env["UPDATE_GOLDEN"] === "1") {
        mkdirSync(GOLDEN, { recursive: true });
        writeFileSync(file, shown);
      } else assert.equal(shown, readFileSync(file, "utf8"));
    });
  }

  await context.test("opens the folds of plans that somebody has to look at, and of no others", () => {
    const folds = [
      ...renderMarkdown(told.summary).matchAll(/<details( open)?>\n<summary>\S+ <code>([^<]+)/g),
    ];
    assert.deepEqual(
      folds.map(([, open = "", plan = ""]) => plan + open),
      ["broken open", "clash open", "live-one open", "stale-one open", "lease open", "deed"],
    );
    assert.ok(told.comment.startsWith(`${COMMENT_MARKER}\n`));
  });

  await context.test("validate tells of the documents alone", async () => {
    const checked = await tellGithub(context, repository, ["validate"]);
    assert.equal(checked.exit, 65);
    assert.deepEqual(
      checked.commands.map(({ properties }) => properties["title"]),
      ["key-unknown", "value-pattern"],
    );
    assert.match(checked.summary, /6 plans: 1 invalid, 5 without fault\. Exit code 65/);
    assert.equal(checked.outputs["diagnostics"], "2");
    assertContained(checked.summary);
    assertContained(checked.comment);
  });
});

/** What the approval that went stale says of the plan. */
function namedDigest({ directory }: TestRepository): string {
  const text = readFileSync(path.join(directory, "plans/stale-one/approvals/sg-1.bob.yaml"), "utf8");
  return (/plan: .*?sha256: (["']?[0-9a-f]{64})/.exec(text)?.[1] ?? "").slice(0, 30);
}

/** Digests and object names depend on the versions of the machine at hand. */
function normalize(text: string): string {
  return text.replaceAll(/\b[0-9a-f]{40}\b/g, "<sha1>").replaceAll(/\b[0-9a-f]{12}\b/g, "<12 hex>");
}
