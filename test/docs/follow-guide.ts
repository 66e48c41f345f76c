// Follows a guide as its reader does: every block pasted into one bash, in order, in an empty folder with an empty home.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { COMPILE_CACHE } from "../support/compile-cache-folder.ts";
import { MAIN_FILE } from "../support/run-reconcile.ts";
import type { GuideStep } from "./guide-blocks.ts";

const ROOT = path.join(import.meta.dirname, "../..");

export interface Followed {
  readonly exit: number | null;
  /** What each step printed, on both streams; steps that were not reached are missing. */
  readonly came: readonly string[];
}

/**
 * The step that gets the program is the one that is not carried out: `cutplan` is a link to this checkout, and `reconcile`
 * on the path is its program. `npm ci` has been run for this checkout, or no test would run.
 */
export function followGuide(folder: string, steps: readonly GuideStep[]): Followed {
  const place = (name: string): string => path.join(folder, name);
  for (const name of ["home", "bin", "came", "work"]) mkdirSync(place(name));
  const program = `#!/bin/sh\nexec '${process.execPath}' '${MAIN_FILE}' "$@"\n`;
  writeFileSync(place("bin/reconcile"), program);
  chmodSync(place("bin/reconcile"), 0o755);
  symlinkSync(ROOT, place("work/cutplan"));
  const script = steps.map(
    ({ commands, isProgram }, index) =>
      `exec > '${place(`came/${index}`)}' 2>&1\n${isProgram ? ":" : commands}`,
  );
  const { status } = spawnSync("bash", ["-euo", "pipefail", "-c", script.join("\n")], {
    cwd: place("work"),
    env: {
      PATH: `${place("bin")}:${process.env["PATH"] ?? ""}`,
      HOME: place("home"),
      LC_ALL: "C.UTF-8",
      TMPDIR: tmpdir(),
      NODE_COMPILE_CACHE: COMPILE_CACHE,
    },
    stdio: "ignore",
  });
  return { exit: status, came: steps.flatMap((_, index) => readCame(place(`came/${index}`))) };
}

function readCame(file: string): readonly string[] {
  try {
    return [readFileSync(file, "utf8")];
  } catch {
    return [];
  }
}
