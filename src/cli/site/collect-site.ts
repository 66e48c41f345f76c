// Collects what the pages are made of: where every plan stands, and every run on record. Judges nothing by itself, asks no
// database and writes nothing.
import { compareBytewise } from "../../model/bytewise.ts";
import { openReconciliation } from "../../reconcile/open-reconciliation.ts";
import type { SiteData, SitePlan } from "../../site/site-data.ts";
import type { Session } from "../session.ts";
import { TOOL } from "../version.ts";
import { describePlan } from "./describe-plan.ts";
import { describeTrust } from "./describe-trust.ts";
import { openPolicyReader } from "./read-policy.ts";

/**
 * The plans asked for, or all: those of the commit, and those that have runs on record and are gone from it. What is wrong
 * with one plan is said of that plan; throws a Refusal for what concerns all of them, as openReconciliation does.
 */
export async function collectSite(
  { edges, pin, trustPin }: Session,
  plans: readonly string[],
): Promise<SiteData> {
  const pins = { plans: pin, trust: trustPin };
  const found = await openReconciliation(edges, { pins, plans, readsFacts: false });
  const { loaded, runs } = found;
  const cases = new Map(found.cases.map((one) => [one.plan, one]));
  const names = [...new Set([...cases.keys(), ...runs.keys()])].sort(compareBytewise);
  const surroundings = {
    objects: edges.objects,
    readPolicy: openPolicyReader(edges.objects),
    documents: loaded.documents,
    approvals: new Map([...loaded.documents.approvals.values()].map((one) => [one.file.sha256, one])),
  };
  const described: SitePlan[] = [];
  for (const plan of names) {
    const recorded = runs.get(plan) ?? [];
    described.push(await describePlan(surroundings, { plan, recorded, found: cases.get(plan) }));
  }
  const at = edges.now();
  return {
    tool: TOOL,
    at,
    commit: { sha: pin.commit, ref: pin.ref },
    plans: described,
    trust: describeTrust(found, { commit: trustPin.commit, now: at }),
    faults: found.strays,
  };
}
