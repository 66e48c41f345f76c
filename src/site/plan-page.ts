// The page of a plan: where it stands and who acts next, its faults, how far its newest run has come, and every run on
// record. What a run found in detail is on the run's own pages.
import { cutSection } from "./cut-section.ts";
import { plainTable, type Row } from "./data-table.ts";
import { h, type Child, type Element } from "./element.ts";
import { faultsSection } from "./faults-section.ts";
import { gateBlock } from "./gate-section.ts";
import { stateBadge } from "./marks.ts";
import { momentOf } from "./moments.ts";
import { framePage, type SitePage } from "./page-frame.ts";
import type { SiteData, SitePlan, SiteRun } from "./site-data.ts";
import { indexOf, linkTo, planFolder, runFolder } from "./site-paths.ts";
import { standingSection } from "./standing-section.ts";
import { RUN_POSITIONS } from "./state-words.ts";
import { subjectHead } from "./subject-head.ts";
import { cutLinks, tabsOf, type Subject } from "./subject.ts";
import { code, number, own } from "./texts.ts";
import { stepsStrip, timelinePicture } from "./timeline-picture.ts";
import { summarise, timelineOf } from "./timeline.ts";

export function planPage(data: SiteData, plan: SitePlan, subject: Subject): SitePage {
  const path = indexOf(planFolder(plan.name));
  const [newest] = plan.runs;
  return framePage(data, {
    path,
    title: `${plan.name}: ${plan.state}${plan.gate === undefined ? "" : ` at ${plan.gate}`}`,
    trail: subject.trail,
    band: subject.band,
    main: [
      subjectHead(subject),
      subject.cut === undefined ? undefined : tabsOf(subject, path, "index"),
      standingSection(plan, data.at),
      faultsSection(plan.faults, {
        id: "faults",
        title: "Faults in its documents",
        lead: "Nothing of this plan moves before they are mended.",
      }),
      newest === undefined ? undefined : newestSection(plan, newest, path),
      newest?.ahead === undefined ? undefined : aheadSection(newest.ahead),
      cutOf(plan, subject, path),
      aboutSection(plan),
      runsSection(plan, path),
    ],
  });
}

function newestSection({ name }: SitePlan, run: SiteRun, path: string): Element {
  const link = linkTo(path, indexOf(runFolder(name, run.id)));
  return h(
    "section",
    { "aria-labelledby": "newest" },
    h("h2", { id: "newest" }, "Its newest run: ", h("a", { href: link }, own(run.id))),
    h(
      "p",
      { class: "lead" },
      summarise(run, timelineOf(run)),
      " ",
      h("a", { href: link }, "Every step, unit and statement of it"),
    ),
    h("div", { class: "timeline-frame" }, timelinePicture(run)),
    stepsStrip(run),
  );
}

function aheadSection(gate: NonNullable<SiteRun["ahead"]>): Element {
  return h(
    "section",
    { "aria-labelledby": "ahead" },
    h("h2", { id: "ahead" }, "The gate ahead"),
    gateBlock(gate, ["as it is judged now"]),
  );
}

/** Of its newest run; where it has none of this text, of the plan as the commit has it. */
function cutOf({ name, runs }: SitePlan, subject: Subject, path: string): Child {
  if (subject.cut !== undefined) return cutSection(subject.cut, cutLinks(subject, path));
  const [newest] = runs;
  if (newest?.cut === undefined) return undefined;
  const folder = runFolder(name, newest.id);
  return cutSection(newest.cut, cutLinks({ ...subject, folder }, path));
}

function aboutSection({ author, mode, target }: SitePlan): Child {
  const rows: readonly (readonly [string, Child])[] = [
    ["Author", author === undefined ? undefined : own(author)],
    ["Mode", mode],
    ["Target", target === undefined ? undefined : [code(target.name), ` (${target.driver})`]],
  ];
  const known = rows.filter(([, value]) => value !== undefined);
  if (known.length === 0) return undefined;
  return h(
    "section",
    { "aria-labelledby": "about" },
    h("h2", { id: "about" }, "About the plan"),
    h(
      "dl",
      { class: "pins" },
      known.map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))),
    ),
  );
}

function runsSection({ name, runs }: SitePlan, path: string): Element {
  return h(
    "section",
    { "aria-labelledby": "runs" },
    h("h2", { id: "runs" }, runs.length === 0 ? "Runs" : `Runs, the newest first: ${number(runs.length)}`),
    runs.length === 0
      ? h("p", { class: "none" }, "No run of it is on record.")
      : plainTable({
          caption: "Runs on record",
          columns: [
            { title: "Run", kind: "wide" },
            { title: "Stands" },
            { title: "Last moved", kind: "tight" },
            { title: "Mode", kind: "tight" },
            { title: "Attempt", kind: "number" },
            { title: "Statements", kind: "number" },
          ],
          rows: runs.map((run) => runRow(name, run, path)),
        }),
  );
}

function runRow(plan: string, run: SiteRun, path: string): Row {
  const { id, position, statements, mode, attempt } = run;
  const last = statements.at(-1);
  return {
    cells: [
      h("a", { href: linkTo(path, indexOf(runFolder(plan, id))) }, own(id)),
      stateBadge(RUN_POSITIONS[position]),
      last === undefined ? undefined : momentOf(last.observed.at),
      h("span", { class: `mode mode-${mode.toLowerCase()}` }, mode),
      attempt,
      statements.length,
    ],
  };
}
