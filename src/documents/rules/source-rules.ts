// The source of a plan: a document of its own, in the plan's folder, with the bytes that the plan pins.
import { quoteText } from "../../diagnostics/visible-text.ts";
import type { CutPlan } from "../../model/generated/cut-plan.ts";
import { PLAN_FILE_NAMES } from "../belonging.ts";
import { REGULAR_MODE } from "../document-file.ts";
import { faultAt } from "../fault.ts";
import type { Located } from "../located.ts";
import { nearestName } from "../nearest.ts";
import { folderOf, sourcePathOf, type RuleWorld } from "../world.ts";
import type { Rule } from "./rule.ts";

type PlanRule = Rule<Located<CutPlan>>;

const SOURCE_PATH = ["spec", "source", "path"] as const;

const sourceIsNotThePlan: PlanRule = (plan) => {
  const { path } = plan.value.spec.source;
  if (!PLAN_FILE_NAMES.has(path)) return [];
  return [
    faultAt("source-reserved", plan.placeOf(SOURCE_PATH), {
      message: `${quoteText(path)} is the plan's own file`,
    }),
  ];
};

const sourceExists: PlanRule = (plan, { fileAt, pathsIn }) => {
  const path = sourcePathOf(plan);
  if (fileAt.has(path)) return [];
  const near = nearestName(plan.value.spec.source.path, namesBeside(folderOf(plan), pathsIn));
  const text = {
    message: `${quoteText(path, 160)} is not in the commit`,
    fix:
      near === undefined ? "commit the source, or correct its name" : `write "${near}", or commit the source`,
  };
  return [faultAt("source-missing", plan.placeOf(SOURCE_PATH), text)];
};

function namesBeside(folder: string, pathsIn: RuleWorld["pathsIn"]): readonly string[] {
  return (pathsIn.get(folder) ?? [])
    .map((path) => path.split("/").slice(2).join("/"))
    .filter((name) => !name.includes("/") && !PLAN_FILE_NAMES.has(name));
}

/** Present, regular and yet unread: too large for anyone. What is not regular has been told of by the listing. */
const sourceWasRead: PlanRule = (plan, { fileAt, sources, cuts, unreadable }) => {
  const path = sourcePathOf(plan);
  if (fileAt.get(path)?.mode !== REGULAR_MODE || PLAN_FILE_NAMES.has(plan.value.spec.source.path)) return [];
  if (unreadable?.has(path) === true || (sources.has(path) && cuts.has(folderOf(plan)))) return [];
  const text = { message: `${quoteText(path, 160)} could not be read and cut` };
  return [faultAt("source-unread", plan.placeOf(SOURCE_PATH), text)];
};

const sourceHasDigest: PlanRule = (plan, { sources }) => {
  const found = sources.get(sourcePathOf(plan));
  const { path, sha256 } = plan.value.spec.source;
  if (found === undefined || found === sha256 || PLAN_FILE_NAMES.has(path)) return [];
  const text = {
    message: `the source has another digest than ${quoteText(sha256)}`,
    expected: `the digest of the committed source, ${found}`,
    fix: `review the source, then write sha256: "${found}"`,
  };
  return [faultAt("source-digest", plan.placeOf(["spec", "source", "sha256"]), text)];
};

export const SOURCE_RULES = [sourceIsNotThePlan, sourceExists, sourceWasRead, sourceHasDigest] as const;
