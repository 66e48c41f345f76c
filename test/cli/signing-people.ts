// The repository that approve and sign are tried in: a plan by alice, and at both gates people whose keys are in order, over,
// revoked, or nobody's. Made once and copied for each test.
import { cpSync } from "node:fs";
import { devNull } from "node:os";
import * as approve from "../../src/cli/commands/approve.ts";
import * as sign from "../../src/cli/commands/sign.ts";
import { exitOfRefusal } from "../../src/cli/exit-codes.ts";
import { checkOptions } from "../../src/cli/options.ts";
import { buildProgram } from "../../src/cli/program.ts";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import { onePlan } from "../support/many-plans.ts";
import { makePerson, signerLine, type Person } from "../support/people.ts";
import {
  makeFolder,
  makeRepository,
  openTestRepository,
  type Ending,
  type TestRepository,
} from "../support/repository.ts";
import { runReconcile, type Finished } from "../support/run-reconcile.ts";
import { signedPolicy } from "../support/signed-repository.ts";

export const NOW = "2026-11-21T10:00:00Z";

/** alice writes, bob approves, carol's key is over, dave's is revoked, mallory is in no list. */
export interface People {
  readonly alice: Person;
  readonly bob: Person;
  readonly carol: Person;
  readonly dave: Person;
  readonly mallory: Person;
}

export interface SigningWorld extends People {
  /** A copy, with `deed` waiting at SG_1 and its evidence committed. */
  readonly copy: (ending: Ending) => TestRepository;
}

export function makeSigningWorld(ending: Ending): SigningWorld {
  // What the machine's user is called has no say in commands of this process.
  process.env["GIT_CONFIG_GLOBAL"] = devNull;
  const names = ["alice", "bob", "carol", "dave", "mallory"] as const;
  const people = Object.fromEntries(
    names.map((name) => [name, makePerson(ending, name)]),
  ) as unknown as People;
  const { alice, bob, carol, dave } = people;
  const repository = makeRepository(ending);
  const allowed = [
    signerLine(alice),
    signerLine(bob),
    signerLine(carol, { validBefore: "20261001Z" }),
    signerLine(dave),
  ].join("");
  const revoked = `${dave.publicKey}\n`;
  const plan = onePlan("deed", 8);
  repository.commit({
    "plans/_targets/scratch.yaml": targetText(),
    "plans/_trust/policy.yaml": policyText({ allowed, revoked }),
    "plans/_trust/allowed_signers": allowed,
    "plans/_trust/revoked_keys": revoked,
    ...plan,
    "plans/deed/plan.yaml.sig": alice.sign(plan["plans/deed/plan.yaml"] as string, "plan"),
  });
  const { exit, stderr } = runReconcile(repository.directory, ["--commit", "--now", NOW]);
  if (exit !== 0) throw new Error(stderr);
  const copy = (other: Ending): TestRepository => {
    const directory = makeFolder(other);
    cpSync(repository.directory, directory, { recursive: true });
    return openTestRepository(directory);
  };
  return { ...people, copy };
}

/** One unit is there already. */
function targetText(): string {
  const body = "Section 2\nText of deed, section 2.\n";
  return `apiVersion: cutplan/v1
kind: Target
metadata: {name: scratch}
spec:
  driver: memory
  seed:
    - {address: DEED/S2, sha256: "${sha256Hex(body)}", lifecycle: enacted}
`;
}

function policyText(lists: { readonly allowed: string; readonly revoked: string }): string {
  return signedPolicy(lists)
    .replace(
      "  bob: {principal: bob@example.org}\n",
      `$&${["carol", "dave", "mallory"].map((name) => `  ${name}: {principal: ${name}@example.org}\n`).join("")}`,
    )
    .replace(
      "SG_1: {threshold: 1, persons: [bob]}",
      "SG_1: {threshold: 1, persons: [alice, bob, carol, dave]}",
    );
}

/** The program as a process of its own. */
export function reconcile(
  { directory }: TestRepository,
  args: readonly string[],
  extra: Readonly<Record<string, string>> = {},
): Finished {
  return runReconcile(directory, [...args, "--now", NOW], extra);
}

/** The same within this process, which is faster: what it prints, and a refusal's words in place of its block. */
export async function command({ directory }: TestRepository, args: readonly string[]): Promise<Finished> {
  const [out, err]: [string[], string[]] = [[], []];
  const terminal = {
    out: (text: string) => void out.push(text),
    err: (text: string) => void err.push(text),
    columns: Infinity,
    color: false,
    isLive: false,
  };
  let exit: number | undefined;
  const program = buildProgram(async ({ name, plans, flags, common }) => {
    const module = name === "sign" ? sign : approve;
    try {
      ({ exit } = await module.run({ plans, flags, options: checkOptions(common), terminal }));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      exit = exitOfRefusal(error.code);
      err.push(`${error.code}\n${error.message}\n${error.todo}\n`);
    }
  });
  const [name = "", ...rest] = args;
  await program.parseAsync([name, "--repo", directory, "--now", NOW, ...rest], { from: "user" });
  return { exit: exit ?? null, stdout: out.join(""), stderr: err.join("") };
}
