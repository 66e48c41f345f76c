// Cuts a source document into units by the rules of a plan, or says everything that keeps it from being cut.
// A pure function of file, rules and bytes: the same bytes and rules have the same manifest everywhere.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Manifest, ManifestRows } from "../model/manifest.ts";
import { cutByList } from "./cut-by-list.ts";
import { cutByLevels, type SourceToCut } from "./cut-by-levels.ts";
import { FaultList } from "./fault-list.ts";
import { addUnusable, type Cut } from "./level-rules.ts";
import { countLines } from "./lines.ts";
import { manifestDigest } from "./manifest-digest.ts";
import { checkText } from "./source-text.ts";

export type CutOutcome =
  | { readonly kind: "cut"; readonly manifest: Manifest; readonly lines: number }
  | { readonly kind: "faulty"; readonly diagnostics: readonly Diagnostic[] };

export interface CutRequest extends SourceToCut {
  /** The source's path, as places name it. */
  readonly file: string;
  readonly cut: Cut;
}

/**
 * The manifest and the number of lines of the source, or its faults: at most 100 in the order of the source and one
 * that counts the rest, with the codes of codes-cut.ts. Bytes that are no text hide what else may be wrong; so do
 * rules that cannot be used. Time and memory grow with the source and the units, not with their product.
 *
 * Whether the number of units and the digest are the expected ones is the documents room's to say.
 */
export function cutSource({ file, cut, ...toCut }: CutRequest): CutOutcome {
  const { source } = toCut;
  const faults = new FaultList(file);
  checkText(source, faults);
  const rows = faults.isEmpty ? cutRows(cut, toCut, faults) : [];
  if (!faults.isEmpty) return { kind: "faulty", diagnostics: faults.toDiagnostics() };
  return { kind: "cut", manifest: { rows, sha256: manifestDigest(rows) }, lines: countLines(source) };
}

function cutRows(cut: Cut, toCut: SourceToCut, faults: FaultList): ManifestRows {
  const { levels, units } = cut;
  if (levels !== undefined && units === undefined) return cutByLevels({ ...cut, levels }, toCut, faults);
  if (units !== undefined && levels === undefined) return cutByList({ ...cut, units }, toCut.source, faults);
  addUnusable(
    faults,
    levels === undefined ? "spec.cut has neither levels nor units" : "spec.cut has levels and units",
  );
  return [];
}
