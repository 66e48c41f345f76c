// Recipes of the area decision: what of a statement is decided, whoever decides it again and whenever.
import type { Case } from "./case.ts";
import { json } from "./case.ts";
import { canonical, sha256 } from "./plain.ts";
import { chainOf, sealed, type Predicate } from "./statements.ts";

/** The predicate of a gate, where an approval has a `decision` too. */
function gate(): Predicate {
  const last = chainOf("charter").at(-1);
  if (last === undefined) throw new Error("a chain has statements");
  return last.predicate;
}

export function decisionCases(): readonly Case[] {
  const decided = (name: string, why: string, change: (predicate: Predicate) => Predicate): Case => {
    const { decision: _, ...undecided } = change(gate());
    const { line, decision } = sealed(undecided);
    return {
      name,
      why,
      files: { "statement.json": json(JSON.parse(line)) },
      expected: { decision, line: sha256(canonical(JSON.parse(line))) },
    };
  };
  return [
    decided(
      "gate",
      "SHA-256 over the predicate's canonical JSON without decision, observed and previous.",
      (predicate) => predicate,
    ),
    decided(
      "later-elsewhere",
      "The same decision, observed later by another program on another machine.",
      (predicate) => ({
        ...predicate,
        observed: {
          at: "2027-02-03T04:05:06Z",
          tool: "cutplan 0.2.0",
          node: "26.0.0",
          git: "2.50.0",
          host: "elsewhere",
        },
      }),
    ),
    decided(
      "after-another",
      "The same decision after another statement: the chain is not part of it.",
      (predicate) => ({
        ...predicate,
        previous: { sha256: sha256("another") },
      }),
    ),
    decided(
      "withdrawn-approval",
      "The word decision in an approval stays: only the predicate's own is left out.",
      (predicate) => ({
        ...predicate,
        approvals: predicate.approvals.map((approval) => ({
          ...approval,
          decision: "withdraw",
          policy: "WITHDRAWN",
        })),
      }),
    ),
    decided("other-outcome", "Another outcome is another decision.", (predicate) => ({
      ...predicate,
      outcome: "REFUSED",
      reasons: ["QUORUM_SHORT"],
    })),
  ];
}
