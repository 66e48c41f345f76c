// The plain account of a check for a workflow's log: what a person at a terminal would read, between two lines with a token
// that no document can know. In between the runner takes nothing for a command, and no line could be taken for one.
import { randomBytes } from "node:crypto";
import type { Terminal } from "../terminal.ts";
import { inertLine, resumeCommands, stopCommands } from "./workflow-command.ts";

/** Wide enough for most lines, and the log wraps the others. */
const COLUMNS = 120;

export interface PlainAccount {
  /** Whatever is written here, to either side, becomes lines of the account. */
  readonly terminal: Terminal;
  /** Tells what is left of a line. From here on commands count again. */
  readonly close: () => void;
}

export function openAccount(outer: Terminal): PlainAccount {
  const token = randomBytes(16).toString("hex");
  let isOpen = false;
  let rest = "";
  const say = (text: string): void => {
    if (!isOpen) outer.out(`${stopCommands(token)}\n`);
    isOpen = true;
    const lines = `${rest}${text}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) outer.out(`${inertLine(line)}\n`);
  };
  return {
    terminal: { out: say, err: say, columns: COLUMNS, color: false, isLive: false },
    close: () => {
      if (!isOpen) return;
      if (rest !== "") say("\n");
      outer.out(`${resumeCommands(token)}\n`);
      isOpen = false;
    },
  };
}
