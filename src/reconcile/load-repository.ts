// From a commit to checked documents: lists plans/, reads the YAML, reads and cuts the sources, checks the whole.
import { cutSource, type CutOutcome } from "../cutting/cut-source.ts";
import { Refusal } from "../diagnostics/refusal.ts";
import { checkRepository, type CheckedRepository } from "../documents/check-repository.ts";
import type { DocumentFile } from "../documents/document-file.ts";
import type { Located } from "../documents/located.ts";
import { parseDocuments, type ParsedDocuments } from "../documents/parse-documents.ts";
import { sha256Hex } from "../model/digest.ts";
import type { CutPlan } from "../model/generated/cut-plan.ts";
import { checkLists } from "./check-lists.ts";
import { loadLists, TRUST_FOLDER, type LoadedLists } from "./load-trust.ts";
import type { CommitPin, ObjectReader, TreeFile, TreeListing } from "../model/ports.ts";

/** Larger YAML is not even read; the documents room refuses what is larger than its own, smaller limit. */
const YAML_LIMIT_BYTES = 1024 * 1024;
const SOURCE_LIMIT_BYTES = 512 * 1024 * 1024;
const PLAIN_MODE = "100644";

/** The commit whose plans are asked for, and the one whose trust policy counts. */
export interface Pins {
  readonly plans: CommitPin;
  readonly trust: CommitPin;
}

export interface LoadedSource {
  readonly bytes: Uint8Array;
  readonly sha256: string;
  readonly oid: string;
  /** Lines of the source; 0 where it could not be cut. */
  readonly lines: number;
  readonly cut: CutOutcome;
}

export interface LoadedRepository {
  readonly checked: CheckedRepository;
  readonly documents: ParsedDocuments;
  readonly listing: TreeListing;
  /** The lists beside the trust policy. */
  readonly trust: LoadedLists;
  /** Folders under plans/ that are plans, or should be. */
  readonly names: readonly string[];
  /** Sources by plan, where they could be read. */
  readonly sources: ReadonlyMap<string, LoadedSource>;
  /** Plans with an object that could not be read, and why. */
  readonly unread: ReadonlyMap<string, Refusal>;
}

/**
 * Loads everything below plans/. Throws a Refusal for what concerns all plans: REPOSITORY_EMPTY, and an object of
 * _trust or _targets that is missing or not what it claims. An unreadable object of one plan is told of in `unread`.
 */
export async function loadRepository(objects: ObjectReader, pins: Pins): Promise<LoadedRepository> {
  const listing = await listPlans(objects, pins);
  const names = [...new Set(listing.files.flatMap(({ path }) => planOf(path) ?? []))].sort();
  if (names.length === 0) throw emptyRepository(pins.plans);
  const unread: Unread = { plans: new Map(), paths: new Set() };
  const parsed = await readDocuments(objects, listing, unread);
  const trust = await loadLists(objects, listing.files);
  const sources = await readSources(objects, { listing, parsed, unread });
  const checked = checkRepository({
    documents: {
      ...parsed,
      diagnostics: [...parsed.diagnostics, ...trust.diagnostics, ...checkLists(parsed.policy, trust)],
    },
    listing,
    sources: new Map(
      [...sources].map(([plan, { sha256 }]) => [sourcePath(plan, parsed.plans.get(plan)), sha256]),
    ),
    cuts: new Map([...sources].map(([plan, { cut }]) => [plan, cut])),
    unreadable: unread.paths,
  });
  return { checked, documents: parsed, listing, trust, names, sources, unread: unread.plans };
}

/** plans/ of one commit, with _trust of the other where another was asked for. */
async function listPlans(objects: ObjectReader, { plans, trust }: Pins): Promise<TreeListing> {
  const listing = await objects.listFolder(plans.tree, "plans");
  if (trust.tree === plans.tree) return listing;
  const trusted = await objects.listFolder(trust.tree, TRUST_FOLDER);
  const isTrust = ({ path }: { readonly path: string }): boolean => path.startsWith(`${TRUST_FOLDER}/`);
  return {
    files: [...listing.files.filter((file) => !isTrust(file)), ...trusted.files],
    folders: listing.folders,
    faults: [...listing.faults.filter((fault) => !isTrust(fault)), ...trusted.faults],
  };
}

/** What could not be read: by plan, the first reason; and every path. */
interface Unread {
  readonly plans: Map<string, Refusal>;
  readonly paths: Set<string>;
}

async function readDocuments(
  objects: ObjectReader,
  listing: TreeListing,
  unread: Unread,
): Promise<ParsedDocuments> {
  const oversized: string[] = [];
  const wanted = listing.files.filter(({ path, mode }) => path.endsWith(".yaml") && mode === PLAIN_MODE);
  const reads = wanted.map(async (file): Promise<DocumentFile | undefined> => {
    const bytes = await readOrTell(objects, file, YAML_LIMIT_BYTES);
    if (!(bytes instanceof Refusal)) return { ...file, bytes, sha256: sha256Hex(bytes) };
    if (bytes.code === "OBJECT_TOO_LARGE") oversized.push(file.path);
    else tell(unread, file, bytes);
    return undefined;
  });
  const files = (await Promise.all(reads)).filter((file) => file !== undefined);
  return parseDocuments(files, oversized.sort());
}

interface SourceQuestion {
  readonly listing: TreeListing;
  readonly parsed: ParsedDocuments;
  readonly unread: Unread;
}

/** Reads and cuts the sources one after the other: they may be large. */
async function readSources(
  objects: ObjectReader,
  { listing, parsed, unread }: SourceQuestion,
): Promise<ReadonlyMap<string, LoadedSource>> {
  const files = new Map(listing.files.map((file) => [file.path, file]));
  const sources = new Map<string, LoadedSource>();
  for (const [plan, document] of parsed.plans) {
    const file = files.get(sourcePath(plan, document));
    if (file?.mode !== PLAIN_MODE) continue;
    const bytes = await readOrTell(objects, file, SOURCE_LIMIT_BYTES);
    if (bytes instanceof Refusal) tell(unread, file, bytes);
    else {
      const cut = cutSource({ file: file.path, cut: document.value.spec.cut, source: bytes });
      sources.set(plan, {
        bytes,
        sha256: sha256Hex(bytes),
        oid: file.oid,
        lines: cut.kind === "cut" ? cut.lines : 0,
        cut,
      });
    }
  }
  return sources;
}

async function readOrTell(
  objects: ObjectReader,
  file: TreeFile,
  limitBytes: number,
): Promise<Uint8Array | Refusal> {
  try {
    return await objects.readBlob(file.oid, limitBytes);
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** An object of one plan stops that plan; one of all plans stops the reconcile. */
function tell({ plans, paths }: Unread, file: TreeFile, refusal: Refusal): void {
  const plan = planOf(file.path);
  const { code, message, expected, todo } = refusal;
  const named = new Refusal(code, { message: `${file.path}: ${message}`, expected, todo }, refusal);
  if (plan === undefined) throw named;
  paths.add(file.path);
  if (!plans.has(plan)) plans.set(plan, named);
}

/** The plan's folder that a path is in; undefined for _targets, _trust and what lies right in plans/. */
function planOf(path: string): string | undefined {
  const [, folder, name] = path.split("/");
  return folder === undefined || name === undefined || folder.startsWith("_") ? undefined : folder;
}

function sourcePath(plan: string, document: Located<CutPlan> | undefined): string {
  return `plans/${plan}/${document?.value.spec.source.path ?? ""}`;
}

function emptyRepository({ commit, ref }: CommitPin): Refusal {
  return new Refusal("REPOSITORY_EMPTY", {
    message: `commit ${commit.slice(0, 12)} (${ref}) has no plans`,
    expected: "at least one folder plans/<plan>/ with a plan.yaml, committed",
    todo: "write one with reconcile new, and commit plans/",
  });
}
