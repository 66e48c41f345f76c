// One case of the area trust: a history of commits, and the trust folders that they have.
import { signMessage, type WorkshopKey } from "../../trust/key-workshop.ts";
import { json, type Case } from "./case.ts";
import { alice, bob, carol, dora, REVOKED, signerLine, TRUST } from "./people.ts";
import { sha256 } from "./plain.ts";

export interface VersionRecipe {
  readonly version?: number;
  readonly admins?: readonly string[];
  readonly threshold?: number;
  /** Whose keys are listed, and how; by default alice's, bob's, carol's and dora's. */
  readonly signers?: string;
  readonly revoked?: string;
  /** true: both lists, as they are. */
  readonly pins?: true | Readonly<Record<string, string>>;
  /** A line more in the policy, so that its text is another one. */
  readonly comment?: string;
  /** Who signs, by the name in the file; a key where it is not that person's. */
  readonly signedBy?: readonly (string | readonly [name: string, key: WorkshopKey])[];
  readonly namespace?: string;
  /** Edits the policy after it was signed. */
  readonly edit?: (text: string) => string;
}

export interface CommitRecipe {
  readonly commit: string;
  readonly parents?: readonly string[];
  readonly committedAt?: string;
  /** Undefined: it has no trust folder. */
  readonly folder?: string;
}

export interface HistoryRecipe {
  readonly now?: string;
  readonly folders: Readonly<Record<string, VersionRecipe>>;
  readonly commits: readonly CommitRecipe[];
  readonly expected: object;
}

const KEYS: Readonly<Record<string, WorkshopKey>> = { alice, bob, carol, dora };

export const LISTED = [
  signerLine("alice", alice),
  signerLine("bob", bob),
  signerLine("carol", carol),
  signerLine("dora", dora),
].join("");

/** Each commit a day after the one before it, on top of it, in the folder of its name, where nothing else is said. */
export function trustCase(
  name: string,
  why: string,
  { now, folders, commits, expected }: HistoryRecipe,
): Case {
  const files: Record<string, Uint8Array | string> = {};
  for (const [folder, version] of Object.entries(folders)) Object.assign(files, folderFiles(folder, version));
  const history = commits.map(({ commit, parents, committedAt, folder }, index) => ({
    commit,
    parents: parents ?? (index === 0 ? [] : [commits[index - 1]?.commit]),
    committedAt: committedAt ?? `2026-06-0${index + 1}T12:00:00Z`,
    folder: folder ?? null,
  }));
  return {
    name,
    why,
    files: { ...files, "history.json": json({ now: now ?? "2026-11-21T12:00:00Z", commits: history }) },
    expected,
  };
}

export function accepted(version: number, firstUse = { commit: "one", version: 1 }): object {
  return { kind: "accepted", version, firstUse };
}

export function refused(code: string): object {
  return { kind: "refused", code };
}

function folderFiles(folder: string, recipe: VersionRecipe): Readonly<Record<string, Uint8Array | string>> {
  const {
    signers = LISTED,
    revoked = REVOKED,
    signedBy = [],
    namespace = TRUST,
    edit = (text: string) => text,
  } = recipe;
  const signed = policyText(recipe, { allowedSigners: sha256(signers), revokedKeys: sha256(revoked) });
  const files: Record<string, Uint8Array | string> = {
    [`${folder}/policy.yaml`]: edit(signed),
    [`${folder}/allowed_signers`]: signers,
    [`${folder}/revoked_keys`]: revoked,
  };
  for (const one of signedBy) {
    const [person, key] = typeof one === "string" ? [one, KEYS[one]] : one;
    if (key === undefined) throw new Error(`${person} has no key`);
    files[`${folder}/policy.yaml.${person}.sig`] = signMessage(key, {
      message: Buffer.from(signed),
      namespace,
    });
  }
  return files;
}

function policyText(recipe: VersionRecipe, found: Readonly<Record<string, string>>): string {
  const pins = recipe.pins === true ? found : recipe.pins;
  const pinned =
    pins === undefined
      ? []
      : [
          `pins: {${Object.entries(pins)
            .map(([list, digest]) => `${list}: "${digest}"`)
            .join(", ")}}`,
        ];
  return [
    ...(recipe.comment === undefined ? [] : [`# ${recipe.comment}`]),
    "apiVersion: cutplan/v1",
    "kind: Policy",
    `version: ${recipe.version ?? 1}`,
    'expiresAt: "2027-11-01T00:00:00Z"',
    "repository: git+https://git.example.org/cuts.git",
    `admins: {threshold: ${recipe.threshold ?? 1}, persons: [${(recipe.admins ?? ["carol"]).join(", ")}]}`,
    "persons:",
    ...Object.keys(KEYS).map((person) => `  ${person}: {principal: ${person}@example.org}`),
    "gates:",
    "  SG_1: {threshold: 1, persons: [bob]}",
    "  SG_2: {threshold: 1, persons: [bob]}",
    "  SG_3: {threshold: 1, persons: [bob]}",
    "separationOfDuties: {authorMayApprove: false}",
    "signatures: {plans: required, approvals: required, evidence: optional}",
    ...pinned,
    "runners: []",
    "",
  ].join("\n");
}
