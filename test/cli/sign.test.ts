// reconcile sign: a plan by its author, the policy by an admin, as they lie in the work tree. What could not count is refused.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { NAMESPACES, type SignedKind } from "../../src/model/signature.ts";
import { signerLine, type Person } from "../support/people.ts";
import { makeRepository, type TestRepository } from "../support/repository.ts";
import type { Finished } from "../support/run-reconcile.ts";
import { command, makeSigningWorld, reconcile, type SigningWorld } from "./signing-people.ts";

const PLAN = "plans/deed/plan.yaml";
const POLICY = "plans/_trust/policy.yaml";
let world: SigningWorld;
const endings: (() => void)[] = [];
before(() => {
  world = makeSigningWorld({ after: (done) => void endings.push(done) });
});
after(() => endings.reverse().forEach((done) => done()));

function sign(repository: TestRepository, person: Person, args: readonly string[]): Promise<Finished> {
  return command(repository, ["sign", "--key", person.keyFile, ...args]);
}

interface Checked {
  readonly file: string;
  readonly signature: string;
  readonly kind: SignedKind;
}

/** Whether ssh-keygen takes the signature for the person's. */
function isSignedBy(
  { directory }: TestRepository,
  { principal, publicKey }: Person,
  { file, signature, kind }: Checked,
): boolean {
  const at = (name: string): string => path.join(directory, name);
  writeFileSync(at(".signers"), `${principal} ${publicKey}\n`);
  const args = [
    "-Y",
    "verify",
    "-f",
    at(".signers"),
    "-I",
    principal,
    "-n",
    NAMESPACES[kind],
    "-s",
    at(signature),
  ];
  return spawnSync("ssh-keygen", args, { input: readFileSync(at(file)) }).status === 0;
}

test("a changed plan is signed by its author over the older signature, and its run begins", async (context) => {
  const repository = world.copy(context);
  const text = readFileSync(path.join(repository.directory, PLAN), "utf8");
  repository.write({ [PLAN]: text.replace("The deed", "The new deed") });
  const signed = await sign(repository, world.alice, ["deed"]);
  assert.equal(signed.exit, 0, signed.stderr);
  assert.match(signed.stdout, /wrote over the older signature\n {2}plans\/deed\/plan\.yaml\.sig\n/);
  assert.match(signed.stdout, /as alice, the key's owner in allowed_signers/);
  assert.doesNotMatch(signed.stdout, /^!/m);
  assert.ok(isSignedBy(repository, world.alice, { file: PLAN, signature: `${PLAN}.sig`, kind: "plan" }));
  repository.git(["add", "plans"]);
  repository.git(["commit", "--quiet", "--message=Another plan"]);
  assert.match(reconcile(repository, []).stdout, /waiting at SG_1/);
});

test("a plan is not signed by anybody else, nor with a key that could not count, nor where it is faulty", async (context) => {
  const repository = world.copy(context);
  rmSync(path.join(repository.directory, `${PLAN}.sig`));
  const cases: readonly (readonly [string, () => Promise<Finished>, number, RegExp])[] = [
    ["another person", () => sign(repository, world.bob, ["deed"]), 4, /PLAN_NOT_AUTHENTIC/],
    ["another's key", () => sign(repository, world.bob, ["deed", "--as", "alice"]), 4, /SIGNER_UNKNOWN/],
    ["a name that leads elsewhere", () => sign(repository, world.alice, ["../deed"]), 64, /PLAN_NOT_FOUND/],
    ["two plans", () => sign(repository, world.alice, ["deed", "deed"]), 64, /USAGE/],
    [
      "a plan that does not parse",
      () => {
        repository.write({ [PLAN]: "apiVersion: cutplan/v1\nkind: CutPlan\nmetadata: {}\n" });
        return sign(repository, world.alice, ["deed"]);
      },
      65,
      /plans\/deed\/plan\.yaml:/,
    ],
    [
      "a link",
      () => {
        rmSync(path.join(repository.directory, PLAN));
        symlinkSync(world.bob.keyFile, path.join(repository.directory, PLAN));
        return sign(repository, world.alice, ["deed"]);
      },
      64,
      /FILE_EXISTS/,
    ],
  ];
  for (const [what, attempt, exit, words] of cases) {
    await context.test(what, async () => {
      const finished = await attempt();
      assert.equal(finished.exit, exit, finished.stderr);
      assert.match(finished.stderr, words);
      assert.ok(!existsSync(path.join(repository.directory, `${PLAN}.sig`)), "nothing is left");
    });
  }
});

test("the policy is signed by each admin beside it; what would not count is told", async (context) => {
  const repository = world.copy(context);
  const signed = await sign(repository, world.bob, ["--policy", "--json"]);
  assert.equal(signed.exit, 0, signed.stderr);
  assert.match(signed.stdout, /"type":"signature".*"authenticity":"AUTHENTIC","notes":\[\]/);
  const signature = `${POLICY}.bob.sig`;
  assert.ok(isSignedBy(repository, world.bob, { file: POLICY, signature, kind: "policy" }));
  const lists = "plans/_trust/allowed_signers";
  repository.write({ [lists]: signerLine(world.alice) });
  const noAdmin = await sign(repository, world.alice, ["--policy"]);
  assert.match(noAdmin.stdout, /pins\.allowedSigners is .* the list would not count/);
  assert.match(noAdmin.stdout, /"alice" is no admin of this version/);
});

test("in a repository without a commit, with a key that is listed nowhere yet", async (context) => {
  const { directory } = world.copy(context);
  rmSync(path.join(directory, ".git"), { recursive: true });
  const repository = makeRepository(context, { directory });
  repository.write({ "plans/_trust/allowed_signers": "" });
  const signed = await sign(repository, world.alice, ["deed", "--as", "alice"]);
  assert.equal(signed.exit, 0, signed.stderr);
  assert.match(signed.stdout, /! SIGNER_UNKNOWN: .* in no line of allowed_signers/);
});
