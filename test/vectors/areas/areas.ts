// Every area of the vectors, and who judges its cases.
import type { Judge } from "./case-files.ts";
import { judgeEvidence } from "./evidence.ts";
import { judgeGates } from "./gates.ts";
import { judgeAllowedSigners, judgeRevokedKeys, judgeSshsig } from "./lists.ts";
import { judgeCanonicalJson, judgeDecision, judgeRunName } from "./plain.ts";
import { judgeTrust } from "./trust.ts";

export const AREAS: Readonly<Record<string, Judge>> = {
  "allowed-signers": judgeAllowedSigners,
  "canonical-json": judgeCanonicalJson,
  decision: judgeDecision,
  evidence: judgeEvidence,
  gates: judgeGates,
  "revoked-keys": judgeRevokedKeys,
  "run-name": judgeRunName,
  sshsig: judgeSshsig,
  trust: judgeTrust,
};
