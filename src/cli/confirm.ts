// Asks a person to confirm, on a terminal and nowhere else. Where nobody can be asked the answer is no.
import { createInterface } from "node:readline/promises";
import { Refusal } from "../diagnostics/refusal.ts";
import { quoteText } from "../diagnostics/visible-text.ts";

export interface Confirmation {
  /** What happens if it is confirmed, as a question. */
  readonly question: string;
  /** Whether --yes was given: nobody is asked then. */
  readonly given: boolean;
}

const WORD = "yes";

/** Comes back once the word was typed, or at once with --yes. Rejects with a Refusal APPROVAL_UNCONFIRMED otherwise. */
export async function confirm({ question, given }: Confirmation): Promise<void> {
  if (given) return;
  // The question goes to standard error, so that standard output can be kept for --json.
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw unconfirmed("there is no terminal on which anybody could be asked");
  }
  const answer = await ask(`${question} Type ${WORD} to confirm: `);
  // The cursor still stands behind the question.
  if (answer === undefined) process.stderr.write("\n");
  if (answer?.trim().toLowerCase() !== WORD)
    throw unconfirmed(answer === undefined ? "nothing was typed" : `${quoteText(answer)} was typed`);
}

/** One line; undefined where the input ends before it. The line stays cooked, so that an interrupt ends the program. */
async function ask(prompt: string): Promise<string | undefined> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false });
  const ended = new Promise<undefined>((resolve) => {
    lines.once("close", () => resolve(undefined));
  });
  try {
    return await Promise.race([lines.question(prompt), ended]);
  } finally {
    lines.close();
  }
}

function unconfirmed(what: string): Refusal {
  return new Refusal("APPROVAL_UNCONFIRMED", {
    message: `not confirmed: ${what}; nothing was signed or written`,
    expected: `the word ${WORD}, typed on a terminal, or --yes`,
    todo: "read what is shown, then confirm it on a terminal, or give --yes",
  });
}
