// From a listing to checked documents: reads the YAML, reads and cuts the sources, checks the whole; all plans at once, or
// portion by portion.
import { cutSource, type CutOutcome } from "../cutting/cut-source.ts";
import { Refusal } from "../diagnostics/refusal.ts";
import { checkRepository, type CheckedRepository } from "../documents/check-repository.ts";
import type { DocumentFile } from "../documents/document-file.ts";
import type { Located } from "../documents/located.ts";
import { parseDocuments, type ParsedDocuments } from "../documents/parse-documents.ts";
import { sha256Hex } from "../model/digest.ts";
import type { CutPlan } from "../model/generated/cut-plan.ts";
import { checkLists } from "./check-lists.ts";
import {
  divideListing,
  joinListings,
  listPlans,
  NO_PLANS,
  planNames,
  planOf,
  type Pins,
} from "./list-plans.ts";
import { loadLists, type LoadedLists } from "./load-trust.ts";
import type { ObjectReader, TreeFile, TreeListing } from "../model/ports.ts";

/** Larger YAML is not even read; the documents room refuses what is larger than its own, smaller limit. */
const YAML_LIMIT_BYTES = 1024 * 1024;
export const SOURCE_LIMIT_BYTES = 512 * 1024 * 1024;
const PLAIN_MODE = "100644";

/** Told of each cut at each of its units, and at its end: how many bytes of how many are cut. */
export type OnCut = (done: number, total: number) => void;

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

/** What all plans share: targets, policy and lists, with every fault that one of these documents has by itself. */
export interface SharedDocuments {
  readonly listing: TreeListing;
  readonly documents: ParsedDocuments;
  readonly trust: LoadedLists;
  /** For whoever shows how far it is. */
  readonly onCut?: OnCut | undefined;
}

/**
 * Loads everything below plans/. Throws a Refusal for what concerns all plans: REPOSITORY_EMPTY, and an object of
 * _trust or _targets that is missing or not what it claims. An unreadable object of one plan is told of in `unread`.
 */
export async function loadRepository(
  objects: ObjectReader,
  pins: Pins,
  onCut?: OnCut,
): Promise<LoadedRepository> {
  const listing = await listPlans(objects, pins);
  planNames(listing, pins.plans);
  const { shared, portions } = divideListing(listing, Infinity);
  const common = { ...(await loadShared(objects, shared)), onCut };
  return loadPortion(objects, common, portions[0] ?? NO_PLANS);
}

/** Throws a Refusal where one of these objects cannot be read. */
export async function loadShared(objects: ObjectReader, listing: TreeListing): Promise<SharedDocuments> {
  const documents = await readDocuments(objects, listing, { plans: new Map(), paths: new Set() });
  return { listing, documents, trust: await loadLists(objects, listing.files) };
}

/** The plans of one portion of the listing, checked beside what all share. Its faults hold those of what is shared. */
export async function loadPortion(
  objects: ObjectReader,
  shared: SharedDocuments,
  portion: TreeListing,
): Promise<LoadedRepository> {
  const listing = joinListings(shared.listing, portion);
  const unread: Unread = { plans: new Map(), paths: new Set() };
  const own = await readDocuments(objects, portion, unread);
  const { targets, policy, diagnostics } = shared.documents;
  const parsed = { ...own, targets, policy, diagnostics: [...diagnostics, ...own.diagnostics] };
  const { trust } = shared;
  const sources = await readSources(objects, { listing, parsed, unread, onCut: shared.onCut });
  const checked = checkRepository({
    documents: {
      ...parsed,
      diagnostics: [...parsed.diagnostics, ...trust.diagnostics, ...checkLists(policy, trust)],
    },
    listing,
    sources: new Map(
      [...sources].map(([plan, { sha256 }]) => [sourcePath(plan, parsed.plans.get(plan)), sha256]),
    ),
    cuts: new Map([...sources].map(([plan, { cut }]) => [plan, cut])),
    unreadable: unread.paths,
  });
  const names = [...new Set(portion.files.flatMap(({ path }) => planOf(path) ?? []))].sort();
  return { checked, documents: parsed, listing, trust, names, sources, unread: unread.plans };
}

/** Portions that are read ahead while the ones before them are worked on. */
const AHEAD = 1;

/** Loads one portion after the other, the next one already while the caller is at work on this one. */
export async function* loadPortions(
  objects: ObjectReader,
  shared: SharedDocuments,
  portions: readonly TreeListing[],
): AsyncGenerator<LoadedRepository, void> {
  const started = new Map<number, Promise<LoadedRepository>>();
  for (const [index] of portions.entries()) {
    for (let next = index; next <= index + AHEAD && next < portions.length; next += 1) {
      const loading = started.get(next) ?? loadPortion(objects, shared, portions[next] ?? NO_PLANS);
      // Whoever stops early never comes to this one; where it is come to, it is awaited below.
      loading.catch(() => undefined);
      started.set(next, loading);
    }
    const loaded = await started.get(index);
    started.delete(index);
    if (loaded !== undefined) yield loaded;
  }
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
  readonly onCut: OnCut | undefined;
}

/** Asks for all sources of the portion at once, and cuts each when it comes. */
async function readSources(
  objects: ObjectReader,
  { listing, parsed, unread, onCut }: SourceQuestion,
): Promise<ReadonlyMap<string, LoadedSource>> {
  const files = new Map(listing.files.map((file) => [file.path, file]));
  const sources = new Map<string, LoadedSource>();
  const reads = [...parsed.plans].map(async ([plan, document]) => {
    const file = files.get(sourcePath(plan, document));
    if (file?.mode !== PLAIN_MODE) return;
    const bytes = await readOrTell(objects, file, SOURCE_LIMIT_BYTES);
    if (bytes instanceof Refusal) tell(unread, file, bytes);
    else sources.set(plan, cutLoaded({ file, bytes, onCut }, document));
  });
  await Promise.all(reads);
  return sources;
}

interface SourceRead {
  readonly file: TreeFile;
  readonly bytes: Uint8Array;
  readonly onCut: OnCut | undefined;
}

function cutLoaded({ file, bytes, onCut }: SourceRead, document: Located<CutPlan>): LoadedSource {
  const onUnit = (byte: number): void => onCut?.(byte, bytes.length);
  const cut = cutSource({ file: file.path, cut: document.value.spec.cut, source: bytes, onUnit });
  onCut?.(bytes.length, bytes.length);
  const lines = cut.kind === "cut" ? cut.lines : 0;
  return { bytes, sha256: sha256Hex(bytes), oid: file.oid, lines, cut };
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

function sourcePath(plan: string, document: Located<CutPlan> | undefined): string {
  return `plans/${plan}/${document?.value.spec.source.path ?? ""}`;
}
