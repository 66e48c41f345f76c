// Takes the raw bytes of commits and tags apart (gitformat: `git cat-file commit`). Pure; believes no byte whose
// object name was not checked before, and refuses objects that different readers of git would read differently.
import { Refusal } from "../diagnostics/refusal.ts";
import type { ObjectFormat } from "../model/ports.ts";
import { isObjectName } from "./object-name.ts";

export interface Commit {
  readonly oid: string;
  readonly tree: string;
  readonly parents: readonly string[];
  /** `name <e-mail> seconds zone`, as it stands. */
  readonly author: string;
  readonly committer: string;
  /** Everything after the empty line. */
  readonly message: Uint8Array;
  /** The object as it is named, for whoever checks its signature. */
  readonly bytes: Uint8Array;
}

/** What to take apart: bytes that were checked to have that name. */
export interface NamedBytes {
  readonly oid: string;
  readonly bytes: Uint8Array;
  readonly objectFormat: ObjectFormat;
}

/** Returns OBJECT_CORRUPT when tree, parents, author and committer are not each there once and in git's order. */
export function parseCommit(object: NamedBytes): Commit | Refusal {
  const { headers, message } = splitHeaders(object.bytes);
  const [first, ...rest] = headers;
  const tree = valueOf(first, "tree");
  const parentCount = rest.findIndex((line) => !line.startsWith("parent "));
  const parents = rest.slice(0, parentCount).map((line) => line.slice("parent ".length));
  const author = valueOf(rest[parentCount], "author");
  const committer = valueOf(rest[parentCount + 1], "committer");
  const extra = rest.slice(parentCount + 2).some((line) => /^(?:tree|parent|author|committer) /.test(line));
  if (tree === undefined || author === undefined || committer === undefined || extra || parentCount === -1)
    return corrupt(object.oid, "commit");
  if (![tree, ...parents].every((name) => isObjectName(object.objectFormat, name)))
    return corrupt(object.oid, "commit");
  return { oid: object.oid, tree, parents, author, committer, message, bytes: object.bytes };
}

/** What an annotated tag points to. Returns OBJECT_CORRUPT when that cannot be read in one way only. */
export function parseTagTarget(object: NamedBytes): string | Refusal {
  const { headers } = splitHeaders(object.bytes);
  const target = valueOf(headers[0], "object");
  const doubled = headers.slice(1).some((line) => line.startsWith("object "));
  if (target === undefined || doubled || !isObjectName(object.objectFormat, target))
    return corrupt(object.oid, "tag");
  return target;
}

/** The bytes of a commit without signature: what `git commit-tree` writes. The message ends in a newline. */
export function renderCommit(commit: Omit<Commit, "oid" | "bytes">): Uint8Array {
  const parents = commit.parents.map((parent) => `parent ${parent}\n`).join("");
  const head = `tree ${commit.tree}\n${parents}author ${commit.author}\ncommitter ${commit.committer}\n\n`;
  return Buffer.concat([Buffer.from(head), commit.message]);
}

function splitHeaders(bytes: Uint8Array): {
  readonly headers: readonly string[];
  readonly message: Uint8Array;
} {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = buffer.indexOf("\n\n");
  const head = end === -1 ? buffer : buffer.subarray(0, end);
  // A NUL ends a header for git's own parser and not for others: then nothing of it is believed.
  const headers = head.includes(0) ? [] : head.toString("utf8").replace(/\n$/, "").split("\n");
  return { headers, message: end === -1 ? Buffer.alloc(0) : buffer.subarray(end + 2) };
}

function valueOf(line: string | undefined, name: string): string | undefined {
  return line?.startsWith(`${name} `) === true ? line.slice(name.length + 1) : undefined;
}

function corrupt(oid: string, kind: string): Refusal {
  return new Refusal("OBJECT_CORRUPT", {
    message: `the ${kind} ${oid} can be read in more than one way, or in none`,
    expected: `a ${kind} with each header once and in the order that git writes`,
    todo: "look at it with git cat-file -p, and do not trust where it came from",
  });
}
