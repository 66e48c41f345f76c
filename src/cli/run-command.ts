// From the words of a command's line to its exit code. Refusals end here, as a block on standard error.
import { CommanderError } from "commander";
import { Refusal } from "../diagnostics/refusal.ts";
import { renderRefusal } from "../diagnostics/render-diagnostic.ts";
import type { CommandModule } from "./command.ts";
import { EXIT, exitOfRefusal, type ExitCode } from "./exit-codes.ts";
import { checkOptions, type Format } from "./options.ts";
import type { CommandName } from "./command-texts.ts";
import { buildProgram, type Invocation } from "./program.ts";
import { emit, emitVersion } from "./views/events.ts";
import type { openTerminal, Terminal } from "./terminal.ts";

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
  watch: () => import("./commands/watch.ts"),
  site: () => import("./commands/site.ts"),
  completion: () => import("./commands/completion.ts"),
  doctor: () => import("./commands/doctor.ts"),
};

/** Runs a command and answers with its exit code; everything it says goes to the terminal. Our own bugs are thrown on. */
export async function runCommand(args: readonly string[], open: typeof openTerminal): Promise<ExitCode> {
  let exit: ExitCode = EXIT.done;
  let complaint = "";
  const { name, rest } = commandOf(args);
  const invoke = async (invocation: Invocation): Promise<void> => {
    exit = await carryOut(invocation, open);
  };
  const program = buildProgram(invoke, open("auto").columns, name);
  for (const command of program.commands) {
    command.exitOverride().configureOutput({
      writeOut: (text) => open("auto").out(text),
      outputError: (text) => (complaint += text),
    });
  }
  try {
    await program.parseAsync([name, ...rest], { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return EXIT.done;
    return refuse(wrongUsage(complaint, name), {
      terminal: open("auto"),
      format: guessFormat(args),
      command: name === "validate" ? name : "run",
      flags: {},
    });
  }
  return exit;
}

/**
 * `reconcile`, `reconcile PLAN` and `reconcile --ref REV` are `reconcile run …`. Said here and not left to the parser, which
 * would take the -h of `--ref -h` for its own.
 */
function commandOf(args: readonly string[]): {
  readonly name: CommandName;
  readonly rest: readonly string[];
} {
  const [first, ...others] = args;
  return first !== undefined && isCommand(first)
    ? { name: first, rest: others }
    : { name: "run", rest: args };
}

function isCommand(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word);
}

/** How to say it that the command line cannot be understood. */
function guessFormat(args: readonly string[]): Format {
  const words = args.join(" ").replaceAll("--format=", "--format ");
  const named = (["json", "github", "sarif"] as const).find((format) => words.includes(`--format ${format}`));
  return args.includes("--json") ? "json" : (named ?? "text");
}

async function carryOut(
  { name, plans, flags, common }: Invocation,
  open: typeof openTerminal,
): Promise<ExitCode> {
  const terminal = open(common.color);
  const format = common.json === true ? "json" : (common.format ?? "text");
  const json = format === "json";
  const output: Output = { terminal, format, flags, command: name === "validate" ? name : "run" };
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
    if (refusal !== undefined) await tell(refusal, output, "after");
    if (json) emit(terminal, { type: "summary", plans: count, statements, exit });
    return exit;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return refuse(error, output);
  }
}

interface Output {
  readonly terminal: Terminal;
  readonly format: Format;
  readonly flags: Readonly<Record<string, unknown>>;
  /** For --format github and sarif, which other commands do not have. */
  readonly command: "run" | "validate";
}

/** A refusal that ended the command. */
async function refuse(refusal: Refusal, output: Output): Promise<ExitCode> {
  const { terminal, format } = output;
  const exit = exitOfRefusal(refusal.code);
  if (format === "json") emitVersion(terminal);
  await tell(refusal, output, "instead");
  if (format === "json") emit(terminal, { type: "summary", plans: 0, statements: 0, exit });
  return exit;
}

/** instead: there is nothing else to tell. after: the plans were told of before. */
async function tell(refusal: Refusal, output: Output, when: "instead" | "after"): Promise<void> {
  const { terminal, format } = output;
  const { code, message, expected, todo } = refusal;
  if (format === "json") emit(terminal, { type: "refusal", code, message, expected, todo });
  if (format === "github" || format === "sarif") {
    const { tellRefused } = await import("./check/tell-refused.ts");
    tellRefused(refusal, output, when);
  }
  terminal.err(`${renderRefusal(refusal, terminal)}\n`);
}

/** The parser's complaint in our words: `error: unknown option '--colour'\n(Did you mean --color?)` */
function wrongUsage(complaint: string, name: CommandName): Refusal {
  const [first = "", ...hints] = complaint.trim().split("\n");
  return new Refusal("USAGE", {
    message: [first.replace(/^error: /, ""), ...hints].join(" "),
    expected: `a command line as reconcile ${name} --help shows it`,
    todo: "correct it and try again",
  });
}
