// Who signed which statement of a run: reads attestations.jsonl beside a chain that is read already. Every signature is
// checked by the key that its bundle names; whether that key counts is asked of the caller, who knows the policies.
import { sha256Hex } from "../model/digest.ts";
import { openBundleVerifier, readBundle } from "./bundle.ts";
import type { ChainReading } from "./chain.ts";
import { makeFinding, type Finding, type FindingCode } from "./finding.ts";
import { splitLines } from "./split-lines.ts";
import type { SealedStatement } from "./statement.ts";

/** Whether the policy of the statement's time lists this key (SPKI in base64) at the moment the statement was observed. */
export type IsListedRunner = (statement: SealedStatement, publicKey: string) => boolean;

export interface AttestationQuestion {
  /** RecordedFiles of the run store fits. */
  readonly files: { readonly plan: string; readonly run: string; readonly attestations: Uint8Array };
  readonly chain: Pick<ChainReading, "statements" | "lineDigests">;
  readonly isListedRunner: IsListedRunner;
}

/** A signature that holds, by a runner that counts or by another one; or none. */
export type StatementSignature =
  { readonly kind: "listed" | "unlisted"; readonly publicKey: string } | { readonly kind: "none" };

export interface AttestationReading {
  /** One for each statement of the chain, in its order. */
  readonly signatures: readonly StatementSignature[];
  /** Not empty: the file was changed, and the run must not be carried on. */
  readonly findings: readonly Finding[];
  /** What a crash leaves at the end: no reason to refuse the run, since the next append cuts it. */
  readonly leftover: Finding | undefined;
}

export interface SignatureSummary {
  /** Statements by their signature. */
  readonly signed: { readonly listed: number; readonly unlisted: number; readonly none: number };
  /** The last statement with a listed key's signature, which covers all before it through the chain. */
  readonly signedThrough: { readonly seq: number } | null;
}

export function attestationsFile(files: { readonly plan: string; readonly run: string }): string {
  return `runs/${files.plan}/${files.run}/attestations.jsonl`;
}

/**
 * Checks every line by itself and that the bundles stand in the order of their statements, each over one on record; a
 * statement may have none. Findings: ATTESTATION_MALFORMED, ATTESTATION_INVALID, ATTESTATION_DOUBLED,
 * ATTESTATION_REORDERED, ATTESTATION_FOREIGN; ATTESTATION_SURPLUS and ATTESTATION_TORN only in `leftover`.
 */
export function readAttestations(question: AttestationQuestion): AttestationReading {
  const { files, chain } = question;
  const { lines, rest: torn } = splitLines(files.attestations);
  const judged = judgeLines(lines, chain.lineDigests);
  const toFinding = ({ code, line, message }: LineFault): Finding =>
    makeFinding(code, { file: attestationsFile(files), line }, message);
  const left = torn.length > 0 ? tornFault(torn, lines.length) : surplusOf(judged, lines);
  const faults = judged.flatMap(({ fault }) =>
    fault === undefined || fault.line === left?.line ? [] : [fault],
  );
  const keys = new Map(
    judged.flatMap(({ place, key }) => (key === undefined ? [] : [[place, key] as const])),
  );
  return {
    signatures: chain.statements.map((statement): StatementSignature => {
      const publicKey = keys.get(statement.seq);
      if (publicKey === undefined) return { kind: "none" };
      return { kind: question.isListedRunner(statement, publicKey) ? "listed" : "unlisted", publicKey };
    }),
    findings: faults.map(toFinding),
    leftover: left === undefined ? undefined : toFinding(left),
  };
}

export function summarizeSignatures(signatures: readonly StatementSignature[]): SignatureSummary {
  const count = (sought: StatementSignature["kind"]): number =>
    signatures.filter(({ kind }) => kind === sought).length;
  const last = signatures.findLastIndex(({ kind }) => kind === "listed");
  return {
    signed: { listed: count("listed"), unlisted: count("unlisted"), none: count("none") },
    signedThrough: last === -1 ? null : { seq: last },
  };
}

interface LineFault {
  readonly code: FindingCode;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

interface JudgedLine {
  /** Index of the line of evidence it is over. */
  readonly place: number | undefined;
  /** By which it is validly signed. */
  readonly key: string | undefined;
  readonly fault: LineFault | undefined;
}

function judgeLines(lines: readonly Uint8Array[], lineDigests: readonly string[]): readonly JudgedLine[] {
  const places = new Map<string, number>();
  lineDigests.forEach((digest, place) => places.has(digest) || places.set(digest, place));
  const taken = new Set<number>();
  const verifyBundle = openBundleVerifier();
  let highest = -1;
  return lines.map((bytes, index) => {
    const faulty = (code: FindingCode, message: string): JudgedLine => ({
      place: undefined,
      key: undefined,
      fault: { code, line: index + 1, message },
    });
    const bundle = readBundle(bytes);
    if ("fault" in bundle) return faulty("ATTESTATION_MALFORMED", `the line ${bundle.fault}`);
    const sha256 = sha256Hex(bundle.payload);
    const place = places.get(sha256);
    const over = place === undefined ? `"${sha256}"` : `statement ${place}`;
    if (!verifyBundle(bundle)) {
      return faulty(
        "ATTESTATION_INVALID",
        `the signature over ${over} is not one by the key that the line names`,
      );
    }
    if (place === undefined)
      return faulty("ATTESTATION_FOREIGN", `it is over a statement "${sha256}" that is not on record`);
    if (taken.has(place)) return faulty("ATTESTATION_DOUBLED", `${over} has a bundle already`);
    if (place < highest)
      return faulty(
        "ATTESTATION_REORDERED",
        `it is over ${over}, and a line before it over statement ${highest}`,
      );
    taken.add(place);
    highest = place;
    return { place, key: bundle.publicKey, fault: undefined };
  });
}

function tornFault(torn: Uint8Array, line: number): LineFault {
  const message = `the last ${torn.length} bytes, after line ${line}, are no whole line`;
  return { code: "ATTESTATION_TORN", line: line + 1, message };
}

/** A whole bundle at the very end whose statement never got to disk. */
function surplusOf(judged: readonly JudgedLine[], lines: readonly Uint8Array[]): LineFault | undefined {
  const fault = judged.at(-1)?.fault;
  if (fault?.code !== "ATTESTATION_FOREIGN") return undefined;
  return { ...fault, code: "ATTESTATION_SURPLUS", line: lines.length };
}
