// Where output goes and what it may look like there. Everything the program says passes through one of these.
import type { ColorChoice } from "./options.ts";

export interface Terminal {
  /** Writes to standard output. A reader that has gone away (a closed pipe) is no error. */
  readonly out: (text: string) => void;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  readonly columns: number;
  readonly color: boolean;
  /** Whether standard output is a terminal that can redraw lines. */
  readonly isLive: boolean;
}

const COLUMNS_WITHOUT_TERMINAL = 100;

/** The process's own terminal. Colour: --color, else NO_COLOR and FORCE_COLOR as is the custom, else only on a terminal. */
export function openTerminal(color: ColorChoice): Terminal {
  const { stdout, stderr, env } = process;
  for (const stream of [stdout, stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") return;
      stderr.write(`The output could not be written: ${error.code ?? error.message}\n`);
      process.exit(1);
    });
  }
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    columns: stdout.isTTY ? stdout.columns : COLUMNS_WITHOUT_TERMINAL,
    color: color === "auto" ? isColorWanted(env, stdout.isTTY) : color === "always",
    isLive: stdout.isTTY && env["TERM"] !== "dumb" && env["CI"] === undefined,
  };
}

function isColorWanted(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  if ((env["FORCE_COLOR"] ?? "") !== "") return env["FORCE_COLOR"] !== "0";
  return isTerminal && env["TERM"] !== "dumb";
}
