// Whether statements about a torn step can be what they say: what is known is what was digested, and SG_3 judged that digest.
import type { PartialState, Predicate } from "../model/generated/statement.ts";
import type { TornStep } from "../model/run.ts";
import { partialStateSha256 } from "../model/torn-effect.ts";
import { canBeTorn } from "./graph.ts";
import { changeSetOf } from "./phase.ts";
import { stepEndOf } from "./step-end.ts";

/** Why a step cannot have failed, or been torn, in this way; undefined where it can. */
export function contradictionInEnd(predicate: Predicate): string | undefined {
  if (stepEndOf(predicate) === "TORN") return contradictionInTorn(predicate);
  const { phase, run } = predicate;
  // The backup writes nothing to the target: it fails in LIVE as in DRYRUN.
  const isLeftBehind = run.mode === "LIVE" && canBeTorn(phase) && phase !== "pre_write_backup";
  return isLeftBehind ? `${phase} cannot have failed in LIVE without being torn` : undefined;
}

function contradictionInTorn(predicate: Predicate): string | undefined {
  const { phase, run, facts, reasons } = predicate;
  if (run.mode !== "LIVE") return `${phase} cannot have been torn in ${run.mode}`;
  if (facts === null) return `${phase} was torn without pinned facts`;
  const known = knownOf(predicate);
  if (known === undefined) return `${phase} was torn and does not say what is known`;
  if (known.phase !== phase) return `${phase} was torn and tells of "${known.phase}"`;
  if (known.changeSetId !== changeSetOf(predicate))
    return `${phase} was torn and tells of change set "${known.changeSetId}"`;
  if (known.reasons.join() !== reasons.join())
    return `${phase} was torn for ${reasons.join(", ")}, and tells of ${known.reasons.join(", ")}`;
  if (partialStateOf(predicate) !== partialStateSha256(known))
    return `${phase} was torn, and the digest of its partial state is another`;
  return undefined;
}

/** Why a statement at SG_3 does not fit the torn step before it; undefined where it does, and for what is no gate. */
export function contradictionInResolution(predicate: Predicate, torn: TornStep): string | undefined {
  const { phase, outcome, approvals, result } = predicate;
  if (phase !== "gate_sg_3") return undefined;
  if (partialStateOf(predicate) !== torn.partialState.sha256)
    return `${phase} judged another partial state than that of ${torn.step}`;
  const { resolution } = result;
  if (outcome !== "PASSED")
    return resolution === undefined ? undefined : `${phase} did not pass and has a resolution`;
  const counted = approvals.filter(({ policy, decision }) => policy === "COUNTED" && decision === "approve");
  const others = counted.filter((one) => one.resolution !== resolution).map(({ person }) => person);
  return others.length === 0
    ? undefined
    : `${phase} passed with "${String(resolution)}", which ${others.join(", ")} did not approve`;
}

/** The digest of a partial state that the statement names. The shape of both places has been checked before. */
export function partialStateOf({ result }: Predicate): string {
  const pin = result["partialState"] as { readonly sha256?: unknown } | undefined;
  return typeof pin?.sha256 === "string" ? pin.sha256 : "";
}

function knownOf({ result }: Predicate): PartialState | undefined {
  return result["known"] as PartialState | undefined;
}
