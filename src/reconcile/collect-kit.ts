// Gathers what an auditor gets of one run: the record as it is, and the bytes behind every digest in it, from git. What this
// clone does not have any more is named, never made up. Judges nothing; the verdict is handed in.
import { cutSource } from "../cutting/cut-source.ts";
import { rowText } from "../cutting/manifest-digest.ts";
import { parseDocuments } from "../documents/parse-documents.ts";
import { FINDINGS } from "../evidence/finding.ts";
import { approvalFile, inputsFolder, isKitPath, type KitFile, type KitParts } from "../evidence/kit.ts";
import { Refusal } from "../diagnostics/refusal.ts";
import { canonicalText } from "../model/canonical-json.ts";
import { joinLines } from "../model/join-lines.ts";
import type { CommitPin, HistoryReader, ObjectReader, RecordedFiles } from "../model/ports.ts";
import { collectProofs, type ReadProof } from "./collect-kit-proofs.ts";
import { collectTrust } from "./collect-kit-trust.ts";
import { placeStatements, type PlacedStatement } from "./placed-statements.ts";
import { readInput } from "./rebuild-plan.ts";
import type { DecisionReader } from "./recorded-decisions.ts";
import type { RunJudgement } from "./verify-runs.ts";

export interface KitQuestion {
  readonly objects: ObjectReader & HistoryReader & { readonly hasObject: (oid: string) => Promise<boolean> };
  readonly decisions: DecisionReader;
  readonly readProof: ReadProof;
  /** The record that is exported, broken or not. */
  readonly files: RecordedFiles;
  readonly judgement: Pick<RunJudgement, "verdict" | "findings">;
  /** The commit that is exported. */
  readonly pin: CommitPin;
  readonly tool: string;
}

/** Rejects with a Refusal where an object is not what its name says. */
export async function collectKit(question: KitQuestion): Promise<KitParts> {
  const { files, judgement, pin, tool } = question;
  const statements = placeStatements(files);
  const inputs = await collectInputs(question, statements);
  const approvals = await collectApprovals(question, statements);
  const proofs = await collectProofs(question, statements);
  return {
    files,
    decidedFrom: [...inputs.files, ...approvals.files],
    trust: await collectTrust(question, statements),
    objects: proofs.objects,
    manifest: cutManifest(files.plan, inputs.files),
    claims: {
      format: "cutplan kit 1",
      tool,
      plan: files.plan,
      run: files.run,
      commit: pin.commit,
      verdict: judgement.verdict,
      findings: judgement.findings.map(({ code, file, line }) => ({
        code,
        file,
        line,
        means: FINDINGS[code].means,
      })),
      missing: [...inputs.missing, ...approvals.missing],
      lostCommits: proofs.lostCommits,
      uncommitted: proofs.uncommitted,
    },
  };
}

interface Collected {
  readonly files: readonly KitFile[];
  readonly missing: readonly string[];
}

/** Each set of inputs once, under the number of the first statement that has it. */
async function collectInputs(
  { objects }: KitQuestion,
  statements: readonly PlacedStatement[],
): Promise<Collected> {
  const files: KitFile[] = [];
  const missing: string[] = [];
  let before = "";
  for (const { n, statement } of statements) {
    const inputs = [...statement.subject, ...statement.predicate.inputs];
    const key = canonicalText(inputs);
    if (key === before) continue;
    before = key;
    for (const input of inputs.filter(({ name }) => isKitPath(name))) {
      const path = `${inputsFolder(n)}/${input.name}`;
      const bytes = await orMissing(readInput(objects, input));
      if (bytes === "missing") missing.push(path);
      else if (bytes !== undefined) files.push({ path, bytes: bytes.bytes });
    }
  }
  return { files, missing };
}

/** Every approval that a statement judged, by its digest and that of its signature. */
async function collectApprovals(
  { decisions }: KitQuestion,
  statements: readonly PlacedStatement[],
): Promise<Collected> {
  const files: KitFile[] = [];
  const missing: string[] = [];
  for (const { n, statement } of statements) {
    const judged = statement.predicate.approvals;
    if (judged.length === 0) continue;
    const read = await orMissing(decisions.readDecisions(statement));
    const known = typeof read === "object" ? [...read.approvals, ...read.past] : [];
    for (const [place, { sha256, signature }] of judged.entries()) {
      const path = approvalFile(n, place);
      const found = known.find(
        (one) => one.sha256 === sha256 && (one.signature?.sha256 ?? "") === (signature?.sha256 ?? ""),
      );
      if (found?.bytes === undefined) missing.push(path, ...(signature === null ? [] : [`${path}.sig`]));
      else files.push({ path, bytes: found.bytes }, ...signatureFile(`${path}.sig`, found.signature));
    }
  }
  return { files, missing };
}

function signatureFile(
  path: string,
  signature: { readonly bytes: Uint8Array } | undefined,
): readonly KitFile[] {
  return signature === undefined ? [] : [{ path, bytes: signature.bytes }];
}

/** "missing": this clone does not have it. Undefined: it is not what the record says, and the kit does without. */
async function orMissing<T>(reading: Promise<T>): Promise<T | "missing" | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code === "OBJECT_MISSING" || error.code === "HISTORY_SHALLOW" ? "missing" : undefined;
  }
}

/** The units, cut again from the first statement's plan and source; undefined where those cannot be cut. */
function cutManifest(plan: string, files: readonly KitFile[]): Uint8Array | undefined {
  const folder = `${inputsFolder(0)}/`;
  const bytesAt = (path: string): Uint8Array | undefined =>
    files.find((file) => file.path === `${folder}${path}`)?.bytes;
  const path = `plans/${plan}/plan.yaml`;
  const bytes = bytesAt(path);
  if (bytes === undefined) return undefined;
  const document = parseDocuments([{ path, mode: "100644", oid: "", bytes, sha256: "" }]).plans.get(
    plan,
  )?.value;
  if (document === undefined) return undefined;
  const file = `plans/${plan}/${document.spec.source.path}`;
  const source = bytesAt(file);
  const cut = source === undefined ? undefined : cutSource({ file, cut: document.spec.cut, source });
  if (cut?.kind !== "cut") return undefined;
  const texts = joinLines(cut.manifest.rows.values().map(rowText));
  return Buffer.concat(Array.from(texts, (text) => Buffer.from(text)));
}
