// The flags of reconcile approve as one value, checked against each other. What they mean at a gate is judged elsewhere.
import { Refusal } from "../../diagnostics/refusal.ts";
import type { Approval } from "../../model/generated/approval.ts";
import type { GateName, Resolution } from "../../model/phase.ts";

export interface ApprovalRequest {
  /** Undefined for the gate at which the run stands. */
  readonly gate: GateName | undefined;
  readonly decision: Approval["decision"];
  readonly resolution: Resolution | undefined;
  readonly person: string | undefined;
  readonly reason: string;
  readonly validMs: number;
  readonly key: string | undefined;
  readonly confirmed: boolean;
}

/** Throws a Refusal USAGE where flags exclude each other or say nothing. */
export function readApprovalRequest(flags: Readonly<Record<string, unknown>>): ApprovalRequest {
  const text = (name: string): string | undefined => {
    const value = flags[name];
    return typeof value === "string" ? value : undefined;
  };
  const decision = decisionOf(flags);
  return {
    gate: text("gate") as GateName | undefined,
    decision,
    resolution: text("resolution") as Resolution | undefined,
    person: text("as"),
    reason: reasonOf(decision, text("reason")),
    validMs: durationOf(text("expiresIn") ?? "30d"),
    key: text("key"),
    confirmed: flags["yes"] === true,
  };
}

function decisionOf(flags: Readonly<Record<string, unknown>>): Approval["decision"] {
  if (flags["deny"] === true && flags["withdraw"] === true) {
    throw new Refusal("USAGE", {
      message: "--deny and --withdraw exclude each other",
      expected: "one of the two, or neither to approve",
      todo: "deny to stop the gate; withdraw to take your own decision back",
    });
  }
  if (flags["deny"] === true) return "deny";
  return flags["withdraw"] === true ? "withdraw" : "approve";
}

/** Throws a Refusal USAGE: an approval at SG_3 says what becomes of the partial state, and nothing else does. */
export function requireResolution({ decision, resolution }: ApprovalRequest, gate: GateName): void {
  const isNeeded = gate === "SG_3" && decision === "approve";
  if (isNeeded === (resolution !== undefined)) return;
  throw new Refusal("USAGE", {
    message: isNeeded
      ? "an approval at SG_3 needs a --resolution"
      : `--resolution is for an approval at SG_3, and this is to ${decision} ${gate}`,
    expected: isNeeded ? "accept or compensate" : "no --resolution",
    todo: isNeeded ? "accept what was written, or have it compensated" : "leave it out",
  });
}

const REASONS = { approve: "approved as shown", withdraw: "withdrawn" } as const;

/** Whoever stops others says why. */
function reasonOf(decision: Approval["decision"], given: string | undefined): string {
  if (given !== undefined && given.trim() !== "") return given.trim();
  if (decision !== "deny" && given === undefined) return REASONS[decision];
  throw new Refusal("USAGE", {
    message: given === undefined ? "--deny is given without a --reason" : "--reason is empty",
    expected: "why, in a few words; it stands in the approval and in the report",
    todo: 'add --reason "the window was moved"',
  });
}

const UNIT_MS = { h: 60 * 60 * 1000, d: 24 * 60 * 60 * 1000 } as const;
const LONGEST_MS = 366 * UNIT_MS.d;

/** `30d`, `12h`: in milliseconds, more than nothing and at most a year. */
function durationOf(text: string): number {
  const { count, unit } = /^(?<count>\d{1,5})(?<unit>[dh])$/.exec(text)?.groups ?? {};
  const durationMs = Number(count ?? 0) * UNIT_MS[unit === "h" ? "h" : "d"];
  if (durationMs > 0 && durationMs <= LONGEST_MS) return durationMs;
  throw new Refusal("USAGE", {
    message: `--expires-in "${text}" is no time that an approval may last`,
    expected: "hours or days, at most a year: 12h, 30d",
    todo: "choose a time by which the run will have passed the gate",
  });
}
