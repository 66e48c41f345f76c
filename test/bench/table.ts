// The tables of docs/performance.md, from what was recorded. Pure.
import { growthOf, LIMIT } from "./growth.ts";
import { highest, judge, type Goal } from "./goals.ts";
import type { BenchRecord, CaseResult, Machine, Peer, Row } from "./record.ts";
import { ratios, spread } from "./statistics.ts";
import {
  inMegabytes,
  inNumber,
  inWords,
  sayMachine,
  slopesInWords,
  verdictInWords,
  whatIn,
} from "./words.ts";

export function tablesOf({ machine, cases }: BenchRecord): string {
  const absent = [...new Set(cases.flatMap(({ missing }) => missing))];
  return [
    machineLine(machine, cases),
    table(
      ["case", "what", "s", "peak MB", "beside it", "s", "peak MB", "ratio", "goal"],
      cases.flatMap(linesOf),
    ),
    `Seconds and ratios are medians, with the least and the most in brackets; peaks are the highest. ${absent.length === 0 ? "No tool was missing" : `Missing tools: ${absent.join(", ")}`}.`,
    `Growth: the exponent of size over all sizes, then between the two largest. Above ${LIMIT} is marked STEEP.`,
    table(
      ["case", "what", "sizes", "time", "peak memory", "memory above the source"],
      cases.flatMap(growthLines),
    ),
  ].join("\n\n");
}

function machineLine(machine: Machine, cases: readonly CaseResult[]): string {
  const moments = cases.map(({ date, load }) => `${date}, with a load of ${load.toFixed(1)} before it`);
  const days = [...new Set(moments)].map((moment) => {
    const names = cases.filter((_, index) => moments[index] === moment).map(({ name }) => name);
    return names.length === cases.length ? moment : `${moment} (${names.join(", ")})`;
  });
  return `Measured ${days.join(" and ")}: ${sayMachine(machine)}.`;
}

/** The first line says what was measured; one more for each further peer. */
function linesOf({ name, rows }: CaseResult): readonly (readonly string[])[] {
  return rows.flatMap((row) => {
    const peers = row.peers.length === 0 ? [undefined] : row.peers;
    return peers.map((peer, index) => {
      const isFirst = index === 0;
      const goals = row.goals.filter((goal) => isShown(goal, { row, peer, isFirst }));
      const said = goals.map((goal) => {
        const { text, met } = judge(goal, row, rows);
        return `${text}: ${met === false ? "**NO**" : verdictInWords(met)}`;
      });
      return [
        ...(isFirst ? ownCells(name, row) : ["", "", "", ""]),
        ...peerCells(row, peer),
        said.join("; "),
      ];
    });
  });
}

/** A goal stands beside the peer that it is about, all others in the first line. */
function isShown(
  goal: Goal,
  { row, peer, isFirst }: { readonly row: Row; readonly peer: Peer | undefined; readonly isFirst: boolean },
): boolean {
  const isAboutPeer = "peer" in goal && row.peers.some(({ name }) => name === goal.peer);
  return isAboutPeer ? goal.peer === peer?.name : isFirst;
}

function ownCells(name: string, row: Row): readonly string[] {
  return [name, whatIn(row), inWords(spread(row.own.seconds)), inMegabytes(highest(row.own))];
}

function peerCells({ own }: Row, peer: Peer | undefined): readonly string[] {
  if (peer === undefined) return ["–", "–", "–", "–"];
  const { name, samples } = peer;
  return [
    name,
    inWords(spread(samples.seconds)),
    inMegabytes(highest(samples)),
    inWords(spread(ratios(own.seconds, samples.seconds))),
  ];
}

function growthLines(result: CaseResult): readonly (readonly string[])[] {
  return growthOf(result).map(({ name, what, peer, sizes, time, memory, aboveSource }) => [
    name,
    peer ?? what,
    sizes.map(inNumber).join(" · "),
    slopesInWords(time),
    slopesInWords(memory),
    slopesInWords(aboveSource),
  ]);
}

function table(head: readonly string[], lines: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", String.raw`\|`)).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...lines.map(line)].join("\n");
}
