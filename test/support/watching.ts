// A watch in this process, looked at while it goes on: what it says can be waited for, and its passes counted, so that a test
// of silence waits for passes and not for time.
import { setTimeout as wait } from "node:timers/promises";
import type { Terminal } from "../../src/cli/terminal.ts";
import { checkOptions, type CommonOptions, type RawOptions } from "../../src/cli/options.ts";
import { textWatchView } from "../../src/cli/watch/text-watch-view.ts";
import { watchPlans } from "../../src/cli/watch/watch-plans.ts";
import type { WatchCounts, WatchView } from "../../src/cli/watch/watch-view.ts";
import { manyPlans } from "./many-plans.ts";
import { makeRepository, type Ending, type TestRepository } from "./repository.ts";

export interface Watching {
  /** The lines said since the last call, once one of them matches. Fails where that takes too long. */
  readonly until: (pattern: RegExp) => Promise<readonly string[]>;
  /** The lines said while so many passes more began and ended. */
  readonly passes: (count: number) => Promise<readonly string[]>;
  readonly stop: () => Promise<WatchCounts>;
  readonly done: Promise<WatchCounts>;
}

export interface WatchingWish extends Partial<RawOptions> {
  readonly plans?: readonly string[];
  /** An hour when not given: only a commit brings another pass. */
  readonly intervalMs?: number;
  /** Where the present moment is asked for; the same one always when not given. */
  readonly clock?: () => string;
  /** Called when a pass begins. */
  readonly onPass?: () => void;
  readonly terminal?: Partial<Terminal>;
}

const FIXED = "2026-11-21T10:00:00Z";
const LONGEST_MS = 20_000;

/** Watches the repository until it is stopped, at the latest when the test ends. */
export function watchHere(ending: Ending, repo: string, wish: WatchingWish = {}): Watching {
  const { plans = [], intervalMs = 3_600_000, clock = (): string => FIXED, onPass, terminal, ...raw } = wish;
  const options: CommonOptions = {
    ...checkOptions({ repo, ref: "HEAD", write: true, color: "never", ...raw }),
    get now() {
      return clock();
    },
  };
  const lines: string[] = [];
  const state = { told: 0, text: "" };
  const out = (text: string): void => {
    state.text += text;
    const whole = state.text.split("\n");
    state.text = whole.pop() ?? "";
    lines.push(...whole);
  };
  const screen = { out, err: out, columns: Infinity, color: false, isLive: false, ...terminal };
  const shown = textWatchView({ terminal: screen, options, interval: "1h", now: clock });
  const view: WatchView = {
    ...shown,
    looking: () => {
      shown.looking();
      onPass?.();
    },
    told: (changes) => {
      shown.told(changes);
      state.told += 1;
    },
  };
  const stop = new AbortController();
  ending.after(() => stop.abort());
  const done = watchPlans({ options, plans, intervalMs, lookMs: 10, stop: stop.signal, view });
  const until = async (isDone: () => boolean, what: string): Promise<readonly string[]> => {
    const ended = done.then(
      () => true,
      () => true,
    );
    for (const startedMs = performance.now(); !isDone();) {
      const late = performance.now() - startedMs > LONGEST_MS;
      if (late || (await Promise.race([ended, wait(5, false)])))
        throw new Error(`waited for ${what}, and it said:\n${lines.join("\n")}`);
    }
    return lines.splice(0);
  };
  return {
    until: (pattern) => until(() => lines.some((line) => pattern.test(line)), String(pattern)),
    passes: (count) => {
      const wanted = state.told + count;
      return until(() => state.told >= wanted, `${count} passes`);
    },
    stop: () => {
      stop.abort();
      return done;
    },
    done,
  };
}

/** A repository with so many plans of two units. */
export function withPlans(ending: Ending, count: number): TestRepository {
  const repository = makeRepository(ending);
  repository.commit(manyPlans(count, 2));
  return repository;
}

/** Without the time, and with what differs between commits left out. */
export function plain(lines: readonly string[]): readonly string[] {
  return lines.map((line) =>
    line
      .replace(/^2026-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}/, "")
      .replaceAll(/\b[0-9a-f]{12}\b/g, "<12 hex>")
      .trimEnd(),
  );
}
