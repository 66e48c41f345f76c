// The rules that every workflow and action of this repository keeps, as functions from the file's text to what is wrong
// with it. What GitHub itself would not accept is found by actionlint.
import { parse } from "yaml";
import { STEPS_SHELL, type Action, type Job, type Step, type Workflow } from "./workflow-file.ts";

/** What is wrong with a workflow; nothing where it keeps every rule. */
export function checkWorkflow(text: string): readonly string[] {
  const workflow = parse(text) as Workflow;
  const jobs = Object.values(workflow.jobs);
  const steps = jobs.flatMap((job) => job.steps);
  return [
    ...checkTop(workflow),
    ...jobs.flatMap(checkJob),
    ...checkTriggers(workflow, steps),
    ...checkPins(text),
    ...steps.flatMap((step) => checkStep(step, workflow.defaults?.run?.shell)),
    ...checkExpressions(workflow),
  ];
}

/** What is wrong with a composite action. */
export function checkAction(text: string): readonly string[] {
  const { runs } = parse(text) as Action;
  const pretends = runs.steps.filter(({ uses }) => uses?.startsWith("./") === true);
  return [
    ...checkPins(text),
    // In the repository that uses the action this would be a folder of that repository.
    ...pretends.map(({ uses }) => `${uses ?? ""} lies in whatever repository uses this action`),
    ...runs.steps.flatMap((step) => checkStep(step, undefined)),
    ...runs.steps.flatMap((step) => checkPlaces(step, [])),
  ];
}

function checkTop({ permissions, concurrency }: Workflow): readonly string[] {
  return [
    ...(permissions !== undefined && Object.keys(permissions).length === 0
      ? []
      : ["permissions at the top are not {}"]),
    ...(concurrency?.["group"] === undefined ? ["there is no concurrency group"] : []),
  ];
}

function checkJob(job: Job): readonly string[] {
  const minutes = job["timeout-minutes"];
  return [
    ...(job.permissions === undefined ? ["a job does not name its permissions"] : []),
    ...(minutes === undefined || minutes > 30 ? ["a job has no timeout of 30 minutes or less"] : []),
    ...(/^ubuntu-\d\d\.\d\d$/.test(job["runs-on"] ?? "") ? [] : ["a job's runner is not pinned"]),
  ];
}

/** Whoever opens a pull request decides what runs on these events, or what is looked at. */
function checkTriggers({ on, jobs }: Workflow, steps: readonly Step[]): readonly string[] {
  const events = typeof on === "string" ? [on] : Object.keys(on as object);
  const others = events.includes("pull_request") || events.includes("workflow_run");
  const writes = Object.values(jobs).flatMap(({ permissions = {} }) =>
    Object.entries(permissions).filter(([, right]) => right === "write"),
  );
  const usesAny = steps.some(({ uses }) => uses !== undefined);
  return [
    ...(events.includes("pull_request_target") ? ["pull_request_target runs with rights of its own"] : []),
    ...(others && JSON.stringify(jobs).includes("secrets.") ? ["a pull request comes near a secret"] : []),
    ...(events.includes("pull_request") && writes.length > 0 ? ["a pull request may write"] : []),
    ...(events.includes("workflow_run") && usesAny ? ["a job with rights runs more than its own lines"] : []),
  ];
}

/** From the text, because the version stands in a comment. */
function checkPins(text: string): readonly string[] {
  return [...text.matchAll(/^\s*(?:- )?uses: *(.*)$/gm)]
    .map(([, uses = ""]) => uses)
    .filter((uses) => !/^\.\/\.github\/actions\/[a-z-]+$/.test(uses))
    .filter((uses) => !/^[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(uses))
    .map((uses) => `${uses} is not pinned by a commit with its version beside it`);
}

function checkStep(step: Step, defaultShell: string | undefined): readonly string[] {
  const { name, run, uses, with: inputs = {} } = step;
  const where = name ?? run ?? uses ?? "";
  const checksOut = uses?.startsWith("actions/checkout@") === true;
  return [
    ...(name === undefined ? [`"${where}" has no name`] : []),
    ...(checksOut && inputs["persist-credentials"] !== false
      ? ["a checkout leaves its token on the disk"]
      : []),
    ...(checksOut && inputs["fetch-depth"] !== 0 ? ["a checkout cuts the history off"] : []),
    ...(run === undefined ? [] : checkScript({ run, where, step, shell: step.shell ?? defaultShell })),
  ];
}

interface Script {
  readonly run: string;
  readonly where: string;
  readonly step: Step;
  readonly shell: string | undefined;
}

function checkScript({ run, where, step, shell }: Script): readonly string[] {
  const names = Object.keys(step.env ?? {});
  return [
    ...(shell === STEPS_SHELL ? [] : [`"${where}" is not run by the strict shell`]),
    ...(run.includes("${{") ? [`"${where}" has an expression in its script`] : []),
    ...(/\beval\b/.test(run) ? [`"${where}" evaluates text`] : []),
    ...(/GITHUB_(?:ENV|PATH)\b/.test(run) ? [`"${where}" changes the environment of other steps`] : []),
    ...names
      .filter((variable) => isUnquoted(run, variable))
      .map((variable) => `"${where}" uses ${variable} without quotes`),
  ];
}

/** Whether the variable stands anywhere outside of double quotes, as far as one line shows. */
function isUnquoted(script: string, variable: string): boolean {
  const use = new RegExp(String.raw`\$(?:\{${variable}\b|${variable}\b)`, "g");
  return script.split("\n").some((line) =>
    [...line.matchAll(use)].some(({ index }) => {
      const quotes = line.slice(0, index).match(/(?<!\\)"/g)?.length ?? 0;
      return quotes % 2 === 0;
    }),
  );
}

/** Of an event, only what GitHub itself made up: numbers, object names, its own addresses and words. */
const TRUSTED = [
  "github.event.pull_request.number",
  "github.event.pull_request.head.sha",
  // A branch of this repository, and one that the workflow's own list of branches has.
  "github.event.pull_request.base.ref",
  "github.event.workflow_run.id",
  "github.event.workflow_run.event",
  "github.event.workflow_run.conclusion",
  "github.event.workflow_run.head_sha",
  "github.event.workflow_run.html_url",
  "github.event.workflow_run.head_repository.id",
  "github.event.repository.default_branch",
];

function checkExpressions(workflow: Workflow): readonly string[] {
  return Object.values(workflow.jobs).flatMap((job) => [
    ...refuse(untrusted(job.if), "the condition of a job"),
    ...job.steps.flatMap((step) => checkPlaces(step, [job])),
  ]);
}

/** Untrusted texts go nowhere but into a step's own environment. */
function checkPlaces(step: Step, jobs: readonly Job[]): readonly string[] {
  return [
    ...refuse(untrusted(step.if), "a condition"),
    ...refuse(untrusted(JSON.stringify(step.with ?? {})), "an input"),
    ...refuse(untrusted(step.name), "a name"),
    ...jobs.flatMap((job) => refuse(untrusted(JSON.stringify(job.env ?? {})), "the environment of a job")),
  ];
}

function untrusted(text = ""): readonly string[] {
  const used = [...text.matchAll(/github\.(?:event\.[\w.]+|head_ref)/g)].map(([context]) => context);
  return used.filter((context) => !TRUSTED.includes(context));
}

function refuse(contexts: readonly string[], place: string): readonly string[] {
  return contexts.map((context) => `${context} is in ${place}`);
}
