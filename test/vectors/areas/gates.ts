// The area gates: decisions with their signatures, judged by a policy and two lists.
import assert from "node:assert/strict";
import path from "node:path";
import { judgeGate, type ApprovalFile, type GateQuestion } from "../../../src/approvals/judge-gate.ts";
import { parseDocument } from "../../../src/documents/parse-document.ts";
import type { SignatureJudgement } from "../../../src/model/authenticity.ts";
import { sha256Hex } from "../../../src/model/digest.ts";
import type { Policy } from "../../../src/model/generated/policy.ts";
import { NAMESPACES } from "../../../src/model/signature.ts";
import { authenticate } from "../../../src/trust/authenticate.ts";
import { readJson, readWhereThere, type CaseFiles } from "./case-files.ts";
import { readLists } from "./lists.ts";

type Question = Pick<GateQuestion, "gate" | "author" | "now" | "approvedBefore"> &
  Partial<Pick<GateQuestion, "waysOut">> & {
    readonly expected: Omit<GateQuestion["expected"], "policy">;
  };

export function judgeGates(files: CaseFiles): unknown {
  const question = readJson(files, "question.json") as Question;
  const { policy, sha256 } = readPolicy(files, "policy.yaml");
  const lists = readLists(files);
  const authenticateFile = ({ bytes, signature, document }: ApprovalFile): SignatureJudgement =>
    authenticate(
      {
        message: bytes ?? new Uint8Array(),
        signature: signature?.bytes,
        principal: policy.persons[document.approver]?.principal ?? "",
        namespace: NAMESPACES.approval,
        at: question.now,
      },
      lists,
    );
  const { kind, reasons, judged } = judgeGate({
    waysOut: [],
    ...question,
    expected: { ...question.expected, policy: { version: policy.version, sha256 } },
    policy,
    approvals: ["approvals", "past"].flatMap((folder) => readDecisions(files, folder)),
    authenticate: authenticateFile,
  });
  return {
    verdict: kind,
    reasons,
    judged: judged
      .map(({ person, decision, authenticity, binding, policy: word }) => ({
        person,
        decision,
        authenticity,
        binding,
        policy: word,
      }))
      .sort((one, other) => (`${one.person} ${one.decision}` < `${other.person} ${other.decision}` ? -1 : 1)),
  };
}

function readPolicy(files: CaseFiles, file: string): { readonly policy: Policy; readonly sha256: string } {
  const bytes = files.read(file);
  const sha256 = sha256Hex(bytes);
  const parsed = parseDocument("Policy", {
    path: "plans/_trust/policy.yaml",
    mode: "100644",
    oid: "",
    bytes,
    sha256,
  });
  assert.ok(parsed.kind === "document", `${file} is a sound policy`);
  return { policy: parsed.value, sha256 };
}

function readDecisions(files: CaseFiles, folder: string): readonly ApprovalFile[] {
  return files
    .list(folder)
    .filter((file) => file.endsWith(".yaml"))
    .map((file) => {
      const bytes = files.read(file);
      const sha256 = sha256Hex(bytes);
      const place = `plans/charter/approvals/${path.posix.basename(file)}`;
      const parsed = parseDocument("Approval", { path: place, mode: "100644", oid: "", bytes, sha256 });
      assert.ok(parsed.kind === "document", `${file} is a sound approval`);
      const signature = readWhereThere(files, `${file}.sig`);
      return {
        path: place,
        sha256,
        bytes,
        document: parsed.value,
        signature: signature === undefined ? undefined : { sha256: sha256Hex(signature), bytes: signature },
      };
    });
}
