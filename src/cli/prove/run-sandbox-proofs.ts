// PROOF-8 and PROOF-9, each as soon as it is known: what LIVE does where it may do it, in a throw-away PostgreSQL.
import type { Proof } from "../../target/proofs.ts";
import { allOrNothingTrial } from "./prove-all-or-nothing.ts";
import { closeoutTrial } from "./prove-closeout.ts";
import { tryInSandbox, type SandboxSetting } from "./sandbox-ground.ts";

export async function* runSandboxProofs(setting: SandboxSetting): AsyncGenerator<Proof, void, undefined> {
  const { toProve, onProgress = () => undefined } = setting;
  for (const trial of [closeoutTrial(toProve.origin), allOrNothingTrial(onProgress)]) {
    onProgress({ what: `${trial.id}: LIVE in a sandbox` });
    yield await tryInSandbox(trial, setting);
  }
}
