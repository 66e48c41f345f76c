// Reads the evidence of one run line by line: how far it can be trusted, and everything that is wrong with it.
// Decides nothing about phases (whether they may follow each other) and nothing about what else names this chain.
import { quoteText } from "../diagnostics/visible-text.ts";
import type { RunIdentity } from "../model/generated/statement.ts";
import { sortFindings, makeFinding, type Finding } from "./finding.ts";
import { openLineReader, type LineReader, type LineReading } from "./line.ts";
import { compareSequence, type SequenceFault } from "./sequence.ts";
import { splitLines } from "./split-lines.ts";
import type { SealedStatement } from "./statement.ts";

/** What runs/<plan>/<run>/ holds; RecordedFiles of the run store fits. */
export interface ChainFiles {
  readonly plan: string;
  readonly run: string;
  /** Whole lines, each with its newline. */
  readonly evidence: Uint8Array;
  /** What stands after the last newline. */
  readonly torn: Uint8Array;
}

export interface ChainReading {
  /** The statements up to the first line that is wrong: numbered from 0, each continuing the one before. */
  readonly statements: readonly SealedStatement[];
  /** Empty exactly when every whole line is among `statements`. Not empty: the run must not be carried on. */
  readonly findings: readonly Finding[];
  /** SHA-256 of every whole line without its newline, whatever the line is. */
  readonly lineDigests: readonly string[];
  /** A last line without an end. After a crash that is no reason to refuse the run: the next append cuts it. */
  readonly torn: Finding | undefined;
}

interface JudgedLine extends LineReading {
  readonly line: number;
}

/**
 * Checks every line by itself (JSON, canonical form, every field, decision digest), that all are of this run, and that
 * each continues the one before. Whether the version of the phase order is known is asked in phases/.
 * Findings: LINE_NOT_JSON, LINE_NOT_CANONICAL, FIELD_INVALID, UNKNOWN_FIELD, VERSION_UNKNOWN, DECISION_MISMATCH,
 * RUN_FOREIGN, SEQ_GAP, SEQ_DOUBLED, SEQ_REORDERED, FORKED, PREVIOUS_MISMATCH; TORN_LINE only in `torn`. Whoever reads
 * many chains hands in one reader for all: what their lines have in common is then read once.
 */
export function readChain(files: ChainFiles, readLine: LineReader = openLineReader()): ChainReading {
  const { lines, rest } = splitLines(files.evidence);
  const judged = judgeOwnership(
    lines.map((line, index) => ({ ...readLine(line), line: index + 1 })),
    files,
  );
  const statements = trustedPart(judged);
  return {
    statements,
    findings: statements.length === judged.length ? [] : findFaults(judged, files),
    lineDigests: judged.map(({ sha256 }) => sha256),
    torn: tornFinding(files, lines.length, rest),
  };
}

function findFaults(judged: readonly JudgedLine[], files: ChainFiles): readonly Finding[] {
  const sequence = compareSequence({
    placed: judged.flatMap(({ line, sealed }) => (sealed === undefined ? [] : [{ line, sealed }])),
    opaque: judged
      .filter(({ sealed }) => sealed === undefined)
      .map(({ line, sha256, fault }) => ({ line, sha256, newer: fault?.code === "VERSION_UNKNOWN" })),
  });
  const file = evidenceFile(files);
  const findings = [...groupNeighbours(judged.flatMap(toFault)), ...sequence].map((fault) =>
    makeFinding(fault.code, { file, line: fault.line }, fault.message),
  );
  return sortFindings(findings);
}

export function evidenceFile(files: { readonly plan: string; readonly run: string }): string {
  return `runs/${files.plan}/${files.run}/evidence.jsonl`;
}

/** Every line of a run says the same of it: its name, plan, attempt, mode, and version of the phase order. */
function judgeOwnership(judged: readonly JudgedLine[], files: ChainFiles): readonly JudgedLine[] {
  const own = judged.flatMap(({ sealed }) => sealed?.statement.predicate.run ?? []);
  const first = own.find(({ id, plan }) => id === files.run && plan === files.plan);
  return judged.map((reading) => {
    const message = reading.sealed && foreignness(reading.sealed.statement.predicate.run, files, first);
    return message === undefined
      ? reading
      : { ...reading, sealed: undefined, fault: { code: "RUN_FOREIGN", message } };
  });
}

/** What makes a statement one of another run than the files' run, whose first own statement is known. */
function foreignness(
  own: RunIdentity,
  files: ChainFiles,
  first: RunIdentity | undefined,
): string | undefined {
  if (own.id !== files.run || own.plan !== files.plan) {
    return `of run ${quoteText(own.id)} of plan ${quoteText(own.plan)}, not of "${files.run}" of plan "${files.plan}"`;
  }
  if (first === undefined) return undefined;
  if (own.attempt === first.attempt && own.mode === first.mode && own.graph === first.graph) return undefined;
  const describe = ({ attempt, mode, graph }: RunIdentity): string =>
    `of attempt ${attempt} in ${mode} by phase order ${quoteText(graph)}`;
  return `${describe(own)}, the run's first statement ${describe(first)}`;
}

function toFault({ line, fault }: JudgedLine): readonly SequenceFault[] {
  return fault === undefined ? [] : [{ ...fault, line }];
}

/** One finding for neighbouring lines that are foreign, or newer, in the same way: a run is moved or upgraded as a whole. */
function groupNeighbours(faults: readonly SequenceFault[]): readonly SequenceFault[] {
  const grouped: { readonly fault: SequenceFault; last: number }[] = [];
  for (const fault of faults) {
    const group = grouped.at(-1);
    const isGrouped = fault.code === "RUN_FOREIGN" || fault.code === "VERSION_UNKNOWN";
    const continues = group?.last === fault.line - 1 && group.fault.code === fault.code;
    if (isGrouped && continues && group.fault.message === fault.message) group.last = fault.line;
    else grouped.push({ fault, last: fault.line });
  }
  return grouped.map(({ fault, last }) => {
    if (fault.code !== "RUN_FOREIGN") return fault;
    const lines = fault.line === last ? `line ${last} is` : `lines ${fault.line} to ${last} are`;
    return { ...fault, message: `${lines} ${fault.message}` };
  });
}

function trustedPart(judged: readonly JudgedLine[]): readonly SealedStatement[] {
  const trusted: SealedStatement[] = [];
  for (const { sealed } of judged) {
    if (sealed?.seq !== trusted.length) break;
    if (sealed.statement.predicate.previous?.sha256 !== trusted.at(-1)?.sha256) break;
    trusted.push(sealed);
  }
  return trusted;
}

function tornFinding(files: ChainFiles, lines: number, rest: Uint8Array): Finding | undefined {
  const length = rest.length + files.torn.length;
  if (length === 0) return undefined;
  const message = `the last ${length} bytes, after line ${lines}, are no whole line`;
  return makeFinding("TORN_LINE", { file: evidenceFile(files), line: lines + 1 }, message);
}
