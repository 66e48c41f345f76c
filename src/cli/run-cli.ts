// Answers what needs no command, --version and --help, and hands everything else to run-command.ts. Nothing is loaded here that
// those two can do without: most of what they take is loading.
import { EXIT, type ExitCode } from "./exit-codes.ts";
import { openTerminal } from "./terminal.ts";

/** Runs one command line and answers with its exit code; everything it says goes to the terminal. Our own bugs are thrown on. */
export async function runCli(args: readonly string[], open = openTerminal): Promise<ExitCode> {
  const [only] = args.length === 1 ? args : [];
  if (only === "-V" || only === "--version") {
    const { VERSION } = await import("./version.ts");
    open("auto").out(`${VERSION}\n`);
    return EXIT.done;
  }
  if (only === "-h" || only === "--help") {
    const { programHelp } = await import("./program-help.ts");
    const terminal = open("auto");
    terminal.out(programHelp(terminal.columns));
    return EXIT.done;
  }
  const { runCommand } = await import("./run-command.ts");
  return runCommand(args, open);
}
