// What may lie where under plans/: files by their place and mode, folders, and the faults of the tree itself. Judged by
// the listing alone, but for the source, which the plan names.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { quoteText, visibleText } from "../../diagnostics/visible-text.ts";
import type { TreeFault, TreeFile } from "../../model/ports.ts";
import {
  belongingOf,
  documentKindAt,
  NAME_PATTERN,
  PLAN_FILE_NAMES,
  PLANS_FOLDER,
  POLICY_PATH,
  type Belonging,
} from "../belonging.ts";
import { REGULAR_MODE } from "../document-file.ts";
import { faultAt } from "../fault.ts";
import { foreignClause } from "../foreign-character.ts";
import { spotOfFile } from "../syntax-tree.ts";
import type { RuleWorld } from "../world.ts";
import { describeStray, type Stray } from "./stray-text.ts";
import type { Rule } from "./rule.ts";

const TREE_CODES = {
  "name-refused": "tree-name-refused",
  "name-doubled": "tree-name-doubled",
  "names-collide": "tree-names-collide",
  "mode-unknown": "tree-mode-unknown",
} as const satisfies Record<TreeFault["fault"], string>;

const MODE_WORDS: Readonly<Record<string, string>> = {
  "100755": "an executable file",
  "120000": "a symbolic link",
  "160000": "a submodule",
};

const treeIsHonest: Rule<RuleWorld> = ({ listing }) =>
  listing.faults.map(({ path, fault, detail }) =>
    faultAt(TREE_CODES[fault], spotOfFile(path), {
      message: `${quoteText(path, 160)}: ${visibleText(detail)}`,
    }),
  );

const filesAreRegular: Rule<RuleWorld> = ({ listing }) =>
  listing.files
    .filter(({ mode }) => mode !== REGULAR_MODE)
    .map(({ path, mode }) => {
      const what = MODE_WORDS[mode] ?? "no regular file";
      // The path is not put into the command: whoever named it may not be trusted with a shell.
      const fix = mode === "100755" ? "run `git update-index --chmod=-x` on it, and commit" : undefined;
      return faultAt("file-not-regular", spotOfFile(path), {
        message: `${quoteText(path, 160)} is ${what} (mode ${quoteText(mode)})`,
        fix,
      });
    });

/** A folder that may not be there is told of once, however many files are in it. */
const filesBelong: Rule<RuleWorld> = (world) => {
  const strayFolders = new Set<string>();
  const diagnostics: Diagnostic[] = [];
  for (const file of world.listing.files) {
    const belonging = belongingOf(file.path);
    if (belonging.kind === "folder-stray") strayFolders.add(belonging.folder);
    else diagnostics.push(...judgeFile(file, belonging, world));
  }
  // Folders without files are in the listing all the same.
  for (const folder of world.listing.folders.keys()) {
    const belonging = belongingOf(`${folder}/file`);
    if (belonging.kind === "folder-stray") strayFolders.add(belonging.folder);
  }
  for (const folder of strayFolders) {
    const message = `${quoteText(folder, 160)} is no folder that belongs here`;
    diagnostics.push(faultAt("folder-unexpected", spotOfFile(folder), { message }));
  }
  return diagnostics;
};

function judgeFile(file: TreeFile, belonging: Belonging, world: RuleWorld): readonly Diagnostic[] {
  switch (belonging.kind) {
    case "plan":
    case "approval":
    case "target":
    case "policy":
    case "policy-signature":
    case "trust-list":
    case "folder-stray":
      return [];
    case "plan-signature":
    case "approval-signature":
      return signedFileIsThere(file, world);
    case "plan-file":
      return isExpectedBesidePlan(belonging, world) ? [] : strayFile(file, belonging, world);
    case "approvals-stray":
    case "targets-stray":
    case "trust-stray":
    case "top-stray":
      return strayFile(file, belonging, world);
  }
}

function signedFileIsThere({ path }: TreeFile, { fileAt }: RuleWorld): readonly Diagnostic[] {
  const signed = path.replace(/\.sig$/u, "");
  if (fileAt.has(signed)) return [];
  return [
    faultAt("signature-alone", spotOfFile(path), { message: `${quoteText(signed, 160)} is not there` }),
  ];
}

/** The source, which only a plan that could be read can name, and a README for people. */
function isExpectedBesidePlan(
  { plan, name }: { plan: string; name: string },
  { documents, fileAt }: RuleWorld,
): boolean {
  if (name === "README.md") return true;
  const document = documents.plans.get(plan);
  const source = document?.value.spec.source.path;
  if (source === name) return true;
  // While the source is not known or not there, any file but another document may be it.
  const isSourceThere =
    source !== undefined && !PLAN_FILE_NAMES.has(source) && fileAt.has(`${PLANS_FOLDER}/${plan}/${source}`);
  return !isSourceThere && !/\.ya?ml$/u.test(name);
}

function strayFile({ path, mode }: TreeFile, stray: Stray, { fileAt }: RuleWorld): readonly Diagnostic[] {
  // A link or submodule where nothing belongs is one fault, not two.
  if (mode !== REGULAR_MODE) return [];
  const isFree = (name: string): boolean => !fileAt.has(path.slice(0, -stray.name.length) + name);
  return [faultAt("file-unexpected", spotOfFile(path), describeStray(path, stray, isFree))];
}

const planFoldersHaveNames: Rule<RuleWorld> = (world) =>
  planFoldersOf(world)
    .filter((folder) => !NAME_PATTERN.test(folder))
    .map((folder) =>
      faultAt("plan-folder-name", spotOfFile(`${PLANS_FOLDER}/${folder}`), {
        message: `${quoteText(folder)} is no name of a plan${foreignClause(folder)}`,
      }),
    );

const planFoldersHavePlans: Rule<RuleWorld> = (world) =>
  planFoldersOf(world)
    .map((folder) => `${PLANS_FOLDER}/${folder}/plan.yaml`)
    .filter((path) => !world.fileAt.has(path))
    .map((path) =>
      faultAt("plan-missing", spotOfFile(path), { message: `${quoteText(path, 160)} is not in the commit` }),
    );

/** A denial that nobody read must not be taken for no denial. */
const documentsWereRead: Rule<RuleWorld> = ({ documents, listing, unreadable = [] }) => {
  const judged = new Set([...unreadable, ...documents.diagnostics.map(({ place }) => place.file)]);
  const { plans, approvals, targets, policy } = documents;
  for (const map of [plans, approvals, targets])
    for (const document of map.values()) judged.add(document.file.path);
  if (policy !== undefined) judged.add(policy.file.path);
  return listing.files
    .filter(
      ({ path, mode }) => mode === REGULAR_MODE && documentKindAt(path) !== undefined && !judged.has(path),
    )
    .map(({ path }) =>
      faultAt("document-unread", spotOfFile(path), { message: `${quoteText(path, 160)} could not be read` }),
    );
};

/** A repository without plans needs no policy. */
const policyIsThere: Rule<RuleWorld> = (world) =>
  world.fileAt.has(POLICY_PATH) || planFoldersOf(world).length === 0
    ? []
    : [
        faultAt("policy-missing", spotOfFile(POLICY_PATH), {
          message: `${quoteText(POLICY_PATH)} is not in the commit`,
        }),
      ];

/** Every folder right in plans/ that is to hold a plan, with or without files. */
export function planFoldersOf({ listing, pathsIn }: RuleWorld): readonly string[] {
  const folders = new Set<string>();
  for (const [folder, paths] of pathsIn)
    if (paths.some((path) => path.split("/").length > 2)) folders.add(folder);
  for (const path of listing.folders.keys()) {
    const [, folder] = path.split("/");
    if (folder !== undefined) folders.add(folder);
  }
  return [...folders].filter((folder) => !folder.startsWith("_"));
}

export const LISTING_RULES = [
  treeIsHonest,
  filesAreRegular,
  filesBelong,
  documentsWereRead,
  planFoldersHaveNames,
  planFoldersHavePlans,
  policyIsThere,
] as const;
