// Finds the decisions that a statement was judged by: in the tree of its own commit, in that commit's history, and, where
// a squash has made the commit unreachable, wherever the history at hand still has their bytes.
import type { ApprovalFile } from "../approvals/judge-gate.ts";
import { Refusal } from "../diagnostics/refusal.ts";
import { sha256Hex } from "../model/digest.ts";
import type { Statement } from "../model/generated/statement.ts";
import type { FileVersion, HistoryReader, ObjectReader, TreeFile } from "../model/ports.ts";
import { openDecisionVersions } from "./decision-versions.ts";
import { openInputReader, type InputReader } from "./input-reader.ts";
import type { KnownHistory } from "./known-history.ts";
import { readGoneDecisions } from "./past-decisions.ts";
import { openPlansTrees, type PlansTrees } from "./plans-tree.ts";
import type { RecordedDecisions } from "./rebuild-plan.ts";

const LIMIT_BYTES = 256 * 1024;

export interface DecisionReader extends Pick<KnownHistory, "commitOf" | "historyOf"> {
  /** Rejects with a Refusal where objects are not what they claim, or the folder is not the one on record. */
  readonly readDecisions: (statement: Statement) => Promise<RecordedDecisions>;
  readonly trees: PlansTrees;
  readonly inputs: InputReader;
}

/** A reader that remembers what it has read last. */
export function openDecisionReader(
  objects: ObjectReader & HistoryReader,
  known: KnownHistory,
): DecisionReader {
  const { commitOf, historyOf } = known;
  const inputs = openInputReader(objects);
  const trees = openPlansTrees(objects);
  const versionsUpTo = openDecisionVersions(objects, known);
  return {
    commitOf,
    historyOf,
    inputs,
    trees,
    readDecisions: async (statement) => {
      const { predicate } = statement;
      const { commit, tree } = predicate.source;
      const { plan } = predicate.run;
      const { kind, versions } = await versionsUpTo(commit, plan);
      if (kind === "lost") return { approvals: await readRecorded(inputs, statement, versions), past: [] };
      const folder = `plans/${plan}/approvals`;
      const { files, folders } = await trees.listPlan(tree, plan);
      if ((folders.get(folder) ?? null) !== predicate.approvalsTree) throw otherFolder(statement, folder);
      const past = await readGoneDecisions({ objects: inputs, versions, present: files });
      const lying = files.filter(({ path }) => path.startsWith(`${folder}/`));
      return { approvals: await readApprovals(inputs, lying), past };
    },
  };
}

/** Every approval of the folder that can be read, with the signature beside it. */
async function readApprovals(
  inputs: InputReader,
  files: readonly TreeFile[],
): Promise<readonly ApprovalFile[]> {
  const beside = new Map(files.map(({ path, oid }) => [path, oid]));
  const yaml = files.filter(({ path }) => path.endsWith(".yaml"));
  const read = await Promise.all(
    yaml.map((file) => readApproval(inputs, file, beside.get(`${file.path}.sig`))),
  );
  return read.filter((approval) => approval !== undefined);
}

/** Those that the statement names, out of all that ever lay there. */
async function readRecorded(
  inputs: InputReader,
  { predicate }: Statement,
  versions: readonly FileVersion[],
): Promise<readonly ApprovalFile[]> {
  const signatures = new Map<string, string>();
  for (const { path, oid } of versions.filter((one) => one.path.endsWith(".sig")))
    signatures.set(`${path} ${sha256Hex(await inputs.readBlob(oid, LIMIT_BYTES))}`, oid);
  const found = versions
    .filter(({ path }) => path.endsWith(".yaml"))
    .map(async (version) => {
      const approval = await readApproval(inputs, version, undefined);
      const named = predicate.approvals.find(({ sha256 }) => sha256 === approval?.sha256);
      if (named === undefined) return undefined;
      return readApproval(
        inputs,
        version,
        signatures.get(`${version.path}.sig ${named.signature?.sha256 ?? ""}`),
      );
    });
  return (await Promise.all(found)).filter((approval) => approval !== undefined);
}

async function readApproval(
  inputs: InputReader,
  file: TreeFile,
  signatureOid: string | undefined,
): Promise<ApprovalFile | undefined> {
  const bytes = await inputs.readBlob(file.oid, LIMIT_BYTES);
  const sha256 = sha256Hex(bytes);
  const document = inputs.parse({ ...file, bytes, sha256 }).approvals.get(file.path)?.value;
  if (document === undefined) return undefined;
  const signature = signatureOid === undefined ? undefined : await inputs.readBlob(signatureOid, LIMIT_BYTES);
  return {
    path: file.path,
    sha256,
    bytes,
    document,
    signature: signature === undefined ? undefined : { sha256: sha256Hex(signature), bytes: signature },
  };
}

/** What is wrong where the statement's commit has another folder of approvals than it names. */
export function otherApprovals({ predicate: { seq, approvalsTree } }: Statement, folder: string): string {
  return `statement ${seq} names approvals tree ${approvalsTree ?? "none"}, and ${folder} of its commit is another`;
}

function otherFolder(statement: Statement, folder: string): Refusal {
  return new Refusal("EVIDENCE_BROKEN", {
    message: otherApprovals(statement, folder),
    expected: "the tree of the commit that the statement names",
    todo: "find out where this record comes from; put the file back from the last commit that verifies",
  });
}
