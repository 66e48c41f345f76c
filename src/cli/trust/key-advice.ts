// What it takes for a changed list of keys to count, step by step, with the lines to write and the commands to run. Does none of it.
import { canVouch, keyHoldersOf, thresholdOf } from "../../trust/admin-signatures.ts";
import { signingCommand } from "../../trust/signing-command.ts";
import type { WorkTreeTrust } from "../signing/work-tree-trust.ts";
import type { CommittedTrust } from "./committed-trust.ts";

export interface KeyAdvice {
  /** The version that the policy has to have. */
  readonly version: number;
  readonly pins: { readonly allowedSigners: string; readonly revokedKeys: string | null };
  /** What must not be overlooked. */
  readonly notes: readonly string[];
  /** In this order; the lines to write each on its own. */
  readonly todo: readonly string[];
}

export interface AdviceQuestion {
  /** The work tree before the list was changed. */
  readonly trust: WorkTreeTrust;
  readonly committed: CommittedTrust;
  readonly person: string;
  /** Of the list as it is now. */
  readonly allowedSignersSha256: string;
}

export function adviseOn({ trust, committed, person, allowedSignersSha256 }: AdviceQuestion): KeyAdvice {
  const found = trust.policy.version;
  const version = committed?.kind === "accepted" ? committed.version + 1 : found;
  const revokedKeys = trust.revokedKeysSha256 ?? null;
  const revoked = revokedKeys === null ? "" : `, revokedKeys: ${revokedKeys}`;
  const lines = [`version: ${version}`, `pins: {allowedSigners: ${allowedSignersSha256}${revoked}}`];
  return {
    version,
    pins: { allowedSigners: allowedSignersSha256, revokedKeys },
    notes: notesOf(trust, committed),
    todo: [
      ...(revokedKeys === null ? ["touch plans/_trust/revoked_keys"] : []),
      ["in plans/_trust/policy.yaml write", ...lines].join("\n"),
      ...signingSteps(committed),
      `git add plans/_trust && git commit -m "List a key of ${person}"`,
    ],
  };
}

function notesOf({ policy }: WorkTreeTrust, committed: CommittedTrust): readonly string[] {
  if (committed === undefined)
    return [
      `no trust policy is committed yet: version ${policy.version} will count on first use, as it lies in that commit`,
    ];
  if (committed.kind === "refused")
    return [
      `the committed trust policy does not count, and this does not change that: ${committed.refusal.message}`,
    ];
  const { state, version } = committed;
  return canVouch(state)
    ? [`until version ${version + 1} of the policy is signed and committed, the key counts for nothing`]
    : [
        `too few admins of version ${version} have a key, so that version ${version + 1} will count on first use`,
      ];
}

/** After the policy is written: the signature is over its bytes. */
function signingSteps(committed: CommittedTrust): readonly string[] {
  if (committed?.kind !== "accepted" || !canVouch(committed.state)) return [];
  const { state } = committed;
  const holders = keyHoldersOf(state);
  const threshold = thresholdOf(state);
  const number = holders.length > threshold ? ` (${threshold} of these)` : "";
  return holders.map((holder) => `${holder}${number}: reconcile sign --policy, or ${signingCommand(holder)}`);
}
