// What the benchmark says in a terminal: a case when it is measured, and at the end what was missing. Pure.
import { growthOf, LIMIT } from "./growth.ts";
import { highest, judge } from "./goals.ts";
import type { CaseResult, Peer, Row, Samples } from "./record.ts";
import { ratios, spread } from "./statistics.ts";
import { inMegabytes, inWords, slopesInWords, verdictInWords, whatIn } from "./words.ts";

export const PREAMBLE = `Seconds: median (least–most). Peak: MB of the largest process in any run. Own and peer take turns; ratios are run by run.
Growth: the exponent of size, over all sizes and between the two largest; above ${LIMIT} is STEEP. Starting a process is
not taken off: it flattens the first of the two, and weighs least in the second.
`;

const NAME_WIDTH = 52;

export function sayTitle({ name, title }: Pick<CaseResult, "name" | "title">): string {
  return `${name} ${title}`;
}

/** `rows` are those of the case so far, this one among them. */
export function sayRow(row: Row, rows: readonly Row[]): string {
  const runs = row.own.seconds.length;
  const lines = [
    saySamples(`  ${whatIn(row)}`, row.own, `${runs} run${runs === 1 ? "" : "s"}`),
    ...row.peers.map((peer) => saySamples(`    ${peer.name}`, peer.samples, sayRatio(row, peer))),
    ...row.goals.map((goal) => {
      const { text, met } = judge(goal, row, rows);
      return `    goal: ${text}: ${verdictInWords(met)}`;
    }),
  ];
  return lines.join("\n");
}

/** Empty where growth is not looked at. */
export function sayGrowth(result: CaseResult): string {
  const lines = growthOf(result).map(({ what, peer, time, memory, aboveSource }) => {
    const above = aboveSource === undefined ? "" : `   above the source ${slopesInWords(aboveSource)}`;
    return `${pad(`    ${peer ?? what}`)} time ${slopesInWords(time)}   memory ${slopesInWords(memory)}${above}\n`;
  });
  return lines.length === 0 ? "" : `  growth\n${lines.join("")}`;
}

function saySamples(name: string, samples: Samples, rest: string): string {
  const unit = samples.seconds.length === 0 ? "" : " s";
  const time = `${inWords(spread(samples.seconds))}${unit}`.padEnd(26);
  const peak = (samples.peakMb === undefined ? "" : `${inMegabytes(highest(samples))} MB`).padStart(8);
  return `${pad(name)} ${time}${peak}   ${rest}`;
}

function sayRatio({ own }: Row, { samples }: Peer): string {
  return `${inWords(spread(ratios(own.seconds, samples.seconds)))} times`;
}

function pad(name: string): string {
  return name.padEnd(NAME_WIDTH);
}

export function sayMissing(missing: readonly { readonly name: string; readonly how: string }[]): string {
  if (missing.length === 0) return "No tool was missing.\n";
  const lines = missing.map(({ name, how }) => `  ${name}: ${how}\n`);
  return `Missing, so nothing was held against them. How to get them:\n${lines.join("")}`;
}
