// Stories: a repository's life as a text of commands and what they print. A line that begins with `$ ` is a command,
// lines below it that begin with `| ` are its input, all others are what it printed; `reconcile-40` is reconcile on a terminal
// with 40 columns. See CONTRIBUTING.md.
import assert from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { textWidth } from "../../src/diagnostics/display-cells.ts";
import { type TestRepository } from "../support/repository.ts";
import { runHere, runOnTerminal } from "../support/run-here.ts";

const NOW = "2026-11-21T10:00:00Z";

/** Plays the story in the repository and answers with the text as it is now. */
export async function playStory(repository: TestRepository, story: string): Promise<string> {
  const lines = story.split("\n");
  const first = lines.findIndex((line) => line.startsWith("$ "));
  const told = lines.slice(0, first);
  for (let index = first; index < lines.length;) {
    const command = lines[index] ?? "";
    const rest = lines.slice(index + 1);
    const next = rest.findIndex((line) => line.startsWith("$ "));
    const below = next === -1 ? rest : rest.slice(0, next);
    const input = below.filter((line) => line.startsWith("|"));
    const output = await carryOut(
      repository,
      splitWords(command.slice(2)),
      input.map((line) => line.slice(2)),
    );
    told.push(
      command,
      ...input,
      ...output.map((line) => {
        const shown = line.replaceAll(repository.directory, "<repository>");
        return ON_TERMINAL.test(command.slice(2)) ? hideDigits(shown) : normalize(shown);
      }),
      "",
    );
    index += 1 + below.length;
  }
  return `${told.join("\n").trimEnd()}\n`;
}

/** Digests and object names depend on the versions of the machine at hand; nonces on chance. */
function normalize(line: string): string {
  return line
    .replaceAll(/\b[0-9a-f]{64}\b/g, "<sha256>")
    .replaceAll(/\b[0-9a-f]{40}\b/g, "<sha1>")
    .replaceAll(/\b[0-9a-f]{32}\b/g, "<nonce>")
    .replaceAll(/\b[0-9a-f]{12}\b/g, "<12 hex>")
    .trimEnd();
}

/** The same, and as wide as it was. */
function hideDigits(line: string): string {
  return line
    .replaceAll(/\b(?:[0-9a-f]{64}|[0-9a-f]{40}|[0-9a-f]{32}|[0-9a-f]{12})\b/g, (digits) =>
      "#".repeat(digits.length),
    )
    .trimEnd();
}

const ON_TERMINAL = /^reconcile-(?<columns>\d+) /;

function splitWords(text: string): readonly string[] {
  return [...text.matchAll(/"((?:[^"\\]|\\.)*)"|(\S+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? "") : (JSON.parse(`"${quoted}"`) as string),
  );
}

async function carryOut(
  repository: TestRepository,
  [verb = "", ...words]: readonly string[],
  input: readonly string[],
): Promise<readonly string[]> {
  const [first = "", second = "", third = ""] = words;
  const file = path.join(repository.directory, first);
  const columns = ON_TERMINAL.exec(`${verb} `)?.groups?.["columns"];
  if (columns !== undefined) return reconcile(repository, words, Number(columns));
  switch (verb) {
    case "reconcile":
      return reconcile(repository, words);
    case "write":
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, `${input.join("\n")}\n`.replaceAll("\\u001b", "\u001b"));
      return [];
    case "replace": {
      const text = readFileSync(file, "utf8");
      assert.ok(text.includes(second), `${first} holds ${second}`);
      writeFileSync(
        file,
        text.replace(second, () => third),
      );
      return [];
    }
    case "remove":
      rmSync(file, { recursive: true });
      return [];
    case "show":
      return readFileSync(file, "utf8").trimEnd().split("\n");
    case "commit":
      repository.git(["add", "--all"]);
      repository.commit({}, words.join(" "));
      return [];
    case "git":
      return repository.git(words).split("\n");
    case "edit-evidence":
      editEvidence(repository, first, (lines) =>
        lines.map((line, index) =>
          index + 1 === Number(second) ? line.replace(third, words[3] ?? "") : line,
        ),
      );
      return [];
    case "drop-evidence":
      editEvidence(repository, first, (lines) =>
        lines.filter((_line, index) => index + 1 !== Number(second)),
      );
      return [];
    case "approve":
      return approve(repository, { plan: first, person: second, decision: third === "" ? "approve" : third });
    default:
      throw new Error(`no story knows the command "${verb}"`);
  }
}

function editEvidence(
  repository: TestRepository,
  plan: string,
  edit: (lines: readonly string[]) => readonly string[],
): void {
  const folder = path.join(repository.directory, "runs", plan);
  const [run = ""] = readdirSync(folder);
  const file = path.join(folder, run, "evidence.jsonl");
  const before = readFileSync(file, "utf8");
  const after = `${edit(before.trimEnd().split("\n")).join("\n")}\n`;
  assert.notEqual(after, before, "the story changes something");
  writeFileSync(file, after);
}

async function reconcile(
  repository: TestRepository,
  words: readonly string[],
  columns = Infinity,
): Promise<readonly string[]> {
  const args =
    words.includes("--now") || words.includes("--help") || words.includes("--version")
      ? words
      : [...words, "--now", NOW];
  const { exit, stdout, stderr } = await runOnTerminal(repository.directory, args, columns);
  for (const line of `${stdout}${stderr}`.split("\n")) checkLine(line, columns);
  const printed = (text: string, mark: string): readonly string[] =>
    text === ""
      ? []
      : text
          .replace(/\n$/, "")
          .split("\n")
          .map((line) => `${mark}${line}`);
  return [...printed(stdout, ""), ...printed(stderr, "! "), `[exit ${exit}]`];
}

/** What is to be copied as it is: a line of an approval's text, and one that begins or ends it. */
const VERBATIM = /^(?:[a-zA-Z]+: |# yaml-language-server: |--- )/;

/** No line is wider than the terminal but by one word, and none has what a terminal would obey or nobody would see. */
function checkLine(line: string, columns: number): void {
  assert.doesNotMatch(line, /[^\P{Cc}]/u, "no control characters, and no tabs");
  if (line === line.trimEnd() && textWidth(line) <= columns) return;
  assert.equal(line, line.trimEnd(), "no spaces at the end of a line");
  const [lead = ""] = /^[^\p{L}]*(?:\p{L}+ {2,})?/u.exec(line) ?? [];
  const isOneWord = !line
    .slice(lead.length)
    .replace(/ (?:\\|&&)$/, "")
    .includes(" ");
  assert.ok(isOneWord || VERBATIM.test(line), `wider than ${columns} columns: ${line}`);
}

interface StoryApproval {
  readonly plan: string;
  readonly person: string;
  readonly decision: string;
}

/** Does what a person does: takes the text that explain shows, puts the own name and decision in, and saves it. */
async function approve(
  repository: TestRepository,
  { plan, person, decision }: StoryApproval,
): Promise<readonly string[]> {
  const { stdout } = await runHere(repository.directory, ["explain", plan, "--json", "--now", NOW]);
  const events = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const draft = events.find((event) => event["type"] === "explanation")?.["approval"] as
    { path: string; text: string } | null | undefined;
  assert.ok(draft, `explain shows an approval to write for ${plan}`);
  const name = draft.path.replace(/\.[a-z0-9-]+\.yaml$/, `.${person}.yaml`);
  const text = draft.text
    .replace(/^approver: .*$/m, `approver: ${person}`)
    .replace(/^decision: .*$/m, `decision: ${decision}`);
  repository.write({ [name]: text });
  return [`wrote ${name}`];
}
