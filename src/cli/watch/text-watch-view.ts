// A watch for people: a line a change, each with its time in UTC. On a terminal that redraws, one more line says where the
// watch stands; with --quiet there is nothing but what is wrong.
import { visibleText } from "../../diagnostics/visible-text.ts";
import { exitOfOutcome } from "../exit-codes.ts";
import type { CommonOptions } from "../options.ts";
import type { Terminal } from "../terminal.ts";
import { TOOL } from "../version.ts";
import { bannerLines, DRYRUN_TEXT } from "../views/banner.ts";
import { plainLines, printLines, type Line } from "../views/lay-out.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { paintFor } from "../views/style.ts";
import { changeLine } from "./change-line.ts";
import type { Change } from "./notice-changes.ts";
import type { WatchCounts, WatchView } from "./watch-view.ts";

export interface WatchText {
  readonly terminal: Terminal;
  readonly options: CommonOptions;
  /** As it was given: 5m. */
  readonly interval: string;
  /** The present moment, RFC 3339 in UTC to the second. */
  readonly now: () => string;
}

const DATE_LENGTH = "2026-11-21T".length;
const WIDEST_PLAN = 32;

export function textWatchView({ terminal, options, interval, now }: WatchText): WatchView {
  const paint = paintFor(terminal.color);
  const status = terminal.passing ?? ((): void => undefined);
  let isBegun = false;
  let planWidth = 0;
  // In a log the day matters; on a terminal somebody sits before it.
  const stamp = (): string => `${paint("dim", terminal.isLive ? now().slice(DATE_LENGTH) : now())}  `;
  const tell = (text: string): void => {
    if (!isBegun) printLines(terminal, headLines(terminal, options, interval));
    isBegun = true;
    printLines(terminal, [{ lead: stamp(), text }]);
  };
  return {
    looking: () => status(`... reconciling ${visibleText(options.ref)}`),
    told: (changes) => {
      status("");
      planWidth = Math.max(planWidth, ...changes.map(planWidthOf));
      const idle = isIdle(changes) ? "; no plan changed" : "";
      if (changes.length === 0 && isBegun && options.verbose) tell("looked again: nothing changed");
      for (const change of changes)
        tell(`${changeLine(change, { paint, planWidth, isVerbose: options.verbose })}${idle}`);
    },
    resting: (pin) => {
      const at = pin === undefined ? options.ref : `${pin.ref} at ${pin.commit.slice(0, 12)}`;
      status(`watching ${visibleText(at)}, last looked ${now().slice(DATE_LENGTH)}`);
    },
    end: (counts) => tell(endingText(counts, options.write)),
  };
}

/** Says nothing but what is wrong, on standard error. */
export function quietWatchView({ terminal, options, now }: WatchText): WatchView {
  const paint = paintFor(terminal.color);
  return {
    looking: () => undefined,
    told: (changes) => {
      for (const change of changes) {
        if (!isWrong(change, options)) continue;
        const text = changeLine(change, { paint, planWidth: 0, isVerbose: options.verbose });
        terminal.err(`${plainLines([{ lead: `${paint("dim", now())}  `, text }]).join("\n")}\n`);
      }
    },
    resting: () => undefined,
    end: () => undefined,
  };
}

function isWrong(change: Change, options: CommonOptions): boolean {
  switch (change.kind) {
    case "plan":
      return exitOfOutcome(change.to, options.detailedExitcode) !== 0;
    case "strays":
      return change.faults.length > 0;
    case "refused":
    case "unpublished":
      return true;
    case "commit":
    case "gone":
    case "published":
      return false;
  }
}

function headLines(terminal: Terminal, options: CommonOptions, interval: string): readonly Line[] {
  const { ref, trustRef, write } = options;
  const refs = [ref, ...(trustRef === undefined ? [] : [trustRef])].map(visibleText).join(" or ");
  const keeps = write ? "evidence goes to runs/" : "nothing is recorded";
  return [
    ...bannerLines(DRYRUN_TEXT, { paint: paintFor(terminal.color), columns: terminal.columns }),
    `${TOOL} reconciles whenever ${refs} moves, and every ${interval}; ${keeps}; Ctrl-C stops it`,
    "",
  ];
}

function planWidthOf(change: Change): number {
  const plan = change.kind === "plan" ? change.to.plan : change.kind === "gone" ? change.from.plan : "";
  return Math.min(WIDEST_PLAN, plan.length);
}

/** A commit that moved no plan. */
function isIdle(changes: readonly Change[]): boolean {
  return changes.every((change) => change.kind === "commit" && change.from !== undefined);
}

function endingText({ passes, plans, statements }: WatchCounts, write: boolean): string {
  const kept = write ? `${counted(statements, "statement")} recorded` : "nothing recorded";
  return `stopped after ${counted(passes, "pass", "passes")}: ${counted(plans, "plan")}, ${kept}`;
}

function counted(count: number, one: string, more = `${one}s`): string {
  return `${groupDigits(count)} ${count === 1 ? one : more}`;
}
