// Everything cutplan wants to know of a database, asked through one function that runs a SELECT. Three round trips: the
// catalogs, the units, the totals. It writes nothing and connects to nothing.
import type { Facts } from "../../model/generated/facts.ts";
import { readCatalog } from "./catalog.ts";
import type { DiscoverQuestion } from "./discover-question.ts";
import { judgeGrants } from "./judge-grants.ts";
import { readTotals } from "./read-totals.ts";
import { readUnits } from "./read-units.ts";
import { refuseUnfit } from "./refuse-unfit.ts";
import type { Select } from "./select.ts";

export type { DiscoverQuestion, Select };

/**
 * The facts, all read by `select` and so of its snapshot. Rejects with a Refusal TARGET_UNFIT where there is not what has to
 * be read, and with whatever `select` rejects with.
 */
export async function discover(select: Select, question: DiscoverQuestion): Promise<Facts> {
  const catalog = await readCatalog(select, question.contract);
  const grants = judgeGrants(catalog, question.contract);
  refuseUnfit(catalog, grants.faults ?? [], question);
  const units = await readUnits(select, question);
  return {
    apiVersion: "cutplan/v1",
    kind: "Facts",
    target: question.target,
    driver: question.driver,
    prefix: question.prefix,
    role: catalog.reader,
    units,
    totals: await readTotals(select, question.target),
    grants,
  };
}
