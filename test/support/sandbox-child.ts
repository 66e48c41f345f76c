// A process of its own that carries the one LIVE plan of a repository on in a sandbox, and dies of SIGKILL at the places it
// is given. Its arguments: the repository, the file that names the sandbox's folder, and PHASE:PLACE.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import type { RunStore } from "../../src/model/ports.ts";
import { openRunStore } from "../../src/runs/run-store.ts";
import { startObjectStore } from "../../src/git/object-store.ts";
import { openRepository } from "../../src/git/repository.ts";
import { Sandbox, type OnBoundary } from "../../src/target/sandbox/sandbox.ts";
import { openTestRepository } from "./repository.ts";
import { carryInSandbox, liveCase, sandboxEdges } from "./sandbox-runs.ts";

const [directory = "", noteFile = "", variant = "0", phase = "", place = ""] = process.argv.slice(2);

const die = (): Promise<never> => {
  process.kill(process.pid, "SIGKILL");
  return new Promise(() => undefined);
};
const onBoundary: OnBoundary = (reached) =>
  reached.phase === phase && reached.boundary === place ? die() : Promise.resolve();

const sandbox = existsSync(noteFile)
  ? await Sandbox.resume(readFileSync(noteFile, "utf8"), { onBoundary })
  : await Sandbox.start({ seed: liveCase(Number(variant)).seed, onBoundary, resumable: true });
writeFileSync(noteFile, sandbox.folder);

/** Dies once the phase's statement is on disk, and before anybody could commit it. */
function dyingAfterEvidence(store: RunStore): RunStore {
  return {
    ...store,
    appendStatement: async (plan, run, appended) => {
      await store.appendStatement(plan, run, appended);
      if (Buffer.from(appended.line).includes(`"phase":"${phase}"`)) await die();
    },
  };
}

const repository = await openRepository(directory);
const objects = await startObjectStore(repository);
const store = openRunStore({ mode: "record", workTree: directory, committed: { files: [], objects } });
const edges = sandboxEdges(sandbox);
await carryInSandbox(
  openTestRepository(directory),
  place === "after_evidence" ? { ...edges, store: dyingAfterEvidence(store) } : edges,
);
await objects.stop();
// Nobody reaches this place: a process that lives on has missed its death, and the sandbox ends with it.
await sandbox.stop();
process.exitCode = 3;
