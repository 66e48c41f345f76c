// reconcile trust: `check` explains who may do what and how the policy came to count, `add-key` lists a key. Which of the two is
// asked for is decided here, and nothing else.
import { Refusal } from "../../diagnostics/refusal.ts";
import { quoteText } from "../../diagnostics/visible-text.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { addKey } from "../trust/add-key.ts";
import { checkPolicy } from "../trust/check-policy.ts";

export async function run(context: CommandContext): Promise<CommandResult> {
  const [action = "", person, ...others] = context.plans;
  if (action === "check" && person === undefined) return checkPolicy(context);
  if (action === "add-key" && person !== undefined && others.length === 0) return addKey(context, person);
  throw new Refusal("USAGE", {
    message: `${quoteText(["reconcile trust", ...context.plans].join(" "))} is not understood`,
    expected: "reconcile trust check, or reconcile trust add-key PERSON --key FILE.pub",
    todo: "write one of the two",
  });
}
