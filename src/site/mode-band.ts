// The band over a plan's and a run's pages that says whether anything is written to a database. It says no more than the
// statements do.
import { h, type Element } from "./element.ts";
import type { Mode, RecordName } from "../model/phase.ts";
import type { SiteRun } from "./site-data.ts";

const WRITING: ReadonlySet<RecordName> = new Set([
  "cut_leg_a",
  "leg_b_record",
  "verify",
  "lifecycle_enact",
] satisfies RecordName[]);

/** `run`: the one that the page is about, where there is one. */
export function modeBand(mode: Mode, run: SiteRun | undefined): Element {
  return h(
    "section",
    { class: `band band-${mode.toLowerCase()}`, "aria-label": "Mode" },
    h("p", {}, h("strong", { class: "band-mode" }, mode), h("span", {}, wordsFor(mode, run))),
  );
}

function wordsFor(mode: Mode, run: SiteRun | undefined): string {
  if (mode === "DRYRUN")
    return "A dry run: every change is simulated, and nothing is written to any database.";
  const hasWritten = run?.statements.some(
    ({ phase, outcome }) => WRITING.has(phase) && outcome !== "REFUSED",
  );
  return hasWritten === true
    ? "For a real database, and steps that write to it are on record: see what became of each."
    : "Asks to write to a real database. No step that writes is on record.";
}
