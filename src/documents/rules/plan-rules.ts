// What a plan says about its place, its author and its target. Its source and its cut have rules of their own.
import { quoteText } from "../../diagnostics/visible-text.ts";
import type { CutPlan } from "../../model/generated/cut-plan.ts";
import { PLANS_FOLDER, TARGETS_FOLDER } from "../belonging.ts";
import { faultAt } from "../fault.ts";
import type { Located } from "../located.ts";
import { nearestName, oneOf } from "../nearest.ts";
import { folderOf } from "../world.ts";
import { personKnown } from "./person-known.ts";
import type { Rule } from "./rule.ts";

type PlanRule = Rule<Located<CutPlan>>;

const nameEqualsFolder: PlanRule = (plan) => {
  const folder = folderOf(plan);
  const { name } = plan.value.metadata;
  if (name === folder) return [];
  const text = {
    message: `the plan is named ${quoteText(name)} and lies in the folder ${quoteText(folder)}`,
    fix: `write name: ${quoteText(folder)}, or rename the folder`,
  };
  return [faultAt("plan-name", plan.placeOf(["metadata", "name"]), text)];
};

const authorInPolicy: PlanRule = (plan, { documents }) =>
  personKnown(
    { person: plan.value.metadata.author, document: plan, pointer: ["metadata", "author"] },
    documents.policy?.value,
  );

/** A target that exists and is faulty has been told of in its own file. */
const targetExists: PlanRule = (plan, { documents, fileAt }) => {
  const { target } = plan.value.spec;
  const path = `${PLANS_FOLDER}/${TARGETS_FOLDER}/${target}.yaml`;
  if (documents.targets.has(target) || fileAt.has(path)) return [];
  const known = [...documents.targets.keys()];
  const near = nearestName(target, known);
  const text = {
    message: `there is no target ${quoteText(target)}: ${path} is not in the commit`,
    expected: known.length === 0 ? undefined : oneOf(known),
    fix: near === undefined ? `commit ${path}` : `write "${near}", or commit ${path}`,
  };
  return [faultAt("target-unknown", plan.placeOf(["spec", "target"]), text)];
};

/** A policy may be sound for everyone but this author. What is wrong without an author is told at the policy. */
const gatesOpenForAuthor: PlanRule = (plan, { documents, gateProblemFor }) => {
  const { author } = plan.value.metadata;
  if (documents.policy?.value.separationOfDuties.authorMayApprove !== false) return [];
  const problem = gateProblemFor(author);
  if (problem === undefined || gateProblemFor(undefined) !== undefined) return [];
  const text = {
    message: `no set of persons could open ${problem.gates.join(" and ")} for a plan of ${quoteText(author)}, who may not approve it`,
    expected: problem.expected,
    fix: "have someone else answer for the plan, or list more persons at the gate (plans/_trust/policy.yaml)",
  };
  return [faultAt("gate-closed", plan.placeOf(["metadata", "author"]), text)];
};

export const PLAN_RULES = [nameEqualsFolder, authorInPolicy, targetExists, gatesOpenForAuthor] as const;
