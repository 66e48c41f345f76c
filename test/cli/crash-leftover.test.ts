// What a crash between an attestation and its statement leaves: told by verify, never committed, cut by the next step.
import assert from "node:assert/strict";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { manyPlans } from "../support/many-plans.ts";
import { makeRepository } from "../support/repository.ts";
import { runHere } from "../support/run-here.ts";

const NOW = ["--now", "2026-11-21T10:00:00Z"];

test("an attestation without its statement is told, not committed, and gone after the next step", async (context) => {
  const repository = makeRepository(context);
  const { directory } = repository;
  repository.commit(manyPlans(2, 2));
  assert.equal((await runHere(directory, ["run", "plan-00000", ...NOW])).exit, 0);
  const [name = ""] = readdirSync(path.join(directory, "runs/plan-00000"));
  const folder = `runs/plan-00000/${name}`;
  const read = (file: string): string => readFileSync(path.join(directory, folder, file), "utf8");
  const countLines = (text: string): number => text.trimEnd().split("\n").length;
  assert.equal(countLines(read("attestations.jsonl")), 4, "every statement is signed");
  const lines = read("evidence.jsonl").split("\n").slice(0, 3);
  writeFileSync(path.join(directory, folder, "evidence.jsonl"), `${lines.join("\n")}\n`);
  rmSync(path.join(directory, folder, "report.md"));
  const told = await runHere(directory, ["verify", "plan-00000", ...NOW]);
  assert.equal(told.exit, 7);
  assert.match(told.stdout, /ATTESTATION_SURPLUS/);
  assert.equal((await runHere(directory, ["run", "plan-00001", "--commit", ...NOW])).exit, 0);
  assert.equal(countLines(repository.git(["show", `HEAD:${folder}/evidence.jsonl`])), 3);
  assert.equal(countLines(repository.git(["show", `HEAD:${folder}/attestations.jsonl`])), 3);
  const mended = await runHere(directory, ["run", "--commit", ...NOW]);
  assert.equal(mended.exit, 0, mended.stdout);
  assert.equal(countLines(repository.git(["show", `HEAD:${folder}/attestations.jsonl`])), 4);
  assert.equal((await runHere(directory, ["verify", ...NOW])).exit, 0);
  assert.equal(repository.git(["status", "--porcelain"]), "");
});
