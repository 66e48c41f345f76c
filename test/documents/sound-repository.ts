// A small repository without any fault, ways to spoil it, and the whole room applied to the result.
import assert from "node:assert/strict";
import { checkRepository, type CheckedRepository } from "../../src/documents/check-repository.ts";
import type { DocumentFile } from "../../src/documents/document-file.ts";
import { parseDocuments } from "../../src/documents/parse-documents.ts";
import { sourcePathOf, type CutOutcome, type World } from "../../src/documents/world.ts";
import { renderPlace } from "../../src/diagnostics/place.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import type { ManifestRow } from "../../src/model/generated/manifest-row.ts";
import type { TreeFault, TreeListing } from "../../src/model/ports.ts";

export const PLAN = "plans/handbook/plan.yaml";
export const SOURCE = "plans/handbook/handbook.md";
export const APPROVAL = "plans/handbook/approvals/sg-1.bob.yaml";
export const TARGET = "plans/_targets/scratch.yaml";
export const POLICY = "plans/_trust/policy.yaml";
export const DIGEST = sha256Hex("any text");
export const MANIFEST_DIGEST = sha256Hex("any manifest");

const SOURCE_TEXT = "# 1 Welcome\n\nArticle 1 Be kind.\n\nArticle 2 Be on time.\n";

const PLAN_TEXT = `apiVersion: cutplan/v1
kind: CutPlan
metadata:
  name: handbook
  title: Staff handbook
  author: alice
spec:
  mode: DRYRUN
  target: scratch
  source:
    path: handbook.md
    sha256: "${sha256Hex(SOURCE_TEXT)}"
    documentId: HB
  cut:
    prefix: HB
    levels:
      - {heading: 1, code: "C{n:02}"}
      - {marker: "Article {n}", code: "A{n}"}
    numbering: declared
    preamble: unit
  expect:
    units: 3
  expiresAt: "2027-01-31T00:00:00Z"
`;

const APPROVAL_TEXT = `apiVersion: cutplan/v1
kind: Approval
gate: SG_1
decision: approve
run: handbook-7f3a9c21d0b4
mode: DRYRUN
plan: {path: plans/handbook/plan.yaml, sha256: "${DIGEST}"}
source: {sha256: "${DIGEST}"}
manifest: {sha256: "${DIGEST}"}
facts: {sha256: "${DIGEST}"}
evidenceHead: {seq: 3, sha256: "${DIGEST}"}
policy: {version: 1, sha256: "${DIGEST}"}
repository: git+https://git.example.org/cuts.git
approver: bob
notBefore: "2026-11-21T10:00:00Z"
expiresAt: "2026-12-21T10:00:00Z"
nonce: 5f0c2d8e4b7a49d1a6c3e2f10b9d8c7a
reason: window agreed with operations
`;

const TARGET_TEXT = `apiVersion: cutplan/v1
kind: Target
metadata: {name: scratch}
spec:
  driver: memory
  seed:
    - {address: HB/C01, sha256: "${DIGEST}", lifecycle: enacted}
    - {address: HB/C02, sha256: "${DIGEST}", lifecycle: draft}
`;

const POLICY_TEXT = `apiVersion: cutplan/v1
kind: Policy
version: 1
expiresAt: "2027-11-01T00:00:00Z"
repository: git+https://git.example.org/cuts.git
admins: {threshold: 1, persons: [carol]}
persons:
  alice: {principal: alice@example.org}
  bob: {principal: bob@example.org}
  carol: {principal: carol@example.org}
gates:
  SG_1: {threshold: 1, persons: [bob, carol]}
  SG_2: {threshold: 1, persons: [bob, carol], notSamePersonAs: []}
  SG_3: {threshold: 1, persons: [carol]}
separationOfDuties: {authorMayApprove: false}
signatures: {plans: required, approvals: required, evidence: optional}
runners:
  - {publicKey: MFkw, validAfter: "2026-01-01T00:00:00Z", validBefore: "2027-01-01T00:00:00Z"}
`;

export interface TestFile {
  readonly bytes: Uint8Array;
  readonly mode: string;
}

/** A commit's files under plans/ by path, and what the caller of the room would have found besides. */
export interface TestRepository {
  readonly files: ReadonlyMap<string, TestFile>;
  readonly faults?: readonly TreeFault[];
  readonly folders?: readonly string[];
  readonly cuts?: Readonly<Record<string, CutOutcome>>;
  readonly oversized?: readonly string[];
  /** Paths that are in the listing and were not read. */
  readonly unread?: readonly string[];
  /** Those of them for which the caller has a refusal. */
  readonly unreadable?: readonly string[];
}

export const SOUND: TestRepository = {
  files: new Map(
    Object.entries({
      [PLAN]: PLAN_TEXT,
      [SOURCE]: SOURCE_TEXT,
      [APPROVAL]: APPROVAL_TEXT,
      [`${APPROVAL}.sig`]: "",
      [TARGET]: TARGET_TEXT,
      [POLICY]: POLICY_TEXT,
      "plans/_trust/allowed_signers": "",
      "plans/_trust/revoked_keys": "",
    }).map(([path, text]) => [path, textFile(text)]),
  ),
};

export type Edit = (repository: TestRepository) => TestRepository;

export function textFile(text: string, mode = "100644"): TestFile {
  return { bytes: new TextEncoder().encode(text), mode };
}

export function textOf(repository: TestRepository, path: string): string {
  return new TextDecoder().decode(repository.files.get(path)?.bytes);
}

/** Puts a file, with other bytes or a mode, in place of what was there. */
export function put(path: string, content: string | Uint8Array, mode = "100644"): Edit {
  const bytes = typeof content === "string" ? textFile(content).bytes : content;
  return (repository) => ({ ...repository, files: new Map([...repository.files, [path, { bytes, mode }]]) });
}

/** Replaces the only place where `from` stands. */
export function swap(path: string, from: string, to: string): Edit {
  return (repository) => {
    const text = textOf(repository, path);
    assert.equal(text.split(from).length, 2, `"${from}" is to stand once in ${path}`);
    return put(
      path,
      text.replace(from, () => to),
    )(repository);
  };
}

export function drop(path: string): Edit {
  return (repository) => ({
    ...repository,
    files: new Map([...repository.files].filter(([key]) => key !== path)),
  });
}

export function move(from: string, to: string): Edit {
  return (repository) => drop(from)(put(to, textOf(repository, from))(repository));
}

export function chain(...edits: readonly Edit[]): Edit {
  return (repository) => edits.reduce((changed, edit) => edit(changed), repository);
}

/** A cut of so many units, of which only the number and the digest matter here. */
export function cutOf(units: number, sha256 = MANIFEST_DIGEST): CutOutcome {
  const row: ManifestRow = {
    ord: 1,
    address: "HB/C01",
    parent: null,
    title: "Welcome",
    startLine: 1,
    endLine: 1,
    startByte: 0,
    endByte: 1,
    sha256: DIGEST,
  };
  return { kind: "cut", manifest: { rows: new Array<ManifestRow>(units).fill(row), sha256 } };
}

/** What the reconciler would hand over for these files. */
export function worldOf(repository: TestRepository): World {
  const files: DocumentFile[] = [...repository.files]
    .filter(([path]) => path.endsWith(".yaml") && !repository.unread?.includes(path))
    .filter(([path]) => !repository.oversized?.includes(path))
    .map(([path, { bytes, mode }]) => ({ path, bytes, mode, oid: "0".repeat(40), sha256: sha256Hex(bytes) }));
  const documents = parseDocuments(files, repository.oversized);
  const sources = new Map<string, string>();
  const cuts = new Map<string, CutOutcome>();
  for (const [name, plan] of documents.plans) {
    const path = sourcePathOf(plan);
    const source = repository.files.get(path);
    if (source?.mode !== "100644" || repository.unread?.includes(path)) continue;
    sources.set(path, sha256Hex(source.bytes));
    cuts.set(name, repository.cuts?.[name] ?? cutOf(3));
  }
  return {
    documents,
    listing: listingOf(repository),
    sources,
    cuts,
    unreadable: new Set(repository.unreadable),
  };
}

function listingOf({ files, faults = [], folders = [] }: TestRepository): TreeListing {
  return {
    files: [...files].map(([path, { mode }]) => ({ path, mode, oid: "0".repeat(40) })),
    folders: new Map(folders.map((folder) => [folder, "0".repeat(40)])),
    faults,
  };
}

export function check(repository: TestRepository): CheckedRepository {
  return checkRepository(worldOf(repository));
}

/** Every fault as `code path:line:column`, in the order in which they are shown. */
export function faultsOf(repository: TestRepository): readonly string[] {
  return check(repository).diagnostics.map(({ code, place }) => `${code} ${renderPlace(place)}`);
}
