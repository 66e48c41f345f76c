// Denials and withdrawals that a later commit removed or wrote over: what was once said at a gate is not unsaid by deleting
// its file. Approvals of the past are left alone; only what closes a gate outlives its file.
import type { ApprovalFile } from "../approvals/judge-gate.ts";
import { Refusal } from "../diagnostics/refusal.ts";
import { parseDocuments } from "../documents/parse-documents.ts";
import { sha256Hex } from "../model/digest.ts";
import type {
  FileVersion,
  HistoryCommit,
  HistoryReader,
  NamePattern,
  ObjectReader,
  TreeFile,
} from "../model/ports.ts";
import type { SignatureFile } from "../model/signature.ts";
import { folderOf } from "./list-plans.ts";

/** What is larger was never an approval. */
const APPROVAL_LIMIT_BYTES = 256 * 1024;
const SIGNATURE_LIMIT_BYTES = 64 * 1024;
const PLAIN_MODE = "100644";

/** By plan. */
export type PastDecisions = ReadonlyMap<string, readonly ApprovalFile[]>;

export interface PastQuestion {
  readonly objects: ObjectReader & HistoryReader;
  readonly history: readonly HistoryCommit[];
  /** The files of the commit at hand, whose approvals are not of the past. */
  readonly present: readonly TreeFile[];
  /** Whose past is asked for; everybody's where it is not given. */
  readonly plans?: ReadonlySet<string>;
}

/** Closing decisions by plan. Rejects with a Refusal where the history holds an object that cannot be read. */
export async function readPastDecisions({
  objects,
  history,
  present,
  plans,
}: PastQuestion): Promise<PastDecisions> {
  if (plans?.size === 0) return new Map();
  const versions = await listDecisions(objects, history, plans);
  const decisions = await readGoneDecisions({ objects, versions, present });
  return Map.groupBy(decisions, ({ path }) => folderOf(path));
}

/** Every version of every file that ever lay among the approvals of these plans, in the order of the history. */
export async function listDecisions(
  objects: HistoryReader,
  history: readonly HistoryCommit[],
  plans: NamePattern = "*",
): Promise<readonly FileVersion[]> {
  return objects.listVersions(history, ["plans", plans, "approvals", "*"]);
}

export interface GoneQuestion {
  readonly objects: Pick<ObjectReader, "readBlob">;
  /** Of the history up to the commit at hand, in its order. */
  readonly versions: readonly FileVersion[];
  readonly present: readonly TreeFile[];
}

/** The closing decisions among these versions that the commit at hand does not have any more. */
export async function readGoneDecisions({
  objects,
  versions,
  present,
}: GoneQuestion): Promise<readonly ApprovalFile[]> {
  if (versions.length === 0) return [];
  const here = new Set(present.filter(({ mode }) => mode === PLAIN_MODE).map(versionName));
  const gone = versions.filter(
    (version) =>
      version.mode === PLAIN_MODE && version.path.endsWith(".yaml") && !here.has(versionName(version)),
  );
  const signatures = Map.groupBy(
    versions.filter(({ path, mode }) => path.endsWith(".sig") && mode === PLAIN_MODE),
    ({ path }) => path,
  );
  const decisions = await Promise.all(gone.map((version) => readDecision(objects, version, signatures)));
  return decisions.filter((decision) => decision !== undefined);
}

function versionName({ path, oid }: { readonly path: string; readonly oid: string }): string {
  return `${path} ${oid}`;
}

/** By path. */
type SignatureVersions = ReadonlyMap<string, readonly FileVersion[]>;

async function readDecision(
  objects: Pick<ObjectReader, "readBlob">,
  version: FileVersion,
  signatures: SignatureVersions,
): Promise<ApprovalFile | undefined> {
  const bytes = await readSmall(objects, version.oid, APPROVAL_LIMIT_BYTES);
  if (bytes === undefined) return undefined;
  const sha256 = sha256Hex(bytes);
  const { approvals } = parseDocuments([{ ...version, bytes, sha256 }]);
  const document = approvals.get(version.path)?.value;
  if (document === undefined || document.decision === "approve") return undefined;
  const signature = await readSignature(objects, version, signatures);
  return { path: version.path, sha256, bytes, document, signature };
}

/** The signature that came with it, or else the first that lay beside its name. */
async function readSignature(
  objects: Pick<ObjectReader, "readBlob">,
  { path, commit }: FileVersion,
  signatures: SignatureVersions,
): Promise<SignatureFile | undefined> {
  const beside = signatures.get(`${path}.sig`) ?? [];
  const found = beside.find((one) => one.commit === commit) ?? beside[0];
  if (found === undefined) return undefined;
  const bytes = await readSmall(objects, found.oid, SIGNATURE_LIMIT_BYTES);
  return bytes === undefined ? undefined : { sha256: sha256Hex(bytes), bytes };
}

/** Undefined for what is too large to have been read as an approval or a signature when it lay there. */
async function readSmall(
  objects: Pick<ObjectReader, "readBlob">,
  oid: string,
  limitBytes: number,
): Promise<Uint8Array | undefined> {
  try {
    return await objects.readBlob(oid, limitBytes);
  } catch (error) {
    if (error instanceof Refusal && error.code === "OBJECT_TOO_LARGE") return undefined;
    throw error;
  }
}
