// A repository whose plans are all closed and committed, and of which the program remembers that nothing is left to do.
import assert from "node:assert/strict";
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import type { TestContext } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { approvalsFor, manyPlans } from "./many-plans.ts";
import { makeRepository, type TestRepository } from "./repository.ts";
import { runHere } from "./run-here.ts";
import type { Finished } from "./run-reconcile.ts";

export const CLOSED_AT = "2026-11-21T10:00:00Z";

/** What was written less than two seconds ago is looked at again rather than remembered. */
const SETTLING_MS = 2_100;

/** Plans plan-00000 on, closed; resolves once they are remembered. */
export async function settledRepository(context: TestContext, count: number): Promise<TestRepository> {
  const repository = makeRepository(context);
  const { directory } = repository;
  repository.commit(manyPlans(count, 1));
  const carry = async (): Promise<void> => {
    const { exit, stdout, stderr } = await runHere(directory, ["--commit", "-q", "--now", CLOSED_AT]);
    assert.equal(exit, 0, stdout + stderr);
  };
  await carry();
  for (const gate of ["SG_1", "SG_2"] as const) {
    repository.commit(approvalsFor(directory, gate));
    await carry();
  }
  await wait(SETTLING_MS);
  await carry();
  assert.ok(existsSync(memoryOf(directory)), "nothing was remembered");
  return repository;
}

/** The file in which a clone remembers. */
export function memoryOf(directory: string): string {
  return path.join(directory, ".git/cutplan/settled");
}
export const LOOKS = [
  ["status", "--json", "--now", CLOSED_AT],
  ["run", "--no-write", "--json", "--now", CLOSED_AT],
] as const;

export async function look(directory: string): Promise<readonly Finished[]> {
  const answers: Finished[] = [];
  for (const args of LOOKS) answers.push(await runHere(directory, args));
  return answers;
}

export async function lookWithoutMemory(directory: string): Promise<readonly Finished[]> {
  const file = memoryOf(directory);
  const aside = `${file}.aside`;
  if (existsSync(file)) renameSync(file, aside);
  try {
    return await look(directory);
  } finally {
    rmSync(file, { recursive: true, force: true });
    if (existsSync(aside)) renameSync(aside, file);
  }
}

export function evidenceOf(directory: string, plan: string): string {
  const folder = path.join(directory, "runs", plan);
  return path.join(folder, readdirSync(folder)[0] ?? "", "evidence.jsonl");
}
