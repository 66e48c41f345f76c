// All documents of a commit against each other, the listing, their sources and their cuts: every fault, and which plans
// are sound enough to move. Whether now is the time for anything is not judged here.
import { sortDiagnostics, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Approval } from "../model/generated/approval.ts";
import type { CutPlan } from "../model/generated/cut-plan.ts";
import type { Policy } from "../model/generated/policy.ts";
import type { Target } from "../model/generated/target.ts";
import type { Manifest } from "../model/manifest.ts";
import type { TreeFile } from "../model/ports.ts";
import { attributeFaults } from "./attribute-faults.ts";
import { planFolderOf } from "./belonging.ts";
import type { Located } from "./located.ts";
import { APPROVAL_RULES } from "./rules/approval-rules.ts";
import { CUT_RULES } from "./rules/cut-rules.ts";
import { LISTING_RULES, planFoldersOf } from "./rules/listing-rules.ts";
import { PLAN_RULES } from "./rules/plan-rules.ts";
import { POLICY_RULES } from "./rules/policy-rules.ts";
import { applyRules } from "./rules/rule.ts";
import { SOURCE_RULES } from "./rules/source-rules.ts";
import { TARGET_RULES } from "./rules/target-rules.ts";
import { folderOf, indexWorld, sourcePathOf, type RuleWorld, type World } from "./world.ts";

export interface CheckedApproval {
  readonly approval: Located<Approval>;
  /** The .sig beside it; not read here. */
  readonly signature: TreeFile | undefined;
}

/** A plan without any fault in its folder, its target, the policy, its source and its cut. */
export interface CheckedPlan {
  readonly name: string;
  readonly plan: Located<CutPlan>;
  readonly signature: TreeFile | undefined;
  readonly source: TreeFile;
  readonly target: Located<Target>;
  /** By path. */
  readonly approvals: readonly CheckedApproval[];
  readonly manifest: Manifest;
}

export interface CheckedRepository {
  /** Every fault, each once, by place. */
  readonly diagnostics: readonly Diagnostic[];
  /** The sound plans, by name; a plan with an unreadable object is neither here nor among the faulty ones. */
  readonly plans: readonly CheckedPlan[];
  /** Undefined when it is missing or has any fault. */
  readonly policy: Located<Policy> | undefined;
  /** Why each other plan folder will not move, by the folder's name. */
  readonly faultyPlans: ReadonlyMap<string, readonly Diagnostic[]>;
}

/** Judges the world. Plans do not depend on each other: a fault of one leaves the others sound. */
export function checkRepository(world: World): CheckedRepository {
  const index = indexWorld(world);
  const diagnostics = sortDiagnostics([...world.documents.diagnostics, ...applyAllRules(index)]);
  const folders = planFoldersOf(index);
  const { faultyPlans, isPolicyFaulty } = attributeFaults(diagnostics, folders, index);
  const unjudged = unjudgedPlans(folders, index);
  const approvals = Map.groupBy(world.documents.approvals.values(), folderOf);
  const plans = folders
    .filter((folder) => !faultyPlans.has(folder) && !unjudged.has(folder))
    .sort()
    .map((folder) => soundPlan(folder, approvals.get(folder) ?? [], index));
  return { diagnostics, plans, policy: isPolicyFaulty ? undefined : world.documents.policy, faultyPlans };
}

function applyAllRules(world: RuleWorld): readonly Diagnostic[] {
  const { plans, approvals, targets, policy } = world.documents;
  return [
    ...applyRules(LISTING_RULES, [world], world),
    ...applyRules(POLICY_RULES, policy === undefined ? [] : [policy], world),
    ...applyRules(TARGET_RULES, targets.values(), world),
    ...applyRules([...PLAN_RULES, ...SOURCE_RULES, ...CUT_RULES], plans.values(), world),
    ...applyRules(APPROVAL_RULES, approvals.values(), world),
  ];
}

/** Plans with something that could not be read; outside of plans' folders that is every plan's concern. */
function unjudgedPlans(folders: readonly string[], { unreadable }: RuleWorld): ReadonlySet<string> {
  const touched = new Set([...(unreadable ?? [])].map(planFolderOf));
  return new Set(touched.has(undefined) ? folders : folders.filter((folder) => touched.has(folder)));
}

/** Assembles what the rules have found to be there; anything missing now is a hole in the rules. */
function soundPlan(name: string, approvals: readonly Located<Approval>[], world: RuleWorld): CheckedPlan {
  const plan = present(world.documents.plans.get(name), `plan ${name}`);
  const cut = world.cuts.get(name);
  if (cut?.kind !== "cut") throw new Error(`plan ${name} has no fault and no cut`);
  return {
    name,
    plan,
    signature: world.fileAt.get(`${plan.file.path}.sig`),
    source: present(world.fileAt.get(sourcePathOf(plan)), `source of plan ${name}`),
    target: present(world.documents.targets.get(plan.value.spec.target), `target of plan ${name}`),
    approvals: [...approvals]
      .sort((a, b) => (a.file.path < b.file.path ? -1 : 1))
      .map((approval) => ({ approval, signature: world.fileAt.get(`${approval.file.path}.sig`) })),
    manifest: cut.manifest,
  };
}

function present<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`${what} has no fault and is not there`);
  return value;
}
