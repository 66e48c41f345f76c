// What is in the kit for an auditor, and under which name. Every name follows from a number, a digest or a checked path, so
// that nothing in a hostile record can lead out of the kit's folder. Judges nothing: what is broken goes in as it is.
import { canonicalText } from "../model/canonical-json.ts";
import { sha256Hex } from "../model/digest.ts";
import type { RecordedFiles } from "../model/ports.ts";
import { readBundle } from "./bundle.ts";
import { renderGuide } from "./kit-guide.ts";
import { splitLines } from "./split-lines.ts";

/** A file of the kit; the path is from the kit's folder, with slashes. */
export interface KitFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** A raw git object. */
export interface KitObject {
  readonly type: string;
  readonly oid: string;
  readonly bytes: Uint8Array;
}

/** One version of the trust: what lay in plans/_trust when it came to count. */
export interface KitTrust {
  readonly version: number;
  /** The moment at which the admins' keys had to be valid, RFC 3339 in UTC. */
  readonly at: string;
  /** By file name: policy.yaml, allowed_signers, revoked_keys, policy.yaml.bob.sig. */
  readonly files: readonly KitFile[];
}

/** What the program that made the kit says of it, as exported.json has it. No step of VERIFY.md relies on the verdict. */
export interface KitClaims {
  readonly format: "cutplan kit 1";
  readonly tool: string;
  readonly plan: string;
  readonly run: string;
  /** The commit that was exported. */
  readonly commit: string;
  readonly verdict: "intact" | "broken" | "cannot-judge";
  readonly findings: readonly {
    readonly code: string;
    readonly file: string;
    readonly line: number | null;
    readonly means: string;
  }[];
  /** Files that belong into the kit and that this clone does not have any more. */
  readonly missing: readonly string[];
  /** Commits on record that this clone does not have any more. */
  readonly lostCommits: readonly string[];
  /** Files of the run that are not in the exported commit as they are here. */
  readonly uncommitted: readonly string[];
}

export interface KitParts {
  readonly files: RecordedFiles;
  /** Paths are names in the kit already: inputs/0000/plans/…, approvals/0004/0.yaml. */
  readonly decidedFrom: readonly KitFile[];
  readonly trust: readonly KitTrust[];
  readonly objects: readonly KitObject[];
  /** The manifest's rows as canonical JSON, a newline after each; undefined where the source cannot be cut. */
  readonly manifest: Uint8Array | undefined;
  readonly claims: KitClaims;
}

/** Every file of the kit, sorted by path. Total: a record that cannot be read goes in line by line all the same. */
export function layoutKit(parts: KitParts): readonly KitFile[] {
  const { evidence, torn, attestations, facts, report } = parts.files;
  const files: readonly KitFile[] = [
    textFile("VERIFY.md", renderGuide()),
    textFile("exported.json", `${canonicalText(parts.claims)}\n`),
    { path: "evidence.jsonl", bytes: Buffer.concat([evidence, torn]) },
    ...optional("attestations.jsonl", attestations.length === 0 ? undefined : attestations),
    ...optional("facts.json", facts),
    ...optional("report.md", report),
    ...optional("manifest.jsonl", parts.manifest),
    ...splitLines(evidence).lines.map((line, n) => ({
      path: `statements/${pad(n)}.json`,
      bytes: line.subarray(0, -1),
    })),
    ...bundleFiles(parts.files),
    ...parts.decidedFrom,
    ...parts.trust.flatMap(trustFiles),
    ...parts.objects.map(({ type, oid, bytes }) => ({ path: `git/${oid}.${type}`, bytes })),
  ];
  const unique = new Map(files.map((file) => [file.path, file]));
  return [...unique.values()].sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** The folder of `inputs/` for the inputs that count from this statement on. */
export function inputsFolder(statement: number): string {
  return `inputs/${pad(statement)}`;
}

/** The name of the approval that a statement judged in that place, counted from 0. */
export function approvalFile(statement: number, place: number): string {
  return `approvals/${pad(statement)}/${place}.yaml`;
}

/** Whether a statement's input may be a file name: what no honest statement names is left out of the kit. */
export function isKitPath(name: string): boolean {
  return /^plans\/[A-Za-z0-9._/-]{1,300}$/.test(name) && !/(?:^|\/)(?:\.{0,2})(?:\/|$)/.test(name);
}

function pad(number: number): string {
  return String(number).padStart(4, "0");
}

function textFile(path: string, text: string): KitFile {
  return { path, bytes: Buffer.from(text) };
}

function optional(path: string, bytes: Uint8Array | undefined): readonly KitFile[] {
  return bytes === undefined ? [] : [{ path, bytes }];
}

/** A bundle has the number of the statement that it is over; the first of several counts. And its key, once. */
function bundleFiles({ evidence, attestations }: RecordedFiles): readonly KitFile[] {
  const numbers = new Map(splitLines(evidence).lines.map((line, n) => [sha256Hex(line.subarray(0, -1)), n]));
  const files = new Map<string, KitFile>();
  const add = (file: KitFile): void => {
    if (!files.has(file.path)) files.set(file.path, file);
  };
  for (const line of splitLines(attestations).lines) {
    const bundle = readBundle(line);
    const number = "fault" in bundle ? undefined : numbers.get(sha256Hex(bundle.payload));
    if ("fault" in bundle || number === undefined) continue;
    add({ path: `bundles/${pad(number)}.sigstore.json`, bytes: line.subarray(0, -1) });
    add(textFile(keyFile(bundle.publicKey), pem(bundle.publicKey)));
  }
  return [...files.values()];
}

/** Named by its SHA-256, so that it can be found from a bundle. */
function keyFile(publicKey: string): string {
  return `runners/runner-${sha256Hex(Buffer.from(publicKey, "base64")).slice(0, 16)}.pub.pem`;
}

/** SubjectPublicKeyInfo as text (RFC 7468, section 13). */
function pem(publicKey: string): string {
  const lines = publicKey.match(/.{1,64}/g) ?? [];
  return `-----BEGIN PUBLIC KEY-----\n${lines.join("\n")}\n-----END PUBLIC KEY-----\n`;
}

function trustFiles({ version, at, files }: KitTrust): readonly KitFile[] {
  const folder = `trust/${pad(version)}`;
  return [
    textFile(`${folder}/at`, `${at}\n`),
    ...files.map(({ path, bytes }) => ({ path: `${folder}/${path}`, bytes })),
  ];
}
