// The area trust: a history of policies and lists, and which of them counts at its end.
import { parseDocuments } from "../../../src/documents/parse-documents.ts";
import { sha256Hex } from "../../../src/model/digest.ts";
import { judgeSuccession } from "../../../src/trust/succession.ts";
import type { TrustState } from "../../../src/trust/trust-state.ts";
import { readJson, type CaseFiles } from "./case-files.ts";
import { parsedRevoked, parsedSigners } from "./parsed-lists.ts";

interface History {
  readonly now: string;
  readonly commits: readonly {
    readonly commit: string;
    readonly parents: readonly string[];
    readonly committedAt: string;
    /** null: it has no trust folder. */
    readonly folder: string | null;
  }[];
}

export function judgeTrust(files: CaseFiles): unknown {
  const { now, commits } = readJson(files, "history.json") as History;
  const folders = new Set(commits.flatMap(({ folder }) => folder ?? []));
  const answer = judgeSuccession({
    now,
    commits: commits.map((commit) => ({ ...commit, folder: commit.folder ?? undefined })),
    states: new Map([...folders].map((folder) => [folder, readState(files, folder)])),
  });
  if (answer.kind === "refused") return { kind: answer.kind, code: answer.refusal.code };
  return { kind: answer.kind, version: answer.version, firstUse: answer.firstUse };
}

/** Undefined where the policy or a list has a fault. */
function readState(files: CaseFiles, folder: string): TrustState | undefined {
  const policyBytes = files.read(`${folder}/policy.yaml`);
  const signers = files.read(`${folder}/allowed_signers`);
  const revoked = files.read(`${folder}/revoked_keys`);
  const signatures = new Map(
    files
      .list(folder)
      .filter((file) => file.endsWith(".sig"))
      .map((file) => [file.replace(/^.*policy\.yaml\.|\.sig$/g, ""), files.read(file)]),
  );
  const policySha256 = sha256Hex(policyBytes);
  const path = "plans/_trust/policy.yaml";
  const { policy } = parseDocuments([
    { path, mode: "100644", oid: "", bytes: policyBytes, sha256: policySha256 },
  ]);
  const allowed = parsedSigners(signers);
  const withdrawn = parsedRevoked(revoked);
  if (policy === undefined || allowed.diagnostics.length + withdrawn.diagnostics.length > 0) return undefined;
  return {
    policy: policy.value,
    policyBytes,
    policySha256,
    allowedSignersSha256: sha256Hex(signers),
    revokedKeysSha256: sha256Hex(revoked),
    lists: { signers: allowed.signers, revoked: withdrawn.revoked },
    signatures,
  };
}
