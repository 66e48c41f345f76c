// All committed YAML files under plans/ → checked documents by what they are, and every fault that a document has by
// itself. What one document says about another is judged by check-repository.ts.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Approval } from "../model/generated/approval.ts";
import type { CutPlan } from "../model/generated/cut-plan.ts";
import type { Policy } from "../model/generated/policy.ts";
import type { Target } from "../model/generated/target.ts";
import { belongingOf, documentKindAt, PLANS_FOLDER, type DocumentKind } from "./belonging.ts";
import { tooLarge } from "./decode-text.ts";
import { REGULAR_MODE, type DocumentFile } from "./document-file.ts";
import { locate, rememberLastTree, type Located, type TreeReader } from "./located.ts";
import { parseDocument } from "./parse-document.ts";
import type { DocumentTypes } from "./schemas.ts";

/** Documents that are well by themselves; a faulty one is in none of the maps, and its faults are in diagnostics. */
export interface ParsedDocuments {
  /** By the name of the plan's folder. */
  readonly plans: ReadonlyMap<string, Located<CutPlan>>;
  /** By path. */
  readonly approvals: ReadonlyMap<string, Located<Approval>>;
  /** By the file's name without .yaml. */
  readonly targets: ReadonlyMap<string, Located<Target>>;
  readonly policy: Located<Policy> | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

interface Collection {
  readonly plans: Map<string, Located<CutPlan>>;
  readonly approvals: Map<string, Located<Approval>>;
  readonly targets: Map<string, Located<Target>>;
  policy: Located<Policy> | undefined;
  readonly diagnostics: Diagnostic[];
  readonly treeOf: TreeReader;
}

/**
 * Reads every file that lies where a document belongs (formats.md); others, and what is no regular file, are left to
 * the rules of the listing. `oversized` are paths of documents whose blobs were larger than anyone would read.
 */
export function parseDocuments(
  files: readonly DocumentFile[],
  oversized: readonly string[] = [],
): ParsedDocuments {
  const collection: Collection = {
    plans: new Map(),
    approvals: new Map(),
    targets: new Map(),
    policy: undefined,
    diagnostics: oversized.filter((path) => documentKindAt(path) !== undefined).map(tooLarge),
    treeOf: rememberLastTree(),
  };
  for (const file of files) if (file.mode === REGULAR_MODE) collectFile(collection, file);
  const { plans, approvals, targets, policy, diagnostics } = collection;
  return { plans, approvals, targets, policy, diagnostics };
}

function collectFile(collection: Collection, file: DocumentFile): void {
  if (!file.path.startsWith(`${PLANS_FOLDER}/`)) return;
  const belonging = belongingOf(file.path);
  const { kind } = belonging;
  if (kind === "plan") keep(collection.plans, belonging.plan, readAs(collection, "CutPlan", file));
  if (kind === "approval") keep(collection.approvals, file.path, readAs(collection, "Approval", file));
  if (kind === "target") keep(collection.targets, belonging.name, readAs(collection, "Target", file));
  if (kind === "policy") collection.policy = readAs(collection, "Policy", file);
}

function readAs<K extends DocumentKind>(
  collection: Collection,
  kind: K,
  file: DocumentFile,
): Located<DocumentTypes[K]> | undefined {
  const parsed = parseDocument(kind, file);
  if (parsed.kind === "document") return locate(parsed.value, file, collection.treeOf);
  for (const diagnostic of parsed.diagnostics) collection.diagnostics.push(diagnostic);
  return undefined;
}

function keep<T>(map: Map<string, T>, key: string, value: T | undefined): void {
  if (value !== undefined) map.set(key, value);
}
