// reconcile with --format github as a workflow calls it, with the three files that a step gives, read back as the runner
// reads them.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { TestContext } from "node:test";
import { makeFolder, type TestRepository } from "../../support/repository.ts";
import { runHere } from "../../support/run-here.ts";
import type { Finished } from "../../support/run-reconcile.ts";
import { NOW } from "./every-state.ts";
import { carriedOut, type RunnerCommand } from "./runner.ts";

export interface Told extends Finished {
  readonly commands: readonly RunnerCommand[];
  readonly summary: string;
  readonly comment: string;
  readonly outputs: Readonly<Record<string, string>>;
}

/** `reconcile ARGS --format github` with the files that a workflow gives. */
export async function tellGithub(
  context: TestContext,
  { directory }: TestRepository,
  args: readonly string[],
): Promise<Told> {
  const folder = makeFolder(context);
  const file = (name: string): string => path.join(folder, name);
  const finished = await runHere(directory, [
    ...args,
    ...["--now", NOW, "--format", "github", "--comment", file("comment.md")],
    ...["--summary", file("summary.md"), "--outputs", file("outputs")],
  ]);
  const read = (name: string): string => (existsSync(file(name)) ? readFileSync(file(name), "utf8") : "");
  return {
    ...finished,
    commands: carriedOut(finished.stdout),
    summary: read("summary.md"),
    comment: read("comment.md"),
    outputs: readOutputs(read("outputs")),
  };
}

/** As the runner reads the file (FileCommandManager.cs): name=value, or name<<mark and lines up to the mark. */
function readOutputs(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let at = 0; at < lines.length - 1; at += 1) {
    const line = lines[at] ?? "";
    const [, name = "", mark] = /^([a-z]+)(?:<<(.+)|=.*)$/.exec(line) ?? [];
    assert.notEqual(name, "", `no output: ${line}`);
    if (mark === undefined) outputs[name] = line.slice(name.length + 1);
    else {
      const end = lines.indexOf(mark, at + 1);
      outputs[name] = lines.slice(at + 1, end).join("\n");
      at = end;
    }
  }
  return outputs;
}
