// reconcile watch: reconciles at once, then again whenever the ref moves and every --interval, until it is stopped. Waits and
// stops; what a pass does is what reconcile run does.
import type { CommandContext, CommandResult } from "../command.ts";
import { EXIT } from "../exit-codes.ts";
import { jsonWatchView } from "../watch/json-watch-view.ts";
import { readInterval } from "../watch/read-interval.ts";
import { onStopAsked } from "../watch/stop-signals.ts";
import { quietWatchView, textWatchView } from "../watch/text-watch-view.ts";
import { watchPlans } from "../watch/watch-plans.ts";
import type { WatchView } from "../watch/watch-view.ts";

/** Often enough for a person who waits for it; git is started once each time. */
const LOOK_MS = 1000;

/** Being stopped is how a watch ends well: 0, whatever the plans are waiting for. */
export async function run(context: CommandContext): Promise<CommandResult> {
  const { options, plans } = context;
  const intervalMs = readInterval(intervalOf(context));
  const stop = new AbortController();
  const forget = onStopAsked(() => stop.abort());
  try {
    const view = chooseView(context);
    const counts = await watchPlans({
      options,
      plans,
      intervalMs,
      lookMs: LOOK_MS,
      stop: stop.signal,
      view,
    });
    return { exit: EXIT.done, plans: counts.plans, statements: counts.statements };
  } finally {
    forget();
  }
}

function chooseView(context: CommandContext): WatchView {
  const { options, terminal } = context;
  if (options.json) return jsonWatchView(terminal, options);
  const now = (): string => options.now ?? new Date().toISOString().replace(/\.\d{3}Z$/, "Z");
  const words = { terminal, options, interval: intervalOf(context), now };
  return options.quiet ? quietWatchView(words) : textWatchView(words);
}

function intervalOf({ flags }: CommandContext): string {
  const { interval } = flags;
  return typeof interval === "string" ? interval : "5m";
}
