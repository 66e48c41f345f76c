// Runs pg_dump or pg_restore once: an argument array, no shell, and an environment of which every variable is named by the
// caller. What the program wrote is kept for its reason to be found in, and is not to be shown: it can quote rows.
import { spawn } from "node:child_process";

export interface ToolCall {
  readonly program: string;
  readonly args: readonly string[];
  /** All that the program gets, beside LC_ALL=C. */
  readonly environment: Readonly<Record<string, string>>;
  /** The folder it works in. */
  readonly folder: string;
  /** After so long the program is stopped. */
  readonly limitMs: number;
  /** Stops the program when it is aborted. */
  readonly signal?: AbortSignal;
}

export interface ToolEnd {
  /** Null where a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: string | null;
  /** The first 64 KiB of each. */
  readonly stdout: string;
  readonly stderr: string;
}

const KEPT_BYTES = 64 * 1024;

/** Any end is an answer, once the program is gone. Rejects with node's own error where it could not be started. */
export async function runBackupTool(call: ToolCall): Promise<ToolEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(call.program, call.args, {
      cwd: call.folder,
      env: { ...call.environment, LC_ALL: "C" },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: call.limitMs,
    });
    const stop = (): void => void child.kill();
    call.signal?.addEventListener("abort", stop);
    if (call.signal?.aborted === true) stop();
    const stdout = keepStart(child.stdout);
    const stderr = keepStart(child.stderr);
    child.on("error", reject);
    child.on("close", (exitCode, signal) => {
      call.signal?.removeEventListener("abort", stop);
      resolve({ exitCode, signal, stdout: stdout(), stderr: stderr() });
    });
  });
}

/** Reads all, so that the program never waits for us, and keeps the start. */
function keepStart(stream: NodeJS.ReadableStream): () => string {
  const kept: Buffer[] = [];
  let bytes = 0;
  stream.on("data", (chunk: Buffer) => {
    if (bytes < KEPT_BYTES) kept.push(chunk.subarray(0, KEPT_BYTES - bytes));
    bytes += chunk.length;
  });
  return () => Buffer.concat(kept).toString();
}
