// Reads what statements were decided from, each small blob and each document once while it is asked for again: the statements
// of a run name the same plan, and thousands of runs the same policy.
import type { DocumentFile } from "../documents/document-file.ts";
import { parseDocuments, type ParsedDocuments } from "../documents/parse-documents.ts";
import type { ObjectReader, TreeFile } from "../model/ports.ts";
import { rememberRecent } from "../model/remember-recent.ts";
import { loadLists, TRUST_FOLDER, type LoadedLists } from "./load-trust.ts";

export interface InputReader extends Pick<ObjectReader, "readBlob"> {
  /** The one document of the file, in none of the maps where it is faulty. `sha256` has to be that of its bytes. */
  readonly parse: (file: DocumentFile) => ParsedDocuments;
  /** As `loadLists`. */
  readonly loadLists: (files: readonly TreeFile[]) => Promise<LoadedLists>;
}

const KEPT_BLOBS = 256;
/** A larger one, such as a source, is read anew each time: it is not to be held in memory. */
const KEPT_BYTES = 64 * 1024;
const KEPT_DOCUMENTS = 256;
const KEPT_LISTS = 16;

export function openInputReader(objects: Pick<ObjectReader, "readBlob">): InputReader {
  const blobs = rememberRecent<Uint8Array>(KEPT_BLOBS);
  const documents = rememberRecent<ParsedDocuments>(KEPT_DOCUMENTS);
  const lists = rememberRecent<Promise<LoadedLists>>(KEPT_LISTS);
  const readBlob: InputReader["readBlob"] = async (oid, limitBytes) => {
    const known = blobs.find(oid);
    if (known !== undefined && known.length <= limitBytes) return known;
    const bytes = await objects.readBlob(oid, limitBytes);
    return bytes.length <= KEPT_BYTES ? blobs.keep(oid, bytes) : bytes;
  };
  return {
    readBlob,
    parse: (file) => {
      if (file.bytes.length > KEPT_BYTES) return parseDocuments([file]);
      const key = `${file.mode} ${file.oid} ${file.sha256} ${file.path}`;
      return documents.find(key) ?? documents.keep(key, parseDocuments([file]));
    },
    loadLists: (files) => {
      const named = files.filter(({ path }) => path.startsWith(`${TRUST_FOLDER}/`));
      const key = named.map(({ mode, path, oid }) => `${mode} ${oid} ${path}`).join("\n");
      return lists.find(key) ?? lists.keep(key, loadLists({ readBlob }, named));
    },
  };
}
