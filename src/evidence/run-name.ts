// The name of a run: the same inputs have the same run wherever and whenever they are reconciled.
import { canonicalText } from "../model/canonical-json.ts";
import { sha256Hex } from "../model/digest.ts";
import type { Mode } from "../model/phase.ts";

export interface RunInputs {
  /** The plan's name. */
  readonly plan: string;
  /** SHA-256 of the bytes of plan.yaml, of the source, and of the target's YAML. */
  readonly planSha256: string;
  readonly sourceSha256: string;
  readonly targetSha256: string;
  readonly mode: Mode;
  /** Counted from 1. */
  readonly attempt: number;
}

/** `<plan>-` and the first 12 hex digits of SHA-256 over canonical JSON of {plan, source, target, mode, attempt}. */
export function runName(inputs: RunInputs): string {
  const digest = sha256Hex(
    canonicalText({
      plan: inputs.planSha256,
      source: inputs.sourceSha256,
      target: inputs.targetSha256,
      mode: inputs.mode,
      attempt: inputs.attempt,
    }),
  );
  return `${inputs.plan}-${digest.slice(0, 12)}`;
}
