import assert from "node:assert/strict";
import { setTimeout } from "node:timers/promises";
import { test } from "node:test";
import type { Terminal } from "../../../src/cli/terminal.ts";
import { cutTeller, progressLine, withProgress, type Step } from "../../../src/cli/views/progress.ts";

function recordingTerminal(): { readonly terminal: Terminal; readonly lines: readonly string[] } {
  const lines: string[] = [];
  const nothing = (): void => undefined;
  const passing = (text: string): void => void lines.push(text);
  const terminal = { out: nothing, err: nothing, columns: 80, color: false, isLive: true, passing };
  return { terminal, lines };
}

test("a line says what, how much of it and for how long", () => {
  assert.equal(
    progressLine({ what: "verifying run", done: 1200, total: 3400 }, 12_345),
    "... verifying run 1,200 of 3,400, 12 s",
  );
  assert.equal(progressLine({ what: "reading facts" }, 999), "... reading facts, 0 s");
});

test("a cut is told of by its bytes, and no more once it is through", () => {
  const told: Step[] = [];
  const next = { what: "reading plans" };
  const teller = cutTeller((step) => void told.push(step), next);
  teller(600, 1200);
  teller(1200, 1200);
  assert.deepEqual(told, [{ what: "cutting a document, byte", done: 600, total: 1200 }, next]);
});

test("what takes long is told, and taken away at the end", async () => {
  const { terminal, lines } = recordingTerminal();
  await withProgress(terminal, { quiet: false }, async (tell) => {
    tell({ what: "reading" });
    await setTimeout(700);
  });
  assert.match(lines[0] ?? "", /^\.\.\. reading, 0 s$/);
  assert.equal(lines.at(-1), "", "nothing of it stays");
});

test("nothing is told of what is quick, with --quiet, or where nothing can be redrawn", async () => {
  const { terminal, lines } = recordingTerminal();
  const quick = async (): Promise<void> =>
    withProgress(terminal, { quiet: false }, async (tell) => {
      tell({ what: "reading" });
      await setTimeout(20);
    });
  await quick();
  await withProgress(terminal, { quiet: true }, async (tell) => {
    tell({ what: "reading" });
    await setTimeout(600);
  });
  assert.deepEqual(lines, [""], "only what was not there is taken away");
  const { passing: _, ...plain } = terminal;
  await withProgress(plain, { quiet: false }, (tell) => {
    tell({ what: "reading" });
    return Promise.resolve();
  });
  assert.deepEqual(lines, [""]);
});
