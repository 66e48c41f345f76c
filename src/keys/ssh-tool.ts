// Starts OpenSSH's own tools: found on PATH, with an argument array and an environment that is named variable by variable.
// Knows nothing of keys; what an exit code means is decided by the caller. Nothing of a repository is run or read.
import { Refusal } from "../diagnostics/refusal.ts";
import { visibleText } from "../diagnostics/visible-text.ts";
import { findProgram, runProgram, type ProgramAnswer } from "./run-program.ts";

export interface SshToolCall {
  readonly tool: "ssh-keygen" | "ssh-add";
  readonly args: readonly string[];
  /** What goes to standard input; nothing when not given. */
  readonly input?: Uint8Array;
  /** After so long the tool is stopped; long enough for a person where one is asked. */
  readonly limitMs: number;
}

export type SshToolAnswer = ProgramAnswer;

/**
 * Runs the tool once, in the root of the file system. Passphrases and PINs are asked on the controlling terminal by the
 * tool itself, or by SSH_ASKPASS; they never pass through here. Rejects with a Refusal SIGNING_FAILED where there is no tool.
 */
export async function runSshTool({ tool, args, input, limitMs }: SshToolCall): Promise<SshToolAnswer> {
  const program = await findProgram(tool);
  if (program === undefined) throw notFound(tool);
  try {
    return await runProgram({ program, args, input, limitMs, environment: toolEnvironment() });
  } catch (error) {
    throw notStarted(tool, error as NodeJS.ErrnoException);
  }
}

const REASON_LIMIT = 300;

/** What the tool said, on one line and fit to be shown, without its remarks on the ordinary. */
export function reasonOf({ stderr }: SshToolAnswer): string {
  const lines = stderr
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== "" && !/^Signing (?:data|file) /.test(line));
  return visibleText(lines.join("; ")).slice(0, REASON_LIMIT);
}

/** The agent, where the user's files are, and what it takes to ask a person. No variable that changes what is run. */
const HANDED_ON = [
  "HOME",
  "USER",
  "LOGNAME",
  "TERM",
  "SSH_AUTH_SOCK",
  "SSH_ASKPASS",
  "SSH_ASKPASS_REQUIRE",
  "SSH_SK_PROVIDER",
  "DISPLAY",
  "WAYLAND_DISPLAY",
  "XAUTHORITY",
  "XDG_RUNTIME_DIR",
] as const;

function toolEnvironment(): Readonly<Record<string, string>> {
  const handedOn = HANDED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(handedOn);
}

function notFound(tool: string): Refusal {
  return new Refusal("SIGNING_FAILED", {
    message: `no ${tool} was found in the folders of PATH`,
    expected: "OpenSSH 8.2 or later",
    todo: "install the OpenSSH client, or add its folder to PATH",
  });
}

function notStarted(tool: string, error: NodeJS.ErrnoException): Refusal {
  const text = {
    message: `${tool} could not be started: ${error.code ?? error.message}`,
    expected: "OpenSSH 8.2 or later",
    todo: "install the OpenSSH client, or mend its permissions",
  };
  return new Refusal("SIGNING_FAILED", text, error);
}
