// A clone in a folder of its own, keys made at run time, and what a refusal of a key must not show.
import assert from "node:assert/strict";
import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestContext } from "node:test";
import { Refusal } from "../../src/diagnostics/refusal.ts";
import { openRunnerKey, type RunnerKeyQuestion } from "../../src/keys/runner-key.ts";
import type { StatementSigner } from "../../src/model/ports.ts";

export interface Clone {
  readonly root: string;
  readonly workTree: string;
  readonly commonDir: string;
  readonly keyFile: string;
}

export function makeClone(context: TestContext): Clone {
  const root = mkdtempSync(path.join(tmpdir(), "cutplan-keys-"));
  context.after(() => rmSync(root, { recursive: true, force: true }));
  const workTree = path.join(root, "clone");
  const commonDir = path.join(workTree, ".git");
  mkdirSync(commonDir, { recursive: true });
  return { root, workTree, commonDir, keyFile: path.join(commonDir, "cutplan/runner-key.pem") };
}

export async function openKey(
  clone: Clone,
  question: Partial<RunnerKeyQuestion> = {},
): Promise<StatementSigner> {
  return openRunnerKey({ file: undefined, environment: {}, repository: clone, ...question });
}

export async function publicKeyOf(clone: Clone, question: Partial<RunnerKeyQuestion> = {}): Promise<string> {
  return (await openKey(clone, question)).readPublicKey();
}

export const PKCS8 = { type: "pkcs8", format: "pem" } as const;

export function makeKey(curve = "P-256"): KeyObject {
  return generateKeyPairSync("ec", { namedCurve: curve }).privateKey;
}

export function pem(key: KeyObject): string {
  return key.export(PKCS8).toString();
}

export function writeKey(clone: Clone, text: string, name = "key.pem"): string {
  const file = path.join(clone.root, name);
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

/** The refusal names no content: not one line of the file, in whatever part of the error. */
export function refused(says: RegExp, content = "") {
  return (error: unknown): boolean => {
    assert.ok(error instanceof Refusal, String(error));
    assert.equal(error.code, "RUNNER_KEY_REFUSED");
    assert.match(error.message, says);
    const shown = [error.message, error.todo, error.expected, error.stack, String(error.cause)].join("\n");
    for (const line of content.split("\n").filter((text) => text.length > 20 && !text.startsWith("-----")))
      assert.ok(!shown.includes(line), "a line of the key is shown");
    return true;
  };
}
