// Takes the raw bytes of a tree apart and names every entry that no honest tree has. Pure; follows nothing.
import { Refusal } from "../diagnostics/refusal.ts";
import type { ObjectFormat, TreeFault } from "../model/ports.ts";

export interface TreeEntry {
  readonly kind: "file" | "folder";
  readonly name: string;
  readonly mode: string;
  readonly oid: string;
}

export interface ParsedTree {
  /** In the order of the tree; entries whose name or mode is refused and later ones of a doubled name are not here. */
  readonly entries: readonly TreeEntry[];
  /** Paths are names within this tree, with what cannot be shown written as `\xNN` or `\u{N}`. */
  readonly faults: readonly TreeFault[];
}

/** What to take apart: bytes that were checked to have that name. */
export interface NamedTree {
  readonly oid: string;
  readonly bytes: Uint8Array;
  readonly objectFormat: ObjectFormat;
}

/** One entry as it stands, nothing judged. */
export interface RawEntry {
  readonly mode: string;
  readonly name: Buffer;
  readonly oid: string;
}

/** The mode of a folder in a tree. */
export const FOLDER_MODE = "40000";

/** Entries are `mode SP name NUL oid` (gitformat: tree objects). Returns TREE_MALFORMED when the bytes do not divide so. */
export function splitTree(tree: NamedTree): readonly RawEntry[] | Refusal {
  const bytes = Buffer.from(tree.bytes.buffer, tree.bytes.byteOffset, tree.bytes.byteLength);
  const oidLength = tree.objectFormat === "sha1" ? 20 : 32;
  const entries: RawEntry[] = [];
  for (let offset = 0; offset < bytes.length;) {
    const space = bytes.indexOf(32, offset);
    const end = space === -1 ? -1 : bytes.indexOf(0, space);
    const next = end + 1 + oidLength;
    if (end === -1 || next > bytes.length) return malformedTree(tree.oid);
    const mode = bytes.toString("latin1", offset, space);
    entries.push({ mode, name: bytes.subarray(space + 1, end), oid: bytes.toString("hex", end + 1, next) });
    offset = next;
  }
  return entries;
}

/** The bytes of a tree with these entries, in git's order: as if a folder's name ended in a slash. */
export function renderTree(entries: readonly RawEntry[]): Uint8Array {
  const key = (entry: RawEntry): Buffer =>
    entry.mode === FOLDER_MODE ? Buffer.concat([entry.name, SLASH]) : entry.name;
  const sorted = [...entries].sort((a, b) => Buffer.compare(key(a), key(b)));
  return Buffer.concat(
    sorted.flatMap((entry) => [
      Buffer.from(`${entry.mode} `),
      entry.name,
      NUL,
      Buffer.from(entry.oid, "hex"),
    ]),
  );
}

/** The entries of a tree and its faults. Returns TREE_MALFORMED when the bytes do not divide into entries. */
export function parseTree(tree: NamedTree): ParsedTree | Refusal {
  const raw = splitTree(tree);
  if (raw instanceof Refusal) return raw;
  const entries: TreeEntry[] = [];
  const faults: TreeFault[] = [];
  const seen = new Set<string>();
  for (const { mode, oid, name: bytes } of raw) {
    const name = readName(bytes);
    const fault = name.fault ?? modeFault(mode) ?? (seen.has(name.text) ? DOUBLED : undefined);
    if (fault !== undefined) faults.push({ path: name.text, ...fault });
    else {
      seen.add(name.text);
      entries.push({ kind: mode === FOLDER_MODE ? "folder" : "file", name: name.text, mode, oid });
    }
  }
  return { entries, faults: [...faults, ...findCollisions(entries)] };
}

/** True for every mode that git takes for a folder's, also where no honest tree writes it so (`040000`, `40755`). */
export function isFolderMode(mode: string): boolean {
  return mode === FOLDER_MODE || (/^[0-7]{1,10}$/.test(mode) && (parseInt(mode, 8) & 0o170000) === 0o040000);
}

/** True for the five modes that git writes. */
export function isHonestMode(mode: string): boolean {
  return MODES.has(mode);
}

/** A name as faults show it: what cannot be shown is written as `\xNN` or `\u{N}`. */
export function showName(name: Buffer): string {
  return readName(name).text;
}

/** A mode as it stands, with what cannot be shown as `?`; never that of an honest entry where it is not one. */
export function showMode(mode: string): string {
  return MODES.has(mode) ? mode : mode.replace(/[^ -~]/g, "?").slice(0, 20);
}

/** Why a name must not stand in a tree, or undefined. A superset of what git's fsck reports, on every platform. */
export function nameFault(name: string): string | undefined {
  if (name === "") return "the name is empty";
  if (name === "." || name === "..") return "the name leads out of its folder";
  if (/[/\\]/.test(name)) return "the name has a slash or backslash";
  if (/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(name)) return "the name has control or invisible characters";
  // `.git` in every spelling that HFS+ or NTFS take for it (git's own is_hfs_dotgit and is_ntfs_dotgit).
  if (/^(?:\.git[ .]*(?::.*)?|git~\d+)$/i.test(name.normalize("NFC")))
    return "the name stands for git's own folder";
  return undefined;
}

const SLASH = Buffer.from("/");
const NUL = Buffer.alloc(1);
const MODES: ReadonlySet<string> = new Set([FOLDER_MODE, "100644", "100755", "120000", "160000"]);
const DOUBLED = { fault: "name-doubled", detail: "the name stands in its folder more than once" } as const;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

interface Fault {
  readonly fault: TreeFault["fault"];
  readonly detail: string;
}

function readName(bytes: Buffer): { readonly text: string; readonly fault: Fault | undefined } {
  // Most names are plain ASCII; a decoder and Unicode properties for each would take most of the time.
  const ascii = bytes.toString("latin1");
  const text = /^[\w.-]+$/.test(ascii) ? ascii : decode(bytes);
  if (text === undefined) return { text: escapeBytes(ascii), fault: refused("the name is not UTF-8") };
  const reason = nameFault(text);
  return reason === undefined
    ? { text, fault: undefined }
    : { text: escapeText(text), fault: refused(reason) };
}

function decode(bytes: Buffer): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function refused(detail: string): Fault {
  return { fault: "name-refused", detail };
}

function modeFault(mode: string): Fault | undefined {
  if (isHonestMode(mode)) return undefined;
  return { fault: "mode-unknown", detail: `the mode is "${showMode(mode)}"` };
}

function findCollisions(entries: readonly TreeEntry[]): readonly TreeFault[] {
  const groups = Map.groupBy(entries, (entry) => collisionKey(entry.name));
  if (groups.size === entries.length) return [];
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .flatMap((group) =>
      group.map((entry) => {
        const others = group.filter((other) => other !== entry).map((other) => `"${other.name}"`);
        return {
          path: entry.name,
          fault: "names-collide",
          detail: `differs from ${others.join(", ")} in case or normalisation only`,
        } as const;
      }),
    );
}

/** Two names with the same key are one file on some file system (case folding as in Unicode's toCasefold, roughly). */
export function collisionKey(name: string): string {
  return name.normalize("NFC").toUpperCase().toLowerCase().normalize("NFC");
}

function escapeBytes(latin1: string): string {
  return latin1.replace(/[^ -~]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, "0")}`);
}

function escapeText(text: string): string {
  return text.replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}

/** TREE_MALFORMED for a tree whose bytes are not entries up to the last. */
export function malformedTree(oid: string): Refusal {
  return new Refusal("TREE_MALFORMED", {
    message: `the tree ${oid} does not divide into entries`,
    expected: "entries of mode, name and object name, up to the last byte",
    todo: "look at it with git ls-tree, and do not trust where it came from",
  });
}
