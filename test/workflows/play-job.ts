// Carries out one job as a GitHub runner would: its steps in order, each `run` with the real bash and the shell that it
// names, in the environment that it asks for. Steps that use an action of GitHub's are played by stand-ins.ts.
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { COMPILE_CACHE } from "../support/compile-cache-folder.ts";
import { holds, interpolate, type Scope, type Value } from "./expression.ts";
import { playStandIn } from "./stand-ins.ts";
import { readAction, type Job, type Step, type Values, type Workflow } from "./workflow-file.ts";

/** What the machine, the event and the repository's settings are. */
export interface Runner {
  /** Private to one job: workspace, temporary files, artifacts. */
  readonly folder: string;
  /** What `origin` is. */
  readonly remote: string;
  /** Programs that come before those of the machine. */
  readonly programs: string;
  readonly github: Readonly<Record<string, Value>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly vars?: Readonly<Record<string, string>>;
  readonly environment?: Readonly<Record<string, string>>;
  /** Called before each step, for what others do meanwhile. */
  readonly before?: (step: Step) => void | Promise<void>;
  /** Where the repository of an action lies whose `uses` names one: `commons/cutplan/…@…`. */
  readonly actions?: string;
  /** Steps that say nothing about the story and take time. */
  readonly leavesOut?: RegExp;
}

export type Outcome = "success" | "failure" | "skipped";

export interface PlayedStep {
  readonly step: Step;
  readonly outcome: Outcome;
  /** Standard output and standard error, as they came. */
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

export interface PlayedJob {
  readonly outcome: Outcome;
  readonly steps: readonly PlayedStep[];
  readonly outputs: Readonly<Record<string, string>>;
  readonly workspace: string;
  readonly temp: string;
  /** By name: the folder with what was uploaded. */
  readonly artifacts: string;
  /** Everything that anybody could read in the log. */
  readonly log: string;
  readonly summary: string;
}

export interface Play {
  readonly runner: Runner;
  readonly places: Places;
  /** Expressions read these. */
  readonly contexts: Readonly<Record<string, Value>>;
  readonly shell: string | undefined;
  readonly env: Readonly<Record<string, string>>;
  /** Where a composite action lies; undefined for the steps of the job itself. */
  readonly actionPath: string | undefined;
}

export interface Places {
  readonly workspace: string;
  readonly temp: string;
  readonly artifacts: string;
}

/** Plays the job; what its `if` says about running at all is the caller's to ask. */
export async function playJob(workflow: Workflow, name: string, runner: Runner): Promise<PlayedJob> {
  const job = workflow.jobs[name];
  if (job === undefined) throw new Error(`no job "${name}"`);
  const folder = realpathSync(runner.folder);
  const places = makePlaces(folder);
  const contexts = {
    github: { workspace: places.workspace, ...runner.github },
    runner: { temp: places.temp, os: "Linux" },
    secrets: { ...runner.secrets },
    vars: { ...runner.vars },
    env: {},
  };
  const env = interpolateAll({ ...workflow.env, ...job.env }, { contexts, hasFailed: false });
  const play = { runner, places, contexts, shell: workflow.defaults?.run?.shell, env, actionPath: undefined };
  const { steps, outcome, scope } = await playSteps(play, job.steps);
  return {
    outcome,
    steps,
    outputs: interpolateAll(job.outputs ?? {}, scope),
    ...places,
    log: steps.map(({ log }) => log).join(""),
    summary: steps.map(({ summary }) => summary).join(""),
  };
}

/** Whether the job runs at all on this event. */
export function jobRuns(job: Job, contexts: Scope["contexts"]): boolean {
  return holds(job.if, { contexts, hasFailed: false });
}

interface PlayedSteps {
  readonly steps: readonly PlayedStep[];
  readonly outcome: Outcome;
  readonly scope: Scope;
}

async function playSteps(play: Play, steps: readonly Step[]): Promise<PlayedSteps> {
  const played: PlayedStep[] = [];
  const seen: Record<string, Value> = {};
  let hasFailed = false;
  const scope = (): Scope => ({ contexts: { ...play.contexts, steps: seen }, hasFailed });
  for (const step of steps) {
    const isWanted = play.runner.leavesOut?.test(step.name ?? "") !== true;
    const result =
      isWanted && holds(step.if, scope())
        ? await playStep(play, step, scope())
        : { step, outcome: "skipped" as const, log: "", summary: "", outputs: {} };
    hasFailed ||= result.outcome === "failure";
    if (step.id !== undefined) seen[step.id] = { outcome: result.outcome, outputs: result.outputs };
    played.push(result);
  }
  return { steps: played, outcome: hasFailed ? "failure" : "success", scope: scope() };
}

async function playStep(play: Play, step: Step, scope: Scope): Promise<PlayedStep> {
  if (play.actionPath === undefined) await play.runner.before?.(step);
  const env = { ...play.env, ...interpolateAll(step.env ?? {}, scope) };
  if (step.run !== undefined) return playRun({ ...play, env }, step);
  const inputs = interpolateAll(step.with ?? {}, scope);
  const actionPath = compositePath(play, step.uses ?? "");
  if (actionPath !== undefined) return playComposite({ ...play, env, actionPath }, step, inputs);
  return { step, ...(await playStandIn(play, step.uses ?? "", inputs)) };
}

/** Of this workspace, or of the other repository, which a runner downloads beside it. */
function compositePath({ places, runner }: Play, uses: string): string | undefined {
  const ofOther = /^commons\/cutplan\/([\w./-]+)@[0-9a-f]{40}$/.exec(uses)?.[1];
  if (uses.startsWith("./")) return path.join(places.workspace, uses);
  return ofOther === undefined ? undefined : path.join(runner.actions ?? "", ofOther);
}

async function playComposite(
  play: Play & { readonly actionPath: string },
  step: Step,
  inputs: Readonly<Record<string, string>>,
): Promise<PlayedStep> {
  const action = readAction(play.actionPath);
  const known = Object.entries(action.inputs ?? {});
  const unknown = Object.keys(inputs).filter((name) => !known.some(([other]) => other === name));
  if (unknown.length > 0) throw new Error(`${step.uses ?? ""} has no input ${unknown.join(", ")}`);
  const scope = { contexts: play.contexts, hasFailed: false };
  const given = Object.fromEntries(
    known.map(([name, input]) => [name, inputs[name] ?? interpolate(String(input.default ?? ""), scope)]),
  );
  const contexts = { ...play.contexts, inputs: given };
  const result = await playSteps({ ...play, contexts }, action.runs.steps);
  const outputs = Object.entries(action.outputs ?? {}).map(
    ([name, { value }]) => [name, interpolate(value, result.scope)] as const,
  );
  return {
    step,
    outcome: result.outcome,
    log: result.steps.map(({ log }) => log).join(""),
    summary: result.steps.map(({ summary }) => summary).join(""),
    outputs: Object.fromEntries(outputs),
  };
}

let scripts = 0;

async function playRun(play: Play, step: Step): Promise<PlayedStep> {
  const { places, runner } = play;
  const base = path.join(places.temp, `_runner-${(scripts += 1)}`);
  const files = {
    script: `${base}.sh`,
    output: `${base}.output`,
    summary: `${base}.summary`,
    env: `${base}.env`,
  };
  for (const [name, file] of Object.entries(files)) writeFileSync(file, name === "script" ? step.run! : "");
  const shell = step.shell ?? play.shell;
  if (shell === undefined) throw new Error(`"${step.name ?? ""}" names no shell`);
  const [command = "", ...args] = shell.split(" ").map((word) => (word === "{0}" ? files.script : word));
  const { exit, log } = await runProgram(command, args, {
    cwd: places.workspace,
    env: { ...runnerEnvironment(play, files), ...play.env },
  });
  if (readFileSync(files.env, "utf8") !== "") throw new Error("a step wrote to GITHUB_ENV");
  return {
    step,
    outcome: exit === 0 ? "success" : "failure",
    log,
    summary: readFileSync(files.summary, "utf8"),
    outputs: readOutputs(readFileSync(files.output, "utf8")),
  };

  function runnerEnvironment(
    { actionPath }: Play,
    { output, summary, env }: typeof files,
  ): Readonly<Record<string, string>> {
    return {
      PATH: `${runner.programs}:${path.dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
      HOME: path.join(runner.folder, "home"),
      LANG: "C.UTF-8",
      CI: "true",
      GITHUB_ACTIONS: "true",
      GITHUB_SERVER_URL: "https://github.com",
      GITHUB_WORKSPACE: places.workspace,
      RUNNER_TEMP: places.temp,
      NODE_COMPILE_CACHE: path.join(runner.folder, "compile-cache"),
      NODE_COMPILE_CACHE_PORTABLE: "1",
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_ENV: env,
      ...(actionPath === undefined ? {} : { GITHUB_ACTION_PATH: actionPath }),
      ...runner.environment,
    };
  }
}

function runProgram(
  command: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly env: Readonly<Record<string, string>> },
): Promise<{ readonly exit: number | null; readonly log: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    let log = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (text: string) => void (log += text));
    }
    child.on("error", reject);
    child.on("close", (exit) => resolve({ exit, log }));
  });
}

/** `name=value`, or `name<<MARK` and lines until MARK. */
function readOutputs(text: string): Readonly<Record<string, string>> {
  const outputs: Record<string, string> = {};
  const lines = text.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const heredoc = /^([\w-]+)<<(.+)$/.exec(line);
    const plain = /^([\w-]+)=(.*)$/.exec(line);
    if (heredoc !== null) {
      const end = lines.indexOf(heredoc[2] ?? "", at + 1);
      outputs[heredoc[1] ?? ""] = lines.slice(at + 1, end).join("\n");
      at = end;
    } else if (plain !== null) outputs[plain[1] ?? ""] = plain[2] ?? "";
    else if (line !== "") throw new Error(`no output: ${line}`);
  }
  return outputs;
}

function interpolateAll(values: Values, scope: Scope): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, interpolate(String(value), scope)]),
  );
}

function makePlaces(folder: string): Places {
  const places = {
    workspace: path.join(folder, "workspace"),
    temp: path.join(folder, "temp"),
    artifacts: path.join(folder, "artifacts"),
  };
  for (const place of [...Object.values(places), path.join(folder, "home")])
    mkdirSync(place, { recursive: true });
  // Each job has the program in a folder of its own; seen from this link, all of them are the same to Node's cache.
  const cache = `${COMPILE_CACHE}-portable`;
  mkdirSync(cache, { recursive: true });
  symlinkSync(cache, path.join(folder, "compile-cache"));
  return places;
}
