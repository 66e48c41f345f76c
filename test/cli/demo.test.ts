// The demo as a user sees it: the real program, which must leave nothing behind, however it ends, and claim nothing that did
// not happen. Several are played at once, each in a folder for temporary files of its own.
import assert from "node:assert/strict";
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { describe, test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import { makeFolder, writeScript, type Ending } from "../support/repository.ts";
import { cleanEnvironment, MAIN_FILE } from "../support/run-reconcile.ts";

const NOW = ["--now", "2026-11-21T10:00:00Z"];

const TOLD = `━━━ DRYRUN ━━━ nothing is written to any database ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
One person plans a change, another consents to it, and a third can check what became of it.
All of it is real, and happens in a scratch folder that is removed at the end:
  <scratch>

✔  1  A scratch repository, and a fresh key for each of two people
      ssh-keygen made alice's, <key>, and bob's, <key>
      the policy: all is signed, bob may approve, and nobody their own plan
✔  2  alice plans the cut of a short document, and signs the plan
      plan.yaml, sha256 <12 hex>, pins rules.md, sha256 <12 hex>
      plan.yaml.sig, made by ssh-keygen with alice's key, is AUTHENTIC
✔  3  reconcile carries the plan to its first gate: nobody consented yet
      7 units, not a byte lost; the list of them has sha256 <12 hex>
      run rules-<12 hex>: 4 statements on record, waits at SG_1
✔  4  alice tries to approve her own plan
      reconcile approve refuses, exit 4, SOD_VIOLATION: separation of duties
      she signs one by hand and commits it: reconcile refuses too, exit 4
      on record, statement 4: signature AUTHENTIC, approval SOD_VIOLATION
✔  5  bob reads plan and document, and approves SG_1
      sg-1.bob.yaml names plan, document, units, facts and policy by sha256
      it continues what is on record, up to statement 3, sha256 <12 hex>
      signed with bob's key: AUTHENTIC
✔  6  reconcile goes on to the second gate: before anything is enacted
      bob opened SG_1; a rehearsal created 7 units, 7 read back as cut
      it waits at SG_2, for consent to what was read back
✔  7  bob approves SG_2, and the run is closed
      7 units enacted in the rehearsal, and the rows of the target are as before
      14 statements on record, all signed; the last has sha256 <12 hex>
✔  8  Checked without this program, with stock tools
      ssh-keygen: bob's key signed his approval of SG_2, byte for byte
      sha256sum: 14 statements, each naming the digest of the one before
      openssl: the runner that the policy lists signed statement 13
✔  9  One byte of the evidence is changed: verify finds it
      line 8 now says that 8 units were created, not 7: verify exits 7
      it says DECISION_MISMATCH in line 8: statement 7 was edited
      the byte put back, all 14 statements are intact: verify exits 0
✔ 10  Decided again from what it is pinned to, the run comes out the same
      14 of 14 decisions have the digest on record

Played in <n> s; the scratch folder is removed.
`;

interface Played {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Play {
  readonly cwd: string;
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

/** `reconcile demo`, without blocking the other plays. */
function start({ cwd, args = NOW, environment }: Play): ChildProcess {
  return spawn(process.execPath, [MAIN_FILE, "demo", ...args], { cwd, env: cleanEnvironment(environment) });
}

/** What it printed, and how it ended; `once` is called when the text is seen on standard output. */
function finish(
  child: ChildProcess,
  once?: { readonly text: string; readonly then: () => void },
): Promise<Played> {
  let stdout = "";
  let stderr = "";
  let isSeen = false;
  child.stdout?.setEncoding("utf8").on("data", (part: string) => {
    stdout += part;
    if (isSeen || once === undefined || !stdout.includes(once.text)) return;
    isSeen = true;
    once.then();
  });
  child.stderr?.setEncoding("utf8").on("data", (part: string) => (stderr += part));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exit, signal) => resolve({ exit, signal, stdout, stderr }));
  });
}

/** A folder with these programs and no others, as PATH. */
function toolsOnly(ending: Ending, names: readonly string[]): string {
  const folder = makeFolder(ending);
  for (const name of names) symlinkSync(which(name), path.join(folder, name));
  return folder;
}

function which(name: string): string {
  const { stdout } = spawnSync("sh", ["-c", `command -v ${name}`], { encoding: "utf8" });
  return realpathSync(stdout.trim());
}

/** What the user's own configuration could do, with a file that shows that it did. */
function hostileSettings(ending: Ending): {
  readonly environment: Record<string, string>;
  readonly canary: string;
} {
  const folder = makeFolder(ending);
  const canary = path.join(folder, "canary");
  const script = writeScript(path.join(folder, "hooks/pre-commit"), `touch '${canary}'`);
  writeScript(path.join(folder, "hooks/post-commit"), `touch '${canary}'`);
  mkdirSync(path.join(folder, "template"));
  symlinkSync(path.join(folder, "hooks"), path.join(folder, "template/hooks"));
  const config = `[core]\n\thooksPath = ${folder}/hooks\n\tfsmonitor = ${script}\n[commit]\n\tgpgSign = true\n[gpg]\n\tformat = ssh\n[gpg "ssh"]\n\tprogram = ${script}\n[init]\n\ttemplateDir = ${folder}/template\n\tdefaultBranch = other\n[user]\n\tsigningKey = ${folder}/nosuch\n`;
  writeFileSync(path.join(folder, ".gitconfig"), config);
  const environment = {
    HOME: folder,
    GIT_CONFIG_GLOBAL: path.join(folder, ".gitconfig"),
    GIT_DIR: path.join(folder, "nosuch.git"),
    GIT_TEMPLATE_DIR: path.join(folder, "template"),
    GIT_OBJECT_DIRECTORY: path.join(folder, "objects"),
    SSH_AUTH_SOCK: path.join(folder, "agent"),
    CUTPLAN_RUNNER_KEY: path.join(folder, "nosuch.pem"),
  };
  return { environment, canary };
}

function normalize(text: string): string {
  return text
    .replaceAll(/\S*cutplan-demo-\w{6}/g, "<scratch>")
    .replaceAll(/SHA256:[A-Za-z0-9+/]{8}…/g, "<key>")
    .replaceAll(/\b[0-9a-f]{12}\b/g, "<12 hex>")
    .replaceAll(/\d+\.\d s\b/g, "<n> s");
}

const isEvent = new Ajv2020({ strict: false, formats: { "date-time": true } }).compile(
  JSON.parse(
    readFileSync(path.join(import.meta.dirname, "../../schemas/event.schema.json"), "utf8"),
  ) as object,
);

void describe("reconcile demo", { concurrency: true }, () => {
  test("tells the whole story, outside of any repository, whatever the user has configured", async (context) => {
    const temporary = makeFolder(context);
    const cwd = makeFolder(context);
    const { environment, canary } = hostileSettings(context);
    let calls = 0;
    const agent = createServer((socket) => {
      calls += 1;
      socket.destroy();
    }).listen(environment["SSH_AUTH_SOCK"]);
    context.after(() => agent.close());
    const PATH = toolsOnly(context, ["git", "ssh-keygen", "sha256sum", "openssl"]);
    const { exit, stdout, stderr } = await finish(
      start({ cwd, environment: { ...environment, TMPDIR: temporary, PATH } }),
    );
    assert.equal(exit, 0, stderr);
    assert.equal(stderr, "");
    assert.equal(normalize(stdout), TOLD);
    assert.deepEqual(readdirSync(temporary), [], "the scratch folder is removed");
    assert.deepEqual(readdirSync(cwd), [], "nothing is written where it was started");
    assert.equal(existsSync(canary), false, "nothing of the user's configuration was run");
    assert.equal(calls, 0, "the user's agent was not asked");
  });

  test("a signature that does not hold ends it where it is made; --keep leaves the folder even so", async (context) => {
    const temporary = makeFolder(context);
    const PATH = toolsOnly(context, ["git"]);
    const real = which("ssh-keygen");
    const script = `if [ "$2" = sign ]; then echo other | ${real} "$@"; else exec ${real} "$@"; fi`;
    writeScript(path.join(PATH, "ssh-keygen"), script);
    const args = ["--json", "--keep", ...NOW];
    const environment = { TMPDIR: temporary, PATH };
    const { exit, stdout } = await finish(start({ cwd: temporary, args, environment }));
    assert.equal(exit, 1);
    const events = stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    for (const event of events) assert.ok(isEvent(event), JSON.stringify([event, isEvent.errors]));
    const [version, file, first, second, refusal, summary, ...more] = events;
    assert.deepEqual(
      [version?.["type"], summary?.["type"], summary?.["exit"], more],
      ["version", "summary", 1, []],
    );
    assert.deepEqual([first?.["number"], first?.["outcome"]], [1, "as-told"]);
    assert.deepEqual([second?.["number"], second?.["outcome"], second?.["lines"]], [2, "otherwise", []]);
    assert.equal(refusal?.["code"], "DEMO_FAILED");
    assert.match(String(refusal["message"]), /in scene 2.*reconcile sign rules.*exit code: /);
    assert.equal(refusal["expected"], "0");
    const kept = readdirSync(temporary).map((name) => path.join(temporary, name));
    assert.deepEqual(kept, [file?.["path"]]);
    assert.deepEqual(readdirSync(path.join(kept[0]!, "repository")), [".git", "plans"]);
  });

  test("without ssh-keygen it says so, and leaves nothing", async (context) => {
    const temporary = makeFolder(context);
    const PATH = toolsOnly(context, ["git"]);
    const { exit, stdout, stderr } = await finish(
      start({ cwd: temporary, environment: { TMPDIR: temporary, PATH } }),
    );
    assert.equal(exit, 1);
    assert.match(stderr, /SIGNING_FAILED[^]*in scene 1[^]*no ssh-keygen was found/);
    assert.match(stdout, /✖ {2}1/);
    assert.doesNotMatch(stdout, /✔/);
    assert.deepEqual(readdirSync(temporary), []);
  });

  test("a signal ends it as such, with the folder removed", async (context) => {
    const temporary = makeFolder(context);
    const child = start({ cwd: temporary, environment: { TMPDIR: temporary } });
    const ended = await finish(child, { text: "✔  1", then: () => void child.kill("SIGTERM") });
    assert.equal(ended.signal, "SIGTERM");
    assert.doesNotMatch(ended.stdout, /Played/);
    assert.deepEqual(readdirSync(temporary), []);
  });

  test("a terminal sees a task a scene; Ctrl-C gives it back as it was, with the folder removed", async (context) => {
    if (spawnSync("script", ["--version"]).status !== 0) {
      assert.equal(process.env["CI"], undefined, "CI has util-linux");
      context.skip("there is no script(1) to make a terminal with");
      return;
    }
    const temporary = makeFolder(context);
    const command = `stty cols 100 rows 50; exec "${process.execPath}" "${MAIN_FILE}" demo`;
    const environment = { TERM: "xterm", SHELL: "/bin/sh", TMPDIR: temporary };
    const child = spawn("script", ["-qec", command, "/dev/null"], { env: cleanEnvironment(environment) });
    const { exit, stdout } = await finish(child, {
      text: "\u001b[32m✔\u001b[39m  1  A scratch repository",
      then: () => void child.stdin.write("\u0003"),
    });
    assert.equal(exit, 130, stdout);
    assert.ok(stdout.includes("10  Decided again from what"), "the scenes ahead are shown");
    assert.ok(stdout.includes("SHA256:"), "and what happened in those that were played");
    const cursor = stdout.lastIndexOf("\u001b[?25h");
    assert.ok(cursor > stdout.lastIndexOf("\u001b[?25l"), "the cursor is shown again");
    assert.deepEqual(readdirSync(temporary), []);
  });
});
