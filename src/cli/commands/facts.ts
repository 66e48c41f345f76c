// reconcile facts: reads what a target holds, over a connection that cannot write, and holds its grants against the contract.
// Writes nothing, neither there nor here.
import { Refusal } from "../../diagnostics/refusal.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import { loadRepository, type LoadedRepository } from "../../reconcile/load-repository.ts";
import type { Target } from "../../model/generated/target.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { withSession } from "../session.ts";
import { emit } from "../views/events.ts";
import { factsEvent, factsLines } from "../views/facts-lines.ts";
import { printLines } from "../views/lay-out.ts";
import { withProgress } from "../views/progress.ts";

export async function run({ options, flags, terminal }: CommandContext): Promise<CommandResult> {
  const name = String(flags["target"]);
  const prefix = typeof flags["prefix"] === "string" ? flags["prefix"] : "";
  if (prefix.startsWith("/") || prefix.endsWith("/")) throw strayedSlash(prefix);
  return withSession(options, { recordsAs: undefined }, async ({ edges, pin, trustPin, objects }) => {
    const target = findTarget(await loadRepository(objects, { plans: pin, trust: trustPin }), name);
    const facts = await withProgress(terminal, options, (tell) => {
      tell({ what: `reading facts of target ${visibleText(name)}` });
      return edges.facts.readFacts(target, { prefix, reader: "facts" });
    });
    const { faults, ...answers } = facts.grants;
    const isSound = faults === undefined && Object.values(answers).every((answer) => answer !== false);
    if (options.json) emit(terminal, factsEvent(facts));
    else if (!options.quiet || !isSound) printLines(terminal, factsLines(facts, terminal));
    return { exit: isSound ? EXIT.done : EXIT.refused };
  });
}

function strayedSlash(prefix: string): Refusal {
  return new Refusal("USAGE", {
    message: `the prefix "${prefix}" begins or ends with a slash`,
    expected: "an address, such as HANDBOOK or HANDBOOK/P02, which stands for all units under it too",
    todo: "leave the slash out",
  });
}

function findTarget({ documents }: LoadedRepository, name: string): Target {
  const found = documents.targets.get(name);
  if (found !== undefined) return found.value;
  const known = [...documents.targets.keys()];
  throw new Refusal("TARGET_NOT_FOUND", {
    message: `target "${name}" is not among the sound documents of this commit`,
    expected: known.length === 0 ? "a file plans/_targets/<target>.yaml" : `one of ${known.join(", ")}`,
    todo: "see what is wrong with reconcile validate, or commit the target",
  });
}
