// Work trees in a folder of their own, and a commit's runs as plain values, for the tests of this room.
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { TestContext } from "node:test";
import { BUNDLE_START } from "../../src/model/attestation-line.ts";
import type { AppendedStatement, TreeFile } from "../../src/model/ports.ts";
import type { CommittedRuns } from "../../src/runs/committed-runs.ts";

export const PLAN = "handbook";
export const RUN = "handbook-0123456789ab";
export const FOLDER = `runs/${PLAN}/${RUN}`;
export const EVIDENCE = `${FOLDER}/evidence.jsonl`;
export const ATTESTATIONS = `${FOLDER}/attestations.jsonl`;
export const FACTS = `${FOLDER}/facts.json`;
export const REPORT = `${FOLDER}/report.md`;

/** A folder that is gone after the test. */
export function makeFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), "cutplan-runs-"));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Writes files, by their path from the root, with the folders they need. */
export function put(root: string, files: Readonly<Record<string, string | Uint8Array>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

export function content(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}

export function bytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function words(found: Uint8Array | undefined): string | undefined {
  return found === undefined ? undefined : new TextDecoder().decode(found);
}

/** A statement that nobody signs. */
export function unsigned(line: string | Uint8Array): AppendedStatement {
  return { line: typeof line === "string" ? bytes(line) : line, attestation: undefined };
}

/** A statement with what begins like a bundle over it; `by` tells one signer's from another's. */
export function signed(line: string | Uint8Array, by = "runner"): AppendedStatement {
  return { ...unsigned(line), attestation: bytes(attest(line, by)) };
}

/** The attestation alone, with its newline. */
export function attest(line: string | Uint8Array, by = "runner"): string {
  const payload = Buffer.from(line).subarray(0, -1).toString("base64");
  return `${BUNDLE_START}${payload}"},"by":"${by}"}\n`;
}

export interface Commit extends CommittedRuns {
  /** Object names whose bytes were asked for. */
  readonly asked: readonly string[];
}

/** A commit that holds these files below runs/. */
export function commit(files: Readonly<Record<string, string>> = {}, mode = "100644"): Commit {
  const blobs = new Map<string, Uint8Array>();
  const asked: string[] = [];
  const listed: readonly TreeFile[] = Object.entries(files).map(([path, text]) => {
    const oid = hashBlob(bytes(text));
    blobs.set(oid, bytes(text));
    return { path, mode, oid };
  });
  const readBlob = async (oid: string): Promise<Uint8Array> => {
    asked.push(oid);
    const found = blobs.get(oid);
    return found === undefined ? Promise.reject(new Error(`no ${oid}`)) : Promise.resolve(found);
  };
  return { files: listed, objects: { readBlob, hashBlob }, asked };
}

function hashBlob(blob: Uint8Array): string {
  return createHash("sha1").update(`blob ${blob.length}\0`).update(blob).digest("hex");
}

/** A line that tells its number, now and then a long one. */
export function numberedLine(number: number): Uint8Array {
  const length = number % 5 === 4 ? 2_000_000 : 500;
  return bytes(`${JSON.stringify({ number, text: "x".repeat(length) })}\n`);
}
