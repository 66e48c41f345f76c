// reconcile new: writes a plan folder that validates, for a document of the user's; and, in a repository that has none
// yet, a throw-away target and a first policy. Overwrites nothing.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { suggestCut } from "../../cutting/suggest-cut.ts";
import { renderDiagnostic } from "../../diagnostics/render-diagnostic.ts";
import { Refusal } from "../../diagnostics/refusal.ts";
import { readUser } from "../../git/identity.ts";
import { openRepository, type Repository } from "../../git/repository.ts";
import { sha256Hex } from "../../model/digest.ts";
import { EXIT } from "../exit-codes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { emit } from "../views/events.ts";
import { printLines } from "../views/lay-out.ts";
import {
  documentIdOf,
  isStarterDriver,
  planText,
  policyText,
  sourceNameOf,
  targetText,
  titleOf,
} from "../starter-documents.ts";
import { writeNewFiles, type NewFile } from "../write-new-files.ts";

const PRINCIPAL = /^[a-z0-9._+-]{1,64}@[a-z0-9]([a-z0-9.-]{0,188}[a-z0-9])?$/;
const NAME = /^[a-z0-9][a-z0-9-]{0,62}$/;

export async function run(context: CommandContext): Promise<CommandResult> {
  const { options, terminal, flags } = context;
  const [plan = ""] = context.plans;
  if (!options.write) throw writesOnly();
  const names = { plan, target: String(flags["target"]) };
  for (const [what, name] of Object.entries(names)) checkName(what, name);
  const repository = await openRepository(options.repo);
  const root = repository.workTree;
  if (root === undefined) throw bare(repository);
  const sourceFile = String(flags["source"]);
  const source = await readSource(sourceFile);
  const suggestion = suggestCut(source, documentIdOf(plan), sourceFile);
  if (suggestion.kind === "faulty") {
    for (const fault of suggestion.diagnostics) terminal.err(`${renderDiagnostic(fault, terminal)}\n\n`);
    return { exit: EXIT.invalid };
  }
  const author = await authorOf(repository, flags);
  const driver = isStarterDriver(flags["driver"]) ? flags["driver"] : "embedded";
  const approvers = approversOf(flags);
  const text = typeof flags["title"] === "string" ? flags["title"] : titleOf(source, plan);
  const sourceName = sourceNameOf(path.basename(sourceFile));
  const planFile = planText({
    ...names,
    title: text,
    author,
    sourceName,
    sha256: sha256Hex(source),
    cut: suggestion.cut,
    units: suggestion.units,
  });
  const written = await writeNewFiles(root, [
    { path: `plans/${plan}/plan.yaml`, bytes: Buffer.from(planFile) },
    { path: `plans/${plan}/${sourceName}`, bytes: source },
    {
      path: `plans/_targets/${names.target}.yaml`,
      bytes: Buffer.from(targetText(names.target, driver)),
      ifMissing: true,
    },
    { path: "plans/_trust/policy.yaml", bytes: Buffer.from(policyText(author, approvers)), ifMissing: true },
    { path: "plans/_trust/allowed_signers", bytes: new Uint8Array(), ifMissing: true },
    { path: "plans/_trust/revoked_keys", bytes: new Uint8Array(), ifMissing: true },
  ]);
  report(context, {
    written,
    units: suggestion.units,
    alone: approvers.length === 0 ? author.name : undefined,
  });
  return { exit: EXIT.done, plans: 1 };
}

interface Report {
  readonly written: readonly NewFile[];
  readonly units: number;
  /** The author, where nobody else may approve. */
  readonly alone: string | undefined;
}

function report(
  { options, terminal, plans: [plan = ""] }: CommandContext,
  { written, units, alone }: Report,
): void {
  if (options.json) {
    for (const file of written) emit(terminal, { type: "file", path: file.path });
    return;
  }
  if (options.quiet) return;
  const isNewPolicy = written.some((file) => file.path.endsWith("policy.yaml"));
  const plural = units === 1 ? "unit" : "units";
  printLines(terminal, [
    "wrote",
    ...written.map((file) => `  ${file.path}`),
    "",
    `The cut makes ${units} ${plural}. Read plans/${plan}/plan.yaml and change what is not as you want it.`,
    ...(isNewPolicy && alone !== undefined ? [aloneWords(alone)] : []),
    "",
    { lead: "next  ", command: `git add plans && git commit -m "Add ${plan}" && reconcile` },
  ]);
}

function aloneWords(person: string): string {
  return `The new policy knows one person, ${person}, who may approve the own plan. Add a second one to plans/_trust/policy.yaml and set authorMayApprove to false before anything depends on it.`;
}

function checkName(what: string, name: string): void {
  if (NAME.test(name)) return;
  throw new Refusal("USAGE", {
    message: `"${name}" cannot be the name of a ${what}`,
    expected: "lowercase letters, digits and hyphens, at most 63, beginning with a letter or digit",
    todo: `choose a name like ${what === "plan" ? "handbook" : "scratch"}`,
  });
}

async function readSource(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    const text = {
      message: `--source "${file}" cannot be read: ${(error as NodeJS.ErrnoException).code ?? "unknown error"}`,
      expected: "a text file, from where you stand",
      todo: "check the path",
    };
    throw new Refusal("USAGE", text, error);
  }
}

interface Author {
  readonly name: string;
  readonly principal: string;
}

/** --author, else git's user.name as a short name: the clone's own where it has one, else the user's. */
async function authorOf(repository: Repository, flags: CommandContext["flags"]): Promise<Author> {
  const user = await readUser(repository);
  const given = flags["author"];
  const name = typeof given === "string" ? given : shortName(user.name ?? "");
  checkName("person", name);
  const isOwn = typeof given !== "string" && user.email !== undefined && PRINCIPAL.test(user.email);
  return { name, principal: isOwn ? user.email : `${name}@example.org` };
}

function approversOf(flags: CommandContext["flags"]): readonly string[] {
  const given = flags["approver"];
  const approvers = Array.isArray(given) ? given.map(String) : [];
  for (const approver of approvers) checkName("person", approver);
  return approvers;
}

function shortName(name: string): string {
  const short = name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .replaceAll(/^-+|-+$/g, "")
    .slice(0, 63);
  return short === "" ? "author" : short;
}

function writesOnly(): Refusal {
  return new Refusal("USAGE", {
    message: "reconcile new does nothing but write files, and --no-write forbids it",
    expected: "reconcile new without --no-write",
    todo: "leave the flag out",
  });
}

function bare({ gitDir }: Repository): Refusal {
  return new Refusal("REPOSITORY_NOT_FOUND", {
    message: `"${gitDir}" is a bare repository, and a plan is written to the work tree`,
    expected: "a clone with a work tree",
    todo: "go to a clone and try again",
  });
}
