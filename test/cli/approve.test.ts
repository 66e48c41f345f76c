// reconcile approve: real people with real keys before a real gate. What would not count is refused, and nothing is left.
import assert from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import type { RefusalCode } from "../../src/diagnostics/refusal.ts";
import { NAMESPACES } from "../../src/model/signature.ts";
import type { Person } from "../support/people.ts";
import { makeFolder, writeScript, type TestRepository } from "../support/repository.ts";
import { cleanEnvironment, MAIN_FILE, type Finished } from "../support/run-reconcile.ts";
import { startAgent } from "../support/ssh-keys.ts";
import { command, makeSigningWorld, NOW, reconcile, type SigningWorld } from "./signing-people.ts";

const SG_1 = "plans/deed/approvals/sg-1";
let world: SigningWorld;
const endings: (() => void)[] = [];
before(() => {
  world = makeSigningWorld({ after: (done) => void endings.push(done) });
});
after(() => endings.reverse().forEach((done) => done()));

function approve(
  repository: TestRepository,
  person: Person,
  args: readonly string[] = [],
): Promise<Finished> {
  return command(repository, ["approve", "deed", "--yes", "--key", person.keyFile, ...args]);
}

/** Files below approvals/ of the work tree, sorted. */
function approvalsIn({ directory }: TestRepository): readonly string[] {
  const folder = path.join(directory, "plans/deed/approvals");
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

function commitApprovals({ git }: TestRepository, message: string): void {
  git(["add", "plans"]);
  git(["commit", "--quiet", `--message=${message}`]);
}

const read = ({ directory }: TestRepository, file: string): string =>
  readFileSync(path.join(directory, file), "utf8");

test("bob approves both gates: what he is shown, what he signs, and that the gates open", async (context) => {
  const repository = world.copy(context);
  const asked = ["--gate", "SG_1", "--reason", 'read "it" with carol', "--yes", "--key", world.bob.keyFile];
  const shown = reconcile(repository, ["approve", "deed", ...asked]);
  assert.equal(shown.exit, 0, shown.stderr);
  const text = read(repository, `${SG_1}.bob.yaml`);
  const digests = [...text.matchAll(/[0-9a-f]{64}/g)].map(([digest]) => digest);
  assert.equal(digests.length, 6);
  for (const digest of digests) assert.ok(shown.stdout.includes(digest), "every digest is shown in full");
  assert.match(shown.stdout, /8 units: 7 new, 1 unchanged, 0 in conflict/);
  assert.match(shown.stdout, /\+ DEED\/S1 /);
  assert.match(shown.stdout, /author +alice/);
  assert.match(shown.stdout, /version 1/);
  assert.match(shown.stdout, /bob, the key's owner in allowed_signers/);
  assert.match(text, /expiresAt: "2026-12-21T10:00:00Z"/);
  const signers = path.join(repository.directory, "plans/_trust/allowed_signers");
  const verify = ["-Y", "verify", "-f", signers, "-I", "bob@example.org", "-n", NAMESPACES.approval];
  const signature = path.join(repository.directory, `${SG_1}.bob.yaml.sig`);
  assert.equal(spawnSync("ssh-keygen", [...verify, "-s", signature], { input: text }).status, 0);
  const [, next = ""] = /^next {2}(git add .* && git commit .*) && reconcile$/m.exec(shown.stdout) ?? [];
  execFileSync("sh", ["-c", next], { cwd: repository.directory, env: cleanEnvironment(), stdio: "pipe" });
  assert.equal(reconcile(repository, ["--commit"]).exit, 0);
  const second = await approve(repository, world.bob, ["--expires-in", "12h"]);
  assert.match(second.stdout, /Approve SG_2 of deed/, "the gate where the run stands");
  assert.match(read(repository, "plans/deed/approvals/sg-2.bob.yaml"), /expiresAt: "2026-11-21T22:00:00Z"/);
  commitApprovals(repository, "Approve SG_2");
  const closed = reconcile(repository, ["--commit"]);
  assert.match(closed.stdout, /1 closed/);
  const late = await approve(repository, world.bob);
  assert.equal(late.exit, 4);
  assert.match(late.stderr, /^APPROVAL_REFUSED\n.*does not stand at a gate/);
});

type Name = keyof Omit<SigningWorld, "copy">;
const REFUSED: readonly (readonly [string, Name, readonly string[], RefusalCode, RegExp])[] = [
  ["the author", "alice", [], "APPROVAL_REFUSED", /SOD_VIOLATION/],
  ["a person who is not listed", "mallory", ["--as", "mallory"], "APPROVAL_REFUSED", /NOT_ENTITLED/],
  ["a stranger's key under another name", "mallory", ["--as", "bob"], "APPROVAL_REFUSED", /SIGNER_UNKNOWN/],
  ["another person's key", "bob", ["--as", "carol"], "APPROVAL_REFUSED", /SIGNER_UNKNOWN/],
  ["a key whose time is over", "carol", [], "APPROVAL_REFUSED", /KEY_EXPIRED/],
  ["a revoked key", "dave", [], "APPROVAL_REFUSED", /KEY_REVOKED/],
  ["a name that is in no policy", "bob", ["--as", "../../bob"], "USAGE", /no person of the policy/],
  ["a stranger whom nothing names", "mallory", [], "USAGE", /can be told from the key/],
  ["the gate after next", "bob", ["--gate", "SG_2"], "APPROVAL_REFUSED", /stands at SG_1, not at SG_2/],
  ["a withdrawal of nothing", "bob", ["--withdraw"], "APPROVAL_REFUSED", /decided nothing/],
  ["a denial without a reason", "bob", ["--deny"], "USAGE", /--reason/],
  ["a denial that is a withdrawal", "bob", ["--deny", "--withdraw"], "USAGE", /exclude each other/],
  ["a resolution where none is due", "bob", ["--resolution", "accept"], "USAGE", /SG_3/],
  ["no time at all", "bob", ["--expires-in", "0d"], "USAGE", /--expires-in/],
  ["more than a year", "bob", ["--expires-in", "367d"], "USAGE", /--expires-in/],
  ["a reason of a thousand letters", "bob", ["--reason", "x".repeat(1000)], "USAGE", /would not be valid/],
  ["not to write", "bob", ["--no-write"], "USAGE", /--no-write/],
  ["after the policy's time", "bob", ["--now", "2032-01-01T00:00:00Z"], "APPROVAL_REFUSED", /POLICY_EXPIRED/],
];

test("what a gate would not count is refused early, with the reason, and nothing is left", async (context) => {
  const repository = world.copy(context);
  for (const [what, person, args, code, words] of REFUSED) {
    await context.test(what, async () => {
      const { stderr, exit } = await approve(repository, world[person], args);
      assert.equal(exit, code === "USAGE" ? 64 : 4);
      assert.equal(stderr.split("\n")[0], code, stderr);
      assert.match(stderr, words);
      assert.deepEqual(approvalsIn(repository), []);
    });
  }
});

test("nobody is asked where there is no terminal, and then nothing is signed", (context) => {
  const repository = world.copy(context);
  const asked = reconcile(repository, ["approve", "deed", "--key", world.bob.keyFile]);
  assert.equal(asked.exit, 64);
  assert.match(asked.stderr, /APPROVAL_UNCONFIRMED/);
  assert.match(asked.stdout, /Approve SG_1 of deed/, "what would be approved is shown all the same");
  assert.deepEqual(approvalsIn(repository), []);
});

test("a denial stands until it is withdrawn, and never vanishes under an approval", async (context) => {
  const repository = world.copy(context);
  const denied = await approve(repository, world.bob, ["--deny", "--reason", "the window moved", "--json"]);
  assert.match(denied.stdout, /"decision":"deny".*"gateWillBe":"refused"/);
  const before = read(repository, `${SG_1}.bob.yaml`);
  const over = await approve(repository, world.bob);
  assert.match(over.stderr, /APPROVAL_REFUSED\n.*is a denial by "bob".*\n.*--withdraw/);
  assert.equal(read(repository, `${SG_1}.bob.yaml`), before);
  commitApprovals(repository, "Deny");
  assert.equal(reconcile(repository, ["--commit"]).exit, 4);
  repository.git(["rm", "--quiet", `${SG_1}.bob.yaml`, `${SG_1}.bob.yaml.sig`]);
  const removed = await approve(repository, world.bob);
  assert.match(removed.stderr, /DENIED.*\n.*--withdraw/, "nor when its file was removed");
  const withdrawn = await approve(repository, world.bob, ["--withdraw"]);
  assert.equal(withdrawn.exit, 0, withdrawn.stderr);
  commitApprovals(repository, "Withdraw");
  assert.equal(reconcile(repository, ["--commit"]).exit, 0, "the gate waits again");
  assert.match((await approve(repository, world.bob)).stderr, /WITHDRAWN/, "for another person");
});

test("an approval that is renewed says what it replaces; another text in the work tree is told", async (context) => {
  const repository = world.copy(context);
  await approve(repository, world.bob, ["--reason", "first"]);
  repository.write({ "plans/deed/source.txt": "another\n" });
  const again = await approve(repository, world.bob, ["--reason", "second"]);
  assert.equal(again.exit, 0, again.stderr);
  assert.match(again.stdout, /sg-1\.bob\.yaml is written over: "approve".*first/);
  assert.match(again.stdout, /source\.txt in the work tree is another one/);
  assert.match(read(repository, `${SG_1}.bob.yaml`), /reason: "second"/);
  assert.deepEqual(approvalsIn(repository), ["sg-1.bob.yaml", "sg-1.bob.yaml.sig"]);
});

test("where one of the two files cannot be written, neither is, and no link is followed", async (context) => {
  const blocked = world.copy(context);
  mkdirSync(path.join(blocked.directory, `${SG_1}.bob.yaml.sig`), { recursive: true });
  assert.match((await approve(blocked, world.bob)).stderr, /^FILE_EXISTS/);
  assert.deepEqual(approvalsIn(blocked), ["sg-1.bob.yaml.sig"]);
  const linked = world.copy(context);
  const elsewhere = makeFolder(context);
  symlinkSync(elsewhere, path.join(linked.directory, "plans/deed/approvals"));
  assert.match((await approve(linked, world.bob)).stderr, /^FILE_EXISTS/);
  assert.deepEqual(readdirSync(elsewhere), []);
  const garbled = world.copy(context);
  garbled.write({ [`${SG_1}.bob.yaml`]: "decision: deny\n" });
  assert.match((await approve(garbled, world.bob)).stderr, /^FILE_EXISTS/, "it might be a denial");
});

test("the key is the user's choice, never the repository's, and nothing of the repository is run", async (context) => {
  const repository = world.copy(context);
  const home = makeFolder(context);
  const canary = path.join(home, "canary");
  const evil = writeScript(path.join(repository.directory, "evil"), `touch '${canary}'; exit 1`);
  for (const [name, value] of [
    ["user.signingKey", world.mallory.keyFile],
    ["user.email", "mallory@example.org"],
    ["gpg.format", "ssh"],
    ["gpg.ssh.program", evil],
    ["gpg.ssh.defaultKeyCommand", evil],
    ["core.sshCommand", evil],
    ["core.fsmonitor", evil],
  ] as const)
    repository.git(["config", name, value]);
  const agent = await startAgent(context);
  const args = ["approve", "deed", "--yes", "--json"];
  const none = reconcile(repository, args, { SSH_AUTH_SOCK: agent.socket });
  assert.equal(none.exit, 64, none.stdout);
  assert.match(none.stderr, /SIGNING_KEY_MISSING/);
  agent.add({ file: world.bob.keyFile });
  const byAgent = reconcile(repository, args, { SSH_AUTH_SOCK: agent.socket });
  assert.match(byAgent.stdout, /"person":"bob".*"authenticity":"AUTHENTIC"/, byAgent.stderr);
  writeFileSync(path.join(home, ".gitconfig"), `[user]\n\tsigningKey = ${world.bob.keyFile}.pub\n`);
  const byConfiguration = reconcile(repository, args, { HOME: home });
  assert.match(byConfiguration.stdout, /"person":"bob".*"authenticity":"AUTHENTIC"/, byConfiguration.stderr);
  assert.ok(!existsSync(canary), "nothing of the repository was run");
});

test("on a terminal the word is asked for, and ssh-keygen asks for the passphrase itself", async (context) => {
  if (spawnSync("script", ["--version"]).status !== 0) {
    assert.equal(process.env["CI"], undefined, "CI has util-linux");
    context.skip("there is no script(1) to make a terminal with");
    return;
  }
  const repository = world.copy(context);
  const locked = path.join(makeFolder(context), "bob");
  copyFileSync(world.bob.keyFile, locked);
  chmodSync(locked, 0o600);
  execFileSync("ssh-keygen", ["-q", "-p", "-P", "", "-N", "a secret", "-f", locked], { stdio: "pipe" });
  const no = await onTerminal(repository, locked, [["Type yes", "no\n"]]);
  assert.match(no, /APPROVAL_UNCONFIRMED/);
  assert.deepEqual(approvalsIn(repository), []);
  const yes = await onTerminal(repository, locked, [
    ["Type yes", "yes\n"],
    ["passphrase", "a secret\n"],
  ]);
  assert.match(yes, /Once committed, SG_1 is open/);
  assert.doesNotMatch(yes, /a secret/);
  assert.deepEqual(approvalsIn(repository), ["sg-1.bob.yaml", "sg-1.bob.yaml.sig"]);
});

/** Runs approve in a pseudo-terminal (util-linux's script), answering each question once it stands there. */
async function onTerminal(
  { directory }: TestRepository,
  key: string,
  answers: readonly (readonly [question: string, answer: string])[],
): Promise<string> {
  const command = `"${process.execPath}" "${MAIN_FILE}" approve deed --key "${key}" --now ${NOW}`;
  const child = spawn("script", ["-qec", command, "/dev/null"], {
    cwd: directory,
    env: cleanEnvironment({ TERM: "xterm", SHELL: "/bin/sh" }),
    stdio: ["pipe", "pipe", "inherit"],
  });
  const left = [...answers];
  let seen = "";
  let asked = 0;
  child.stdout.setEncoding("utf8");
  for await (const text of child.stdout as AsyncIterable<string>) {
    seen += text;
    const next = left[0];
    if (next === undefined || !seen.slice(asked).includes(next[0])) continue;
    asked = seen.length;
    left.shift();
    child.stdin.write(next[1]);
  }
  child.stdin.end();
  assert.deepEqual(left, [], seen);
  return seen;
}
