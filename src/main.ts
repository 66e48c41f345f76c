#!/usr/bin/env node
// Hands the process to the CLI and sets the exit code. The only place that catches our own bugs.
const OLDEST_NODE = [22, 18] as const;

/** Whether this Node runs the program; asked before anything else is loaded, in words any Node understands. */
function isNodeKnown(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

if (isNodeKnown()) {
  const { runCli } = await import("./cli/run-cli.ts");
  try {
    process.exitCode = await runCli(process.argv.slice(2));
  } catch (error) {
    const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
    process.stderr.write(
      `This is a bug in cutplan, not in your repository. Please report it with these lines:\n${trace}\n`,
    );
    process.exitCode = 1;
  }
} else {
  process.stderr.write(
    `cutplan needs Node ${OLDEST_NODE.join(".")} or later, and this is ${process.versions.node}.\n`,
  );
  process.exitCode = 64;
}

export {};
