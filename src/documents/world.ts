// Everything that the cross-field rules look at, as values: documents, the listing of plans/, sources, cuts. The caller
// reads and cuts; nothing here does.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { CutPlan } from "../model/generated/cut-plan.ts";
import type { Policy } from "../model/generated/policy.ts";
import type { Manifest } from "../model/manifest.ts";
import type { TreeFile, TreeListing } from "../model/ports.ts";
import { PLANS_FOLDER, planFolderOf } from "./belonging.ts";
import { gateProblem, type GateProblem } from "./gate-quorum.ts";
import type { Located } from "./located.ts";
import type { ParsedDocuments } from "./parse-documents.ts";

/** What cutting one plan's source gave. */
export type CutOutcome =
  | { readonly kind: "cut"; readonly manifest: Manifest }
  | { readonly kind: "faulty"; readonly diagnostics: readonly Diagnostic[] };

export interface World {
  readonly documents: ParsedDocuments;
  /** Every file below plans/ at the commit. */
  readonly listing: TreeListing;
  /** SHA-256 of the bytes of every source that was read, by its path. */
  readonly sources: ReadonlyMap<string, string>;
  /** By the name of the plan's folder; a plan whose source could not be read has no cut. */
  readonly cuts: ReadonlyMap<string, CutOutcome>;
  /**
   * Paths of files whose objects could not be read, for which the caller has a refusal of its own: no fault of a
   * document, so no diagnostic; but the plan is not sound.
   */
  readonly unreadable?: ReadonlySet<string>;
}

/** The world with what many rules look up. */
export interface RuleWorld extends World {
  readonly fileAt: ReadonlyMap<string, TreeFile>;
  /** Paths by the folder of plans/ they are in, however deep. */
  readonly pathsIn: ReadonlyMap<string, readonly string[]>;
  /** Why the policy's gates cannot be opened for plans of this author, or of nobody; undefined when they can. */
  readonly gateProblemFor: (author: string | undefined) => GateProblem | undefined;
}

export function indexWorld(world: World): RuleWorld {
  const { files } = world.listing;
  const paths = files.map((file) => file.path);
  return {
    ...world,
    fileAt: new Map(files.map((file) => [file.path, file])),
    pathsIn: Map.groupBy(paths, (path) => path.split("/", 2)[1] ?? ""),
    gateProblemFor: rememberGateProblems(world.documents.policy?.value),
  };
}

/** Thousands of plans have a handful of authors. */
function rememberGateProblems(policy: Policy | undefined): RuleWorld["gateProblemFor"] {
  const known = new Map<string | undefined, GateProblem | undefined>();
  return (author) => {
    if (policy === undefined) return undefined;
    if (!known.has(author)) known.set(author, gateProblem(policy.gates, author));
    return known.get(author);
  };
}

/** Where the source of a plan lies: the file that spec.source.path names, in the plan's own folder. */
export function sourcePathOf(plan: Located<CutPlan>): string {
  return `${PLANS_FOLDER}/${folderOf(plan)}/${plan.value.spec.source.path}`;
}

/** The name of the folder of plans/ that a document is in. */
export function folderOf(document: Located<unknown>): string {
  return planFolderOf(document.file.path) ?? "";
}
