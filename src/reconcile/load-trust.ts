// Reads the trust files of one commit: the lists beside the policy, and who signed the policy. What they say is judged in
// trust/; whether the whole counts is asked in judge-trust.ts.
import { Refusal } from "../diagnostics/refusal.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { sha256Hex } from "../model/digest.ts";
import type { Artifact } from "../model/generated/statement.ts";
import type { ObjectReader, TreeFile } from "../model/ports.ts";
import { parseAllowedSigners } from "../trust/allowed-signers.ts";
import type { TrustLists } from "../trust/authenticate.ts";
import type { ListFile } from "../trust/list-lines.ts";
import { parseRevokedKeys } from "../trust/revoked-keys.ts";

export const TRUST_FOLDER = "plans/_trust";
export const ALLOWED_SIGNERS = `${TRUST_FOLDER}/allowed_signers`;
export const REVOKED_KEYS = `${TRUST_FOLDER}/revoked_keys`;
const PLAIN_MODE = "100644";
/** A list with a thousand keys is a tenth of it. */
const LIST_LIMIT_BYTES = 1024 * 1024;

/** The lists as they lie in one commit. */
export interface LoadedLists {
  /** A list that is not there has nobody on it. */
  readonly lists: TrustLists;
  /** The lists that are there, as a statement names them. */
  readonly artifacts: readonly Artifact[];
  /** allowed_signers as it lies there; undefined where it does not. */
  readonly allowedSigners: ListFile | undefined;
  readonly allowedSignersSha256: string | undefined;
  readonly revokedKeysSha256: string | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads and parses both lists. Throws a Refusal where an object cannot be read. */
export async function loadLists(
  objects: Pick<ObjectReader, "readBlob">,
  files: readonly TreeFile[],
): Promise<LoadedLists> {
  const signersFile = await readList(objects, files, ALLOWED_SIGNERS);
  const revokedFile = await readList(objects, files, REVOKED_KEYS);
  const signers = parseAllowedSigners({ path: ALLOWED_SIGNERS, bytes: signersFile?.bytes ?? NOTHING });
  const revoked = parseRevokedKeys({ path: REVOKED_KEYS, bytes: revokedFile?.bytes ?? NOTHING });
  return {
    lists: { signers: signers.signers, revoked: revoked.revoked },
    artifacts: [signersFile, revokedFile].flatMap((file) => file?.artifact ?? []),
    allowedSigners:
      signersFile === undefined ? undefined : { path: ALLOWED_SIGNERS, bytes: signersFile.bytes },
    allowedSignersSha256: signersFile?.artifact.digest.sha256,
    revokedKeysSha256: revokedFile?.artifact.digest.sha256,
    diagnostics: [...signers.diagnostics, ...revoked.diagnostics],
  };
}

const NOTHING = new Uint8Array();

interface ReadList {
  readonly bytes: Uint8Array;
  readonly artifact: Artifact;
}

async function readList(
  objects: Pick<ObjectReader, "readBlob">,
  files: readonly TreeFile[],
  path: string,
): Promise<ReadList | undefined> {
  const file = files.find((one) => one.path === path && one.mode === PLAIN_MODE);
  if (file === undefined) return undefined;
  try {
    const bytes = await objects.readBlob(file.oid, LIST_LIMIT_BYTES);
    return { bytes, artifact: { name: path, digest: { sha256: sha256Hex(bytes), gitBlob: file.oid } } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, message, expected, todo } = error;
    throw new Refusal(code, { message: `${path}: ${message}`, expected, todo }, error);
  }
}
