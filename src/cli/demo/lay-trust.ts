// A scratch repository with a policy under which everything is signed: alice writes plans, bob approves them, and each has a
// key that ssh-keygen made a moment ago.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { initRepository } from "../../git/scratch-repository.ts";
import { makeSshKey } from "../../keys/make-ssh-key.ts";
import { openRunnerKey } from "../../keys/runner-key.ts";
import { sha256Hex } from "../../model/digest.ts";
import type { KeyEvent } from "../../model/generated/event.ts";
import { EXIT } from "../exit-codes.ts";
import { policyText } from "./documents.ts";
import { eventOf, requireExit } from "./play-command.ts";
import type { PersonName, Stage } from "./stage.ts";

const POLICY = "plans/_trust/policy.yaml";
const LISTS = ["plans/_trust/allowed_signers", "plans/_trust/revoked_keys"] as const;

/** Makes the repository and its first commit, and answers with the two keys as they were listed. */
export async function layTrust(stage: Stage): Promise<Readonly<Record<PersonName, KeyEvent>>> {
  await mkdir(stage.root);
  await mkdir(path.dirname(stage.keyOf("alice")), { mode: 0o700 });
  const repository = await initRepository(stage.root);
  const runner = await openRunnerKey({ file: undefined, environment: {}, repository });
  const parts = { runner: await runner.readPublicKey(), now: stage.now() };
  for (const list of LISTS) await stage.write(list, "");
  await stage.write(POLICY, policyText({ ...parts, pins: undefined }));
  const alice = await listNewKey(stage, "alice");
  const bob = await listNewKey(stage, "bob");
  const pins = { allowedSigners: bob.pins.allowedSigners, revokedKeys: sha256Hex("") };
  await stage.write(POLICY, policyText({ ...parts, pins }));
  await stage.commit("bob", "Say who may do what", [POLICY, ...LISTS]);
  return { alice, bob };
}

/** Made by ssh-keygen, and listed by reconcile trust add-key. */
async function listNewKey(stage: Stage, person: PersonName): Promise<KeyEvent> {
  const file = stage.keyOf(person);
  await makeSshKey(file);
  const answer = await stage.reconcile(["trust", "add-key", person, "--key", `${file}.pub`]);
  requireExit(answer, EXIT.done);
  return eventOf(answer, "key");
}
