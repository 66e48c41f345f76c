// reconcile prove: shows that LIVE is locked, each proof exercised anew, with what was tried and what came back.
import { visibleText } from "../../diagnostics/visible-text.ts";
import { runProofs, type Proof } from "../../target/proofs.ts";
import { EXIT } from "../exit-codes.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import type { Terminal } from "../terminal.ts";
import { emit } from "../views/events.ts";
import { paintFor } from "../views/style.ts";

export async function run({ options, terminal }: CommandContext): Promise<CommandResult> {
  const proofs = await runProofs();
  const held = proofs.length > 0 && proofs.every((proof) => proof.verdict === "PASS");
  const exit = held ? EXIT.done : EXIT.failed;
  if (options.json) emitProofs(terminal, proofs);
  else if (!options.quiet || !held) printProofs(terminal, proofs, held);
  return { exit };
}

function emitProofs(terminal: Terminal, proofs: readonly Proof[]): void {
  for (const { id, title, verdict, reason } of proofs)
    emit(terminal, { type: "proof", id, title, verdict, reason });
}

function printProofs(terminal: Terminal, proofs: readonly Proof[], held: boolean): void {
  const paint = paintFor(terminal.color);
  for (const { id, title, verdict, reason } of proofs) {
    const tone = verdict === "PASS" ? "good" : "bad";
    terminal.out(
      `${paint(tone, verdict)}  ${id.padEnd("PROOF-4b".length)}  ${title}\n${" ".repeat(16)}${paint("dim", visibleText(reason))}\n`,
    );
  }
  const failed = proofs.filter((proof) => proof.verdict === "FAIL").length;
  terminal.out(
    `\n${held ? `${proofs.length} proofs hold; LIVE is locked` : `${failed} of ${proofs.length} proofs do not hold`}\n`,
  );
}
