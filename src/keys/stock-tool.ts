// Runs one of the tools that every machine has, so that what is signed and chained here is checked by somebody else's code.
// Which answer is a good one is the caller's to say; a tool that is not there is told apart from one that says no.
import { findProgram, runProgram, type ProgramAnswer } from "./run-program.ts";

export interface StockToolCall {
  readonly tool: "ssh-keygen" | "sha256sum" | "openssl";
  readonly args: readonly string[];
  /** What goes to standard input; nothing when not given. */
  readonly input?: Uint8Array;
}

const LIMIT_MS = 30_000;

/** Undefined where no folder of PATH has the tool. No variable of the caller's but PATH reaches it, and no agent. */
export async function runStockTool({ tool, args, input }: StockToolCall): Promise<ProgramAnswer | undefined> {
  const program = await findProgram(tool);
  return program === undefined
    ? undefined
    : runProgram({ program, args, input, environment: { TZ: "UTC" }, limitMs: LIMIT_MS });
}
