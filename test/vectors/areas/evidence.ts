// The area evidence: the files of one run and whatever names its statements, judged without git.
import { sortFindings, makeFinding, type Finding } from "../../../src/evidence/finding.ts";
import { evidenceFile, readChain } from "../../../src/evidence/chain.ts";
import { worstOf } from "../../../src/evidence/axes.ts";
import { verifyRun, type NamedHead } from "../../../src/evidence/verify.ts";
import type { Policy } from "../../../src/model/generated/policy.ts";
import type { RecordedFiles } from "../../../src/model/ports.ts";
import { foldRun } from "../../../src/phases/fold-run.ts";
import { isListedRunner } from "../../../src/reconcile/runners.ts";
import { readJson, readWhereThere, type CaseFiles } from "./case-files.ts";

interface Question {
  readonly plan: string;
  readonly run: string;
  readonly heads: readonly NamedHead[];
}

export function judgeEvidence(files: CaseFiles): unknown {
  const question = readJson(files, "question.json") as Question;
  const recorded = readRecorded(files, question);
  const policy = { runners: files.has("runners.json") ? readJson(files, "runners.json") : [] } as Policy;
  const verdict = verifyRun({
    files: recorded,
    heads: question.heads,
    earlier: readEarlier(files, "earlier-evidence.jsonl"),
    earlierAttestations: readEarlier(files, "earlier-attestations.jsonl"),
    isListedRunner: ({ statement }, publicKey) =>
      isListedRunner(policy, publicKey, statement.predicate.observed.at),
  });
  const findings = sortFindings([...verdict.findings, ...moveFindings(recorded)]);
  const worst = worstOf(findings);
  return {
    verdict: worst === "holds" ? "intact" : worst,
    findings: findings.map(({ code, file, line }) => ({ code, file: file.split("/").at(-1), line })),
    ...(files.has("attestations.jsonl")
      ? { signed: verdict.signed, signedThrough: verdict.signedThrough?.seq ?? null }
      : {}),
  };
}

function readRecorded(files: CaseFiles, { plan, run }: Question): RecordedFiles {
  const bytes = files.read("evidence.jsonl");
  const end = bytes.lastIndexOf(0x0a) + 1;
  return {
    plan,
    run,
    evidence: bytes.subarray(0, end),
    torn: bytes.subarray(end),
    attestations: readWhereThere(files, "attestations.jsonl") ?? new Uint8Array(),
    facts: readWhereThere(files, "facts.json"),
    report: readWhereThere(files, "report.md"),
  };
}

function readEarlier(
  files: CaseFiles,
  file: string,
): readonly { readonly from: string; readonly evidence: Uint8Array }[] {
  const evidence = readWhereThere(files, file);
  return evidence === undefined ? [] : [{ from: "an earlier commit", evidence }];
}

/** Whether the order of phases allows the statements that can be trusted. */
function moveFindings(recorded: RecordedFiles): readonly Finding[] {
  const { statements } = readChain(recorded);
  if (statements.length === 0) return [];
  const folded = foldRun(statements);
  const file = evidenceFile(recorded);
  switch (folded.kind) {
    case "run":
      return [];
    case "illegal":
      return [makeFinding("MOVE_ILLEGAL", { file, line: folded.seq + 1 }, folded.reason)];
    case "unknown-graph":
      return [makeFinding("VERSION_UNKNOWN", { file, line: 1 }, folded.graph)];
  }
}
