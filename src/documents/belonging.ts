// Which kind of file a path under plans/ is for. Decided by the path alone; whether the file may be there is judged by
// the rules of the listing.

export type DocumentKind = "CutPlan" | "Approval" | "Target" | "Policy";

/** The regular expression of formats.md for names of plans, targets and persons. */
export const NAME_PATTERN = /^[a-z0-9][a-z0-9-]{0,62}$/u;

export type Belonging =
  | { readonly kind: "plan" | "plan-signature"; readonly plan: string }
  | { readonly kind: "approval" | "approval-signature"; readonly plan: string }
  /** Any other file right in a plan's folder: the source, a README, or a stray. */
  | { readonly kind: "plan-file"; readonly plan: string; readonly name: string }
  | { readonly kind: "approvals-stray"; readonly plan: string; readonly name: string }
  | { readonly kind: "target" | "targets-stray"; readonly name: string }
  | { readonly kind: "policy" | "policy-signature" | "trust-list" }
  | { readonly kind: "trust-stray"; readonly name: string }
  | { readonly kind: "top-stray"; readonly name: string }
  /** In a folder that may not be there at all; `folder` is the outermost such folder. */
  | { readonly kind: "folder-stray"; readonly folder: string };

export const PLANS_FOLDER = "plans";
export const TARGETS_FOLDER = "_targets";
export const TRUST_FOLDER = "_trust";
const APPROVALS_FOLDER = "approvals";
export const POLICY_PATH = `${PLANS_FOLDER}/${TRUST_FOLDER}/policy.yaml`;

/** Names in a plan's folder that are never a source. */
export const PLAN_FILE_NAMES: ReadonlySet<string> = new Set(["plan.yaml", "plan.yaml.sig"]);

const POLICY_SIGNATURE = /^policy\.yaml\.[a-z0-9][a-z0-9-]{0,62}\.sig$/u;
const TRUST_LISTS = new Set(["allowed_signers", "revoked_keys"]);
const DOCUMENT_ENDING = ".yaml";
const SIGNATURE_ENDING = ".sig";

/** Where a file under plans/ belongs. The path begins with `plans/`. */
export function belongingOf(path: string): Belonging {
  const [, folder = "", name, ...deeper] = path.split("/");
  if (name === undefined) return { kind: "top-stray", name: folder };
  if (folder === TARGETS_FOLDER || folder === TRUST_FOLDER) {
    if (deeper.length > 0) return { kind: "folder-stray", folder: `${PLANS_FOLDER}/${folder}/${name}` };
    return folder === TARGETS_FOLDER ? inTargets(name) : inTrust(name);
  }
  if (folder.startsWith("_")) return { kind: "folder-stray", folder: `${PLANS_FOLDER}/${folder}` };
  return inPlan(folder, name, deeper);
}

function inPlan(plan: string, name: string, deeper: readonly string[]): Belonging {
  const [inner, ...tooDeep] = deeper;
  if (inner === undefined) {
    if (name === "plan.yaml") return { kind: "plan", plan };
    if (name === "plan.yaml.sig") return { kind: "plan-signature", plan };
    return { kind: "plan-file", plan, name };
  }
  const folder = `${PLANS_FOLDER}/${plan}/${name}`;
  if (name !== APPROVALS_FOLDER) return { kind: "folder-stray", folder };
  if (tooDeep.length > 0) return { kind: "folder-stray", folder: `${folder}/${inner}` };
  if (inner.endsWith(DOCUMENT_ENDING)) return { kind: "approval", plan };
  if (inner.endsWith(`${DOCUMENT_ENDING}${SIGNATURE_ENDING}`)) return { kind: "approval-signature", plan };
  return { kind: "approvals-stray", plan, name: inner };
}

function inTargets(name: string): Belonging {
  return name.endsWith(DOCUMENT_ENDING)
    ? { kind: "target", name: name.slice(0, -DOCUMENT_ENDING.length) }
    : { kind: "targets-stray", name };
}

function inTrust(name: string): Belonging {
  if (name === "policy.yaml") return { kind: "policy" };
  if (POLICY_SIGNATURE.test(name)) return { kind: "policy-signature" };
  return TRUST_LISTS.has(name) ? { kind: "trust-list" } : { kind: "trust-stray", name };
}

const DOCUMENT_KINDS: Partial<Record<Belonging["kind"], DocumentKind>> = {
  plan: "CutPlan",
  approval: "Approval",
  target: "Target",
  policy: "Policy",
};

/** The kind of document that belongs at this path, or undefined where no document belongs. */
export function documentKindAt(path: string): DocumentKind | undefined {
  return path.startsWith(`${PLANS_FOLDER}/`) ? DOCUMENT_KINDS[belongingOf(path).kind] : undefined;
}

/** The folder of a plan that a path is in (or is), or undefined for _targets, _trust and files right in plans/. */
export function planFolderOf(path: string): string | undefined {
  const [top, folder, name] = path.split("/");
  return top === PLANS_FOLDER && folder !== undefined && name !== undefined && !folder.startsWith("_")
    ? folder
    : undefined;
}
