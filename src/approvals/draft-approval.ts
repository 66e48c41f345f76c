// The text of an approval that is ready to be committed: every binding filled in, so that a person has to write the
// reason and nothing else. Text only; whether the person may approve is judged elsewhere.
import type { Approval } from "../model/generated/approval.ts";
import type { GateName, Resolution } from "../model/phase.ts";
import type { GateExpectation } from "./binding.ts";

/** What a person adds to the bindings. */
export interface ApprovalDraft {
  readonly gate: GateName;
  readonly decision: Approval["decision"];
  readonly approver: string;
  /** RFC 3339 in UTC, to the second. */
  readonly notBefore: string;
  readonly expiresAt: string;
  /** 32 hex digits. */
  readonly nonce: string;
  readonly reason: string;
  /** Needed to approve at SG_3, and allowed nowhere else. Left out there, the text is no approval until a person has chosen. */
  readonly resolution?: Resolution;
}

/** Words that a reader of YAML might take for something else than text. */
const YAML_WORDS: ReadonlySet<string> = new Set([
  "null",
  "true",
  "false",
  "yes",
  "no",
  "on",
  "off",
  "y",
  "n",
]);
const PLAIN = /^[A-Za-z][A-Za-z0-9/._-]*$/;

/** The approval as YAML: the same text for the same values, at any time and on any machine. */
export function draftApproval(expected: GateExpectation, draft: ApprovalDraft): string {
  const lines = [
    "# yaml-language-server: $schema=../../../schemas/approval.schema.json",
    "apiVersion: cutplan/v1",
    "kind: Approval",
    `gate: ${draft.gate}`,
    `decision: ${draft.decision}`,
    ...resolutionLines(expected, draft),
    `run: ${scalar(expected.run)}`,
    `mode: ${expected.mode}`,
    `plan: {path: ${scalar(expected.plan.path)}, sha256: ${quoted(expected.plan.sha256)}}`,
    `source: {sha256: ${quoted(expected.source.sha256)}}`,
    `manifest: {sha256: ${quoted(expected.manifest.sha256)}}`,
    `facts: {sha256: ${quoted(expected.facts.sha256)}}`,
    `evidenceHead: {seq: ${expected.evidenceHead.seq}, sha256: ${quoted(expected.evidenceHead.sha256)}}`,
    `policy: {version: ${expected.policy.version}, sha256: ${quoted(expected.policy.sha256)}}`,
    `repository: ${quoted(expected.repository)}`,
    `approver: ${scalar(draft.approver)}`,
    `notBefore: ${quoted(draft.notBefore)}`,
    `expiresAt: ${quoted(draft.expiresAt)}`,
    `nonce: ${quoted(draft.nonce)}`,
    `reason: ${quoted(draft.reason)}`,
  ];
  return `${lines.join("\n")}\n`;
}

/** Nobody chooses the way out for the person who answers for it: without a choice there is a line that is no value. */
function resolutionLines(
  { partialState }: GateExpectation,
  { gate, decision, resolution }: ApprovalDraft,
): readonly string[] {
  if (gate !== "SG_3" || decision !== "approve")
    return resolution === undefined ? [] : [`resolution: ${resolution}`];
  return [
    resolution === undefined ? "resolution: # write accept or compensate here" : `resolution: ${resolution}`,
    `partialState: {sha256: ${quoted(partialState?.sha256 ?? "")}}`,
  ];
}

/** A name as people would write it, quoted where YAML could read it otherwise. */
function scalar(text: string): string {
  return PLAIN.test(text) && !YAML_WORDS.has(text.toLowerCase()) ? text : quoted(text);
}

/** Double-quoted (YAML 1.2.2, 7.3.1): JSON's form is part of it. What cannot be seen is escaped, so that it can be. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/\p{C}|\p{Zl}|\p{Zp}/gu, escapeCodePoint);
}

function escapeCodePoint(character: string): string {
  const hex = (character.codePointAt(0) ?? 0).toString(16);
  return hex.length > 4 ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`;
}
