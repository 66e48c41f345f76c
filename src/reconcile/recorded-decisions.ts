// Finds the decisions that a statement was judged by: in the tree of its own commit, in that commit's history, and, where
// a squash has made the commit unreachable, wherever the history at hand still has their bytes.
import { Refusal } from "../diagnostics/refusal.ts";
import { parseDocuments } from "../documents/parse-documents.ts";
import { sha256Hex } from "../model/digest.ts";
import type { Statement } from "../model/generated/statement.ts";
import type { FileVersion, HistoryCommit, HistoryReader, ObjectReader, TreeFile } from "../model/ports.ts";
import type { ApprovalFile } from "../approvals/judge-gate.ts";
import { openPlansTrees, type PlansTree } from "./plans-tree.ts";
import { readPastDecisions } from "./past-decisions.ts";
import type { RecordedDecisions } from "./rebuild-plan.ts";

const LIMIT_BYTES = 256 * 1024;

export interface DecisionReader {
  /** Rejects with a Refusal where objects are not what they claim, or the folder is not the one on record. */
  readDecisions(statement: Statement): Promise<RecordedDecisions>;
  /** The history of a commit, undefined where this clone does not have it whole. */
  historyOf(commit: string): Promise<readonly HistoryCommit[] | undefined>;
  /** plans/ of a tree. Rejects with a Refusal where an object cannot be read. */
  plansOf(tree: string): Promise<PlansTree>;
}

/** A reader that remembers each history it has read. `here`: the history of the commit that is asked for. */
export function openDecisionReader(
  objects: ObjectReader & HistoryReader,
  here: readonly HistoryCommit[],
): DecisionReader {
  const histories = new Map<string, Promise<readonly HistoryCommit[] | undefined>>();
  const pasts = new Map<string, ReturnType<typeof readPastDecisions>>();
  const plansOf = openPlansTrees(objects);
  let versionsHere: Promise<readonly FileVersion[]> | undefined;
  const historyOf: DecisionReader["historyOf"] = (commit) =>
    remember(histories, commit, () => orMissing(objects.readHistory(commit)));
  return {
    historyOf,
    plansOf,
    readDecisions: async (statement) => {
      const { predicate } = statement;
      const { commit, tree } = predicate.source;
      const { plan } = predicate.run;
      const folder = `plans/${plan}/approvals`;
      const history = await historyOf(commit);
      if (history === undefined) {
        versionsHere ??= objects.listVersions(here, ["plans", "*", "approvals", "*"]);
        const versions = (await versionsHere).filter(({ path }) => path.startsWith(`${folder}/`));
        return { approvals: await readRecorded(objects, statement, versions), past: [] };
      }
      const listing = await plansOf(tree);
      if ((listing.folders.get(folder) ?? null) !== predicate.approvalsTree)
        throw otherFolder(statement, folder);
      const past = await remember(pasts, commit, () =>
        readPastDecisions({ objects, history, present: listing.files }),
      );
      const files = listing.filesOf(plan).filter(({ path }) => path.startsWith(`${folder}/`));
      return { approvals: await readApprovals(objects, files), past: past.get(plan) ?? [] };
    },
  };
}

function remember<T>(known: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const found = known.get(key);
  if (found !== undefined) return found;
  const made = make();
  known.set(key, made);
  return made;
}

async function orMissing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Refusal && (error.code === "OBJECT_MISSING" || error.code === "HISTORY_SHALLOW"))
      return undefined;
    throw error;
  }
}

/** Every approval of the folder that can be read, with the signature beside it. */
async function readApprovals(
  objects: ObjectReader,
  files: readonly TreeFile[],
): Promise<readonly ApprovalFile[]> {
  const beside = new Map(files.map(({ path, oid }) => [path, oid]));
  const yaml = files.filter(({ path }) => path.endsWith(".yaml"));
  const read = await Promise.all(
    yaml.map((file) => readApproval(objects, file, beside.get(`${file.path}.sig`))),
  );
  return read.filter((approval) => approval !== undefined);
}

/** Those that the statement names, out of all that ever lay there. */
async function readRecorded(
  objects: ObjectReader,
  { predicate }: Statement,
  versions: readonly FileVersion[],
): Promise<readonly ApprovalFile[]> {
  const signatures = new Map<string, string>();
  for (const { path, oid } of versions.filter((one) => one.path.endsWith(".sig")))
    signatures.set(`${path} ${sha256Hex(await objects.readBlob(oid, LIMIT_BYTES))}`, oid);
  const found = versions
    .filter(({ path }) => path.endsWith(".yaml"))
    .map(async (version) => {
      const approval = await readApproval(objects, version, undefined);
      const named = predicate.approvals.find(({ sha256 }) => sha256 === approval?.sha256);
      if (named === undefined) return undefined;
      return readApproval(
        objects,
        version,
        signatures.get(`${version.path}.sig ${named.signature?.sha256 ?? ""}`),
      );
    });
  return (await Promise.all(found)).filter((approval) => approval !== undefined);
}

async function readApproval(
  objects: ObjectReader,
  file: TreeFile,
  signatureOid: string | undefined,
): Promise<ApprovalFile | undefined> {
  const bytes = await objects.readBlob(file.oid, LIMIT_BYTES);
  const sha256 = sha256Hex(bytes);
  const document = parseDocuments([{ ...file, bytes, sha256 }]).approvals.get(file.path)?.value;
  if (document === undefined) return undefined;
  const signature =
    signatureOid === undefined ? undefined : await objects.readBlob(signatureOid, LIMIT_BYTES);
  return {
    path: file.path,
    sha256,
    bytes,
    document,
    signature: signature === undefined ? undefined : { sha256: sha256Hex(signature), bytes: signature },
  };
}

function otherFolder({ predicate }: Statement, folder: string): Refusal {
  return new Refusal("EVIDENCE_BROKEN", {
    message: `statement ${predicate.seq} names approvals tree ${predicate.approvalsTree ?? "none"}, and ${folder} of its commit is another`,
    expected: "the tree of the commit that the statement names",
    todo: "find out where this record comes from; put the file back from the last commit that verifies",
  });
}
