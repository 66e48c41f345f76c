// Judges the evidence of one run against everything that bears on it: its own chain, its facts, its name, and whatever
// names one of its statements elsewhere. The legal order of phases is judged in phases/, approvals in approvals/.
import { quoteText } from "../diagnostics/visible-text.ts";
import {
  attestationsFile,
  readAttestations,
  summarizeSignatures,
  type AttestationReading,
  type IsListedRunner,
  type SignatureSummary,
} from "./attestations.ts";
import { evidenceFile, readChain, type ChainReading } from "./chain.ts";
import { compareEarlier, type EarlierEvidence } from "./earlier.ts";
import { makeFinding, sortFindings, type Finding } from "./finding.ts";
import { parseHeadLine } from "./head.ts";
import { sha256Hex } from "../model/digest.ts";
import type { RecordedFiles } from "../model/ports.ts";
import type { ChainHead } from "../model/run.ts";
import { runName } from "./run-name.ts";
import type { SealedStatement } from "./statement.ts";

/** A statement that is named outside of the chain: by an approval's evidenceHead, by a commit's message. */
export interface NamedHead extends ChainHead {
  /** Where it is named, such as plans/handbook/approvals/sg-1.bob.yaml. */
  readonly namedBy: string;
}

export interface VerifyInput {
  readonly files: RecordedFiles;
  /** Approvals of this run that count; one that is bound to something else is approvals' business. */
  readonly heads: readonly NamedHead[];
  readonly earlier: readonly EarlierEvidence[];
  /** The same of attestations.jsonl. */
  readonly earlierAttestations?: readonly EarlierEvidence[];
  /** Where it is not given, nobody's signature counts. */
  readonly isListedRunner?: IsListedRunner;
  /** Whether the policy of the statement's time asks for a listed runner's signature; where it is not given, none does. */
  readonly asksForRunner?: (statement: SealedStatement) => boolean;
}

type ChainInput = Pick<VerifyInput, "files" | "heads" | "earlier">;

export interface RunVerdict extends SignatureSummary {
  readonly plan: string;
  readonly run: string;
  /** cannot-judge: nothing is wrong but that a newer cutplan wrote it. */
  readonly verdict: "intact" | "broken" | "cannot-judge";
  /** Statements that can be trusted. */
  readonly statements: number;
  /** The last of those. */
  readonly head: ChainHead | null;
  readonly findings: readonly Finding[];
}

/**
 * Every finding of `readChain`, and: TORN_LINE, EVIDENCE_EMPTY, TIME_REVERSED, RUN_NAME_MISMATCH, FACTS_MISMATCH,
 * FACTS_MISSING, HEAD_MISSING, HEAD_MISMATCH, REPORT_WITHOUT_HEAD, REWRITTEN; and every finding of `readAttestations`.
 *
 * What this cannot find: someone who may write the file rewrites its end, from some statement on, each one sealed anew,
 * where no committed bytes, no approval's evidenceHead and no report name a statement of that end; and someone who
 * removes a whole run that nothing names. Against both stand commits made elsewhere; against the first also the keys of
 * listed runners, up to `signedThrough`. `reading`: of the same files, where they have been read before.
 */
export function verifyRun(input: VerifyInput, reading: ChainReading = readChain(input.files)): RunVerdict {
  const attested = readAttestations({
    files: input.files,
    chain: reading,
    isListedRunner: input.isListedRunner ?? (() => false),
  });
  const findings = [
    ...judgeChain(input, reading),
    ...attested.findings,
    ...(attested.leftover === undefined ? [] : [attested.leftover]),
    ...missingFindings(input, reading.statements, attested),
    ...(input.earlierAttestations ?? []).flatMap((earlier) => unsignedFinding(input, earlier)),
  ];
  const last = reading.statements.at(-1);
  return {
    plan: input.files.plan,
    run: input.files.run,
    verdict: verdictOf(findings),
    statements: reading.statements.length,
    head: last === undefined ? null : { seq: last.seq, sha256: last.sha256 },
    ...summarizeSignatures(attested.signatures),
    findings: sortFindings(findings),
  };
}

/** All of the above but the signatures, which whoever only carries a run on leaves to `reconcile verify`. */
export function judgeChain(input: ChainInput, reading: ChainReading): readonly Finding[] {
  return [
    ...reading.findings,
    ...(reading.torn === undefined ? [] : [reading.torn]),
    ...emptyFinding(input, reading),
    ...timeFindings(input, reading.statements),
    ...nameFinding(input, reading.statements),
    ...factsFindings(input, reading.statements),
    ...headFindings(input, reading),
    ...input.earlier.flatMap((earlier) => rewrittenFinding(input, earlier)),
  ];
}

/** One finding for the first statement that lacks what its policy asks for: those after it hang on it anyway. */
function missingFindings(
  { files, asksForRunner }: VerifyInput,
  statements: readonly SealedStatement[],
  { signatures }: AttestationReading,
): readonly Finding[] {
  const first = statements.find(
    (statement) => signatures[statement.seq]?.kind !== "listed" && asksForRunner?.(statement) === true,
  );
  if (first === undefined) return [];
  const kind = signatures[first.seq]?.kind === "unlisted" ? "a runner that it does not list" : "nobody";
  const message = `statement ${first.seq} is signed by ${kind}, and its policy asks for a listed runner`;
  return [makeFinding("ATTESTATION_MISSING", { file: evidenceFile(files), line: first.seq + 1 }, message)];
}

function verdictOf(findings: readonly Finding[]): RunVerdict["verdict"] {
  if (findings.length === 0) return "intact";
  return findings.every(({ code }) => code === "VERSION_UNKNOWN") ? "cannot-judge" : "broken";
}

function emptyFinding({ files }: ChainInput, reading: ChainReading): readonly Finding[] {
  if (files.evidence.length > 0 || reading.torn !== undefined) return [];
  return [
    makeFinding(
      "EVIDENCE_EMPTY",
      { file: evidenceFile(files), line: null },
      "not one statement is on record",
    ),
  ];
}

function timeFindings({ files }: ChainInput, statements: readonly SealedStatement[]): readonly Finding[] {
  return statements.flatMap(({ seq, statement }) => {
    const at = statement.predicate.observed.at;
    const before = statements[seq - 1]?.statement.predicate.observed.at;
    if (before === undefined || at >= before) return [];
    const place = { file: evidenceFile(files), line: seq + 1 };
    const message = `statement ${seq} was observed at ${at}, the one before it at ${before}`;
    return [makeFinding("TIME_REVERSED", place, message)];
  });
}

function nameFinding({ files }: ChainInput, statements: readonly SealedStatement[]): readonly Finding[] {
  const predicate = statements[0]?.statement.predicate;
  const subject = statements[0]?.statement.subject[0];
  if (predicate === undefined || subject === undefined) return [];
  const folder = `plans/${files.plan}/`;
  const names = predicate.inputs.filter(
    ({ name }) => name.startsWith(folder) && !isBesideSource(name, folder),
  );
  const targets = predicate.inputs.filter(({ name }) => /^plans\/_targets\/[^/]+\.yaml$/.test(name));
  const [source, ...otherSources] = names;
  const [target, ...otherTargets] = targets;
  const place = { file: evidenceFile(files), line: 1 };
  if (source === undefined || target === undefined || otherSources.length + otherTargets.length > 0) {
    const message = `statement 0 names ${names.length} sources and ${targets.length} targets among its inputs, expected one of each`;
    return [makeFinding("RUN_NAME_MISMATCH", place, message)];
  }
  const expected = runName({
    plan: files.plan,
    planSha256: subject.digest.sha256,
    sourceSha256: source.digest.sha256,
    targetSha256: target.digest.sha256,
    mode: predicate.run.mode,
    attempt: predicate.run.attempt,
  });
  if (expected === files.run) return [];
  return [
    makeFinding(
      "RUN_NAME_MISMATCH",
      place,
      `the run is called "${files.run}", its inputs make it "${expected}"`,
    ),
  ];
}

/** What else is an input from a plan's folder: the plan itself, its signature, its approvals. */
function isBesideSource(name: string, folder: string): boolean {
  return (
    name === `${folder}plan.yaml` ||
    name === `${folder}plan.yaml.sig` ||
    name.startsWith(`${folder}approvals/`)
  );
}

function factsFindings({ files }: ChainInput, statements: readonly SealedStatement[]): readonly Finding[] {
  const pins = statements.filter(({ statement }) => statement.predicate.facts !== null);
  const pinned = pins[0]?.statement.predicate.facts?.sha256;
  if (pinned === undefined) return [];
  const findings = pins
    .filter(({ statement }) => statement.predicate.facts?.sha256 !== pinned)
    .map(({ seq, statement }) => {
      const message = `statement ${seq} is pinned to facts "${statement.predicate.facts?.sha256 ?? ""}", the run to "${pinned}"`;
      return makeFinding("FACTS_MISMATCH", { file: evidenceFile(files), line: seq + 1 }, message);
    });
  const place = { file: `runs/${files.plan}/${files.run}/facts.json`, line: null };
  if (files.facts === undefined) {
    return [...findings, makeFinding("FACTS_MISSING", place, `the run is pinned to facts "${pinned}"`)];
  }
  const found = sha256Hex(files.facts);
  if (found === pinned) return findings;
  const message = `the file has SHA-256 "${found}", the run is pinned to "${pinned}"`;
  return [...findings, makeFinding("FACTS_MISMATCH", place, message)];
}

function headFindings(input: ChainInput, reading: ChainReading): readonly Finding[] {
  const { files } = input;
  const reportFile = `runs/${files.plan}/${files.run}/report.md`;
  const reported = files.report === undefined ? undefined : parseHeadLine(files.report);
  const findings = input.heads.flatMap((head) => headFinding(input, reading, head));
  if (reported !== undefined) {
    findings.push(...headFinding(input, reading, { ...reported, namedBy: reportFile }));
  } else if (files.report !== undefined) {
    const message = 'the last line is not "evidence head: seq … sha256 …"';
    findings.push(makeFinding("REPORT_WITHOUT_HEAD", { file: reportFile, line: null }, message));
  }
  return findings;
}

/** A named statement that stands in the wrong place is the chain's own finding. */
function headFinding({ files }: VerifyInput, { lineDigests }: ChainReading, head: NamedHead): Finding[] {
  if (lineDigests.includes(head.sha256)) return [];
  const named = `${quoteText(head.namedBy)} names statement ${head.seq} "${head.sha256}"`;
  const found = lineDigests[head.seq];
  const file = evidenceFile(files);
  if (found !== undefined) {
    const message = `${named}, line ${head.seq + 1} is "${found}"`;
    return [makeFinding("HEAD_MISMATCH", { file, line: head.seq + 1 }, message)];
  }
  const message = `${named}, the file has ${lineDigests.length} whole lines`;
  return [makeFinding("HEAD_MISSING", { file, line: null }, message)];
}

/** Evidence only grows: what was there earlier, torn end aside, is how the file begins now. */
function rewrittenFinding({ files }: ChainInput, earlier: EarlierEvidence): readonly Finding[] {
  const found = compareEarlier(earlier, files.evidence);
  if (found === undefined) return [];
  const code = found.isCut ? "HEAD_MISSING" : "REWRITTEN";
  return [makeFinding(code, { file: evidenceFile(files), line: found.line }, found.message)];
}

/** So do the signatures over it. */
function unsignedFinding({ files }: VerifyInput, earlier: EarlierEvidence): readonly Finding[] {
  const found = compareEarlier(earlier, files.attestations);
  if (found === undefined) return [];
  return [makeFinding("REWRITTEN", { file: attestationsFile(files), line: found.line }, found.message)];
}
