// From the words of a command line to an exit code. Refusals end here, as a block on standard error.
import { CommanderError } from "commander";
import { Refusal } from "../diagnostics/refusal.ts";
import { renderRefusal } from "../diagnostics/render-diagnostic.ts";
import type { CommandModule } from "./command.ts";
import { EXIT, exitOfRefusal, type ExitCode } from "./exit-codes.ts";
import { checkOptions } from "./options.ts";
import type { CommandName } from "./command-texts.ts";
import { buildProgram, type Invocation } from "./program.ts";
import { emit, emitVersion } from "./views/events.ts";
import { openTerminal, type Terminal } from "./terminal.ts";

const COMMANDS: Readonly<Record<CommandName, () => Promise<CommandModule>>> = {
  run: () => import("./commands/run.ts"),
  diff: () => import("./commands/diff.ts"),
  validate: () => import("./commands/validate.ts"),
  status: () => import("./commands/status.ts"),
  explain: () => import("./commands/explain.ts"),
  new: () => import("./commands/new.ts"),
  sign: () => import("./commands/sign.ts"),
  approve: () => import("./commands/approve.ts"),
  trust: () => import("./commands/trust.ts"),
  verify: () => import("./commands/verify.ts"),
  replay: () => import("./commands/replay.ts"),
  export: () => import("./commands/export.ts"),
  facts: () => import("./commands/facts.ts"),
  demo: () => import("./commands/demo.ts"),
  prove: () => import("./commands/prove.ts"),
  doctor: () => import("./commands/doctor.ts"),
};

/** Runs one command line and answers with its exit code; everything it says goes to the terminal. Our own bugs are thrown on. */
export async function runCli(args: readonly string[], open = openTerminal): Promise<ExitCode> {
  let exit: ExitCode = EXIT.done;
  let complaint = "";
  const program = buildProgram(async (invocation) => {
    exit = await carryOut(invocation, open);
  });
  for (const command of [program, ...program.commands]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => open("auto").out(text),
      outputError: (text) => (complaint += text),
    });
  }
  try {
    await program.parseAsync([...withCommand(args)], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.done;
    return refuse(wrongUsage(complaint, args), {
      terminal: open("auto"),
      json: args.includes("--json"),
    });
  }
  return exit;
}

/**
 * `reconcile`, `reconcile PLAN` and `reconcile --ref REV` are `reconcile run …`. Said here and not left to the parser, which
 * would take the -h of `--ref -h` for its own.
 */
function withCommand(args: readonly string[]): readonly string[] {
  const [first] = args;
  if (first === undefined) return ["run"];
  const isOwn =
    Object.hasOwn(COMMANDS, first) ||
    (args.length === 1 && ["-h", "--help", "-V", "--version"].includes(first));
  return isOwn ? args : ["run", ...args];
}

async function carryOut(
  { name, plans, flags, common }: Invocation,
  open: typeof openTerminal,
): Promise<ExitCode> {
  const terminal = open(common.color);
  const json = common.json ?? false;
  try {
    const options = checkOptions(common);
    const { run } = await COMMANDS[name]();
    if (json) emitVersion(terminal);
    const {
      exit,
      plans: count = 0,
      statements = 0,
      refusal,
    } = await run({ plans, flags, options, terminal });
    if (refusal !== undefined) tell(refusal, { terminal, json });
    if (json) emit(terminal, { type: "summary", plans: count, statements, exit });
    return exit;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refuse(error, { terminal, json });
  }
}

interface Output {
  readonly terminal: Terminal;
  readonly json: boolean;
}

/** A refusal that ended the command. */
function refuse(refusal: Refusal, { terminal, json }: Output): ExitCode {
  const exit = exitOfRefusal(refusal.code);
  if (json) emitVersion(terminal);
  tell(refusal, { terminal, json });
  if (json) emit(terminal, { type: "summary", plans: 0, statements: 0, exit });
  return exit;
}

function tell(refusal: Refusal, { terminal, json }: Output): void {
  const { code, message, expected, todo } = refusal;
  if (json) emit(terminal, { type: "refusal", code, message, expected, todo });
  terminal.err(`${renderRefusal(refusal, terminal)}\n`);
}

/** The parser's complaint in our words: `error: unknown option '--colour'\n(Did you mean --color?)` */
function wrongUsage(complaint: string, args: readonly string[]): Refusal {
  const [first = "", ...hints] = complaint.trim().split("\n");
  const [name = ""] = withCommand(args);
  return new Refusal("USAGE", {
    message: [first.replace(/^error: /, ""), ...hints].join(" "),
    expected: `a command line as reconcile ${name} --help shows it`,
    todo: "correct it and try again",
  });
}
