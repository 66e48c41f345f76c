// The areas about what is hashed, and how: canonical JSON, decisions, names of runs.
import { canonicalText } from "../../../src/model/canonical-json.ts";
import { sha256Hex } from "../../../src/model/digest.ts";
import type { Mode } from "../../../src/model/phase.ts";
import { runName } from "../../../src/evidence/run-name.ts";
import { decisionSha256 } from "../../../src/evidence/statement.ts";
import { readJson, type CaseFiles } from "./case-files.ts";

export function judgeCanonicalJson(files: CaseFiles): unknown {
  const value = readJson(files, "input.json");
  try {
    const text = canonicalText(value);
    return { text, sha256: sha256Hex(text) };
  } catch {
    return { refused: true };
  }
}

export function judgeDecision(files: CaseFiles): unknown {
  const statement = readJson(files, "statement.json") as { readonly predicate: object };
  return { decision: decisionSha256(statement.predicate), line: sha256Hex(canonicalText(statement)) };
}

export function judgeRunName(files: CaseFiles): unknown {
  const question = readJson(files, "question.json") as {
    readonly plan: string;
    readonly mode: Mode;
    readonly attempt: number;
  };
  const [planSha256, sourceSha256, targetSha256] = (["plan.yaml", "source.md", "target.yaml"] as const).map(
    (file) => sha256Hex(files.read(file)),
  );
  return {
    run: runName({
      ...question,
      planSha256: planSha256!,
      sourceSha256: sourceSha256!,
      targetSha256: targetSha256!,
    }),
  };
}
