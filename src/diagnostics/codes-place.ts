// Faults of what lies where under plans/: files, folders, and the tree itself. Only spread into the table of
// codes-document.ts.
import type { CodeText } from "./code-text.ts";

export const PLACE_CODES = {
  "file-unexpected": {
    summary: "A file lies where only certain files may lie.",
    expected: "only the files that the format names",
    fix: "move the file out of plans/, or delete it",
  },
  "document-unread": {
    summary: "A document is in the commit and could not be read, so nothing it says is known.",
    expected: "a document that can be read whole",
    fix: "run `git fsck`, and fetch what is missing",
  },
  "folder-unexpected": {
    summary: "A folder lies where only certain folders may lie.",
    expected: "plans/<plan>, plans/<plan>/approvals, plans/_targets and plans/_trust, and no others",
    fix: "move the folder out of plans/, or delete it",
  },
  "file-not-regular": {
    summary: "A file is a symbolic link, a submodule, or executable.",
    expected: "a regular file (mode 100644)",
    fix: "replace it by a regular file",
  },
  "plan-folder-name": {
    summary: "A folder's name is no name of a plan.",
    expected: "small letters, digits and hyphens, beginning with a letter or digit, at most 63 characters",
    fix: "rename the folder, and metadata.name with it",
  },
  "plan-missing": {
    summary: "A plan's folder has no plan.yaml.",
    expected: "plans/<plan>/plan.yaml",
    fix: "commit the plan, or delete the folder",
  },
  "policy-missing": {
    summary: "The repository has no trust policy.",
    expected: "plans/_trust/policy.yaml",
    fix: "write and commit the policy; without one nobody may do anything",
  },
  "signature-alone": {
    summary: "A signature lies beside nothing.",
    expected: "the signed document beside its .sig",
    fix: "commit the document, or delete the signature",
  },
  "tree-name-refused": {
    summary: "The tree holds a name that no honest tree has.",
    expected: "names without . and .., slashes, control characters and invalid UTF-8",
    fix: "remove the entry from the commit",
  },
  "tree-name-doubled": {
    summary: "The tree holds the same name twice.",
    expected: "every name once",
    fix: "write the tree again with an unmodified git",
  },
  "tree-names-collide": {
    summary: "Two names differ in case or Unicode form only, and are one file on many machines.",
    expected: "names that differ in more than case or Unicode form",
    fix: "rename one of the two",
  },
  "tree-mode-unknown": {
    summary: "The tree gives a file a mode that git does not use.",
    expected: "a regular file (mode 100644)",
    fix: "commit the file again with an unmodified git",
  },
} as const satisfies Record<string, CodeText>;
