// The commands that a report ends with, pasted as its reader does, into the clone of a run that real people have signed.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { appendFileSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { carryToCloseout, makeSignedRepository } from "../support/signed-repository.ts";

const BLOCK = /^```sh\n(?<commands>[^]*?)^```$/gm;

function paste(folder: string, commands: string): string {
  const { status, stdout, stderr } = spawnSync("bash", ["-euo", "pipefail", "-c", commands], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: "/nonexistent", TZ: "Asia/Tokyo" },
  });
  assert.equal(status, 0, stderr);
  return stdout;
}

test("pasted into a clone they show that everything is as the report says", async (context) => {
  const repository = makeSignedRepository(context);
  await carryToCloseout(repository);
  const [run = ""] = readdirSync(path.join(repository.directory, "runs/deed"));
  const folder = path.join(repository.directory, "runs/deed", run);
  const report = readFileSync(path.join(folder, "report.md"), "utf8");
  const blocks = [...report.matchAll(BLOCK)].map(({ groups = {} }) => groups["commands"] ?? "");
  const [program = "", chain = "", inputs = "", signatures = ""] = blocks;
  assert.equal(blocks.length, 4);

  for (const [index, command] of program.trimEnd().split("\n").entries()) {
    const [name = "", ...args] = command.split(" ");
    assert.equal(name, "reconcile");
    // The kit is written into the folder where the reader stands.
    const { exit, stderr } = await repository.here(args);
    assert.equal(exit, 0, `${index}: ${stderr}`);
  }

  const named = [...report.matchAll(/^\| +\d+ \| .* \| `([0-9a-f]{64})` \|$/gm)].map(([, sha256]) => sha256);
  assert.equal(named.length, 13);
  assert.deepEqual(
    paste(repository.directory, chain).trimEnd().split("\n"),
    named.map((sha256) => `${sha256}  -`),
  );

  const checked = paste(repository.directory, inputs).trimEnd().split("\n");
  assert.equal(checked.length, 10);
  assert.deepEqual(
    checked.filter((line) => !line.endsWith(": OK")),
    [],
  );

  const good = paste(repository.directory, signatures).trimEnd().split("\n");
  assert.deepEqual(
    good.map((line) => /^Good "(.*?)" signature for (\S+) /.exec(line)?.slice(1)),
    [
      ["plan.v1@cutplan", "alice@example.org"],
      ["approval.v1@cutplan", "bob@example.org"],
      ["approval.v1@cutplan", "bob@example.org"],
    ],
  );

  appendFileSync(path.join(folder, "facts.json"), " ");
  appendFileSync(path.join(folder, "evidence.jsonl"), "{}\n");
  assert.match(paste(repository.directory, inputs), /^facts\.json: DIFFERS$/m);
  assert.notEqual(paste(repository.directory, chain).trimEnd().split("\n").length, named.length);
});
