// What can be done to the files of a kit, and the step of VERIFY.md that has to fail over it.
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { changeByte, editFile, listKit, readLines, writeLines } from "../support/auditor.ts";
import type { Person } from "../support/people.ts";

export interface People {
  readonly alice: Person;
  readonly bob: Person;
  /** Nobody in the policy. */
  readonly mallory: Person;
}

export interface Damage {
  readonly what: string;
  /** The step that has to fail; all before it hold. */
  readonly step: number;
  /** What it says then. */
  readonly says: RegExp;
  readonly damage: (kit: string, people: People) => void;
}

const INPUTS = "inputs/0000/plans";

export const DAMAGES: readonly Damage[] = [
  {
    what: "a byte of the plan",
    step: 1,
    says: /plan\.yaml: FAILED/,
    damage: (kit) => changeByte(kit, `${INPUTS}/deed/plan.yaml`),
  },
  {
    what: "a byte of the source",
    step: 1,
    says: /source\.txt: FAILED/,
    damage: (kit) => changeByte(kit, `${INPUTS}/deed/source.txt`),
  },
  {
    what: "a byte of an approval",
    step: 1,
    says: /0004\/0\.yaml: FAILED/,
    damage: (kit) => changeByte(kit, "approvals/0004/0.yaml"),
  },
  {
    what: "a byte of its signature",
    step: 1,
    says: /0\.yaml\.sig: FAILED/,
    damage: (kit) => changeByte(kit, "approvals/0004/0.yaml.sig"),
  },
  { what: "a fact", step: 1, says: /facts\.json: FAILED/, damage: (kit) => changeByte(kit, "facts.json") },
  {
    what: "a person added to a gate",
    step: 1,
    says: /policy\.yaml: FAILED/,
    damage: (kit) =>
      editFile(kit, `${INPUTS}/_trust/policy.yaml`, (text) =>
        text.replace("SG_1: {threshold: 1, persons: [bob", "SG_1: {threshold: 1, persons: [alice, bob"),
      ),
  },
  {
    what: "a unit of the manifest",
    step: 1,
    says: /manifest\.jsonl: FAILED/,
    damage: (kit) =>
      editFile(kit, "manifest.jsonl", (text) => text.replace('"startLine":1', '"startLine":2')),
  },
  {
    what: "a statement dropped",
    step: 2,
    says: /the number of statement 11/,
    damage: (kit) =>
      writeLines(
        kit,
        readLines(kit).filter((_, n) => n !== 11),
      ),
  },
  {
    what: "two statements in the other order",
    step: 2,
    says: /the number of statement 10/,
    damage: (kit) => {
      const all = readLines(kit);
      writeLines(kit, [...all.slice(0, 10), all[11] ?? "", all[10] ?? "", ...all.slice(12)]);
    },
  },
  {
    what: "the last statement cut off",
    step: 2,
    says: /the last line of report\.md/,
    damage: (kit) => {
      const report = readFileSync(path.join(kit, "report.md"));
      writeLines(kit, readLines(kit).slice(0, -1));
      writeFileSync(path.join(kit, "report.md"), report);
    },
  },
  {
    what: "a statement spelled in another way, chained anew",
    step: 3,
    says: /not in canonical form/,
    damage: (kit) => {
      const all = readLines(kit);
      const last = all.at(-1) ?? "";
      writeLines(kit, [...all.slice(0, -1), last.replace('"outcome":"PASSED"', '"outcome": "PASSED"')]);
    },
  },
  {
    what: "a bundle of another statement",
    step: 7,
    says: /signs another statement/,
    damage: (kit) =>
      cpSync(path.join(kit, "bundles/0003.sigstore.json"), path.join(kit, "bundles/0002.sigstore.json")),
  },
  {
    what: "a runner's signature",
    step: 7,
    says: /the signature over statement 0012 does not hold/,
    damage: (kit) => {
      const [sig = ""] =
        /"sig":"MEU[^"]{20}|"sig":"MEQ[^"]{20}/.exec(
          readFileSync(path.join(kit, "bundles/0012.sigstore.json"), "utf8"),
        ) ?? [];
      const other = sig.slice(0, -1) + (sig.endsWith("A") ? "B" : "A");
      for (const file of ["bundles/0012.sigstore.json", "attestations.jsonl"])
        editFile(kit, file, (text) => text.replace(sig, other));
    },
  },
  {
    what: "the admins' signature over the second policy left out",
    step: 6,
    says: /trust\/0002 was not signed by the admins/,
    damage: (kit) => rmSync(path.join(kit, "trust/0002/policy.yaml.bob.sig")),
  },
  {
    what: "every signature of the runner left out",
    step: 8,
    says: /attestations\.jsonl is in commit .*, and not in this kit/,
    damage: (kit) => {
      rmSync(path.join(kit, "attestations.jsonl"));
      rmSync(path.join(kit, "bundles"), { recursive: true });
    },
  },
  {
    what: "two git trees swapped",
    step: 8,
    says: /the name of git\//,
    damage: (kit) => {
      const [one = "", other = ""] = listKit(kit).filter((file) => file.endsWith(".tree"));
      const bytes = readFileSync(path.join(kit, one));
      cpSync(path.join(kit, other), path.join(kit, one));
      writeFileSync(path.join(kit, other), bytes);
    },
  },
  {
    what: "a git tree left out",
    step: 8,
    says: /is not in (commit .* as the kit has it|this kit)/,
    damage: (kit) => {
      const [tree = ""] = listKit(kit).filter((file) => file.endsWith(".tree"));
      rmSync(path.join(kit, tree));
    },
  },
];
