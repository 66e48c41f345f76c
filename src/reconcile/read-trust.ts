// Reads the trust of one commit for those who want to know about it: policy and lists with all their faults. No plan is looked
// at; whether the whole counts is asked in judge-trust.ts.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { Refusal } from "../diagnostics/refusal.ts";
import { checkRepository } from "../documents/check-repository.ts";
import type { Located } from "../documents/located.ts";
import { parseDocuments } from "../documents/parse-documents.ts";
import { sha256Hex } from "../model/digest.ts";
import type { Policy } from "../model/generated/policy.ts";
import type { CommitPin, ObjectReader } from "../model/ports.ts";
import { POLICY_PATH } from "../trust/trust-state.ts";
import { checkLists } from "./check-lists.ts";
import { loadLists, REVOKED_KEYS, TRUST_FOLDER, type LoadedLists } from "./load-trust.ts";

export interface ReadTrust {
  /** Undefined where it is missing or has any fault. */
  readonly policy: Located<Policy> | undefined;
  readonly lists: LoadedLists;
  /** By place. */
  readonly diagnostics: readonly Diagnostic[];
}

const POLICY_LIMIT_BYTES = 1024 * 1024;

/** Policy and lists of the commit. Rejects with a Refusal where an object cannot be read. */
export async function readTrust(objects: ObjectReader, { tree }: CommitPin): Promise<ReadTrust> {
  const listing = await objects.listFolder(tree, TRUST_FOLDER);
  const file = listing.files.find(({ path, mode }) => path === POLICY_PATH && mode === "100644");
  const bytes = file === undefined ? undefined : await objects.readBlob(file.oid, POLICY_LIMIT_BYTES);
  const parsed = parseDocuments(
    file === undefined || bytes === undefined ? [] : [{ ...file, bytes, sha256: sha256Hex(bytes) }],
  );
  const lists = await loadLists(objects, listing.files);
  const { diagnostics, policy } = checkRepository({
    documents: {
      ...parsed,
      diagnostics: [...parsed.diagnostics, ...lists.diagnostics, ...checkLists(parsed.policy, lists)],
    },
    listing,
    sources: new Map(),
    cuts: new Map(),
  });
  return { policy, lists, diagnostics };
}

/** Missing means no: without the list nobody can say that a key was not revoked. */
export function findMissingRevocations({ revokedKeysSha256 }: LoadedLists): Refusal | undefined {
  if (revokedKeysSha256 !== undefined) return undefined;
  return new Refusal("REVOCATION_LIST_MISSING", {
    message: `${REVOKED_KEYS} is not in the commit`,
    expected: "the list of revoked keys, which may be empty",
    todo: `commit it: touch ${REVOKED_KEYS} && git add ${REVOKED_KEYS}`,
  });
}
