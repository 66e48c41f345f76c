// The first page of a run: where it stands, its steps, its gates, what it would make, and what the target held.
import { cutSection } from "./cut-section.ts";
import { h, type Child, type Element } from "./element.ts";
import { factsSection } from "./facts-section.ts";
import { gatesSection } from "./gate-section.ts";
import { stateBadge } from "./marks.ts";
import { momentOf } from "./moments.ts";
import { framePage, type SitePage } from "./page-frame.ts";
import type { SiteData, SitePlan, SiteRun } from "./site-data.ts";
import { indexOf, linkTo, planFolder } from "./site-paths.ts";
import { standingSection } from "./standing-section.ts";
import { RUN_POSITIONS } from "./state-words.ts";
import { subjectHead } from "./subject-head.ts";
import { cutLinks, statementLinks, tabsOf, type Subject } from "./subject.ts";
import { digest, own } from "./texts.ts";
import { timelineSection } from "./timeline-section.ts";

export interface RunOfPlan {
  readonly plan: SitePlan;
  readonly run: SiteRun;
}

export function runPage(data: SiteData, subject: Subject, { plan, run }: RunOfPlan): SitePage {
  const path = indexOf(subject.folder);
  const link = statementLinks(subject, path);
  const isNewest = plan.runs[0] === run;
  return framePage(data, {
    path,
    title: `${run.id}: ${run.position}`,
    trail: subject.trail,
    band: subject.band,
    main: [
      subjectHead(subject),
      tabsOf(subject, path, "index"),
      isNewest
        ? standingSection(plan, data.at)
        : pastStanding(run, linkTo(path, indexOf(planFolder(plan.name)))),
      timelineSection(run, link),
      gatesSection(run, link),
      run.cut === undefined ? cutMissing(run) : cutSection(run.cut, cutLinks(subject, path)),
      factsSection(run),
      headSection(run),
    ],
  });
}

/** How an older run stands by itself; the plan goes on in another one. */
function pastStanding(run: SiteRun, plan: string): Element {
  const words = RUN_POSITIONS[run.position];
  const last = run.statements.at(-1);
  return h(
    "section",
    { class: `standing tone-${words.tone}`, "aria-labelledby": "standing" },
    h("h2", { id: "standing", class: "for-readers" }, "Where it stands"),
    h(
      "p",
      { class: "standing-state" },
      stateBadge(words),
      last === undefined ? undefined : [" since ", momentOf(last.observed.at)],
    ),
    h("p", { class: "standing-text" }, words.meaning),
    h("p", {}, "There is a newer run: see ", h("a", { href: plan }, "the plan"), "."),
  );
}

function cutMissing({ cutMissing: why }: SiteRun): Child {
  if (why === undefined) return undefined;
  return h(
    "section",
    { "aria-labelledby": "cut" },
    h("h2", { id: "cut" }, "What it would make"),
    h("p", { class: "notice tone-wait" }, "The cut cannot be shown: ", own(why)),
  );
}

function headSection({ head, attempt, mode, statements }: SiteRun): Element {
  const last = statements.at(-1);
  const entries: readonly (readonly [string, Child])[] = [
    ["Evidence head", [`statement ${head.seq}, `, digest(head.sha256)]],
    ["Commit", last === undefined ? undefined : [digest(last.commit), " of ", h("code", {}, last.ref)]],
    [
      "Policy",
      last?.policy === undefined
        ? undefined
        : [`version ${last.policy.version}, `, digest(last.policy.sha256)],
    ],
    ["Mode and attempt", `${mode}, attempt ${attempt}`],
  ];
  return h(
    "section",
    { "aria-labelledby": "pins" },
    h("h2", { id: "pins" }, "What it rests on"),
    h(
      "dl",
      { class: "pins" },
      entries
        .filter(([, value]) => value !== undefined)
        .map(([term, value]) => h("div", {}, h("dt", {}, term), h("dd", {}, value))),
    ),
  );
}
