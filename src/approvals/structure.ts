// Whether an approval makes sense in itself: what can be told from the file alone, without a key, a run or a clock.
// The schema has been checked before; whom it binds to what is binding.ts.
import type { Approval } from "../model/generated/approval.ts";
import { parseApprovalPath, type ApprovalFile, type ApprovalPlace } from "./approval-file.ts";
import { isMoment } from "./moment.ts";

/** What may be wrong with an approval in itself. */
export const STRUCTURE_FAULTS = {
  NAME_UNREADABLE: "the file is not plans/<plan>/approvals/<gate>.<person>.yaml",
  NAME_DIFFERS: "the file's name and its text say different things",
  RUN_DIFFERS: "the run is not a run of that plan",
  DIGEST_MALFORMED: "a digest is not 64 hex digits",
  TIME_MALFORMED: "a time is not in the calendar",
  TIMES_REVERSED: "it would expire before it counts",
  RESOLUTION_MISSING: "an approval at SG_3 has to say accept or compensate",
  RESOLUTION_UNEXPECTED: "only an approval at SG_3 has a resolution",
  PARTIAL_STATE_MISSING: "an approval at SG_3 has to name the partial state that it resolves",
  PARTIAL_STATE_UNEXPECTED: "only an approval at SG_3 names a partial state",
} as const;

export interface StructureFault {
  readonly code: keyof typeof STRUCTURE_FAULTS;
  /** The field as it is written in the file, with dots. */
  readonly field: string;
  readonly expected: string;
  readonly found: string;
}

const DIGEST = /^[0-9a-f]{64}$/;

/** Everything that is wrong with the approval in itself; empty when it is sound. */
export function checkStructure({ path, document }: ApprovalFile): readonly StructureFault[] {
  const place = parseApprovalPath(path);
  return [
    ...(place === undefined ? [unreadableName(path)] : checkName(document, place)),
    ...checkRun(document),
    ...checkDigests(document),
    ...checkTimes(document),
    ...checkResolution(document),
    ...checkPartialState(document),
  ];
}

function unreadableName(path: string): StructureFault {
  const expected = "plans/<plan>/approvals/<gate>.<person>.yaml";
  return { code: "NAME_UNREADABLE", field: "", expected, found: path };
}

function checkName(document: Approval, place: ApprovalPlace): readonly StructureFault[] {
  const pairs = [
    ["plan.path", `plans/${place.plan}/plan.yaml`, document.plan.path],
    ["gate", place.gate, document.gate],
    ["approver", place.person, document.approver],
  ] as const;
  return pairs
    .filter(([, expected, found]) => expected !== found)
    .map(([field, expected, found]) => ({ code: "NAME_DIFFERS", field, expected, found }));
}

function checkRun({ run, plan }: Approval): readonly StructureFault[] {
  const name = plan.path.split("/")[1] ?? "";
  const isOfPlan = run.startsWith(`${name}-`) && /^[0-9a-f]{12}$/.test(run.slice(name.length + 1));
  return isOfPlan
    ? []
    : [{ code: "RUN_DIFFERS", field: "run", expected: `${name}-<12 hex digits>`, found: run }];
}

function checkDigests(document: Approval): readonly StructureFault[] {
  const fields = ["plan", "source", "manifest", "facts", "evidenceHead", "policy", "partialState"] as const;
  return fields.flatMap((field) => {
    const found = document[field]?.sha256;
    if (found === undefined || DIGEST.test(found)) return [];
    return [{ code: "DIGEST_MALFORMED", field: `${field}.sha256`, expected: "64 hex digits", found }];
  });
}

function checkTimes(document: Approval): readonly StructureFault[] {
  const malformed = (["notBefore", "expiresAt"] as const).filter((field) => !isMoment(document[field]));
  if (malformed.length > 0) {
    const expected = "a moment such as 2026-11-21T10:00:00Z";
    return malformed.map((field) => ({ code: "TIME_MALFORMED", field, expected, found: document[field] }));
  }
  if (document.notBefore < document.expiresAt) return [];
  const expected = `after notBefore, ${document.notBefore}`;
  return [{ code: "TIMES_REVERSED", field: "expiresAt", expected, found: document.expiresAt }];
}

function resolves({ gate, decision }: Approval): boolean {
  return gate === "SG_3" && decision === "approve";
}

function checkResolution(document: Approval): readonly StructureFault[] {
  const { resolution } = document;
  if (resolves(document) === (resolution !== undefined)) return [];
  return [
    resolution === undefined
      ? { code: "RESOLUTION_MISSING", field: "resolution", expected: "accept or compensate", found: "none" }
      : { code: "RESOLUTION_UNEXPECTED", field: "resolution", expected: "no resolution", found: resolution },
  ];
}

function checkPartialState(document: Approval): readonly StructureFault[] {
  const found = document.partialState?.sha256;
  if (resolves(document) === (found !== undefined)) return [];
  const field = "partialState";
  return [
    found === undefined
      ? { code: "PARTIAL_STATE_MISSING", field, expected: "the digest in the torn statement", found: "none" }
      : { code: "PARTIAL_STATE_UNEXPECTED", field, expected: "no partial state", found },
  ];
}
