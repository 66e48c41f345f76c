// The runs that are in the commit that is reconciled, by name, and their bytes on demand. Compares by object name first,
// so that a file that is the same on disk is never read from git.
import { Refusal } from "../diagnostics/refusal.ts";
import type { ObjectReader, TreeFile } from "../model/ports.ts";
import {
  isPlanName,
  isRunName,
  LIMIT_BYTES,
  RUN_FILES,
  runFilePath,
  type RunFile,
  type RunKey,
} from "./run-files.ts";

export interface CommittedRuns {
  /** Everything below runs/ in the commit's tree. */
  readonly files: readonly TreeFile[];
  readonly objects: Pick<ObjectReader, "readBlob" | "hashBlob">;
  /** Plans whose runs are not to be listed, neither the commit's nor the work tree's: nobody will ask for them. */
  readonly passedOver?: ReadonlySet<string>;
}

export interface CommittedIndex {
  readonly keys: readonly RunKey[];
  readonly passedOver: ReadonlySet<string>;
  has(key: RunKey): boolean;
  /** Whether the commit has the file with exactly these bytes. Throws Refusal EVIDENCE_BROKEN when it is no plain file there. */
  isSame(key: RunKey, file: RunFile, bytes: Uint8Array): boolean;
  /** The committed bytes, undefined when the commit has none. Refuses as `isSame` and `readBlob` do. */
  readFile(key: RunKey, file: RunFile): Promise<Uint8Array | undefined>;
}

/** Files that are not where a run's files are, or of another name, are passed over. */
export function indexCommitted({ files, objects, passedOver = new Set() }: CommittedRuns): CommittedIndex {
  const runs = new Map<string, RunKey>();
  const byPath = new Map<string, TreeFile>();
  const names: readonly string[] = Object.values(RUN_FILES);
  for (const file of files) {
    const [top, plan = "", run = "", name = "", ...deeper] = file.path.split("/");
    if (top !== "runs" || deeper.length > 0 || !isPlanName(plan) || !isRunName(run) || !names.includes(name))
      continue;
    runs.set(`${plan}/${run}`, { plan, run });
    byPath.set(file.path, file);
  }
  const find = (key: RunKey, file: RunFile): TreeFile | undefined => {
    const found = byPath.get(runFilePath(key, file));
    if (found !== undefined && found.mode !== "100644") throw notPlain(found);
    return found;
  };
  return {
    keys: [...runs.values()],
    passedOver,
    has: ({ plan, run }) => runs.has(`${plan}/${run}`),
    isSame: (key, file, bytes) => find(key, file)?.oid === objects.hashBlob(bytes),
    readFile: async (key, file) => {
      const found = find(key, file);
      return found === undefined ? undefined : objects.readBlob(found.oid, LIMIT_BYTES[file]);
    },
  };
}

function notPlain({ path, mode }: TreeFile): Refusal {
  return new Refusal("EVIDENCE_BROKEN", {
    message: `"${path}" is committed with mode ${mode}`,
    expected: "a plain file, mode 100644",
    todo: "find out who committed it so, and commit the plain file from before again",
  });
}
