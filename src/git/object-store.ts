// Reads objects by their full name through one `git cat-file --batch` and hashes every one again on arrival, because
// git itself believes what a loose object's file says. Decides nothing about what the objects mean.
import { Refusal } from "../diagnostics/refusal.ts";
import type {
  FileVersion,
  HistoryCommit,
  HistoryReader,
  NamePattern,
  ObjectReader,
  TreeListing,
} from "../model/ports.ts";
import { CatFile } from "./cat-file.ts";
import { parseCommit } from "./commit.ts";
import type { Commit } from "./commit.ts";
import { cutTree } from "./cut-tree.ts";
import type { CutEntry } from "./cut-tree.ts";
import { openFolderFinder } from "./find-folder.ts";
import type { FindFolder } from "./find-folder.ts";
import { guessHistory } from "./guess-history.ts";
import { readHistory } from "./history.ts";
import { listFolderExcept } from "./list-folder.ts";
import { listVersions } from "./list-versions.ts";
import { hashObject, isObjectName } from "./object-name.ts";
import type { ObjectType } from "./object-name.ts";
import { rememberRecent } from "../model/remember-recent.ts";
import type { Repository } from "./repository.ts";
import { parseTree, splitTree } from "./tree.ts";
import type { ParsedTree, RawEntry } from "./tree.ts";

export interface GitObject {
  readonly type: ObjectType;
  readonly bytes: Uint8Array;
}

export interface ObjectStore extends ObjectReader, HistoryReader {
  /** Any object up to `limitBytes`, whatever its type. */
  readObject(oid: string, limitBytes: number): Promise<GitObject>;
  readCommit(oid: string): Promise<Commit>;
  readTree(oid: string): Promise<ParsedTree>;
  /** The entries of a tree as they stand, nothing judged: for writing a tree that differs in few of them. */
  readEntries(tree: string): Promise<readonly RawEntry[]>;
  /** The entries of a tree that have this name, or all, cut out and not judged: for reading very many trees. */
  cutFolder(tree: string, name: string | undefined): Promise<readonly CutEntry[]>;
  /** True when this clone has the object, whatever its type and size; its bytes are not judged. */
  hasObject(oid: string): Promise<boolean>;
  /** Ends the git process once everything asked for is answered. Nothing may be asked for afterwards. */
  stop(): Promise<void>;
}

/** No honest commit, tag or tree comes near this; a larger one is refused, not held in memory. */
export const STRUCTURE_LIMIT_BYTES = 64 * 1024 * 1024;

/** Some 8 MB. */
const KEPT_TREE_ENTRIES = 50_000;

/** An empty tree takes up room, too. */
const weightOfTree = ({ entries, faults }: ParsedTree): number => entries.length + faults.length + 1;

/**
 * Starts reading. Every method rejects with a Refusal: OBJECT_MISSING, OBJECT_CORRUPT (other bytes, another type or
 * not readable), OBJECT_TOO_LARGE, TREE_MALFORMED, or GIT_FAILED when the process came to its end.
 * Requests are pipelined; ask for many at once.
 */
export async function startObjectStore(repository: Repository): Promise<ObjectStore> {
  return new Store(repository, await CatFile.start(repository));
}

class Store implements ObjectStore {
  readonly #repository: Repository;
  readonly #catFile: CatFile;
  /** Thousands of runs name the same few commits, whose trees list every plan. What is remembered was hashed when it arrived. */
  readonly #trees = rememberRecent<ParsedTree>(KEPT_TREE_ENTRIES, weightOfTree);
  readonly findFolder: FindFolder;

  constructor(repository: Repository, catFile: CatFile) {
    this.#repository = repository;
    this.#catFile = catFile;
    this.findFolder = openFolderFinder((oid, name) => this.cutFolder(oid, name));
  }

  async readObject(oid: string, limitBytes: number): Promise<GitObject> {
    const { type, size, bytes } = await this.#catFile.request(oid, limitBytes);
    if (bytes === undefined) throw tooLarge(oid, size, limitBytes);
    if (!isObjectType(type) || hashObject(this.#repository.objectFormat, type, bytes) !== oid)
      throw corrupt(oid, "its bytes have another name");
    return { type, bytes };
  }

  async readBlob(oid: string, limitBytes: number): Promise<Uint8Array> {
    return this.#readTyped(oid, "blob", limitBytes);
  }

  async readCommit(oid: string): Promise<Commit> {
    const bytes = await this.#readTyped(oid, "commit", STRUCTURE_LIMIT_BYTES);
    return orThrow(parseCommit({ oid, bytes, objectFormat: this.#repository.objectFormat }));
  }

  async readTree(oid: string): Promise<ParsedTree> {
    const known = this.#trees.find(oid);
    if (known !== undefined) return known;
    const bytes = await this.#readTyped(oid, "tree", STRUCTURE_LIMIT_BYTES);
    return this.#trees.keep(
      oid,
      orThrow(parseTree({ oid, bytes, objectFormat: this.#repository.objectFormat })),
    );
  }

  async readEntries(tree: string): Promise<readonly RawEntry[]> {
    const bytes = await this.#readTyped(tree, "tree", STRUCTURE_LIMIT_BYTES);
    return orThrow(splitTree({ oid: tree, bytes, objectFormat: this.#repository.objectFormat }));
  }

  async cutFolder(tree: string, name: string | undefined): Promise<readonly CutEntry[]> {
    const bytes = await this.#readTyped(tree, "tree", STRUCTURE_LIMIT_BYTES);
    return orThrow(cutTree({ oid: tree, bytes, objectFormat: this.#repository.objectFormat }, name));
  }

  async listFolder(
    tree: string,
    folder: string,
    isPassedOver: (path: string) => boolean = () => false,
  ): Promise<TreeListing> {
    return listFolderExcept((oid) => this.readTree(oid), tree, { folder, isPassedOver });
  }

  async readHistory(commit: string): Promise<readonly HistoryCommit[]> {
    const source = {
      shallow: this.#repository.shallow,
      readCommit: (oid: string) => this.readCommit(oid),
      guessHistory: (tip: string) => guessHistory(this.#repository, tip),
    };
    return readHistory(source, commit);
  }

  async listVersions(
    history: readonly HistoryCommit[],
    names: readonly NamePattern[],
  ): Promise<readonly FileVersion[]> {
    return listVersions((oid, name) => this.cutFolder(oid, name), history, names);
  }

  async hasObject(oid: string): Promise<boolean> {
    if (!isObjectName(this.#repository.objectFormat, oid)) return false;
    try {
      await this.#catFile.request(oid, 0);
      return true;
    } catch (error) {
      if (error instanceof Refusal && error.code === "OBJECT_MISSING") return false;
      throw error;
    }
  }

  hashBlob(bytes: Uint8Array): string {
    return hashObject(this.#repository.objectFormat, "blob", bytes);
  }

  stop(): Promise<void> {
    return this.#catFile.stop();
  }

  async #readTyped(oid: string, type: ObjectType, limitBytes: number): Promise<Uint8Array> {
    const object = await this.readObject(oid, limitBytes);
    if (object.type !== type) throw corrupt(oid, `it is a ${object.type} where a ${type} is named`);
    return object.bytes;
  }
}

function isObjectType(type: string): type is ObjectType {
  return type === "blob" || type === "tree" || type === "commit" || type === "tag";
}

function orThrow<T>(result: T | Refusal): T {
  if (result instanceof Refusal) throw result;
  return result;
}

function tooLarge(oid: string, size: number, limitBytes: number): Refusal {
  return new Refusal("OBJECT_TOO_LARGE", {
    message: `the object ${oid} has ${size} bytes`,
    expected: `at most ${limitBytes} bytes`,
    todo: "commit a smaller file in its place",
  });
}

function corrupt(oid: string, reason: string): Refusal {
  return new Refusal("OBJECT_CORRUPT", {
    message: `the object ${oid} is not what its name says: ${reason}`,
    expected: "bytes whose digest is the object's name",
    todo: "run git fsck, and fetch the repository again from a place you trust",
  });
}
