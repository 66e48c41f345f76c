// Everything that a run was decided from, with digests: commits, files, policy, facts, manifest, and who recorded it.
import type { Artifact, Predicate, Statement } from "../model/generated/statement.ts";
import { codeCell } from "./markdown-text.ts";
import { resultsOf } from "./report-results.ts";
import { countText, rangeText } from "./report-words.ts";

/** A file as one or more statements were decided from it. */
export interface ReportFile extends Artifact {
  /** The numbers of those statements, in order. */
  readonly statements: readonly number[];
}

/** Every file with every text that it had in the run, the plan first. */
export function filesOf(statements: readonly Statement[]): readonly ReportFile[] {
  const found = new Map<string, Artifact & { readonly statements: number[] }>();
  for (const { subject, predicate } of statements) {
    for (const file of [...subject, ...predicate.inputs]) {
      const key = `${file.name}\n${file.digest.sha256}\n${file.digest.gitBlob}`;
      const known = found.get(key) ?? { ...file, statements: [] };
      known.statements.push(predicate.seq);
      found.set(key, known);
    }
  }
  return [...found.values()];
}

export function filesTable(statements: readonly Statement[]): readonly string[] {
  const rows = filesOf(statements).map(
    ({ name, digest, statements: numbers }) =>
      `| ${codeCell(name)} | ${rangeText(numbers)} | ${codeCell(digest.sha256)} |`,
  );
  return ["| file | statements | SHA-256 |", "|---|---|---|", ...rows];
}

/** What the run is pinned to that is no file of the commit, and who put it on record. */
export function pinsTable(predicates: readonly Predicate[]): readonly string[] {
  const last = predicates.at(-1);
  if (last === undefined) return [];
  const { manifest } = resultsOf(predicates);
  return [
    "| | |",
    "|---|---|",
    `| plan | ${codeCell(last.run.plan)}, attempt ${last.run.attempt}, order of phases ${codeCell(last.run.graph)} |`,
    ...rowsOf("commit", predicates, ({ source }) => `${codeCell(source.commit)} of ${codeCell(source.ref)}`),
    ...rowsOf("trust policy of commit", predicates, ({ source: { trust } }) =>
      trust === undefined ? undefined : codeCell(trust),
    ),
    ...rowsOf("policy", predicates, ({ policy }) =>
      policy === null ? undefined : `version ${policy.version}, SHA-256 ${codeCell(policy.sha256)}`,
    ),
    `| facts | ${last.facts === null ? "not pinned yet" : `SHA-256 ${codeCell(last.facts.sha256)}`} |`,
    `| manifest | ${manifest === undefined ? "not made yet" : `SHA-256 ${codeCell(manifest.sha256)}, ${countText(manifest.units, "unit")}, ${countText(manifest.bytes, "byte")}, lossless`} |`,
    ...rowsOf(
      "recorded by",
      predicates,
      ({ observed }) =>
        `${codeCell(observed.tool)} on ${codeCell(observed.host)}, Node ${codeCell(observed.node)}, git ${codeCell(observed.git)}`,
    ),
  ];
}

/** One row for each value, with the statements that have it. */
function rowsOf(
  name: string,
  predicates: readonly Predicate[],
  valueOf: (predicate: Predicate) => string | undefined,
): readonly string[] {
  const found = new Map<string, number[]>();
  for (const predicate of predicates) {
    const value = valueOf(predicate);
    if (value === undefined) continue;
    const numbers = found.get(value) ?? [];
    numbers.push(predicate.seq);
    found.set(value, numbers);
  }
  return [...found].map(
    ([value, numbers]) =>
      `| ${name} | ${value} (${numbers.length === 1 ? "statement" : "statements"} ${rangeText(numbers)}) |`,
  );
}
