// Puts the question of one gate to the approvals room: what must be bound, who has approved before, what time it is.
import { approvalPath } from "../approvals/approval-file.ts";
import {
  judgeGate,
  type ApprovalFile,
  type GateExpectation,
  type GateVerdict,
} from "../approvals/judge-gate.ts";
import type { GateName } from "../model/phase.ts";
import { tornStepOf, type RunState } from "../model/run.ts";
import { waysOut } from "../phases/graph.ts";
import type { Edges } from "./edges.ts";
import { judgeApprovalSignature } from "./judge-signatures.ts";
import type { GateInputs } from "./plan-work.ts";

/** Judges the gate at which the run stands, with the approvals of the commit at hand and what its history says no to. */
export function judgeRun(
  edges: Pick<Edges, "now">,
  sound: GateInputs,
  at: { state: RunState; gate: GateName },
): GateVerdict {
  const now = edges.now();
  const { policy, lists } = sound.context;
  const decisions = [...sound.approvals, ...sound.past];
  const torn = tornStepOf(at.state.position);
  return judgeGate({
    gate: at.gate,
    approvals: [...decisions, ...recordedDenials(sound, decisions, at)],
    expected: expectationOf(sound, at.state),
    policy: policy.value,
    author: sound.signed.author,
    approvedBefore: at.state.counted,
    waysOut: torn === undefined ? [] : waysOut(torn.step),
    now,
    authenticate: (file) => judgeApprovalSignature({ policy: policy.value, lists, at: now }, file),
  });
}

/**
 * Denials that are on record at this gate and in no commit any more: they stand until their person withdraws them. Each
 * takes the shape of the file that it was, older than any withdrawal.
 */
function recordedDenials(
  sound: GateInputs,
  decisions: readonly ApprovalFile[],
  { state, gate }: { state: RunState; gate: GateName },
): readonly ApprovalFile[] {
  const { partialState: _, ...expected } = expectationOf(sound, state);
  const present = new Set(decisions.map(({ sha256 }) => sha256));
  const gone = new Map(
    state.denials
      .filter((one) => one.gate === gate && !present.has(one.sha256))
      .map((one) => [one.person, one]),
  );
  return [...gone.values()].map(({ person, sha256 }) => ({
    path: approvalPath(sound.plan, gate, person),
    sha256,
    signature: undefined,
    document: {
      apiVersion: "cutplan/v1",
      kind: "Approval",
      gate,
      decision: "deny",
      ...expected,
      approver: person,
      notBefore: "1970-01-01T00:00:00Z",
      expiresAt: "9999-12-31T23:59:59Z",
      nonce: "0".repeat(32),
      reason: "on record",
    },
  }));
}

/** What an approval at the gate ahead of the run must name. */
export function expectationOf(sound: GateInputs, state: RunState): GateExpectation {
  const { manifest, facts } = state.pins;
  if (manifest === undefined || facts === undefined || state.moved === undefined)
    throw new Error(`run ${state.id} stands at a gate without a manifest or facts on record`);
  const policy = sound.context.policy;
  const torn = tornStepOf(state.position);
  return {
    run: state.id,
    mode: state.mode,
    plan: { path: sound.subject.name, sha256: sound.subject.digest.sha256 },
    source: { sha256: sound.source.sha256 },
    manifest: { sha256: manifest },
    facts: { sha256: facts },
    evidenceHead: state.moved,
    policy: { version: policy.value.version, sha256: policy.file.sha256 },
    repository: policy.value.repository,
    ...(torn === undefined ? {} : { partialState: torn.partialState }),
  };
}
