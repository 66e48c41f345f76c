// What is done when this process ends while servers of its still run: they are ended and their folders removed, at once.
// It never keeps the process from ending, and leaves a signal to whoever else listens for it.
const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

const open = new Set<() => void>();

/** Calls `clear` on every way out that can be seen, until the answer is called. `clear` is sync and does not throw. */
export function onWayOut(clear: () => void): () => void {
  if (open.size === 0) listen();
  open.add(clear);
  return () => {
    open.delete(clear);
    if (open.size === 0) ignore();
  };
}

function listen(): void {
  process.on("exit", clearAll);
  for (const signal of SIGNALS) process.on(signal, onSignal);
}

function ignore(): void {
  process.removeListener("exit", clearAll);
  for (const signal of SIGNALS) process.removeListener(signal, onSignal);
}

function clearAll(): void {
  for (const clear of open) clear();
  open.clear();
  ignore();
}

function onSignal(signal: NodeJS.Signals): void {
  // Whoever else listens decides what becomes of the process; if it ends, `exit` or the signal sent anew gets here.
  if (process.listenerCount(signal) > 1) return;
  clearAll();
  // With our listener gone, it ends as it would have without us.
  process.kill(process.pid, signal);
}
