// How a watch is asked to stop: by SIGINT, by SIGTERM, or because whoever read its output has gone. The first asks, and the
// pass that is under way comes to its end; a second one ends the process at once, which loses nothing that is on record.
const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** Calls `ask` when the watch is to stop, once. The answer takes the listeners away again. */
export function onStopAsked(ask: () => void): () => void {
  let isAsked = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (!isAsked) {
      isAsked = true;
      ask();
      return;
    }
    // Sent anew, it finds no listener of ours: an embedded server is cleared away, and the process ends by the signal.
    forget();
    process.kill(process.pid, signal);
  };
  const onOutputError = (error: NodeJS.ErrnoException): void => {
    if (error.code === "EPIPE") ask();
  };
  const forget = (): void => {
    for (const signal of SIGNALS) process.removeListener(signal, stop);
    process.stdout.removeListener("error", onOutputError);
  };
  for (const signal of SIGNALS) process.on(signal, stop);
  process.stdout.on("error", onOutputError);
  return forget;
}
