// reconcile trust, as people use it: who may do what at a commit, a key that is listed, and what it takes until it counts.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { sha256Hex } from "../../src/model/digest.ts";
import { makePerson, signerLine } from "../support/people.ts";
import { makeSignedRepository, signedPolicy, type SignedRepository } from "../support/signed-repository.ts";
import { runReconcile, type Finished } from "../support/run-reconcile.ts";

const SIGNERS = "plans/_trust/allowed_signers";

function events({ stdout }: Finished): readonly Record<string, unknown>[] {
  return stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

function eventOf(finished: Finished, type: string): Record<string, unknown> {
  return (
    events(finished).find((event) => event["type"] === type) ?? assert.fail(`${type}: ${finished.stdout}`)
  );
}

function listOf({ directory }: SignedRepository): string {
  return readFileSync(path.join(directory, SIGNERS), "utf8");
}

/** The policy as add-key asks for it, signed by bob, in the work tree. */
function putPolicy(
  repository: SignedRepository,
  version: number,
  lists = { allowed: listOf(repository), revoked: "" },
): void {
  const policy = signedPolicy(lists, version);
  repository.write({
    "plans/_trust/policy.yaml": policy,
    "plans/_trust/policy.yaml.bob.sig": repository.bob.sign(policy, "policy"),
  });
}

function commitAll(repository: SignedRepository): void {
  repository.git(["add", "--all"]);
  repository.commit({});
}

test("trust check tells persons with their keys, gates with their approvers, and the first use", async (context) => {
  const repository = makeSignedRepository(context);
  const finished = await repository.here(["trust", "check", "--json"]);
  assert.equal(finished.exit, 0, finished.stdout + finished.stderr);
  const trust = eventOf(finished, "trust");
  assert.equal(trust["counts"], true);
  assert.deepEqual(trust["admins"], { threshold: 1, persons: ["bob"], able: ["bob"] });
  assert.equal((trust["steps"] as readonly unknown[]).length, 1);
  const persons = events(finished).filter(({ type }) => type === "person");
  assert.deepEqual(
    persons.map(({ person, admin, keys }) => [
      person,
      admin,
      (keys as { standing: string }[]).map((key) => key.standing),
    ]),
    [
      ["alice", false, ["valid"]],
      ["bob", true, ["valid"]],
    ],
  );
  const gates = events(finished).filter(({ type }) => type === "gate");
  assert.deepEqual(
    gates.map(({ gate }) => gate),
    ["SG_1", "SG_2", "SG_3"],
  );
  const text = await repository.here(["trust", "check"]);
  assert.match(text.stdout, /on first use, signed by nobody/);
  assert.match(text.stdout, /SG_1 +1 of bob; today: bob/);
});

test("trust check tells who could open a gate no more", (context) => {
  const repository = makeSignedRepository(context);
  const finished = runReconcile(repository.directory, [
    "trust",
    "check",
    "--json",
    "--now",
    "2036-06-01T00:00:00Z",
  ]);
  assert.equal(finished.exit, 0, finished.stdout + finished.stderr);
  const { expired, notes, admins } = eventOf(finished, "trust");
  assert.equal(expired, true);
  assert.deepEqual(admins, { threshold: 1, persons: ["bob"], able: [] });
  assert.ok((notes as string[]).some((note) => note.startsWith("SG_1 could not be opened today")));
});

test("a key is listed, pinned, signed for by an admin, and counts", async (context) => {
  const repository = makeSignedRepository(context);
  const { publicKey, keyFile } = makePerson(context, "alice");
  const added = await repository.here(["trust", "add-key", "alice", "--key", `${keyFile}.pub`, "--json"]);
  assert.equal(added.exit, 0, added.stdout + added.stderr);
  const [line] = listOf(repository).trimEnd().split("\n").slice(-1);
  assert.equal(
    line,
    `alice@example.org namespaces="approval.v1@cutplan,plan.v1@cutplan",valid-after="20261121Z",valid-before="20281121Z" ${publicKey}`,
  );
  const key = eventOf(added, "key");
  assert.equal(key["line"], 3);
  assert.equal(key["version"], 2);
  assert.deepEqual(key["pins"], {
    allowedSigners: sha256Hex(listOf(repository)),
    revokedKeys: sha256Hex(""),
  });
  const todo = (key["todo"] as string[]).join("\n");
  assert.match(
    todo,
    /ssh-keygen -Y sign -n trust\.v1@cutplan -f KEY plans\/_trust\/policy\.yaml && mv .*policy\.yaml\.bob\.sig/,
  );
  assert.ok(
    todo.includes(`pins: {allowedSigners: ${sha256Hex(listOf(repository))}, revokedKeys: ${sha256Hex("")}}`),
  );

  putPolicy(repository, 2);
  commitAll(repository);
  const checked = await repository.here(["trust", "check", "--json"]);
  assert.equal(checked.exit, 0, checked.stdout + checked.stderr);
  const steps = eventOf(checked, "trust")["steps"] as { version: number; signedBy: string[] }[];
  assert.deepEqual(
    steps.map(({ version, signedBy }) => [version, signedBy]),
    [
      [1, []],
      [2, ["bob"]],
    ],
  );
});

test("a changed list that nobody signed for is shown and refused", async (context) => {
  const repository = makeSignedRepository(context);
  const { keyFile } = makePerson(context, "alice");
  await repository.here(["trust", "add-key", "alice", "--key", `${keyFile}.pub`]);
  repository.write({
    "plans/_trust/policy.yaml": signedPolicy({ allowed: listOf(repository), revoked: "" }, 2),
  });
  commitAll(repository);
  const finished = await repository.here(["trust", "check", "--json"]);
  assert.equal(finished.exit, 4, finished.stdout + finished.stderr);
  assert.equal(eventOf(finished, "trust")["counts"], false);
  assert.equal(eventOf(finished, "refusal")["code"], "TRUST_UNSIGNED");
  assert.match(String(eventOf(finished, "refusal")["todo"]), /policy\.yaml\.bob\.sig/);
});

test("trust check of a commit without the list of revoked keys cannot judge", async (context) => {
  const repository = makeSignedRepository(context, {
    policy: (text) => text.replace(/, revokedKeys: \w+/, ""),
  });
  repository.git(["rm", "--quiet", "plans/_trust/revoked_keys"]);
  repository.git(["commit", "--quiet", "--amend", "--no-edit"]);
  const finished = await repository.here(["trust", "check", "--json"]);
  assert.equal(finished.exit, 8, finished.stdout + finished.stderr);
  assert.equal(eventOf(finished, "refusal")["code"], "REVOCATION_LIST_MISSING");
});

test("trust check of a faulty list tells its place and ends with 65", async (context) => {
  const repository = makeSignedRepository(context, { policy: (text) => text.replace(/^pins: .*\n/m, "") });
  const zed = makePerson(context, "zed");
  repository.commit({ [SIGNERS]: listOf(repository) + signerLine(zed) });
  const finished = await repository.here(["trust", "check", "--json"]);
  assert.equal(finished.exit, 65, finished.stdout + finished.stderr);
  const { code, line } = eventOf(finished, "diagnostic");
  assert.deepEqual([code, line], ["signer-stranger", 3]);
});

test("the first key of a policy that is not committed yet", async (context) => {
  const repository = makeSignedRepository(context);
  repository.git(["update-ref", "-d", "HEAD"]);
  const { keyFile } = makePerson(context, "alice");
  const finished = await repository.here(["trust", "add-key", "alice", "--key", `${keyFile}.pub`, "--json"]);
  assert.equal(finished.exit, 0, finished.stdout + finished.stderr);
  const { version, notes, todo } = eventOf(finished, "key");
  assert.equal(version, 1);
  assert.match((notes as string[]).join(), /on first use/);
  assert.doesNotMatch((todo as string[]).join(), /ssh-keygen/);
});

interface Refused {
  readonly title: string;
  readonly args: (repository: SignedRepository, keyFile: string) => readonly string[];
  readonly message: RegExp;
}

const REFUSED: readonly Refused[] = [
  {
    title: "a person whom the policy does not know",
    args: (_, key) => ["add-key", "zed", "--key", key],
    message: /"zed" is no person/,
  },
  {
    title: "a name that every object has",
    args: (_, key) => ["add-key", "constructor", "--key", key],
    message: /is no person/,
  },
  { title: "no key", args: () => ["add-key", "alice"], message: /no key is given/ },
  { title: "no person", args: (_, key) => ["add-key", "--key", key], message: /is not understood/ },
  {
    title: "a key that is listed",
    args: ({ bob }) => ["add-key", "alice", "--key", `${bob.keyFile}.pub`],
    message: /is in line 2 .* already, as "bob@example.org"/,
  },
  {
    title: "a private key",
    args: ({ bob }) => ["add-key", "alice", "--key", bob.keyFile],
    message: /is a private one/,
  },
  {
    title: "a file that is not there",
    args: () => ["add-key", "alice", "--key", "/nowhere/a.pub"],
    message: /ENOENT/,
  },
  {
    title: "a purpose that is not known",
    args: (_, key) => ["add-key", "alice", "--key", key, "--namespaces", "plan,git"],
    message: /"git" is nothing/,
  },
  {
    title: "a time that is none",
    args: (_, key) => ["add-key", "alice", "--key", key, "--valid-before", "2027-02-30"],
    message: /is no time/,
  },
  {
    title: "times the wrong way round",
    args: (_, key) => ["add-key", "alice", "--key", key, "--valid-before", "2020-01-01"],
    message: /from 2026-11-21T00:00:00Z to 2020-01-01T00:00:00Z/,
  },
  {
    title: "not to write",
    args: (_, key) => ["add-key", "alice", "--key", key, "--no-write"],
    message: /--no-write/,
  },
];

test("what cannot be listed is refused, and nothing is written", async (context) => {
  const repository = makeSignedRepository(context);
  const { keyFile } = makePerson(context, "alice");
  const before = listOf(repository);
  for (const { title, args, message } of REFUSED) {
    const finished = await repository.here(["trust", ...args(repository, `${keyFile}.pub`)]);
    assert.equal(finished.exit, 64, `${title}: ${finished.stdout}${finished.stderr}`);
    assert.match(finished.stderr, message, title);
    assert.equal(listOf(repository), before, title);
  }
});

test("a key that was revoked, and one of a kind that is not accepted, are refused", async (context) => {
  const repository = makeSignedRepository(context);
  const { keyFile, publicKey } = makePerson(context, "alice");
  writeFileSync(path.join(repository.directory, "plans/_trust/revoked_keys"), `${publicKey}\n`);
  const revoked = await repository.here(["trust", "add-key", "alice", "--key", `${keyFile}.pub`]);
  assert.equal(revoked.exit, 64, revoked.stdout);
  assert.match(revoked.stderr, /is in plans\/_trust\/revoked_keys/);
  const weak = path.join(path.dirname(keyFile), "weak.pub");
  // The neutral element of Ed25519, which "signs" everything.
  const blob = Buffer.concat([
    Buffer.from([0, 0, 0, 11]),
    Buffer.from("ssh-ed25519"),
    Buffer.from([0, 0, 0, 32, 1]),
    Buffer.alloc(31),
  ]);
  writeFileSync(weak, `ssh-ed25519 ${blob.toString("base64")}\n`);
  const refused = await repository.here(["trust", "add-key", "alice", "--key", weak]);
  assert.equal(refused.exit, 64, refused.stdout);
  assert.match(refused.stderr, /proves nothing/);
  assert.doesNotMatch(listOf(repository), /20281121Z/);
});
