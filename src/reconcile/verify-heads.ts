// Which statements the approvals of a commit name: a statement that is named there has to be on record. Whether an approval
// counts for anything is not asked.
import { Refusal } from "../diagnostics/refusal.ts";
import type { NamedHead } from "../evidence/verify.ts";
import { sha256Hex } from "../model/digest.ts";
import type { TreeFile } from "../model/ports.ts";
import type { DecisionReader } from "./recorded-decisions.ts";

/** What is larger was never an approval. */
const LIMIT_BYTES = 256 * 1024;
const PLAIN_MODE = "100644";

/** By the approvals of the plan in the tree; one that cannot be read, or has a fault, names nothing. */
export async function readNamedHeads(
  reader: DecisionReader,
  tree: string,
  { plan, run }: { readonly plan: string; readonly run: string },
): Promise<readonly NamedHead[]> {
  const { files } = await reader.trees.listPlan(tree, plan);
  const lying = files.filter(
    ({ path, mode }) =>
      path.startsWith(`plans/${plan}/approvals/`) && path.endsWith(".yaml") && mode === PLAIN_MODE,
  );
  const heads = await Promise.all(lying.map((file) => readHead(reader, file, run)));
  return heads.filter((head) => head !== undefined);
}

async function readHead(
  { inputs }: DecisionReader,
  file: TreeFile,
  run: string,
): Promise<NamedHead | undefined> {
  try {
    const bytes = await inputs.readBlob(file.oid, LIMIT_BYTES);
    const approval = inputs.parse({ ...file, bytes, sha256: sha256Hex(bytes) }).approvals.get(file.path);
    return approval?.value.run === run ? { ...approval.value.evidenceHead, namedBy: file.path } : undefined;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
