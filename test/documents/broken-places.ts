// Files and folders under plans/ that lie where they may not, are not what they should be, or are missing.
import type { BrokenDocument } from "./broken-documents.ts";
import {
  APPROVAL,
  chain,
  drop,
  move,
  PLAN,
  POLICY,
  put,
  SOUND,
  SOURCE,
  TARGET,
  textOf,
  type Edit,
} from "./sound-repository.ts";

const folders =
  (...names: readonly string[]): Edit =>
  (sound) => ({ ...sound, folders: names });

export const BROKEN_PLACES: readonly BrokenDocument[] = [
  {
    why: "a file right in plans/",
    edit: put("plans/notes.txt", ""),
    faults: [`file-unexpected plans/notes.txt:1:1`],
  },
  {
    why: "a plan right in plans/",
    edit: put("plans/plan.yaml", textOf(SOUND, PLAN)),
    faults: [`file-unexpected plans/plan.yaml:1:1`],
  },
  {
    why: "a plan too deep",
    edit: put("plans/handbook/deeper/plan.yaml", textOf(SOUND, PLAN)),
    faults: [`folder-unexpected plans/handbook/deeper:1:1`],
  },
  {
    why: "many files in one folder that may not be there",
    edit: chain(put("plans/handbook/images/a.png", ""), put("plans/handbook/images/b/c.png", "")),
    faults: [`folder-unexpected plans/handbook/images:1:1`],
  },
  {
    why: "a folder below approvals",
    edit: put("plans/handbook/approvals/old/sg-1.bob.yaml", textOf(SOUND, APPROVAL)),
    faults: [`folder-unexpected plans/handbook/approvals/old:1:1`],
  },
  {
    why: "another folder with an underscore",
    edit: put("plans/_archive/plan.yaml", textOf(SOUND, PLAN)),
    faults: [`folder-unexpected plans/_archive:1:1`],
  },
  {
    why: "a folder below _targets",
    edit: put("plans/_targets/live/scratch.yaml", textOf(SOUND, TARGET)),
    faults: [`folder-unexpected plans/_targets/live:1:1`],
  },
  {
    why: "a folder below _trust",
    edit: put("plans/_trust/keys/bob.pub", ""),
    faults: [`folder-unexpected plans/_trust/keys:1:1`],
  },
  {
    why: "a folder for a plan, and no plan",
    edit: put("plans/empty/source.md", ""),
    faults: [`plan-missing plans/empty/plan.yaml:1:1`],
  },
  {
    why: "a plan that ends in .yml",
    edit: chain(put("plans/other/plan.yml", textOf(SOUND, PLAN)), put("plans/other/source.md", "")),
    faults: [`plan-missing plans/other/plan.yaml:1:1`, `file-unexpected plans/other/plan.yml:1:1`],
  },
  {
    why: "an approval that ends in .yml",
    edit: chain(move(APPROVAL, APPROVAL.replace(".yaml", ".yml")), drop(`${APPROVAL}.sig`)),
    faults: [`file-unexpected plans/handbook/approvals/sg-1.bob.yml:1:1`],
  },
  {
    why: "a target that ends in .yml",
    edit: put("plans/_targets/other.yml", textOf(SOUND, TARGET)),
    faults: [`file-unexpected plans/_targets/other.yml:1:1`],
  },
  {
    why: "a policy that ends in .yml",
    edit: move(POLICY, POLICY.replace(".yaml", ".yml")),
    faults: [`policy-missing ${POLICY}:1:1`, `file-unexpected plans/_trust/policy.yml:1:1`],
  },
  {
    why: "a misspelt plan",
    edit: put("plans/handbook/pln.yaml", textOf(SOUND, PLAN)),
    faults: [`file-unexpected plans/handbook/pln.yaml:1:1`],
  },
  {
    why: "a file that nobody names beside a plan",
    edit: put("plans/handbook/old.md", ""),
    faults: [`file-unexpected plans/handbook/old.md:1:1`],
  },
  {
    why: "a note among the approvals",
    edit: put("plans/handbook/approvals/notes.txt", ""),
    faults: [`file-unexpected plans/handbook/approvals/notes.txt:1:1`],
  },
  {
    why: "a README among the targets",
    edit: put("plans/_targets/README.md", ""),
    faults: [`file-unexpected plans/_targets/README.md:1:1`],
  },
  {
    why: "a misspelt list of keys",
    edit: put("plans/_trust/revoked_key", ""),
    faults: [`file-unexpected plans/_trust/revoked_key:1:1`],
  },
  {
    why: "a signature of the policy by nobody",
    edit: put("plans/_trust/policy.yaml.sig", ""),
    faults: [`file-unexpected plans/_trust/policy.yaml.sig:1:1`],
  },
  {
    why: "a signature beside no approval",
    edit: drop(APPROVAL),
    faults: [`signature-alone plans/handbook/approvals/sg-1.bob.yaml.sig:1:1`],
  },
  {
    why: "a signature beside no plan",
    edit: chain(put(`${PLAN}.sig`, ""), drop(PLAN)),
    faults: [`plan-missing ${PLAN}:1:1`, `signature-alone plans/handbook/plan.yaml.sig:1:1`],
  },
  {
    why: "a folder in capital letters",
    edit: chain(
      put("plans/Other/plan.yaml", textOf(SOUND, PLAN).replace("name: handbook", "name: other")),
      put("plans/Other/handbook.md", textOf(SOUND, SOURCE)),
    ),
    faults: [`plan-folder-name plans/Other:1:1`, `plan-name plans/Other/plan.yaml:4:9`],
  },
  {
    why: "a folder with look-alike letters, a colour and a newline",
    edit: put("plans/h\u{430}ndbook\u{1b}[31m\n::error::x/source.md", ""),
    faults: [
      `plan-folder-name plans/hаndbook[31m
::error::x:1:1`,
      `plan-missing plans/hаndbook[31m
::error::x/plan.yaml:1:1`,
    ],
  },
  {
    why: "an empty tree for a plan",
    edit: folders("plans", "plans/handbook", "plans/nothing"),
    faults: [`plan-missing plans/nothing/plan.yaml:1:1`],
  },
  {
    why: "an empty tree beside the approvals",
    edit: folders("plans", "plans/handbook", "plans/handbook/approvals", "plans/handbook/nothing/more"),
    faults: [`folder-unexpected plans/handbook/nothing:1:1`],
  },
  {
    why: "a plan that is a symbolic link",
    edit: put(PLAN, "../other/plan.yaml", "120000"),
    faults: [`file-not-regular ${PLAN}:1:1`],
  },
  {
    why: "a source that is a symbolic link",
    edit: put(SOURCE, "/etc/passwd", "120000"),
    faults: [`file-not-regular ${SOURCE}:1:1`],
  },
  {
    why: "an executable plan",
    edit: put(PLAN, textOf(SOUND, PLAN), "100755"),
    faults: [`file-not-regular ${PLAN}:1:1`],
  },
  {
    why: "an executable approval",
    edit: put(APPROVAL, textOf(SOUND, APPROVAL), "100755"),
    faults: [`file-not-regular ${APPROVAL}:1:1`],
  },
  {
    why: "a submodule for a plan",
    edit: put("plans/other", "", "160000"),
    faults: [`file-not-regular plans/other:1:1`],
  },
  {
    why: "a submodule for the approvals",
    edit: chain(drop(APPROVAL), drop(`${APPROVAL}.sig`), put("plans/handbook/approvals", "", "160000")),
    faults: [`file-not-regular plans/handbook/approvals:1:1`],
  },
  {
    why: "a symbolic link for a target",
    edit: put(TARGET, "other.yaml", "120000"),
    faults: [`file-not-regular ${TARGET}:1:1`],
  },
  {
    why: "a symbolic link for the whole trust",
    edit: chain(
      drop(POLICY),
      drop("plans/_trust/allowed_signers"),
      drop("plans/_trust/revoked_keys"),
      put("plans/_trust", "../trust", "120000"),
    ),
    faults: [`file-not-regular plans/_trust:1:1`, `policy-missing ${POLICY}:1:1`],
  },
  { why: "no policy", edit: drop(POLICY), faults: [`policy-missing ${POLICY}:1:1`] },
  {
    why: "a denial that nobody read",
    edit: (sound) => ({ ...sound, unread: [APPROVAL] }),
    faults: [`document-unread ${APPROVAL}:1:1`],
  },
  {
    why: "a policy that nobody read",
    edit: (sound) => ({ ...sound, unread: [POLICY] }),
    faults: [`document-unread ${POLICY}:1:1`],
  },
  {
    why: "a plan larger than anyone reads",
    edit: (sound) => ({ ...sound, oversized: [PLAN] }),
    faults: [`document-too-large ${PLAN}:1:1`],
  },
  {
    why: "a tree that no honest git makes",
    edit: (sound) => ({
      ...sound,
      faults: [
        { path: "plans/handbook/..", fault: "name-refused", detail: 'the name ".."' },
        { path: "plans/handbook/plan.yaml", fault: "name-doubled", detail: "twice" },
        { path: "plans/handbook/Plan.yaml", fault: "names-collide", detail: "like plan.yaml" },
        { path: "plans/other/x", fault: "mode-unknown", detail: "100600" },
      ],
    }),
    faults: [
      `tree-name-refused plans/handbook/..:1:1`,
      `tree-names-collide plans/handbook/Plan.yaml:1:1`,
      `tree-name-doubled ${PLAN}:1:1`,
      `tree-mode-unknown plans/other/x:1:1`,
    ],
  },
];
