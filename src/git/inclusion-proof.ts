// Collects the raw objects that prove that a path is in a commit, for someone who has only sha1sum or sha256sum: each
// object is named by the one before it, the first by the commit's own name. Judges nothing that it hands over.
import { Refusal } from "../diagnostics/refusal.ts";
import type { CutFolder } from "./cut-tree.ts";
import { readStep } from "./find-folder.ts";
import type { Step } from "./find-folder.ts";
import type { ObjectType } from "./object-name.ts";
import { STRUCTURE_LIMIT_BYTES } from "./object-store.ts";
import type { ObjectStore } from "./object-store.ts";
import { FOLDER_MODE } from "./tree.ts";

/** Its name is the digest of `<type> <size in bytes>`, a NUL and the bytes. */
export interface ProofObject {
  readonly type: ObjectType;
  readonly oid: string;
  readonly bytes: Uint8Array;
}

export interface InclusionProof {
  /** The commit, its root tree, and each folder on the way; where the path is a folder's, its tree too. */
  readonly objects: readonly ProofObject[];
  /** What stands at the path: in the last tree but itself, `<mode> <name>`, a NUL and the name of the object as bytes. */
  readonly mode: string;
  readonly oid: string;
}

type ProofReader = Pick<ObjectStore, "readCommit" | "readObject" | "cutFolder">;

/**
 * The proof for one path (`plans/x/plan.yaml`). Rejects with OBJECT_MISSING where nothing is at that path;
 * TREE_MALFORMED where a name of it stands twice or with an odd mode; and with what the object store rejects with.
 */
export async function readInclusionProof(
  objects: ProofReader,
  commit: string,
  path: string,
): Promise<InclusionProof> {
  const { tree, bytes } = await objects.readCommit(commit);
  const proof: ProofObject[] = [{ type: "commit", oid: commit, bytes }];
  const cutFolder: CutFolder = (oid, name) => objects.cutFolder(oid, name);
  let here: Step = { mode: FOLDER_MODE, oid: tree };
  for (const name of path.split("/")) {
    const next = here.mode === FOLDER_MODE ? await readStep(cutFolder, here.oid, name) : undefined;
    if (next === undefined) throw nothingThere(commit, path);
    proof.push(await readTreeObject(objects, here.oid));
    here = next;
  }
  if (here.mode === FOLDER_MODE) proof.push(await readTreeObject(objects, here.oid));
  return { objects: proof, mode: here.mode, oid: here.oid };
}

async function readTreeObject(objects: ProofReader, oid: string): Promise<ProofObject> {
  const { type, bytes } = await objects.readObject(oid, STRUCTURE_LIMIT_BYTES);
  return { type, oid, bytes };
}

function nothingThere(commit: string, path: string): Refusal {
  return new Refusal("OBJECT_MISSING", {
    message: `nothing is at "${path}" in the commit ${commit}`,
    expected: "a file or folder of that commit",
    todo: "look at it with git ls-tree",
  });
}
