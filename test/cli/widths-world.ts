// A repository with a plan in every state that a terminal has to show, long names and wide titles among them: what the golden
// files of widths/ look at.
import { rmSync } from "node:fs";
import path from "node:path";
import { sha256Hex } from "../../src/model/digest.ts";
import { approvalsFor, manyPlans, onePlan } from "../support/many-plans.ts";
import type { Files, TestRepository } from "../support/repository.ts";
import { runHere } from "../support/run-here.ts";

const NOW = "2026-11-21T10:00:00Z";
const LONG = "regulation-on-the-keeping-of-the-register-of-common-grounds";

/** closed, waiting at SG_1 and at SG_2, an approval that is stale, ready, in conflict, refused, invalid, orphaned. */
export async function buildWorld({ directory, commit, git }: TestRepository): Promise<void> {
  const reconcile = (): Promise<unknown> => runHere(directory, ["run", "-q", "--now", NOW]);
  commit({ ...manyPlans(0, 0), ...titled("charter", "Charter of the Commons Register", 3) });
  await reconcile();
  commit({
    ...approvalsFor(directory, "SG_1"),
    ...titled("handbook", "Operations handbook for registrars", 12),
  });
  await reconcile();
  commit({
    ...approvalsFor(directory, "SG_2", ["charter"]),
    ...approvalsFor(directory, "SG_1", ["handbook"]),
    ...titled(LONG, "登記簿の共有地に関する規則、その保管と閲覧、および訂正の手続きについて", 2),
    ...titled("orphan", "Left behind", 1),
    ...titled("late", "Its approval came for another text", 2),
  });
  await reconcile();
  const approvals = approvalsFor(directory, "SG_1", ["late"]);
  rmSync(path.join(directory, "plans/orphan"), { recursive: true });
  git(["add", "--all"]);
  commit({
    ...approvals,
    ...titled("late", "Its approval came for an earlier text", 2),
    ...inMode("live-migration", "LIVE"),
    ...inConflict("rules"),
    ...faulty("notice"),
  });
  await reconcile();
  commit({ ...titled("fresh", "Not begun yet", 7), ...unreachable("remote") });
}

function titled(name: string, title: string, units: number): Files {
  return editPlan(onePlan(name, units), name, (text) => text.replace(`"The ${name}"`, JSON.stringify(title)));
}

function inMode(name: string, mode: string): Files {
  return editPlan(onePlan(name, 2), name, (text) => text.replace("mode: DRYRUN", `mode: ${mode}`));
}

/** The first of its units is in its target already, with another text. */
function inConflict(name: string): Files {
  const seed = `[{address: RULES/S1, sha256: "${sha256Hex("another text")}", lifecycle: enacted}]`;
  return {
    ...editPlan(onePlan(name, 3), name, (text) => text.replace("target: scratch", "target: taken")),
    "plans/_targets/taken.yaml": `apiVersion: cutplan/v1\nkind: Target\nmetadata: {name: taken}\nspec: {driver: memory, seed: ${seed}}\n`,
  };
}

function faulty(name: string): Files {
  return editPlan(onePlan(name, 1), name, (text) => text.replace("target: scratch", "targt: scratch"));
}

/** Its target is a database whose variable nobody has set. */
function unreachable(name: string): Files {
  return {
    ...editPlan(onePlan(name, 1), name, (text) => text.replace("target: scratch", "target: register")),
    "plans/_targets/register.yaml":
      "apiVersion: cutplan/v1\nkind: Target\nmetadata: {name: register}\nspec: {driver: postgres, connection: {env: CUTPLAN_RO_URL_REGISTER}}\n",
  };
}

function editPlan(files: Files, name: string, edit: (text: string) => string): Files {
  const file = `plans/${name}/plan.yaml`;
  return { ...files, [file]: edit(String(files[file])) };
}
