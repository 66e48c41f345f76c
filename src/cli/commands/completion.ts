// reconcile completion: prints the script that teaches a shell this command line. Looks at no repository: the script does,
// each time somebody presses Tab.
import { Refusal } from "../../diagnostics/refusal.ts";
import { quoteText } from "../../diagnostics/visible-text.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { bashScript } from "../completion/bash-script.ts";
import { completionTable, type CompletionTable } from "../completion/completion-table.ts";
import { fishScript } from "../completion/fish-script.ts";
import { zshScript } from "../completion/zsh-script.ts";
import { EXIT } from "../exit-codes.ts";

const SCRIPTS: Readonly<Record<string, (table: CompletionTable) => string>> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

export function run({ plans, terminal }: CommandContext): Promise<CommandResult> {
  const [shell = ""] = plans;
  const script = Object.hasOwn(SCRIPTS, shell) ? SCRIPTS[shell] : undefined;
  if (script === undefined) return Promise.reject(unknownShell(shell));
  terminal.out(script(completionTable()));
  return Promise.resolve({ exit: EXIT.done });
}

function unknownShell(shell: string): Refusal {
  return new Refusal("USAGE", {
    message: `${quoteText(shell)} is no shell that there is a completion script for`,
    expected: "bash, zsh or fish",
    todo: "name one of the three: reconcile completion bash",
  });
}
