// Proofs for people: a line with the verdict and the time, a line with what was tried, and one line over all of them.
import { visibleText } from "../../diagnostics/visible-text.ts";
import { glueText } from "../../diagnostics/wrap-text.ts";
import type { Proof } from "../../target/proofs.ts";
import type { Line } from "./lay-out.ts";
import type { Paint } from "./style.ts";

const TONES = { PASS: "good", FAIL: "bad", SKIP: "wait" } as const;
const ID_WIDTH = "PROOF-4b".length;
const INDENT = " ".repeat("PASS  ".length + ID_WIDTH + "  ".length);

export function proofLines({ id, title, verdict, reason, tookMs }: Proof, paint: Paint): readonly Line[] {
  const took = tookMs < 1000 ? `${Math.ceil(tookMs)} ms` : `${(tookMs / 1000).toFixed(1)} s`;
  return [
    {
      lead: `${paint(TONES[verdict], verdict)}  ${id.padEnd(ID_WIDTH)}  `,
      text: `${title} ${glueText(paint("dim", `(${took})`))}`,
    },
    { lead: INDENT, text: paint("dim", visibleText(reason)) },
  ];
}

/** What was not tried is counted apart: it proves nothing, either way. */
export function verdictLine(proofs: readonly Proof[]): string {
  const count = (verdict: Proof["verdict"]): number => proofs.filter((one) => one.verdict === verdict).length;
  const [held, failed, skipped] = [count("PASS"), count("FAIL"), count("SKIP")];
  const untried = skipped === 0 ? "" : `; ${skipped} could not be tried and prove nothing`;
  return held === 0 || failed > 0
    ? `${failed} of ${proofs.length} proofs do not hold${untried}`
    : `${held} ${held === 1 ? "proof holds" : "proofs hold"}; LIVE is locked${untried}`;
}
