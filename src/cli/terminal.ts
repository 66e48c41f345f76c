// Where output goes and what it may look like there. Everything the program says passes through one of these.
import type { ColorChoice } from "./options.ts";

export interface Terminal {
  /** Writes to standard output. A reader that has gone away (a closed pipe) is no error. */
  readonly out: (text: string) => void;
  /** Writes to standard error. */
  readonly err: (text: string) => void;
  /** Of standard output; Infinity where it is no terminal: what reads it there breaks lines as it likes. */
  readonly columns: number;
  readonly color: boolean;
  /** Whether standard output is a terminal that can redraw lines. */
  readonly isLive: boolean;
  /**
   * Shows a line on standard error that the next output, or the next such line, takes the place of; the empty one takes it
   * away. Undefined where standard error is no terminal that can redraw.
   */
  readonly passing?: ((text: string) => void) | undefined;
}

const DEFAULT_COLUMNS = 80;
/** Erase in Line (ECMA-48, 8.3.41), from the beginning of the line on. */
const WIPE = "\r\u001b[K";

/** The process's own terminal. Colour: --color, else NO_COLOR and FORCE_COLOR as is the custom, else only on a terminal. */
export function openTerminal(color: ColorChoice): Terminal {
  const { env } = process;
  const stdout = heedLoss(process.stdout);
  // Opened when it is first asked for: opening a stream takes longer than telling the version.
  let opened: NodeJS.WriteStream | undefined;
  const stderr = (): NodeJS.WriteStream => (opened ??= heedLoss(process.stderr));
  const canRedraw = env["TERM"] !== "dumb" && env["CI"] === undefined;
  let isPassing = false;
  const wipe = (): void => {
    if (isPassing) stderr().write(WIPE);
    isPassing = false;
  };
  const passing = (text: string): void => {
    wipe();
    // A line that is too long would break, and what is above it could not be wiped.
    stderr().write(text.slice(0, columnsOf(stderr()) - 1));
    isPassing = text !== "";
  };
  return {
    out: (text) => {
      wipe();
      stdout.write(text);
    },
    err: (text) => {
      wipe();
      stderr().write(text);
    },
    columns: stdout.isTTY ? columnsOf(stdout) : Infinity,
    color: color === "auto" ? isColorWanted(env, stdout.isTTY) : color === "always",
    isLive: stdout.isTTY && canRedraw,
    get passing() {
      return canRedraw && stderr().isTTY ? passing : undefined;
    },
  };
}

/** A reader that has gone away ends nothing; whatever else keeps output from being written ends the program. */
function heedLoss(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") return;
    process.stderr.write(`The output could not be written: ${error.code ?? error.message}\n`);
    process.exit(1);
  });
  return stream;
}

/** A terminal that nobody gave a size says 0. */
function columnsOf({ columns }: NodeJS.WriteStream): number {
  return columns > 0 ? columns : DEFAULT_COLUMNS;
}

function isColorWanted(env: NodeJS.ProcessEnv, isTerminal: boolean): boolean {
  if ((env["NO_COLOR"] ?? "") !== "") return false;
  if ((env["FORCE_COLOR"] ?? "") !== "") return env["FORCE_COLOR"] !== "0";
  return isTerminal && env["TERM"] !== "dumb";
}
