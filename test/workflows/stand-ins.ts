// Plays the actions of GitHub's that the workflows use, as far as they matter here. Each does what the real one does with
// these inputs, by hand and without its code; an action or an input that is not known fails the test.
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdirSync, statSync, symlinkSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import type { Outcome, Play } from "./play-job.ts";
import { TEST_ENVIRONMENT, writeScript } from "../support/repository.ts";
import { ROOT } from "./workflow-file.ts";

export interface StandInAnswer {
  readonly outcome: Outcome;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

type Inputs = Readonly<Record<string, string>>;

const DONE: StandInAnswer = { outcome: "success", log: "", summary: "", outputs: {} };

export async function playStandIn(play: Play, uses: string, inputs: Inputs): Promise<StandInAnswer> {
  const name = uses.replace(/@.*$/, "");
  switch (name) {
    case "actions/checkout":
      return checkOut(play, inputs);
    case "actions/setup-node":
      // The Node of these tests stands in PATH already.
      requireInputs(inputs, ["node-version", "package-manager-cache"]);
      return DONE;
    case "actions/upload-artifact":
      return upload(play, inputs);
    case "actions/deploy-pages":
      return { ...DONE, outputs: { page_url: "https://example.org/pages/" } };
    default:
      throw new Error(`no stand-in plays ${uses}`);
  }
}

/**
 * actions/checkout with fetch-depth 0 and persist-credentials false: all branches and tags are fetched, the branch is
 * checked out under its name, and neither a credential nor a setting is left in the clone.
 */
async function checkOut({ places, runner }: Play, inputs: Inputs): Promise<StandInAnswer> {
  requireInputs(inputs, ["ref", "fetch-depth", "persist-credentials"]);
  if (inputs["fetch-depth"] !== "0" || inputs["persist-credentials"] !== "false")
    throw new Error("the checkout is not played in this way");
  const branch = /^refs\/heads\/(.+)$/.exec(inputs["ref"] ?? "")?.[1];
  if (branch === undefined) throw new Error(`the checkout of "${inputs["ref"] ?? ""}" is not played`);
  // Not one that blocks this process: the remote may be a server in it.
  const git = async (...args: readonly string[]): Promise<void> => {
    await promisify(execFile)(
      "git",
      ["-c", "protocol.file.allow=always", "-c", "init.templateDir=", ...args],
      {
        cwd: places.workspace,
        env: { ...TEST_ENVIRONMENT, ...runner.environment },
      },
    );
  };
  await git("init", "--quiet", "--initial-branch=checkout");
  await git("remote", "add", "origin", runner.remote);
  const refs = ["+refs/heads/*:refs/remotes/origin/*", "+refs/tags/*:refs/tags/*"];
  const flags = credentialFlags(runner.environment);
  await git(...flags, "fetch", "--quiet", "--prune", "--no-tags", "origin", ...refs);
  await git("checkout", "--quiet", "--force", "-B", branch, `refs/remotes/origin/${branch}`);
  return DONE;
}

/** As the real one authenticates its own fetch, for a remote that asks for it; on this command line only. */
function credentialFlags(environment: Readonly<Record<string, string>> = {}): readonly string[] {
  const header = environment["TEST_CHECKOUT_HEADER"];
  return header === undefined ? [] : ["-c", `http.extraHeader=${header}`];
}

function upload({ places }: Play, inputs: Inputs): StandInAnswer {
  requireInputs(inputs, ["name", "path", "if-no-files-found", "retention-days"]);
  const { name = "artifact", path: from = "" } = inputs;
  if (!existsSync(from)) {
    const isError = inputs["if-no-files-found"] === "error";
    return { ...DONE, outcome: isError ? "failure" : "success" };
  }
  const to = path.join(places.artifacts, name);
  mkdirSync(to, { recursive: true });
  cpSync(from, statSync(from).isDirectory() ? to : path.join(to, path.basename(from)), { recursive: true });
  return DONE;
}

function requireInputs(inputs: Inputs, known: readonly string[]): void {
  const unknown = Object.keys(inputs).filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Error(`the stand-in does not know the input ${unknown.join(", ")}`);
}

/**
 * A folder with an `npm` for `npm ci`: it puts the packages of this repository where npm would put those of the lock
 * file, and, as npm would, runs the scripts of the package.json at hand where nobody forbids it. Nothing is downloaded.
 */
export function makePrograms(folder: string): string {
  mkdirSync(folder, { recursive: true });
  symlinkSync(path.join(ROOT, "node_modules"), path.join(folder, "packages"));
  writeScript(
    path.join(folder, "npm"),
    `echo "$PWD: npm $*" >> ${folder}/npm.log
[ "$1" = ci ] || exit 1
ln -s ${folder}/packages node_modules
case " $* " in *" --ignore-scripts "*) exit 0 ;; esac
for script in preinstall install postinstall prepare; do
  sh -c "$(jq -r --arg name "$script" '.scripts[$name] // "true"' package.json)" || exit 1
done`,
  );
  return folder;
}
