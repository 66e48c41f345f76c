// reconcile completion in the real shells: what is offered where, and that a hostile repository gets nothing run.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, test, type TestContext } from "node:test";
import { COMMANDS } from "../../src/cli/command-texts.ts";
import { manyPlans } from "../support/many-plans.ts";
import { makeFolder, makeRepository, writeScript, type TestRepository } from "../support/repository.ts";
import { runHere } from "../support/run-here.ts";
import { cleanEnvironment } from "../support/run-reconcile.ts";

interface Shell {
  readonly name: string;
  /** What is offered for the line, up to its end as the cursor, in the folder. */
  readonly complete: (place: Place, line: string) => readonly string[];
}

interface Place {
  readonly folder: string;
  /** The completion script, and a folder to write to. */
  readonly script: string;
  readonly scratch: string;
}

const SHELLS: readonly Shell[] = [
  { name: "bash", complete: completeInBash },
  { name: "zsh", complete: completeInZsh },
  { name: "fish", complete: completeInFish },
];

function runShell(command: string, args: readonly string[], { folder, scratch }: Place): string {
  const { status, stdout, stderr } = spawnSync(command, args, {
    cwd: folder,
    encoding: "utf8",
    env: {
      ...cleanEnvironment(),
      HOME: scratch,
      TERM: "xterm",
      XDG_CONFIG_HOME: scratch,
      XDG_DATA_HOME: scratch,
    },
    timeout: 20_000,
  });
  assert.equal(status, 0, `${command}: ${stdout}${stderr}`);
  assert.equal(stderr, "");
  return stdout;
}

/** As bash calls it: the words, "=" being one of its own, and the one that the cursor is at. */
function completeInBash(place: Place, line: string): readonly string[] {
  const words = line
    .split(" ")
    .flatMap((word) => word.split(/(=)/).filter((part, at) => part !== "" || at === 0));
  const harness = `source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); "$(complete -p reconcile | sed 's/.*-F \\([^ ]*\\).*/\\1/')" reconcile; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return linesOf(
    runShell("bash", ["--norc", "--noprofile", "-c", harness, "bash", place.script, ...words], place),
  );
}

/** In an interactive zsh on a terminal of its own, whose line editor is asked to complete as soon as it begins. */
function completeInZsh(place: Place, line: string): readonly string[] {
  const offered = path.join(place.scratch, "offered");
  writeFileSync(offered, "");
  const inner = `PROMPT= ; autoload -Uz compinit; compinit -u -C -d ${place.scratch}/dump; source ${place.script}
    compadd() {
      local -a hits
      if (( \${@[(I)-[OAD]]} )); then builtin compadd "$@"; return; fi
      builtin compadd -O hits "$@"; print -rl -- $hits >> ${offered}
      builtin compadd "$@"
    }
    zle-line-init() { BUFFER=$LINE_TO_COMPLETE; CURSOR=$#BUFFER; zle list-choices; exit }
    zle -N zle-line-init`;
  const setup = path.join(place.scratch, ".zshrc");
  writeFileSync(setup, inner);
  const outer = `zmodload zsh/zpty; export ZDOTDIR=${place.scratch} LINE_TO_COMPLETE=$1; zpty z zsh -i; while zpty -r z line; do :; done; exit 0`;
  runShell("zsh", ["-f", "-c", outer, "zsh", line], place);
  return linesOf(readFileSync(offered, "utf8"));
}

function completeInFish(place: Place, line: string): readonly string[] {
  const harness = "source $argv[1]; complete -C $argv[2]";
  const lines = linesOf(runShell("fish", ["--no-config", "-c", harness, place.script, line], place));
  return lines.map((one) => (one.split("\t")[0] ?? "").replace(/^--[a-z]+=/, ""));
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}

async function openPlace(context: TestContext, shell: string, folder: string): Promise<Place> {
  const scratch = makeFolder(context);
  const script = path.join(scratch, "script");
  const { exit, stdout } = await runHere(folder, ["completion", shell]);
  assert.equal(exit, 0);
  writeFileSync(script, stdout);
  return { folder, script, scratch };
}

const NAMES = COMMANDS.map(({ name }) => name as string);

/** A line, what has to be offered and nothing else; or what has to be among it, and what must not be. */
const CASES: readonly {
  readonly line: string;
  readonly all?: readonly string[];
  readonly some?: readonly string[];
  readonly not?: readonly string[];
}[] = [
  { line: "reconcile ", all: NAMES },
  { line: "reconcile st", all: ["status"] },
  { line: "reconcile plan-0000", all: ["plan-00000", "plan-00001"] },
  { line: "reconcile -", some: ["--version", "--no-write", "--help"], not: ["--manifest"] },
  { line: "reconcile run ", all: ["plan-00000", "plan-00001"] },
  { line: "reconcile run plan-00000 ", some: ["plan-00001"] },
  { line: "reconcile --no-write plan-00001", all: ["plan-00001"] },
  { line: "reconcile explain plan-00000 ", all: [] },
  { line: "reconcile explain --ref main ", all: ["plan-00000", "plan-00001"] },
  { line: "reconcile explain --ref before ", all: ["plan-00000"] },
  { line: "reconcile diff --mani", all: ["--manifest"] },
  { line: "reconcile diff --no-w", all: [] },
  { line: "reconcile approve plan-00000 --gate ", all: ["SG_1", "SG_2", "SG_3"] },
  { line: "reconcile approve plan-00000 --gate=SG_2", all: ["SG_2"] },
  { line: "reconcile approve plan-00000 --reason ", all: [] },
  { line: "reconcile facts --target ", all: ["scratch"] },
  { line: "reconcile new ", all: [] },
  { line: "reconcile new x --driver ", all: ["embedded", "memory", "postgres"] },
  { line: "reconcile run --format ", all: ["text", "json", "github", "sarif"] },
  { line: "reconcile status --format ", all: ["text", "json"] },
  { line: "reconcile status --ref ", some: ["main", "before", "v1.0", "topic/one"] },
  { line: "reconcile completion ", all: ["bash", "zsh", "fish"] },
  { line: "reconcile trust ", all: ["check", "add-key"] },
  { line: "reconcile trust add-key ", all: [] },
  { line: "reconcile new x --source notes", all: ["notes.txt"] },
];

function populated(context: TestContext): TestRepository {
  const repository = makeRepository(context);
  repository.commit({ ...manyPlans(1, 1), "notes.txt": "notes\n" });
  repository.git(["branch", "before"]);
  repository.commit(manyPlans(2, 1));
  repository.git(["tag", "v1.0"]);
  repository.git(["branch", "topic/one"]);
  return repository;
}

for (const { name, complete } of SHELLS) {
  const isHere = spawnSync(name, ["--version"]).status === 0;
  describe(`completion in ${name}`, { skip: isHere ? false : `${name} is not installed` }, () => {
    test("what is offered", async (context) => {
      const place = await openPlace(context, name, populated(context).directory);
      for (const { line, all, some = [], not = [] } of CASES) {
        // Where nothing can follow, zsh offers the flags.
        const isFlag = / -\S*$/.test(line);
        const offered = complete(place, line).filter((one) => isFlag || !one.startsWith("-"));
        if (all !== undefined) assert.deepEqual([...offered].sort(), [...all].sort(), line);
        for (const one of some) assert.ok(offered.includes(one), `${line}: ${one} in ${offered.join(" ")}`);
        for (const one of not) assert.ok(!offered.includes(one), `${line}: ${one} in ${offered.join(" ")}`);
      }
    });

    test("in a subfolder, with --repo, and where there is no repository", async (context) => {
      const repository = populated(context);
      const place = await openPlace(context, name, repository.directory);
      const below = path.join(repository.directory, "plans/plan-00000");
      assert.deepEqual(complete({ ...place, folder: below }, "reconcile explain plan-"), [
        "plan-00000",
        "plan-00001",
      ]);
      const nowhere = { ...place, folder: place.scratch };
      assert.deepEqual(complete(nowhere, "reconcile explain "), []);
      const there = complete(nowhere, `reconcile explain --repo ${repository.directory} `);
      assert.deepEqual(there, ["plan-00000", "plan-00001"]);
    });

    test("a hostile repository: no name is executed, no program of its configuration is run", async (context) => {
      const repository = makeRepository(context);
      const canary = path.join(makeFolder(context), "canary");
      const trap = writeScript(path.join(makeFolder(context), "trap"), `touch ${canary}`);
      repository.commit({ "plans/good/plan.yaml": "x\n", "plans/_targets/t.yaml": "x\n" });
      const names = [
        "$(touch canary)",
        "`touch canary`",
        "a;touch canary",
        "a b",
        "-rf",
        "\u001b[31mred",
        "x\ny",
        "UP",
        "a'\"b",
      ];
      for (const hostile of names)
        mkdirSync(path.join(repository.directory, "plans", hostile), { recursive: true });
      for (const hostile of names)
        writeFileSync(path.join(repository.directory, "plans", hostile, "plan.yaml"), "x\n");
      repository.git(["add", "."]);
      repository.commit({}, "hostile");
      repository.git(["branch", "$(touch${IFS}canary)"]);
      for (const key of [
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "core.askPass",
        "core.gitProxy",
        "core.editor",
      ])
        repository.git(["config", key, trap]);
      const place = await openPlace(context, name, repository.directory);
      assert.deepEqual(complete(place, "reconcile explain "), ["good"]);
      assert.ok(!complete(place, "reconcile status --ref ").some((ref) => /[^a-zA-Z0-9-]/.test(ref)));
      assert.deepEqual(complete(place, "reconcile explain --ref $(touch${IFS}canary) "), ["good"]);
      // A tree that a partial clone has promised, and that git would fetch with a program of the configuration.
      const tree = repository.git(["rev-parse", "HEAD:plans"]);
      execFileSync("rm", [
        "-f",
        path.join(repository.directory, ".git/objects", tree.slice(0, 2), tree.slice(2)),
      ]);
      repository.git(["config", "remote.origin.url", "ssh://git.example.org/x"]);
      repository.git(["config", "remote.origin.promisor", "true"]);
      repository.git(["config", "extensions.partialClone", "origin"]);
      repository.git(["config", "core.repositoryFormatVersion", "1"]);
      assert.deepEqual(complete(place, "reconcile explain "), []);
      assert.ok(!existsSync(canary) && !existsSync(path.join(repository.directory, "canary")));
    });
  });
}

test("every command and every flag that help shows is in every script", async (context) => {
  const folder = makeFolder(context);
  for (const shell of ["bash", "zsh", "fish"]) {
    const script = (await runHere(folder, ["completion", shell])).stdout;
    for (const name of NAMES) {
      const help = (await runHere(folder, [name, "--help"])).stdout;
      const flags = [...help.matchAll(/^ {2}(?:-\w, )?--(?<flag>[a-z-]+)/gm)].map(
        ({ groups }) => groups?.["flag"] ?? "",
      );
      assert.ok(flags.length > 0);
      for (const flag of flags)
        assert.match(script, new RegExp(`${shell === "fish" ? "-l " : "--"}${flag}\\b`), `${name} --${flag}`);
    }
  }
});

test("another shell is refused with 64, and the three are named", async (context) => {
  const folder = makeFolder(context);
  for (const shell of ["tcsh", "constructor", "\u001b[31m"]) {
    const { exit, stdout, stderr } = await runHere(folder, ["completion", shell]);
    assert.equal(exit, 64);
    assert.equal(stdout, "");
    assert.match(stderr, /USAGE\n.*no shell[^]*bash, zsh or fish/);
  }
  assert.equal((await runHere(folder, ["completion"])).exit, 64);
});
