// Which statements the approvals of a commit name: a statement that is named there has to be on record. Whether an approval
// counts for anything is not asked.
import { Refusal } from "../diagnostics/refusal.ts";
import type { NamedHead } from "../evidence/verify.ts";
import { sha256Hex } from "../model/digest.ts";
import type { ObjectReader, TreeFile } from "../model/ports.ts";
import type { InputReader } from "./input-reader.ts";
import { folderOf } from "./list-plans.ts";

/** What is larger was never an approval. */
const LIMIT_BYTES = 256 * 1024;
const PLAIN_MODE = "100644";

/** The approvals that lie in the commit, by plan. Rejects with a Refusal where its plans cannot be listed. */
export async function listApprovals(
  objects: ObjectReader,
  tree: string,
): Promise<ReadonlyMap<string, readonly TreeFile[]>> {
  const { files } = await objects.listFolder(tree, "plans");
  const approvals = files.filter(
    ({ path, mode }) =>
      path.split("/", 3)[2] === "approvals" && path.endsWith(".yaml") && mode === PLAIN_MODE,
  );
  return Map.groupBy(approvals, ({ path }) => folderOf(path));
}

/** By these approvals of the run's plan; one that cannot be read, or has a fault, names nothing. */
export async function readNamedHeads(
  inputs: InputReader,
  approvals: readonly TreeFile[],
  run: string,
): Promise<readonly NamedHead[]> {
  const heads = await Promise.all(approvals.map((file) => readHead(inputs, file, run)));
  return heads.filter((head) => head !== undefined);
}

async function readHead(inputs: InputReader, file: TreeFile, run: string): Promise<NamedHead | undefined> {
  try {
    const bytes = await inputs.readBlob(file.oid, LIMIT_BYTES);
    const approval = inputs.parse({ ...file, bytes, sha256: sha256Hex(bytes) }).approvals.get(file.path);
    return approval?.value.run === run ? { ...approval.value.evidenceHead, namedBy: file.path } : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
