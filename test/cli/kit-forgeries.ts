// What somebody can make of a kit who may write every file of it, and makes every digest fit again, but lacks the keys; and
// the step of VERIFY.md that has to fail over it.
import { readFileSync } from "node:fs";
import path from "node:path";
import { sha256Hex } from "../../src/model/digest.ts";
import {
  editFile,
  forgeFile,
  readLines,
  readStatements,
  writeForged,
  type Forged,
} from "../support/auditor.ts";
import { signerLine, type Person } from "../support/people.ts";
import type { Damage } from "./kit-damages.ts";

const INPUTS = "inputs/0000/plans";
const FOLDERS = ["inputs/0000", "inputs/0009"];

export const FORGERIES: readonly Damage[] = [
  {
    what: "a name that a shell would run",
    step: 1,
    says: /a name, a time or a digest that is none/,
    damage: (kit) =>
      forge(kit, (statements) => {
        statements[4]!.predicate.approvals[0]!.person = "bob\n$(touch canary)";
      }),
  },
  {
    what: "an input that lies elsewhere",
    step: 1,
    says: /no input is called/,
    damage: (kit) =>
      forge(kit, (statements) => {
        statements[0]!.subject[0]!.name = "plans/../../../etc/hostname";
      }),
  },
  {
    what: "the run renamed, chained anew",
    step: 4,
    says: /the run's name/,
    damage: (kit) => {
      const run = readStatements(kit)[0]!.predicate.run.id;
      editFile(kit, "exported.json", (text) => text.replaceAll(run, "deed-0123456789ab"));
      const text = JSON.stringify(readStatements(kit)).replaceAll(run, "deed-0123456789ab");
      writeForged(kit, JSON.parse(text) as Forged[]);
    },
  },
  {
    what: "a statement edited before the approvals, chained anew",
    step: 5,
    says: /it says evidenceHead/,
    damage: (kit) =>
      forge(kit, (statements) => {
        statements[1]!.predicate.result["lines"] = 7;
      }),
  },
  {
    what: "other facts, chained anew",
    step: 5,
    says: /it says facts/,
    damage: (kit) => forgeFile(kit, "facts.json", "{}\n"),
  },
  {
    what: "somebody else counted, chained anew",
    step: 5,
    says: /alice.* is not listed at the gate/,
    damage: (kit) =>
      forge(kit, (statements) => {
        const { approvals, result } = statements[4]!.predicate;
        approvals[0]!.person = "alice";
        result["counted"] = ["alice"];
      }),
  },
  {
    what: "a key revoked, chained anew",
    step: 5,
    says: /bob@example\.org did not sign/,
    damage: (kit) => {
      const signer =
        readFileSync(path.join(kit, `${INPUTS}/_trust/allowed_signers`), "utf8").split("\n")[1] ?? "";
      const key = `${signer.split(" ").slice(2).join(" ")}\n`;
      for (const folder of FOLDERS) forgeFile(kit, `${folder}/plans/_trust/revoked_keys`, key);
    },
  },
  {
    what: "bob's approval of another run in its place, chained anew",
    step: 5,
    says: /it says run .deed-0123456789ab/,
    damage: (kit, { bob }) => {
      const text = readFileSync(path.join(kit, "approvals/0004/0.yaml"), "utf8").replace(
        /^run: .*$/m,
        "run: deed-0123456789ab",
      );
      forgeFile(kit, "approvals/0004/0.yaml", text);
      forgeFile(kit, "approvals/0004/0.yaml.sig", bob.sign(text, "approval"));
    },
  },
  {
    what: "the approval signed by a stranger, chained anew",
    step: 5,
    says: /bob@example\.org did not sign/,
    damage: (kit, { mallory }) => {
      const text = readFileSync(path.join(kit, "approvals/0004/0.yaml"));
      forgeFile(kit, "approvals/0004/0.yaml.sig", mallory.sign(text, "approval"));
    },
  },
  {
    what: "the plan signed by a stranger, chained anew and the evidence heads with it",
    step: 6,
    says: /alice@example\.org did not sign/,
    damage: (kit, { bob, mallory }) => {
      const plan = readFileSync(path.join(kit, `${INPUTS}/deed/plan.yaml`));
      for (const folder of FOLDERS)
        forgeFile(kit, `${folder}/plans/deed/plan.yaml.sig`, mallory.sign(plan, "plan"));
      approveAnew(kit, bob);
    },
  },
  {
    what: "a stranger's key on the list in bob's name, and everything signed with it anew",
    step: 6,
    says: /judged by another allowed_signers/,
    damage: (kit, { alice, mallory }) => {
      const stranger = { ...mallory, principal: "bob@example.org" };
      for (const folder of FOLDERS)
        forgeFile(kit, `${folder}/plans/_trust/allowed_signers`, signerLine(alice) + signerLine(stranger));
      approveAnew(kit, stranger);
    },
  },
];

function forge(kit: string, change: (statements: Forged[]) => void): void {
  const statements = readStatements(kit);
  change(statements);
  writeForged(kit, statements);
}

/** Has both approvals name the head as it is after a forgery; who can do that has an approver's key. */
function approveAnew(kit: string, signer: Person): void {
  for (const [n, file] of [
    [4, "approvals/0004/0.yaml"],
    [9, "approvals/0009/0.yaml"],
  ] as const) {
    const before = readFileSync(path.join(kit, file), "utf8");
    const head = sha256Hex(readLines(kit)[n - 1]!);
    const old = /evidenceHead:[^]*?sha256: "?(?<sha256>[0-9a-f]{64})/.exec(before)!.groups!["sha256"]!;
    const text = before.replace(old, head);
    forgeFile(kit, file, text);
    forgeFile(kit, `${file}.sig`, signer.sign(text, "approval"));
  }
}
