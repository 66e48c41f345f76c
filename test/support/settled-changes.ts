// What may happen to a repository whose plans are closed: to its documents, its runs, its history.
import { appendFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { onePlan } from "./many-plans.ts";
import type { TestRepository } from "./repository.ts";
import { runHere } from "./run-here.ts";
import { CLOSED_AT, evidenceOf, memoryOf } from "./settled-repository.ts";

export type Change = (repository: TestRepository, plan: string) => unknown;

function editFile(name: string, edit: (text: string) => string): Change {
  return (repository, plan) => {
    const file = name.replace("PLAN", plan);
    const from = path.join(repository.directory, file);
    if (existsSync(from)) repository.commit({ [file]: edit(readFileSync(from, "utf8")) });
  };
}

export const CHANGES: Readonly<Record<string, Change>> = {
  "another plan text": editFile("plans/PLAN/plan.yaml", (text) => text.replace("The plan", "A plan")),
  "a faulty plan": editFile("plans/PLAN/plan.yaml", (text) => `${text}stray: 1\n`),
  "another source": editFile("plans/PLAN/source.txt", (text) => `${text}more\n`),
  "another target": editFile("plans/_targets/scratch.yaml", (text) => `${text}# seen\n`),
  "a faulty target": editFile("plans/_targets/scratch.yaml", (text) => `${text}stray: 1\n`),
  "another policy": editFile("plans/_trust/policy.yaml", (text) => text.replace("2031", "2032")),
  "an approval edited": editFile("plans/PLAN/approvals/sg-1.bob.yaml", (text) =>
    text.replace("tested", "seen"),
  ),
  "a stray file": (repository, plan) => repository.commit({ [`plans/${plan}/stray.yaml`]: "a: 1\n" }),
  "a stray at the top": (repository) => repository.commit({ "plans/stray.txt": "a\n" }),
  "a colliding name": (repository, plan) => repository.commit(onePlan(plan.toUpperCase(), 1)),
  "another plan": (repository) => repository.commit(onePlan("plan-new", 1)),
  "a plan removed": (repository, plan) => {
    if (!existsSync(path.join(repository.directory, "plans", plan))) return;
    repository.git(["rm", "-r", "-q", "--ignore-unmatch", `plans/${plan}`]);
    repository.commit({});
  },
  "its runs removed from the commit": (repository, plan) => {
    repository.git(["rm", "-r", "-q", "--cached", "--ignore-unmatch", `runs/${plan}`]);
    repository.commit({});
  },
  "evidence edited on disk": ({ directory }, plan) => {
    if (!existsSync(path.join(directory, "runs", plan))) return;
    const file = evidenceOf(directory, plan);
    writeFileSync(file, readFileSync(file, "utf8").replace("PASSED", "passed"));
  },
  "evidence torn on disk": ({ directory }, plan) => {
    if (existsSync(path.join(directory, "runs", plan))) appendFileSync(evidenceOf(directory, plan), '{"torn');
  },
  "a report removed": ({ directory }, plan) => {
    if (existsSync(path.join(directory, "runs", plan)))
      rmSync(path.join(path.dirname(evidenceOf(directory, plan)), "report.md"), { force: true });
  },
  "another run's folder": ({ directory }, plan) => {
    mkdirSync(path.join(directory, "runs", plan, `${plan}-0123456789ab`), { recursive: true });
  },
  "another run that is not its own": ({ directory }, plan) => {
    if (!existsSync(path.join(directory, "runs", plan))) return;
    const folder = path.dirname(evidenceOf(directory, plan));
    cpSync(folder, path.join(path.dirname(folder), `${plan}-000000000000`), { recursive: true });
  },
  "its runs removed from disk": ({ directory }, plan) => {
    rmSync(path.join(directory, "runs", plan), { recursive: true, force: true });
  },
  "a reconcile": ({ directory }) => runHere(directory, ["-q", "--now", CLOSED_AT]),
  "a reconcile that commits": ({ directory }) => runHere(directory, ["-q", "--commit", "--now", CLOSED_AT]),
  "the memory deleted": ({ directory }) => {
    rmSync(memoryOf(directory), { force: true });
  },
  "an older commit": (repository) => repository.git(["checkout", "-q", "-f", "--detach", "HEAD~1"]),
};
