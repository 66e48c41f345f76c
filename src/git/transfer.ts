// Talks to a remote from a git dir of its own, which knows nothing of the clone but its objects: the clone's
// configuration, hooks and url rewrites have no say in what is contacted, how, and with which program.
import { copyFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Refusal } from "../diagnostics/refusal.ts";
import type { Environment } from "./environment.ts";
import { localEnvironment, transferEnvironment } from "./environment.ts";
import { redactCredentials } from "./remote-url.ts";
import type { Repository } from "./repository.ts";
import { firstLine, runGit } from "./run-git.ts";
import type { GitAnswer } from "./run-git.ts";

export interface Transfer {
  /** For commands that must see the clone's objects, and of its configuration nothing. */
  readonly environment: Environment;
  readonly gitDir: string;
  readonly url: string;
  readonly ref: string;
}

/** `outrun`: the remote's branch has commits that ours does not. */
export type PushAnswer = "accepted" | "outrun";

// A push may wait long for the other side's checks without a word.
const SILENCE_MS = 300_000;
const FETCHED = "refs/cutplan/fetched";

/** Makes the isolated git dir in `folder`, which must be private and empty. Refuses DISK_REFUSED. */
export async function makeTransfer(
  repository: Repository,
  target: { readonly url: string; readonly ref: string; readonly folder: string },
): Promise<Transfer> {
  const gitDir = target.folder;
  const objects = join(repository.commonDir, "objects");
  try {
    await Promise.all(
      ["objects", "refs/heads"].map((folder) => mkdir(join(gitDir, folder), { recursive: true })),
    );
    await writeFile(join(gitDir, "HEAD"), "ref: refs/heads/none\n");
    await writeFile(join(gitDir, "config"), renderConfig(repository));
    if (repository.shallow) await copyFile(join(repository.commonDir, "shallow"), join(gitDir, "shallow"));
  } catch (error) {
    const text = {
      message: `no git dir for the transfer could be made in "${gitDir}"`,
      expected: "room on the disk",
      todo: "make room, then run again",
    };
    throw new Refusal("DISK_REFUSED", text, error);
  }
  const environment = transferEnvironment({ gitDir, workTree: repository.workTree, objects });
  return { environment, gitDir, url: target.url, ref: target.ref };
}

/** Pushes the commit to the branch, never with force. Refuses GIT_FAILED when the remote cannot be reached or will not. */
export async function pushCommit(transfer: Transfer, commit: string): Promise<PushAnswer> {
  const options = ["--porcelain", "--no-verify", "--no-follow-tags", "--recurse-submodules=no"];
  const answer = await runGit({
    args: ["push", ...options, "--", transfer.url, `${commit}:${transfer.ref}`],
    environment: transfer.environment,
    silenceMs: SILENCE_MS,
  });
  if (answer.exitCode === 0) return "accepted";
  const rejected = answer.stdout.split("\n").find((line) => line.startsWith("!"));
  if (rejected !== undefined && OUTRUN.test(rejected)) return "outrun";
  throw failed(
    transfer,
    "pushed",
    rejected === undefined ? answer : { ...answer, stderr: rejected.replace(/^.*\t/, "") },
  );
}

/** Fetches the remote's branch into the clone's objects and returns its tip. Refuses GIT_FAILED. */
export async function fetchBranch(transfer: Transfer, known: string): Promise<string> {
  // What the clone has already is offered to the remote, so that only what is new comes over.
  await writeFile(join(transfer.gitDir, "refs", "heads", "ours"), `${known}\n`);
  const options = [
    "--no-tags",
    "--no-write-fetch-head",
    "--no-auto-maintenance",
    "--no-recurse-submodules",
    "--no-write-commit-graph",
  ];
  const refspec = `+${transfer.ref}:${FETCHED}`;
  const answer = await runGit({
    args: ["fetch", ...options, "--", transfer.url, refspec],
    environment: transfer.environment,
    silenceMs: SILENCE_MS,
  });
  if (answer.exitCode !== 0) throw failed(transfer, "fetched", answer);
  const environment = localEnvironment({ gitDir: transfer.gitDir, workTree: undefined });
  const tip = await runGit({ args: ["rev-parse", "--verify", "--end-of-options", FETCHED], environment });
  if (tip.exitCode !== 0) throw failed(transfer, "fetched", tip);
  return tip.stdout.trim();
}

// The last three: the branch moved between the remote's announcement and its decision.
const OUTRUN =
  /\((?:fetch first|non-fast-forward|stale info|.*cannot lock ref.*|failed to update ref|incorrect old value provided)\)/;

function renderConfig(repository: Repository): string {
  const extensions =
    repository.objectFormat === "sha1" ? "" : `[extensions]\n\tobjectFormat = ${repository.objectFormat}\n`;
  return `[core]\n\trepositoryFormatVersion = ${extensions === "" ? 0 : 1}\n\tbare = true\n${extensions}`;
}

function failed(transfer: Transfer, verb: string, answer: GitAnswer): Refusal {
  const { url, ref } = transfer;
  return new Refusal("GIT_FAILED", {
    message: redactCredentials(
      `${ref} could not be ${verb} at "${url}": ${firstLine(redactCredentials(answer.stderr, url))}`,
      url,
    ),
    expected: "a remote that can be reached with your own git configuration and takes the branch",
    todo: "nothing is lost: your commits are on the local branch. Repair what git names, then push again",
  });
}
