// The first three scenes: a place to work in, a plan that its author signed, and how far it gets before anybody consents.
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { sha256Hex } from "../../model/digest.ts";
import type { KeyEvent } from "../../model/generated/event.ts";
import { EXIT } from "../exit-codes.ts";
import { shortDigest } from "../views/step-words.ts";
import { PLAN, SOURCE, SOURCE_NAME, UNITS } from "./documents.ts";
import { layTrust } from "./lay-trust.ts";
import { eventOf, eventsOf, requireExit } from "./play-command.ts";
import { reconcileTo } from "./reconcile-to.ts";
import { readRecordedRun } from "./recorded-run.ts";
import { requireSeen } from "./require-seen.ts";
import { scene } from "./scene.ts";

const SETTING = scene({
  title: "A scratch repository, and a fresh key for each of two people",
  does: layTrust,
  sees: ({ alice, bob }) => [
    `ssh-keygen made alice's, ${shortKey(alice)}, and bob's, ${shortKey(bob)}`,
    "the policy: all is signed, bob may approve, and nobody their own plan",
  ],
});

const FINGERPRINT_LENGTH = "SHA256:".length + 8;

function shortKey({ fingerprint }: KeyEvent): string {
  return `${fingerprint.slice(0, FINGERPRINT_LENGTH)}…`;
}

const PLANNING = scene({
  title: "alice plans the cut of a short document, and signs the plan",
  does: async (stage) => {
    const source = path.join(stage.folder, SOURCE_NAME);
    await writeFile(source, SOURCE);
    const made = await stage.reconcile([
      "new",
      PLAN,
      "--source",
      source,
      "--author",
      "alice",
      "--driver",
      "memory",
    ]);
    requireExit(made, EXIT.done);
    const signed = await stage.reconcile(["sign", PLAN, "--key", stage.keyOf("alice")]);
    requireExit(signed, EXIT.done);
    const signature = eventOf(signed, "signature");
    requireSeen({ what: "alice's signature", expected: "AUTHENTIC", seen: signature.authenticity });
    const files = eventsOf(made, "file").map((file) => file.path);
    await stage.commit("alice", "Plan the cut of the rules", [...files, signature.signature.path]);
    const plan = await stage.read(signature.path);
    return { sourceSha256: sha256Hex(SOURCE), planSha256: sha256Hex(plan) };
  },
  sees: ({ sourceSha256, planSha256 }) => [
    `plan.yaml, sha256 ${shortDigest(planSha256)}, pins ${SOURCE_NAME}, sha256 ${shortDigest(sourceSha256)}`,
    "plan.yaml.sig, made by ssh-keygen with alice's key, is AUTHENTIC",
  ],
});

const FIRST_STOP = scene({
  title: "reconcile carries the plan to its first gate: nobody consented yet",
  does: async (stage) => {
    await reconcileTo(stage, {
      steps: ["preflight", "source_pin", "discover", "manifest"],
      stop: { state: "waiting", gate: "SG_1" },
    });
    const { run, lines, last } = await readRecordedRun(stage);
    const { units, sha256 } = last.statement.predicate.result;
    requireSeen({ what: "units of the cut", expected: UNITS, seen: units });
    return { run, statements: lines.length, sha256: String(sha256) };
  },
  sees: ({ run, statements, sha256 }) => [
    `${UNITS} units, not a byte lost; the list of them has sha256 ${shortDigest(sha256)}`,
    `run ${run}: ${statements} statements on record, waits at SG_1`,
  ],
});

export const PLAN_SCENES = [SETTING, PLANNING, FIRST_STOP] as const;
