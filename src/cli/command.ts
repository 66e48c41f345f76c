// What a command is: given what was asked and a terminal, it answers with an exit code.
import type { Refusal } from "../diagnostics/refusal.ts";
import type { ExitCode } from "./exit-codes.ts";
import type { CommonOptions } from "./options.ts";
import type { Terminal } from "./terminal.ts";

export interface CommandContext {
  readonly plans: readonly string[];
  readonly flags: Readonly<Record<string, unknown>>;
  readonly options: CommonOptions;
  readonly terminal: Terminal;
}

/** How a command ended. Version and summary lines of --json are not the command's to write. */
export interface CommandResult {
  readonly exit: ExitCode;
  /** Plans looked at, and statements made. */
  readonly plans?: number;
  readonly statements?: number;
  /** What came in between after the work itself was done and told. */
  readonly refusal?: Refusal;
}

export interface CommandModule {
  readonly run: (context: CommandContext) => Promise<CommandResult>;
}
