// Which plans a fault keeps from moving: its own folder's, those of its target, or, where trust is at fault, all.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { planFolderOf, PLANS_FOLDER, TARGETS_FOLDER, TRUST_FOLDER } from "./belonging.ts";
import type { RuleWorld } from "./world.ts";

export interface AttributedFaults {
  /** By the name of the plan's folder; only plans with at least one fault, each fault once and by place. */
  readonly faultyPlans: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly isPolicyFaulty: boolean;
}

interface Sorted {
  readonly forAll: Diagnostic[];
  readonly byPlan: Map<string, Diagnostic[]>;
  readonly byTarget: Map<string, Diagnostic[]>;
}

/** `diagnostics` are sorted; `folders` are all folders of plans, with a plan that can be read or without. */
export function attributeFaults(
  diagnostics: readonly Diagnostic[],
  folders: readonly string[],
  world: RuleWorld,
): AttributedFaults {
  const sorted = sortByVictim(diagnostics);
  const faultyPlans = new Map<string, readonly Diagnostic[]>();
  for (const folder of folders) {
    const target = world.documents.plans.get(folder)?.value.spec.target;
    const ofTarget = target === undefined ? [] : (sorted.byTarget.get(target) ?? []);
    const faults = [...(sorted.byPlan.get(folder) ?? []), ...ofTarget, ...sorted.forAll];
    const cut = world.cuts.get(folder);
    if (faults.length > 0) faultyPlans.set(folder, faults);
    // Wherever the cut's faults say they are, they are this plan's.
    else if (cut?.kind === "faulty") faultyPlans.set(folder, cut.diagnostics);
  }
  return { faultyPlans, isPolicyFaulty: sorted.forAll.length > 0 };
}

function sortByVictim(diagnostics: readonly Diagnostic[]): Sorted {
  const sorted: Sorted = { forAll: [], byPlan: new Map(), byTarget: new Map() };
  for (const diagnostic of diagnostics) {
    const path = diagnostic.place.file;
    const [, folder, name] = path.split("/");
    const plan = planFolderOf(`${path}/`);
    if (isAbout(path, `${PLANS_FOLDER}/${TRUST_FOLDER}`)) sorted.forAll.push(diagnostic);
    else if (folder === TARGETS_FOLDER && name !== undefined)
      add(sorted.byTarget, name.replace(/\.yaml$/u, ""), diagnostic);
    else if (plan !== undefined) add(sorted.byPlan, plan, diagnostic);
  }
  return sorted;
}

/** Whether the path is the folder, in it, or one of the folders that it is in. */
function isAbout(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`) || folder.startsWith(`${path}/`);
}

function add(map: Map<string, Diagnostic[]>, key: string, diagnostic: Diagnostic): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [diagnostic]);
  else known.push(diagnostic);
}
