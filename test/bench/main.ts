// npm run bench [-- B2 B4]: runs the cases and prints one table. Measures; asserts nothing.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Row } from "./case.ts";
import { CASES } from "./cases.ts";
import type { Measured } from "./measure.ts";

const HEAD = ["case", "what", "cutplan (min–max) s", "peak MiB", "against", "s", "ratio", "goal", "met"];

function seconds({ min, median, max }: Measured): string {
  return `${median.toFixed(3)} (${min.toFixed(3)}–${max.toFixed(3)})`;
}

function cells(name: string, { what, cutplan, against, peer, goal, met }: Row): readonly string[] {
  const ratio = against === undefined ? "–" : (cutplan.median / against.median).toFixed(2);
  const verdict = met === undefined ? "–" : met ? "yes" : "NO";
  const peak = cutplan.peakMib === undefined ? "–" : cutplan.peakMib.toFixed(0);
  return [
    name,
    `${what}, ${cutplan.runs} runs`,
    seconds(cutplan),
    peak,
    peer,
    against?.median.toFixed(3) ?? "–",
    ratio,
    goal,
    verdict,
  ];
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !CASES.some((one) => one.name === name));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no case ${unknown.join(", ")}; there are ${CASES.map(({ name }) => name).join(", ")}.\n`,
  );
  process.exitCode = 64;
} else {
  process.stdout.write(`| ${HEAD.join(" | ")} |\n|${HEAD.map(() => "---|").join("")}\n`);
  for (const { name, run } of CASES.filter((one) => wanted.length === 0 || wanted.includes(one.name))) {
    const folder = mkdtempSync(path.join(tmpdir(), "cutplan-bench-"));
    try {
      for (const row of await run(folder)) process.stdout.write(`| ${cells(name, row).join(" | ")} |\n`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
