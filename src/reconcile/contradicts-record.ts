// What a commit says now against what its plan's runs have on record: the cut, the policy's version, and whether the record
// is signed where the policy asks for it. A contradiction stops the plan before anything is judged.
import { Refusal } from "../diagnostics/refusal.ts";
import { readAttestations } from "../evidence/attestations.ts";
import { readChain } from "../evidence/chain.ts";
import type { Finding } from "../evidence/finding.ts";
import type { PolicyPin } from "../model/generated/statement.ts";
import { tornStepOf, type RunState } from "../model/run.ts";
import type { SoundPlan, WorkContext } from "./plan-work.ts";
import type { RecordedRun } from "./recorded-runs.ts";
import { isListedRunner } from "./runners.ts";

export interface RecordAtHand {
  /** The run that the commit asks for, and its state where it is on record. */
  readonly run: string;
  readonly state: RunState | undefined;
  readonly recorded: readonly RecordedRun[];
}

/** Refusals: RUN_TORN, EVIDENCE_BROKEN, POLICY_REVERSED, EVIDENCE_UNSIGNED; undefined where nothing contradicts. */
export function contradictsRecord(
  sound: SoundPlan,
  { run, state, recorded }: RecordAtHand,
): Refusal | undefined {
  const states = recorded.map((one) => one.state);
  const torn = leavesTornRun(run, states);
  if (torn !== undefined) return torn;
  const pinned = state?.position.kind === "at" ? state.pins.manifest : undefined;
  if (pinned !== undefined && pinned !== sound.manifest.sha256) return manifestMoved(sound, pinned);
  return contradictsPolicy(sound, recorded);
}

interface PlanUnderPolicy {
  readonly plan: string;
  readonly context: Pick<WorkContext, "policy">;
}

/** The part of it that can be said without having cut the plan. Refusals: POLICY_REVERSED, EVIDENCE_BROKEN, EVIDENCE_UNSIGNED. */
export function contradictsPolicy(
  sound: PlanUnderPolicy,
  recorded: readonly RecordedRun[],
): Refusal | undefined {
  const { value, file } = sound.context.policy;
  const states = recorded.map((one) => one.state);
  const reused = states.find(
    ({ policy }) => policy !== undefined && isReused(policy, { version: value.version, sha256: file.sha256 }),
  );
  if (reused?.policy !== undefined) return policyReversed(value.version, reused.policy.version);
  return refuseSignatures(sound, recorded);
}

/** A policy's version goes up with every change: an older one, or another text under the same version, does not count. */
function isReused(recorded: PolicyPin, now: PolicyPin): boolean {
  return (
    now.version < recorded.version || (now.version === recorded.version && now.sha256 !== recorded.sha256)
  );
}

/** Another plan text is no way around SG_3: nothing of this plan moves until the run that was torn has its way out. */
function leavesTornRun(run: string, states: readonly RunState[]): Refusal | undefined {
  const torn = states.find(({ id, position }) => id !== run && tornStepOf(position) !== undefined);
  if (torn === undefined) return undefined;
  return new Refusal("RUN_TORN", {
    message: `run "${torn.id}" of another text of "${torn.plan}" is torn and stands at SG_3`,
    expected: "a torn run to be accepted or compensated before its plan is changed",
    todo: `put plan, source and target back as they were for ${torn.id}, and resolve it: reconcile explain ${torn.plan}`,
  });
}

function manifestMoved({ plan, manifest }: SoundPlan, pinned: string): Refusal {
  return new Refusal("EVIDENCE_BROKEN", {
    message: `the run of "${plan}" is pinned to manifest ${pinned}, and its source is cut to ${manifest.sha256}`,
    expected: "the same plan and source to be cut to the same manifest",
    todo: `run reconcile verify ${plan}: the evidence was changed, or this version cuts otherwise than the one that began the run`,
  });
}

function policyReversed(now: number, recorded: number): Refusal {
  return new Refusal("POLICY_REVERSED", {
    message: `the policy has version ${now}, and a run has version ${recorded} on record with another text`,
    expected: "a version that goes up by one with every change of plans/_trust/policy.yaml",
    todo: `write version: ${recorded + 1}, or put the policy of version ${recorded} back`,
  });
}

/**
 * The signatures over a run that may still move have to hold. Where the policy asks for them, statements made under this
 * very policy, or under none, have to be signed by a runner that it lists; older ones went by other rules. Closed runs are
 * verify's.
 */
function refuseSignatures(
  { plan, context }: PlanUnderPolicy,
  recorded: readonly RecordedRun[],
): Refusal | undefined {
  const { value, file } = context.policy;
  const isRequired = value.signatures.evidence !== "optional";
  for (const { files, state } of recorded) {
    if (!isRequired && state.position.kind !== "at") continue;
    const chain = readChain(files);
    const { signatures, findings } = readAttestations({
      files,
      chain,
      isListedRunner: ({ statement }, key) => isListedRunner(value, key, statement.predicate.observed.at),
    });
    const [finding] = findings;
    if (finding !== undefined) return untrue(finding);
    const seq = chain.statements.findIndex(
      ({ statement: { predicate } }, index) =>
        (predicate.policy === null || predicate.policy.sha256 === file.sha256) &&
        signatures[index]?.kind !== "listed",
    );
    if (isRequired && seq !== -1) return unsigned(`runs/${plan}/${files.run}/evidence.jsonl:${seq + 1}`);
  }
  return undefined;
}

function untrue({ file, line, message, todo }: Finding): Refusal {
  return new Refusal("EVIDENCE_BROKEN", {
    message: `${file}:${line ?? 1}: ${message}`,
    expected: "signatures over the statements that are on record",
    todo,
  });
}

function unsigned(place: string): Refusal {
  return new Refusal("EVIDENCE_UNSIGNED", {
    message: `${place} is not signed by a runner that the policy lists`,
    expected:
      "a bundle over each statement in attestations.jsonl, by a listed key (signatures.evidence is required)",
    todo: "find out who recorded it; put runs/ back from the last commit that verifies",
  });
}
