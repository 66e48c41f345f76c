// Long work, told while it goes on: one passing line on standard error with what is being done, how much of it, and for how
// long. Only on a terminal that redraws, and only once it takes a while; nothing of it stays.
import { performance } from "node:perf_hooks";
import type { CommonOptions } from "../options.ts";
import type { Terminal } from "../terminal.ts";
import { groupDigits } from "../../diagnostics/english.ts";

export interface Step {
  /** What is being done, in ASCII: `verifying`, `reading facts of target register`. */
  readonly what: string;
  readonly done?: number;
  readonly total?: number;
}

export interface Progress {
  readonly tell: (step: Step) => void;
  /** Takes the line away. */
  readonly stop: () => void;
}

/** What takes less is not worth a line that flickers. */
const QUIET_MS = 400;
const REDRAW_MS = 100;

function startProgress({ passing }: Terminal, { quiet }: Pick<CommonOptions, "quiet">): Progress {
  if (passing === undefined || quiet) return { tell: () => undefined, stop: () => undefined };
  const startedMs = performance.now();
  let current: Step | undefined;
  let drawnMs = 0;
  const draw = (): void => {
    const nowMs = performance.now();
    const tookMs = nowMs - startedMs;
    if (current === undefined || tookMs < QUIET_MS || nowMs - drawnMs < REDRAW_MS / 2) return;
    drawnMs = nowMs;
    passing(progressLine(current, tookMs));
  };
  // Work that never lets go of the thread is drawn by its own tells.
  const timer = setInterval(draw, REDRAW_MS);
  timer.unref();
  return {
    tell: (step) => {
      current = step;
      draw();
    },
    stop: () => {
      clearInterval(timer);
      passing("");
    },
  };
}

/** Tells of each step of `work`, and takes the line away whatever happens. */
export async function withProgress<Answer>(
  terminal: Terminal,
  options: Pick<CommonOptions, "quiet">,
  work: (tell: Progress["tell"]) => Promise<Answer>,
): Promise<Answer> {
  const progress = startProgress(terminal, options);
  try {
    return await work(progress.tell);
  } finally {
    progress.stop();
  }
}

/** Tells how far into its source a cut is, which may make a million units, and of what goes on once it is through. */
export function cutTeller(tell: Progress["tell"], next: Step): (done: number, total: number) => void {
  return (done, total) => {
    tell(done === total ? next : { what: "cutting a document, byte", done, total });
  };
}

/** `… verifying 12 of 340, 3 s` */
export function progressLine({ what, done, total }: Step, tookMs: number): string {
  const count = done === undefined ? "" : ` ${groupDigits(done)}`;
  const of = total === undefined ? "" : ` of ${groupDigits(total)}`;
  return `... ${what}${count}${of}, ${Math.floor(tookMs / 1000)} s`;
}
