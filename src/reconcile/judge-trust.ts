// Asks whether the trust policy of a commit counts: every version in its history, and who signed each change. The rule is
// in trust/; here the history is read and put before it.
import { Refusal } from "../diagnostics/refusal.ts";
import { parseDocuments } from "../documents/parse-documents.ts";
import { sha256Hex } from "../model/digest.ts";
import type { HistoryCommit, HistoryReader, ObjectReader, TreeFile } from "../model/ports.ts";
import { judgeSuccession, type SuccessionAnswer } from "../trust/succession.ts";
import { POLICY_PATH, type TrustCommit, type TrustState } from "../trust/trust-state.ts";
import { loadLists, TRUST_FOLDER } from "./load-trust.ts";

const SIGNATURE = /^plans\/_trust\/policy\.yaml\.(?<person>[a-z0-9][a-z0-9-]{0,62})\.sig$/;
const PLAIN_MODE = "100644";
const POLICY_LIMIT_BYTES = 256 * 1024;
const SIGNATURE_LIMIT_BYTES = 64 * 1024;
/** Commits whose folders are asked for in one go. */
const AT_ONCE = 256;

export interface TrustQuestion {
  readonly objects: ObjectReader & HistoryReader;
  /** Of the commit whose trust policy is to count, parents before children. */
  readonly history: readonly HistoryCommit[];
  readonly now: string;
}

export type AcceptedTrust = Extract<SuccessionAnswer, { readonly kind: "accepted" }>;

/** How the trust policy came to count, or why it does not. Rejects with a Refusal where an object cannot be read. */
export async function judgeTrust({ objects, history, now }: TrustQuestion): Promise<SuccessionAnswer> {
  return judgeSuccession({ ...(await readVersions(objects, history)), now });
}

export interface TrustVersions {
  readonly commits: readonly TrustCommit[];
  readonly states: ReadonlyMap<string, TrustState | undefined>;
}

/** `known`: states that were read before, by folder; what is read is added. Rejects as `judgeTrust` does. */
export async function readVersions(
  objects: TrustQuestion["objects"],
  history: readonly HistoryCommit[],
  known = new Map<string, TrustState | undefined>(),
): Promise<TrustVersions> {
  const commits: TrustCommit[] = [];
  for (let start = 0; start < history.length; start += AT_ONCE) {
    const some = history.slice(start, start + AT_ONCE);
    const folders = await Promise.all(some.map(({ tree }) => objects.findFolder(tree, TRUST_FOLDER)));
    for (const [place, { commit, tree, parents, committedAt }] of some.entries()) {
      const folder = folders[place];
      commits.push({ commit, parents, committedAt, folder });
      if (folder !== undefined && !known.has(folder)) known.set(folder, await readStateOrNone(objects, tree));
    }
  }
  return { commits, states: known };
}

/** A version with a file larger than any policy or list never counted, and must not stand in the way of later ones. */
async function readStateOrNone(objects: ObjectReader, tree: string): Promise<TrustState | undefined> {
  try {
    return await readState(objects, tree);
  } catch (error) {
    if (error instanceof Refusal && error.code === "OBJECT_TOO_LARGE") return undefined;
    throw error;
  }
}

/** The trust that a tree holds; undefined where its policy or a list cannot be understood. */
async function readState(objects: ObjectReader, tree: string): Promise<TrustState | undefined> {
  const { files, faults } = await objects.listFolder(tree, TRUST_FOLDER);
  const file = files.find(({ path, mode }) => path === POLICY_PATH && mode === PLAIN_MODE);
  if (file === undefined || faults.length > 0) return undefined;
  const policyBytes = await objects.readBlob(file.oid, POLICY_LIMIT_BYTES);
  const policySha256 = sha256Hex(policyBytes);
  const { policy } = parseDocuments([{ ...file, bytes: policyBytes, sha256: policySha256 }]);
  const loaded = await loadLists(objects, files);
  if (policy === undefined || loaded.diagnostics.length > 0) return undefined;
  const { lists, allowedSignersSha256, revokedKeysSha256 } = loaded;
  const signatures = await readSignatures(objects, files);
  return {
    policy: policy.value,
    policyBytes,
    policySha256,
    lists,
    allowedSignersSha256,
    revokedKeysSha256,
    signatures,
  };
}

async function readSignatures(
  objects: ObjectReader,
  files: readonly TreeFile[],
): Promise<ReadonlyMap<string, Uint8Array>> {
  const signatures = new Map<string, Uint8Array>();
  for (const { path, mode, oid } of files) {
    const person = SIGNATURE.exec(path)?.groups?.["person"];
    if (person !== undefined && mode === PLAIN_MODE)
      signatures.set(person, await objects.readBlob(oid, SIGNATURE_LIMIT_BYTES));
  }
  return signatures;
}
