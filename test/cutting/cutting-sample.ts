// Short ways to cut a text and to say what came out.
import assert from "node:assert/strict";
import { cutSource, type CutOutcome } from "../../src/cutting/cut-source.ts";
import type { Cut } from "../../src/cutting/level-rules.ts";
import { verifyLossless } from "../../src/cutting/verify-lossless.ts";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import type { ManifestRow } from "../../src/model/generated/manifest-row.ts";

export const FILE = "plans/handbook/source.md";

const encoder = new TextEncoder();

export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

/** Prefix left out: it is DOC. */
export type Rules = Omit<Cut, "prefix">;

export function cut(source: string | Uint8Array, rules: Rules): CutOutcome {
  const bytes = typeof source === "string" ? bytesOf(source) : source;
  return cutSource({ file: FILE, cut: { prefix: "DOC", ...rules }, source: bytes });
}

/** The rows of a cut that succeeds and loses nothing. */
export function cutRows(source: string | Uint8Array, rules: Rules): readonly ManifestRow[] {
  const outcome = cut(source, rules);
  if (outcome.kind === "faulty") assert.fail(JSON.stringify(outcome.diagnostics[0]));
  assert.equal(
    verifyLossless(outcome.manifest, typeof source === "string" ? bytesOf(source) : source),
    undefined,
  );
  return [...outcome.manifest.rows];
}

/** `address@line`, without the prefix. */
export function addresses(source: string | Uint8Array, rules: Rules): readonly string[] {
  return cutRows(source, rules).map(
    ({ address, startLine }) => `${address.replace("DOC/", "")}@${startLine}`,
  );
}

/** The diagnostics of a cut that fails. */
export function cutFaults(source: string | Uint8Array, rules: Rules): readonly Diagnostic[] {
  const outcome = cut(source, rules);
  if (outcome.kind === "cut") assert.fail(`${outcome.manifest.rows.length} units`);
  return outcome.diagnostics;
}

/** `code@line:column` of a cut that fails. */
export function faults(source: string | Uint8Array, rules: Rules): readonly string[] {
  return cutFaults(source, rules).map(({ code, place }) => {
    assert.equal(place.file, FILE);
    return `${code}@${place.line}:${place.column}`;
  });
}
