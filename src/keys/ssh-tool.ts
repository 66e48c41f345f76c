// Starts OpenSSH's own tools: found on PATH, with an argument array and an environment that is named variable by variable.
// Knows nothing of keys; what an exit code means is decided by the caller. Nothing of a repository is run or read.
import { spawn } from "node:child_process";
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { delimiter, isAbsolute, join, parse } from "node:path";
import { Refusal } from "../diagnostics/refusal.ts";
import { visibleText } from "../diagnostics/visible-text.ts";

export interface SshToolCall {
  readonly tool: "ssh-keygen" | "ssh-add";
  readonly args: readonly string[];
  /** What goes to standard input; nothing when not given. */
  readonly input?: Uint8Array;
  /** After so long the tool is stopped; long enough for a person where one is asked. */
  readonly limitMs: number;
}

export interface SshToolAnswer {
  /** Null where a signal or the limit stopped it. */
  readonly exitCode: number | null;
  readonly stdout: Uint8Array;
  readonly stderr: string;
}

/**
 * Runs the tool once, in the root of the file system. Passphrases and PINs are asked on the controlling terminal by the
 * tool itself, or by SSH_ASKPASS; they never pass through here. Rejects with a Refusal SIGNING_FAILED where there is no tool.
 */
export async function runSshTool({ tool, args, input, limitMs }: SshToolCall): Promise<SshToolAnswer> {
  const program = await findTool(tool);
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: parse(process.cwd()).root,
      env: toolEnvironment(),
      stdio: ["pipe", "pipe", "pipe"],
      timeout: limitMs,
    });
    const stdout: Uint8Array[] = [];
    const stderr: Uint8Array[] = [];
    child.stdout.on("data", (bytes: Uint8Array) => stdout.push(bytes));
    child.stderr.on("data", (bytes: Uint8Array) => stderr.push(bytes));
    // A tool that refuses early does not read what it is given.
    child.stdin.on("error", () => undefined);
    child.on("error", (error) => reject(notStarted(tool, error)));
    child.on("close", (exitCode) =>
      resolve({ exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString() }),
    );
    child.stdin.end(input ?? "");
  });
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

function toolEnvironment(): NodeJS.ProcessEnv {
  const handedOn = HANDED_ON.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(handedOn), PATH: searchFolders().join(delimiter), LC_ALL: "C" };
}

/** An empty or relative folder would let a program in the current folder be run. */
function searchFolders(): readonly string[] {
  return (process.env["PATH"] ?? "").split(delimiter).filter((folder) => isAbsolute(folder));
}

async function findTool(tool: string): Promise<string> {
  const name = process.platform === "win32" ? `${tool}.exe` : tool;
  for (const folder of searchFolders()) {
    const candidate = join(folder, name);
    if (await canRun(candidate)) return candidate;
  }
  throw new Refusal("SIGNING_FAILED", {
    message: `no ${tool} was found in the folders of PATH`,
    expected: "OpenSSH 8.2 or later",
    todo: "install the OpenSSH client, or add its folder to PATH",
  });
}

async function canRun(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function notStarted(tool: string, error: NodeJS.ErrnoException): Refusal {
  const text = {
    message: `${tool} could not be started: ${error.code ?? error.message}`,
    expected: "OpenSSH 8.2 or later",
    todo: "install the OpenSSH client, or mend its permissions",
  };
  return new Refusal("SIGNING_FAILED", text, error);
}
