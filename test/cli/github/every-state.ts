// A small repository with one plan in every state that a pull request shows: closed, waiting, stale, refused, failed,
// invalid, torn from its document. Made by the program itself, at one moment.
import { sha256Hex } from "../../../src/model/digest.ts";
import { approvalsFor, manyPlans, onePlan } from "../../support/many-plans.ts";
import { makeRepository, type Ending, type Files, type TestRepository } from "../../support/repository.ts";
import { runHere } from "../../support/run-here.ts";

export const NOW = "2026-11-21T10:00:00Z";

/**
 * Reconciled and committed: `deed` closed, `stale-one` approved and then changed, `lease` without an approval that counts.
 * Not reconciled yet: `clash` meets another text in the target, `broken` has two faults, `live-one` asks for LIVE.
 */
export async function makeEveryState(ending: Ending): Promise<TestRepository> {
  const repository = makeRepository(ending);
  const reconcile = async (): Promise<void> => {
    await runHere(repository.directory, ["run", "--now", NOW]);
    repository.git(["add", "--all"]);
    repository.commit({}, "Record");
  };
  repository.commit({
    ...manyPlans(0, 0),
    ...onePlan("deed", 4),
    ...onePlan("lease", 30),
    ...onePlan("stale-one", 2),
  });
  await reconcile();
  const given = approvalsFor(repository.directory, "SG_1", ["deed", "stale-one"]);
  const own = approvalsFor(repository.directory, "SG_1", ["lease"])[
    "plans/lease/approvals/sg-1.bob.yaml"
  ] as string;
  repository.commit({
    "plans/deed/approvals/sg-1.bob.yaml": given["plans/deed/approvals/sg-1.bob.yaml"] as string,
    "plans/lease/approvals/sg-1.alice.yaml": own.replace("approver: bob", "approver: alice"),
  });
  await reconcile();
  repository.commit(approvalsFor(repository.directory, "SG_2", ["deed"]));
  await reconcile();
  repository.commit({
    ...withSeed(),
    ...onePlan("broken", 3),
    ...edit(onePlan("clash", 3), "target: scratch", "target: register"),
    ...edit(onePlan("live-one", 2), "mode: DRYRUN", "mode: LIVE"),
    ...edit(onePlan("stale-one", 2), 'title: "The stale-one"', 'title: "The stale-one, once more"'),
    "plans/stale-one/approvals/sg-1.bob.yaml": given["plans/stale-one/approvals/sg-1.bob.yaml"] as string,
  });
  repository.commit(
    edit(
      edit(onePlan("broken", 3), "target: scratch", "targt: scratch"),
      "documentId: DOC",
      "documentId: 'a b'",
    ),
  );
  return repository;
}

/** The target of `clash` holds one of its units with another text, one retired, and one that it does not cut. */
function withSeed(): Files {
  const [, , third = ""] = sections("clash", 3);
  const seed = [
    `{address: CLASH/S1, sha256: "${"0".repeat(64)}", lifecycle: enacted}`,
    `{address: CLASH/S3, sha256: "${sha256Hex(third)}", lifecycle: retired}`,
    `{address: CLASH/S9, sha256: "${"1".repeat(64)}", lifecycle: draft}`,
  ];
  return {
    "plans/_targets/register.yaml": `apiVersion: cutplan/v1\nkind: Target\nmetadata: {name: register}\nspec: {driver: memory, seed: [${seed.join(", ")}]}\n`,
  };
}

function sections(name: string, count: number): readonly string[] {
  return Array.from(
    { length: count },
    (_, index) => `Section ${index + 1}\nText of ${name}, section ${index + 1}.\n`,
  );
}

function edit(files: Files, from: string, to: string): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [
      path,
      typeof text === "string" ? text.replace(from, to) : text,
    ]),
  );
}
