// Whole clones that somebody prepared: whatever their configuration, hooks, refs and objects say, the program runs nothing
// of them, and its verdict is the right one or "cannot judge".
import assert from "node:assert/strict";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { deflateSync } from "node:zlib";
import { makeFolder, openTestRepository, writeScript, type TestRepository } from "../support/repository.ts";
import { runHere } from "../support/run-here.ts";
import {
  carryToCloseout,
  makeSignedRepository,
  SIGNED_NOW,
  type SignedRepository,
} from "../support/signed-repository.ts";

const endings: (() => void)[] = [];
let honest: SignedRepository;

before(async () => {
  honest = makeSignedRepository({ after: (end) => void endings.push(end) });
  await carryToCloseout(honest);
});
after(() => {
  for (const end of endings) end();
});

interface Trap {
  readonly clone: TestRepository;
  readonly gitDir: string;
  /** A script that leaves the canary behind when anything runs it. */
  readonly script: string;
  readonly folder: string;
}

type Environment = Readonly<Record<string, string>>;

interface Kind {
  readonly name: string;
  /** Answers with the environment that the caller is in, where that is part of the trap. */
  readonly set: (trap: Trap) => unknown;
  /** Exit of verify: 0 where the trap changes nothing of what is true. */
  readonly exits: readonly number[];
}

const HOOKS = [
  "post-checkout",
  "post-commit",
  "pre-commit",
  "reference-transaction",
  "post-index-change",
  "pre-auto-gc",
];

/** Settings that name a program or a file, each of which some command of git would run or read. */
const SETTINGS: readonly (readonly [key: string, value: (trap: Trap) => string])[] = [
  ["core.fsmonitor", ({ script }) => script],
  ["gpg.ssh.program", ({ script }) => script],
  ["gpg.program", ({ script }) => script],
  ["core.pager", ({ script }) => script],
  ["core.editor", ({ script }) => script],
  ["core.sshCommand", ({ script }) => script],
  ["core.askPass", ({ script }) => script],
  ["credential.helper", ({ script }) => `!${script}`],
  ["alias.cat-file", ({ script }) => `!${script}`],
  ["core.hooksPath", ({ folder }) => folder],
  ["diff.external", ({ script }) => script],
  ["include.path", ({ folder }) => path.join(folder, "more")],
];

function looseFile(gitDir: string, oid: string): string {
  return path.join(gitDir, "objects", oid.slice(0, 2), oid.slice(2));
}

/** Puts other content under an object's name, as git itself would never write it. */
function alter(gitDir: string, oid: string, object: string): void {
  const file = looseFile(gitDir, oid);
  chmodSync(file, 0o644);
  writeFileSync(file, deflateSync(Buffer.from(object)));
}

const KINDS: readonly Kind[] = [
  {
    name: "programs in its configuration",
    exits: [0],
    set: (trap) => {
      for (const [key, value] of SETTINGS) trap.clone.git(["config", key, value(trap)]);
    },
  },
  {
    name: "another work tree in its configuration",
    exits: [0],
    set: ({ clone }) => void clone.git(["config", "core.worktree", "/"]),
  },
  {
    name: "hooks",
    exits: [0],
    set: ({ gitDir, script }) => {
      mkdirSync(path.join(gitDir, "hooks"), { recursive: true });
      for (const hook of HOOKS) cpSync(script, path.join(gitDir, "hooks", hook));
    },
  },
  {
    name: "text conversion, filters and a merge driver by attributes",
    exits: [0],
    set: ({ clone, gitDir, script }) => {
      for (const key of [
        "diff.trap.textconv",
        "filter.trap.smudge",
        "filter.trap.clean",
        "merge.trap.driver",
      ])
        clone.git(["config", key, script]);
      mkdirSync(path.join(gitDir, "info"), { recursive: true });
      writeFileSync(path.join(gitDir, "info/attributes"), "* diff=trap filter=trap merge=trap\n");
    },
  },
  {
    name: "a replacement for the plan",
    exits: [0],
    set: ({ clone }) => {
      const forged = clone.git(["hash-object", "-w", "--stdin"], "kind: CutPlan\n");
      clone.git(["replace", "HEAD:plans/deed/plan.yaml", forged]);
    },
  },
  {
    name: "a replacement for the commit",
    exits: [0],
    set: ({ clone }) => {
      const forged = clone.git(["commit-tree", "-m", "forged", "HEAD^{tree}"]);
      clone.git(["replace", "HEAD", forged]);
    },
  },
  {
    name: "a graft that takes the history away",
    exits: [0],
    set: ({ clone, gitDir }) => {
      mkdirSync(path.join(gitDir, "info"), { recursive: true });
      writeFileSync(path.join(gitDir, "info/grafts"), `${clone.git(["rev-parse", "HEAD"])}\n`);
    },
  },
  {
    name: "a planted shallow file",
    exits: [8],
    set: ({ clone, gitDir }) =>
      writeFileSync(path.join(gitDir, "shallow"), `${clone.git(["rev-parse", "HEAD"])}\n`),
  },
  {
    name: "an altered approval under its old name",
    exits: [7],
    set: ({ clone, gitDir }) => {
      const name = "HEAD:plans/deed/approvals/sg-1.bob.yaml";
      const text =
        clone.git(["cat-file", "blob", name]).replace("decision: approve", "decision: deny   ") + "\n";
      alter(gitDir, clone.git(["rev-parse", name]), `blob ${text.length}\0${text}`);
    },
  },
  {
    name: "an altered commit in the middle of the history",
    exits: [7],
    set: ({ clone, gitDir }) => {
      const oid = clone.git(["rev-parse", "HEAD~2"]);
      const text = `${clone.git(["cat-file", "commit", oid])}forged\n`;
      alter(gitDir, oid, `commit ${text.length}\0${text}`);
    },
  },
  {
    name: "a list of keys that is gone from the clone, whose place a promisor remote offers to fill",
    exits: [8],
    set: ({ clone, gitDir, script }) => {
      rmSync(looseFile(gitDir, clone.git(["rev-parse", "HEAD:plans/_trust/allowed_signers"])));
      clone.git(["config", "core.repositoryFormatVersion", "1"]);
      clone.git(["config", "extensions.partialClone", "origin"]);
      clone.git(["config", "remote.origin.url", `ext::${script}`]);
      clone.git(["config", "remote.origin.uploadpack", script]);
      clone.git(["config", "remote.origin.promisor", "true"]);
      clone.git(["config", "protocol.ext.allow", "always"]);
    },
  },
  {
    name: "objects in another place, by alternates",
    exits: [0],
    set: ({ gitDir, folder }) => {
      const elsewhere = path.join(folder, "objects");
      cpSync(path.join(gitDir, "objects"), elsewhere, { recursive: true });
      for (const entry of readdirSync(path.join(gitDir, "objects")))
        rmSync(path.join(gitDir, "objects", entry), { recursive: true });
      mkdirSync(path.join(gitDir, "objects/info"));
      writeFileSync(path.join(gitDir, "objects/info/alternates"), `${elsewhere}\n`);
    },
  },
  {
    name: "a branch called like a commit, and a tag called like the branch",
    exits: [0],
    set: ({ clone }) => {
      clone.git(["branch", clone.git(["rev-parse", "HEAD"]), "HEAD~3"]);
      clone.git(["tag", "main", "HEAD~3"]);
    },
  },
  {
    name: "an environment that points to another repository",
    exits: [0],
    set: ({ folder, script }) => ({
      GIT_DIR: folder,
      GIT_WORK_TREE: folder,
      GIT_OBJECT_DIRECTORY: folder,
      GIT_INDEX_FILE: path.join(folder, "index"),
      GIT_COMMON_DIR: folder,
      GIT_ALTERNATE_OBJECT_DIRECTORIES: folder,
      GIT_EXEC_PATH: folder,
      GIT_SSH_COMMAND: script,
      GIT_EXTERNAL_DIFF: script,
      GIT_PAGER: script,
    }),
  },
  {
    name: "an environment that configures git",
    exits: [0],
    set: ({ script }) => ({
      GIT_CONFIG_COUNT: "2",
      GIT_CONFIG_KEY_0: "core.fsmonitor",
      GIT_CONFIG_VALUE_0: script,
      GIT_CONFIG_KEY_1: "core.hooksPath",
      GIT_CONFIG_VALUE_1: path.dirname(script),
      GIT_CONFIG_PARAMETERS: `'core.fsmonitor=${script}'`,
      GIT_REPLACE_REF_BASE: "refs/heads/",
    }),
  },
];

for (const kind of KINDS) {
  test(`${kind.name}: nothing of it is run, and the verdict is right or none`, async (context) => {
    const folder = makeFolder(context);
    const directory = path.join(folder, "clone");
    cpSync(honest.directory, directory, { recursive: true });
    const canary = path.join(folder, "canary");
    const script = writeScript(path.join(folder, "trap/run"), `touch "${canary}"\nexit 1`);
    writeFileSync(path.join(folder, "more"), `[core]\n\tfsmonitor = ${script}\n`);
    const trap = {
      clone: openTestRepository(directory),
      gitDir: path.join(directory, ".git"),
      script,
      folder,
    };
    const environment = (kind.set(trap) ?? {}) as Environment;
    rmSync(canary, { force: true });
    const verified = await runHere(directory, ["verify", "--now", SIGNED_NOW], environment);
    assert.ok(
      kind.exits.includes(verified.exit ?? -1),
      `verify ${verified.exit}\n${verified.stdout}${verified.stderr}`,
    );
    if (verified.exit === 0) assert.match(verified.stdout, /1 of 1 runs intact/);
    assert.equal(existsSync(canary), false, "the canary");
  });
}

test("the trap that is laid would be sprung by git itself", (context) => {
  const folder = makeFolder(context);
  const directory = path.join(folder, "clone");
  cpSync(honest.directory, directory, { recursive: true });
  const canary = path.join(folder, "canary");
  const script = writeScript(path.join(folder, "trap/run"), `touch "${canary}"\nexit 1`);
  const clone = openTestRepository(directory);
  clone.git(["config", "core.fsmonitor", script]);
  clone.git(["status"]);
  assert.equal(existsSync(canary), true);
  assert.match(readFileSync(script, "utf8"), /canary/);
});
