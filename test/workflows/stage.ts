// A repository of plans with the program in it, as this one is, on a bare remote: main, and pull requests that lie under
// refs/pull only, as those of forks do. Nothing of it leaves its temporary folder.
import { execFileSync } from "node:child_process";
import { cpSync, readFileSync } from "node:fs";
import path from "node:path";
import { makeFolder, makeRepository } from "../support/repository.ts";
import type { Ending, Files, TestRepository } from "../support/repository.ts";
import type { Value } from "./expression.ts";
import { playJob, type PlayedJob, type Runner } from "./play-job.ts";
import { makePrograms } from "./stand-ins.ts";
import { readWorkflow, ROOT } from "./workflow-file.ts";

/** What the program is made of, and what a runner starts it with. */
export const PROGRAM = [".github", "src", "schemas", "package.json", "package-lock.json"];

export interface Stage {
  readonly folder: string;
  readonly remote: TestRepository;
  /** A clone with which people work: commits on main are pushed by `push`. */
  readonly work: TestRepository;
  readonly push: () => void;
  /** Commits on top of the local main, and opens a pull request with it. */
  readonly propose: (files: Files) => Pull;
  /** Makes another commit the head of a pull request, as a push with force does. */
  readonly moveHead: (pull: Pull, commit: string) => void;
  /** Brings the local main to the remote's, merges the commit into it, and pushes that. */
  readonly merge: (commit: string) => void;
  readonly check: (pull: Pull, runner?: Partial<Runner>) => Promise<PlayedJob>;
  readonly reconcile: (runner?: Partial<Runner>) => Promise<PlayedJob>;
}

export interface Pull {
  readonly number: number;
  readonly head: string;
  /** The branch's name in the fork. */
  readonly branch?: string;
  readonly title?: string;
}

export function makeStage(ending: Ending, plans: Files): Stage {
  const folder = makeFolder(ending);
  const remote = makeRepository(ending, { bare: true, directory: path.join(folder, "remote.git") });
  const work = makeRepository(ending, { directory: path.join(folder, "work") });
  for (const part of PROGRAM)
    cpSync(path.join(ROOT, part), path.join(work.directory, part), { recursive: true });
  work.git(["add", "--force", "."]);
  work.commit({ ".gitignore": "node_modules\n", ".gitattributes": "* -text\n", ...plans }, "begin");
  work.git(["remote", "add", "origin", remote.directory]);
  const push = (): void => void work.git(["push", "--quiet", "origin", "main"]);
  push();
  const programs = makePrograms(path.join(folder, "programs"));
  const runnerFor = (github: Readonly<Record<string, Value>>, given: Partial<Runner>): Runner => ({
    folder: makeFolder({ after: (done) => ending.after(done) }),
    remote: remote.directory,
    programs,
    github: { repository: "commons/register", token: "the-token-of-the-job", ...github },
    ...given,
  });
  let number = 6;
  const moveHead: Stage["moveHead"] = (pull, commit) =>
    void work.git(["push", "--quiet", "--force", "origin", `${commit}:refs/pull/${pull.number}/head`]);
  return {
    folder,
    remote,
    work,
    push,
    moveHead,
    propose: (files) => {
      work.git(["checkout", "--quiet", "-B", "proposal", "main"]);
      const pull = { number: (number += 1), head: work.commit(files, "propose") };
      work.git(["checkout", "--quiet", "main"]);
      moveHead(pull, pull.head);
      return pull;
    },
    merge: (commit) => {
      work.git(["fetch", "--quiet", "origin", "main"]);
      work.git(["reset", "--quiet", "--hard", "origin/main"]);
      work.git(["merge", "--quiet", "--no-ff", "--message=merge", commit]);
      push();
    },
    check: (pull, given = {}) =>
      playJob(
        readWorkflow(work.directory, "plan-check.yml"),
        "plan-check",
        runnerFor({ event: pullEvent(pull), event_name: "pull_request" }, given),
      ),
    reconcile: (given = {}) =>
      playJob(
        readWorkflow(work.directory, "reconcile.yml"),
        "reconcile",
        runnerFor({ ref: "refs/heads/main", event_name: "push", event: {} }, given),
      ),
  };
}

function pullEvent({ number, head, branch = "proposal", title = "A proposal" }: Pull): Value {
  return { pull_request: { number, title, head: { sha: head, ref: branch }, base: { ref: "main" } } };
}

/** The body of the comment that a check handed over. */
export function handedOver(job: PlayedJob): string {
  return readFileSync(path.join(job.artifacts, "plan-check-comment/comment.md"), "utf8");
}

/** Whether anything with that name lies in the folder, however deep. */
export function findNamed(folder: string, name: string): readonly string[] {
  const found = execFileSync("find", [folder, "-name", name]).toString();
  return found.split("\n").filter((line) => line !== "");
}
