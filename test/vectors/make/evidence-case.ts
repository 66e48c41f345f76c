// One case of the area evidence: the files of a run, what names its statements elsewhere, and the findings.
import { json, type Case } from "./case.ts";
import { chainOf, FACTS, runOf, type Change, type Sealed } from "./statements.ts";

/** `EVIDENCE 3`, or `facts.json` for the file as a whole: a code, a file of the run, a line in it. */
export type FindingRecipe = readonly [code: string, line: number | null, file?: string];

export interface NamedHead {
  readonly seq: number;
  readonly sha256: string;
  readonly namedBy: string;
}

export interface EvidenceRecipe {
  /** The lines with their newlines, or bytes. */
  readonly evidence?: string | Uint8Array;
  /** null: there is none. */
  readonly facts?: string | null;
  readonly report?: string;
  readonly attestations?: string;
  readonly earlier?: string;
  readonly earlierAttestations?: string;
  readonly runners?: readonly object[];
  readonly run?: string;
  readonly heads?: readonly NamedHead[];
  readonly verdict?: "intact" | "broken" | "cannot-judge";
  readonly findings?: readonly FindingRecipe[];
  /** By whom the statements are signed; given where there are attestations. */
  readonly signed?: readonly [listed: number, unlisted: number, none: number, through: number | null];
}

export const CHAIN = chainOf("charter");
export const RUN = runOf("charter");
export const LINES: readonly string[] = CHAIN.map(({ line }) => line);

export function join(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}

export function joinChain(chain: readonly Sealed[]): string {
  return join(chain.map(({ line }) => line));
}

/** The run with some statements changed before they, and all after them, were sealed. */
export function remade(changes: Readonly<Record<number, Change>>): readonly Sealed[] {
  return chainOf("charter", changes);
}

export function elsewhere(predicate: Parameters<Change>[0]): ReturnType<Change> {
  return { ...predicate, observed: { ...predicate.observed, host: "elsewhere" } };
}

export function reportOf(chain: readonly Sealed[]): string {
  return `# Run of charter\n\nStands at SG_1.\n\nevidence head: ${headText(chain)}\n`;
}

function headText(chain: readonly Sealed[]): string {
  const last = chain.at(-1);
  if (last === undefined) throw new Error("a chain has statements");
  return `seq ${last.predicate.seq} sha256 ${last.sha256}`;
}

export function namedBy(chain: readonly Sealed[], seq: number): NamedHead {
  const found = chain[seq];
  if (found === undefined) throw new Error(`no statement ${seq}`);
  return { seq, sha256: found.sha256, namedBy: "plans/charter/approvals/sg-1.bob.yaml" };
}

export function evidenceCase(name: string, why: string, recipe: EvidenceRecipe): Case {
  const { findings = [], verdict = findings.length === 0 ? "intact" : "broken", signed } = recipe;
  const files: Record<string, string | Uint8Array> = {
    "evidence.jsonl": recipe.evidence ?? join(LINES),
    "question.json": json({ plan: "charter", run: recipe.run ?? RUN, heads: recipe.heads ?? [] }),
  };
  const optional = {
    "facts.json": recipe.facts === undefined ? FACTS : recipe.facts,
    "report.md": recipe.report,
    "attestations.jsonl": recipe.attestations,
    "earlier-evidence.jsonl": recipe.earlier,
    "earlier-attestations.jsonl": recipe.earlierAttestations,
    "runners.json": recipe.runners === undefined ? undefined : json(recipe.runners),
  };
  for (const [file, text] of Object.entries(optional))
    if (text !== undefined && text !== null) files[file] = text;
  const expected = {
    verdict,
    findings: findings.map(([code, line, file = "evidence.jsonl"]) => ({ code, file, line })),
    ...(signed === undefined
      ? {}
      : { signed: { listed: signed[0], unlisted: signed[1], none: signed[2] }, signedThrough: signed[3] }),
  };
  return { name, why, files, expected };
}
