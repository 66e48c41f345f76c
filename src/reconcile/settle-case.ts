// Whether anything is left to do for a plan whose run is closed. Where nothing is, all but how it stands may be let go.
import { parseHeadLine } from "../evidence/head.ts";
import type { ChainHead } from "../model/run.ts";
import type { OpenedCase, PlanCase } from "./plan-work.ts";
import { whereItStands } from "./where-it-stands.ts";

/** The case as it is, or as settled: closed, and its report is the one that its last statement asks for. */
export function settleCase(found: OpenedCase): PlanCase {
  if (found.kind !== "work" || found.work.difference.kind !== "converged") return found;
  const { work, plan } = found;
  const run = work.recorded.find(({ state }) => state.id === work.difference.run);
  const newest = run?.statements.at(-1);
  if (run === undefined || newest === undefined || !isReportCurrent(run.files.report, newest)) return found;
  const { text } = whereItStands(found);
  const { title } = work.document.metadata;
  return {
    kind: "settled",
    plan,
    settled: { plan, title, mode: work.mode, run: run.state.id, since: run.state.at, text },
  };
}

/**
 * The report is a view of the evidence: it is to be written anew whenever it does not end with the newest statement. Further
 * up a report names other statements as well.
 */
export function isReportCurrent(report: Uint8Array | undefined, newest: Pick<ChainHead, "sha256">): boolean {
  return report !== undefined && parseHeadLine(report)?.sha256 === newest.sha256;
}
