// The areas about keys: one signature against two lists, and each list by itself.
import assert from "node:assert/strict";
import type { Diagnostic } from "../../../src/diagnostics/diagnostic.ts";
import { authenticate, type SignatureQuestion, type TrustLists } from "../../../src/trust/authenticate.ts";
import { parsePublicKeyLine } from "../../../src/trust/public-key-line.ts";
import { readJson, readWhereThere, type CaseFiles } from "./case-files.ts";
import { parsedRevoked, parsedSigners } from "./parsed-lists.ts";

/** The two lists of a case, both sound. */
export function readLists(files: CaseFiles): TrustLists {
  const signers = parsedSigners(files.read("allowed_signers"));
  const revoked = parsedRevoked(files.read("revoked_keys"));
  assert.deepEqual([...signers.diagnostics, ...revoked.diagnostics], []);
  return { signers: signers.signers, revoked: revoked.revoked };
}

export function judgeSshsig(files: CaseFiles): unknown {
  const question = readJson(files, "question.json") as Pick<
    SignatureQuestion,
    "principal" | "namespace" | "at"
  >;
  const message = files.read("message");
  const signature = readWhereThere(files, "message.sig");
  return { authenticity: authenticate({ ...question, message, signature }, readLists(files)).authenticity };
}

export function judgeAllowedSigners(files: CaseFiles): unknown {
  const { signers, diagnostics } = parsedSigners(files.read("allowed_signers"));
  if (diagnostics.length === 0) return { signers: signers.length };
  assert.deepEqual(signers, [], "a file with a fault allows nobody");
  return { faults: diagnostics.map(faultOf) };
}

/** Whether each key asked for is void; where the list has a fault, every key has to be. */
export function judgeRevokedKeys(files: CaseFiles): unknown {
  const { keys } = readJson(files, "question.json") as { readonly keys: readonly string[] };
  const { revoked, diagnostics } = parsedRevoked(files.read("revoked_keys"));
  const answers = keys.map((text) => {
    const parsed = parsePublicKeyLine(text);
    assert.ok(parsed.kind === "KEY");
    return revoked.has(parsed.key);
  });
  return { revoked: answers, ...(diagnostics.length === 0 ? {} : { faults: diagnostics.map(faultOf) }) };
}

function faultOf({ code, place }: Diagnostic): { readonly code: string; readonly line: number } {
  return { code, line: place.line };
}
