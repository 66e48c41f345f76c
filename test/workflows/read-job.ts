// Finds in a played job what a test asks for.
import assert from "node:assert/strict";
import type { TestRepository } from "../support/repository.ts";
import type { PlayedJob, PlayedStep } from "./play-job.ts";
import { readAnnotations, type RunnerCommand } from "./runner-commands.ts";

export function stepNamed(job: PlayedJob, name: RegExp): PlayedStep {
  return job.steps.find(({ step }) => name.test(step.name ?? "")) ?? assert.fail(`no step ${name.source}`);
}

export function outputsOf(job: PlayedJob, name: RegExp): Readonly<Record<string, string | undefined>> {
  return stepNamed(job, name).outputs;
}

export function errorsOf(job: PlayedJob): readonly RunnerCommand[] {
  return readAnnotations(job.log).filter(({ name }) => name === "error");
}

/** The text that an annotation stands at in the file as the commit has it, from its column to the end of its line. */
export function textAt(work: TestRepository, commit: string, { properties }: RunnerCommand): string {
  const lines = work.git(["show", `${commit}:${properties["file"] ?? ""}`]).split("\n");
  return lines[Number(properties["line"]) - 1]?.slice(Number(properties["col"]) - 1) ?? "";
}
