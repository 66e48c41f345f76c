// reconcile prove: shows that LIVE is locked, and that in a sandbox it does what it promises; each proof is tried out anew, and
// told with what was tried, what came back, and how long it took.
import { Refusal } from "../../diagnostics/refusal.ts";
import { runProofs, type Proof } from "../../target/proofs.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { EXIT, type ExitCode } from "../exit-codes.ts";
import { choosePlanToProve } from "../prove/plan-to-prove.ts";
import { runSandboxProofs } from "../prove/run-sandbox-proofs.ts";
import { bannerLines, SANDBOX_TEXT } from "../views/banner.ts";
import { emit } from "../views/events.ts";
import { printLines } from "../views/lay-out.ts";
import { withProgress } from "../views/progress.ts";
import { proofLines, verdictLine } from "../views/proof-lines.ts";
import { paintFor } from "../views/style.ts";

export async function run({ options, plans, terminal }: CommandContext): Promise<CommandResult> {
  if (plans.length > 1) throw tooMany(plans.length);
  const toProve = await choosePlanToProve(options, plans);
  const paint = paintFor(terminal.color);
  const proofs: Proof[] = [];
  const tell = (proof: Proof): void => {
    proofs.push(proof);
    if (options.json) emit(terminal, { type: "proof", ...proof, tookMs: Math.ceil(proof.tookMs) });
    else if (!options.quiet || proof.verdict !== "PASS") printLines(terminal, proofLines(proof, paint));
  };
  if (!options.json && !options.quiet)
    printLines(terminal, [...bannerLines(SANDBOX_TEXT, { paint, columns: terminal.columns }), ""]);
  for (const proof of await runProofs()) tell(proof);
  await withProgress(terminal, options, async (onProgress) => {
    const setting = { toProve, fixedNow: options.now, onProgress };
    for await (const proof of runSandboxProofs(setting)) tell(proof);
  });
  const exit = exitOfProofs(proofs);
  if (!options.json && (!options.quiet || exit !== EXIT.done))
    printLines(terminal, ["", verdictLine(proofs)]);
  return { exit };
}

/** 0 where every proof holds. What could not be tried is no success: nobody can judge it. */
export function exitOfProofs(proofs: readonly Proof[]): ExitCode {
  if (proofs.length === 0 || proofs.some(({ verdict }) => verdict === "FAIL")) return EXIT.failed;
  return proofs.some(({ verdict }) => verdict === "SKIP") ? EXIT.unjudged : EXIT.done;
}

function tooMany(plans: number): Refusal {
  return new Refusal("USAGE", {
    message: `reconcile prove was given ${plans} plans`,
    expected: "one plan, or none",
    todo: "name the one that is to be carried out in the sandbox",
  });
}
