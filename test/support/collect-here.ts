// What the pages of a repository would be made of, collected in this process at a fixed moment.
import { collectSite } from "../../src/cli/site/collect-site.ts";
import { withSession } from "../../src/cli/session.ts";
import { checkOptions } from "../../src/cli/options.ts";
import type { SiteData, SitePlan, SiteRun } from "../../src/site/site-data.ts";

export const COLLECT_NOW = "2026-11-21T10:00:00Z";

/** Of all plans, or of those named. */
export async function collectHere(folder: string, ...plans: readonly string[]): Promise<SiteData> {
  const options = checkOptions({ repo: folder, ref: "HEAD", write: false, now: COLLECT_NOW, color: "never" });
  return withSession(options, { recordsAs: undefined }, (session) => collectSite(session, plans));
}

/** Fails where there is no such plan. */
export function planOf({ plans }: SiteData, name: string): SitePlan {
  const found = plans.find((plan) => plan.name === name);
  if (found === undefined)
    throw new Error(`${name} is not among ${plans.map((plan) => plan.name).join(", ")}`);
  return found;
}

/** The newest of the plan's runs; fails where it has none. */
export function runOf(plan: SitePlan): SiteRun {
  const [run] = plan.runs;
  if (run === undefined) throw new Error(`${plan.name} has no run`);
  return run;
}
