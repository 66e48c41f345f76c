// Makes the vectors anew, by hand: `node test/vectors/make.ts [AREA…]`. Keys are made for the purpose, and their private halves
// are gone when this ends; so a new run gives other bytes with the same verdicts. No test runs it.
import path from "node:path";
import { writeArea, type Case } from "./make/case.ts";
import { decisionCases } from "./make/decision.ts";
import { evidenceCases } from "./make/evidence.ts";
import { gatesCases } from "./make/gates.ts";
import { allowedSignersCases, revokedKeysCases } from "./make/lists.ts";
import { canonicalJsonCases, runNameCases } from "./make/plain.ts";
import { sshsigCases } from "./make/sshsig.ts";
import { trustCases } from "./make/trust.ts";

const AREAS: Readonly<Record<string, () => readonly Case[]>> = {
  "allowed-signers": allowedSignersCases,
  "canonical-json": canonicalJsonCases,
  decision: decisionCases,
  evidence: evidenceCases,
  gates: gatesCases,
  "revoked-keys": revokedKeysCases,
  "run-name": runNameCases,
  sshsig: sshsigCases,
  trust: trustCases,
};

const asked = process.argv.slice(2);
for (const area of asked.length === 0 ? Object.keys(AREAS) : asked) {
  const cases = AREAS[area];
  if (cases === undefined)
    throw new Error(`there is no area "${area}", only ${Object.keys(AREAS).join(", ")}`);
  writeArea(path.join(import.meta.dirname, area), cases());
}
