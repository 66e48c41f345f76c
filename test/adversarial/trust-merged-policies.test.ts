// Takeovers of the trust policy by whoever may push and merge, in real repositories with real keys: each has to end in a refusal.
import assert from "node:assert/strict";
import { test } from "node:test";
import { sha256Hex } from "../../src/model/digest.ts";
import { makePerson, signerLine, type Person } from "../support/people.ts";
import { makeRepository, type Ending, type Files, type TestRepository } from "../support/repository.ts";
import { runReconcile } from "../support/run-reconcile.ts";

interface PolicyText {
  readonly version: number;
  readonly admins: readonly Person[];
  readonly allowed: string;
  readonly signedBy?: readonly Person[];
}

function trustFiles({ version, admins, allowed, signedBy = [] }: PolicyText): Files {
  const names = admins.map(({ name }) => name).join(", ");
  const persons = admins.map(({ name, principal }) => `  ${name}: {principal: ${principal}}\n`).join("");
  const gate = `{threshold: 1, persons: [${names}]}`;
  const policy = `apiVersion: cutplan/v1
kind: Policy
version: ${version}
expiresAt: "2031-01-01T00:00:00Z"
repository: git+https://git.example.org/merged.git
admins: ${gate}
persons:
${persons}gates: {SG_1: ${gate}, SG_2: ${gate}, SG_3: ${gate}}
separationOfDuties: {authorMayApprove: true}
signatures: {plans: optional, approvals: optional, evidence: optional}
pins: {allowedSigners: ${sha256Hex(allowed)}, revokedKeys: ${sha256Hex("")}}
runners: []
`;
  return {
    "plans/_trust/policy.yaml": policy,
    "plans/_trust/allowed_signers": allowed,
    "plans/_trust/revoked_keys": "",
    ...Object.fromEntries(
      signedBy.map((person) => [
        `plans/_trust/policy.yaml.${person.name}.sig`,
        person.sign(policy, "policy"),
      ]),
    ),
  };
}

/** Commits with a date of one's own, which is what an attacker chooses. */
function commitAt(repository: TestRepository, date: string, files: Files): void {
  repository.commit(files);
  const dated = repository
    .git(["cat-file", "commit", "HEAD"])
    .replaceAll(/^((?:author|committer) .*>) \d+/gm, `$1 ${Date.parse(date) / 1000}`);
  const commit = repository.git(["hash-object", "-t", "commit", "-w", "--stdin"], `${dated}\n`);
  repository.git(["reset", "--quiet", "--soft", commit]);
}

/** Merges the branch and takes its policy, whatever main has. */
function mergeTheirs(repository: TestRepository, branch: string, options: readonly string[] = []): void {
  repository.git(["merge", "--quiet", "--no-commit", "--no-ff", "-s", "ours", ...options, branch]);
  repository.git(["checkout", branch, "--", "plans"]);
  repository.git(["commit", "--quiet", "-m", "merge"]);
}

function check({ directory }: TestRepository): {
  readonly exit: number | null;
  readonly code: string | undefined;
} {
  const { exit, stdout } = runReconcile(directory, [
    "trust",
    "check",
    "--json",
    "--now",
    "2027-11-21T10:00:00Z",
  ]);
  const refusal = stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { type: string; code?: string })
    .find(({ type }) => type === "refusal");
  return { exit, code: refusal?.code };
}

interface Setting {
  readonly repository: TestRepository;
  readonly carol: Person;
  readonly mallory: Person;
}

function set(ending: Ending): Setting {
  return {
    repository: makeRepository(ending),
    carol: makePerson(ending, "carol"),
    mallory: makePerson(ending, "mallory"),
  };
}

// The removed admin's signature holds for everything that branches off before the removal.
test("an admin who was removed cannot come back by a branch from before", (context) => {
  const { repository, carol, mallory } = set(context);
  const allowed = signerLine(carol) + signerLine(mallory);
  repository.commit(trustFiles({ version: 1, admins: [carol, mallory], allowed }));
  repository.git(["branch", "evil"]);
  repository.commit(
    trustFiles({ version: 2, admins: [carol], allowed: signerLine(carol), signedBy: [carol] }),
  );
  assert.deepEqual(check(repository), { exit: 0, code: undefined });
  repository.git(["checkout", "--quiet", "evil"]);
  const mine = signerLine(mallory);
  repository.commit(trustFiles({ version: 2, admins: [mallory], allowed: mine, signedBy: [mallory] }));
  repository.commit(trustFiles({ version: 3, admins: [mallory], allowed: mine, signedBy: [mallory] }));
  repository.git(["checkout", "--quiet", "main"]);
  mergeTheirs(repository, "evil");
  assert.deepEqual(check(repository), { exit: 4, code: "TRUST_FORKED" });
});

// A date in a commit is whatever its maker says: the key's time was over when main went on.
test("a key whose time is over cannot sign in a branch that is dated back", (context) => {
  const { repository, carol, mallory } = set(context);
  const allowed = signerLine(carol, { validBefore: "20260301Z" });
  commitAt(repository, "2026-01-05T00:00:00Z", { "README.md": "a\n" });
  commitAt(repository, "2026-01-06T00:00:00Z", trustFiles({ version: 1, admins: [carol], allowed }));
  repository.git(["branch", "evil"]);
  commitAt(repository, "2027-06-01T00:00:00Z", { "README.md": "b\n" });
  repository.git(["checkout", "--quiet", "evil"]);
  const mine = trustFiles({
    version: 2,
    admins: [mallory],
    allowed: signerLine(mallory),
    signedBy: [carol],
  });
  commitAt(repository, "2026-02-01T00:00:00Z", mine);
  assert.deepEqual(check(repository), { exit: 0, code: undefined }, "the branch by itself is sound");
  repository.git(["checkout", "--quiet", "main"]);
  mergeTheirs(repository, "evil");
  assert.deepEqual(check(repository), { exit: 4, code: "TRUST_FORKED" });
});

// A history without a common commit has a first use of its own.
test("an unrelated history cannot bring its own first policy", (context) => {
  const { repository, carol, mallory } = set(context);
  repository.commit(trustFiles({ version: 1, admins: [carol], allowed: signerLine(carol) }));
  repository.git(["checkout", "--quiet", "--orphan", "evil"]);
  repository.commit(trustFiles({ version: 99, admins: [mallory], allowed: signerLine(mallory) }));
  repository.git(["checkout", "--quiet", "main"]);
  mergeTheirs(repository, "evil", ["--allow-unrelated-histories"]);
  assert.deepEqual(check(repository), { exit: 4, code: "TRUST_FORKED" });
});

// Deleting the folder must not make the next policy a first one.
test("a policy that was deleted cannot be replaced by another first one", (context) => {
  const { repository, carol, mallory } = set(context);
  repository.commit(trustFiles({ version: 1, admins: [carol], allowed: signerLine(carol) }));
  repository.git(["rm", "--quiet", "-r", "plans"]);
  repository.commit({ "README.md": "nothing here\n" });
  repository.commit(trustFiles({ version: 1, admins: [mallory], allowed: signerLine(mallory) }));
  assert.deepEqual(check(repository), { exit: 4, code: "TRUST_REVERSED" });
});
