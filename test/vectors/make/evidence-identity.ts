// Recipes of the area evidence: statements of another run, and facts that are not the run's.
import type { Case } from "./case.ts";
import { evidenceCase as made, join, joinChain, LINES, namedBy, remade } from "./evidence-case.ts";
import { chainOf, FACTS, runOf, type Predicate } from "./statements.ts";

export function identityCases(): readonly Case[] {
  return [...notThisRun(), ...factsCases()];
}

function notThisRun(): readonly Case[] {
  const secondAttempt = chainOf("charter", {}, 2);
  const otherName = (predicate: Predicate): Predicate => ({
    ...predicate,
    run: { ...predicate.run, id: "charter-000000000000" },
  });
  const newName = Object.fromEntries([0, 1, 2, 3, 4].map((seq) => [seq, otherName]));
  const live = remade({ 3: (predicate) => ({ ...predicate, run: { ...predicate.run, mode: "LIVE" } }) });
  return [
    made(
      "other-run",
      "The evidence of another attempt in this run's folder. One finding for all neighbours.",
      {
        evidence: joinChain(secondAttempt),
        findings: [["RUN_FOREIGN", 1]],
      },
    ),
    made("other-run-behind", "A statement of another attempt behind this run's own.", {
      evidence: join([...LINES, secondAttempt[4]!.line]),
      findings: [["RUN_FOREIGN", 6]],
    }),
    made("other-mode-inside", "A statement that calls itself LIVE inside a dry run.", {
      evidence: joinChain(live),
      findings: [["RUN_FOREIGN", 4]],
    }),
    made("name-not-from-inputs", "A good chain under a name that does not follow from its inputs.", {
      evidence: joinChain(remade(newName)),
      run: "charter-000000000000",
      findings: [["RUN_NAME_MISMATCH", 1]],
    }),
    made("other-plan", "The evidence of another plan.", {
      evidence: joinChain(chainOf("statute")),
      findings: [["RUN_FOREIGN", 1]],
    }),
    made("head-of-another-run", "An approval of this run names a statement of another one.", {
      heads: [namedBy(secondAttempt, 3)],
      findings: [["HEAD_MISMATCH", 4]],
    }),
    made(
      "intact-second-attempt",
      "The name follows from plan, source, target, mode and attempt, also for a second attempt.",
      {
        evidence: joinChain(secondAttempt),
        run: runOf("charter", 2),
      },
    ),
  ];
}

function factsCases(): readonly Case[] {
  const otherFacts = (predicate: Predicate): Predicate => ({
    ...predicate,
    facts: { sha256: "1".repeat(64) },
  });
  return [
    made("facts-swapped", "Other facts than those that the run is pinned to.", {
      facts: FACTS.replace('"public.unit_version":0', '"public.unit_version":60'),
      findings: [["FACTS_MISMATCH", null, "facts.json"]],
    }),
    made("facts-newline", "The same facts without the final newline are other bytes.", {
      facts: FACTS.trimEnd(),
      findings: [["FACTS_MISMATCH", null, "facts.json"]],
    }),
    made("facts-missing", "The facts are gone.", {
      facts: null,
      findings: [["FACTS_MISSING", null, "facts.json"]],
    }),
    made("facts-moved", "A statement is pinned to other facts than the run.", {
      evidence: joinChain(remade({ 3: otherFacts })),
      findings: [["FACTS_MISMATCH", 4]],
    }),
  ];
}
