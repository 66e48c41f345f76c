// The one shape of every cross-field rule, and the driver that applies a list of them. A rule looks at one subject in
// its world and returns what is wrong; it never throws, reads or changes anything.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { RuleWorld } from "../world.ts";

export type Rule<Subject> = (subject: Subject, world: RuleWorld) => readonly Diagnostic[];

/** Applies every rule to every subject; no rule depends on another one's verdict. */
export function applyRules<Subject>(
  rules: readonly Rule<Subject>[],
  subjects: Iterable<Subject>,
  world: RuleWorld,
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const subject of subjects)
    for (const rule of rules) for (const diagnostic of rule(subject, world)) diagnostics.push(diagnostic);
  return diagnostics;
}
