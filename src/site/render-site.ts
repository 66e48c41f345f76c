// The whole site, page by page: overview, trust, and the pages of each plan and run. It decides which pages there are;
// what stands on them is in the file of each page.
import { evidencePages } from "./evidence-page.ts";
import { modeBand } from "./mode-band.ts";
import { overviewPage } from "./overview-page.ts";
import type { SitePage } from "./page-frame.ts";
import { planPage } from "./plan-page.ts";
import { runPage } from "./run-page.ts";
import type { SiteData, SitePlan, SiteRun } from "./site-data.ts";
import { indexOf, planFolder, runFolder } from "./site-paths.ts";
import { sourcePages } from "./source-page.ts";
import { divideOverPages, type Subject } from "./subject.ts";
import { trustPage } from "./trust-page.ts";
import { unitsPages } from "./units-page.ts";

export type { SitePage };

/** Every page once, each rendered when it is asked for. The same data gives the same bytes. */
export function* renderSite(data: SiteData): Generator<SitePage> {
  yield overviewPage(data);
  yield trustPage(data);
  for (const plan of data.plans) {
    yield* planPages(data, plan);
    for (const run of plan.runs) yield* runPages(data, plan, run);
  }
}

function* planPages(data: SiteData, plan: SitePlan): Generator<SitePage> {
  const subject = planSubject(plan);
  yield planPage(data, plan, subject);
  if (subject.cut === undefined) return;
  yield* unitsPages(data, subject, subject.cut);
  yield* sourcePages(data, subject, subject.cut);
}

function planSubject(plan: SitePlan): Subject {
  const [newest] = plan.runs;
  const folder = planFolder(plan.name);
  return {
    folder,
    kind: "Plan",
    name: plan.name,
    title: plan.title ?? plan.name,
    trail: [{ text: plan.name, path: indexOf(folder) }],
    band: plan.mode === undefined ? undefined : modeBand(plan.mode, newest),
    cut: plan.cut,
    ...divideOverPages(plan.cut ?? newest?.cut, []),
  };
}

function* runPages(data: SiteData, plan: SitePlan, run: SiteRun): Generator<SitePage> {
  const subject = runSubject(plan, run);
  yield runPage(data, subject, { plan, run });
  if (run.cut !== undefined) {
    yield* unitsPages(data, subject, run.cut);
    yield* sourcePages(data, subject, run.cut);
  }
  yield* evidencePages(data, subject, { run, plan: plan.name });
}

function runSubject(plan: SitePlan, run: SiteRun): Subject {
  const folder = runFolder(plan.name, run.id);
  return {
    folder,
    kind: "Run",
    name: run.id,
    title: plan.title ?? plan.name,
    trail: [
      { text: plan.name, path: indexOf(planFolder(plan.name)) },
      { text: run.id, path: indexOf(folder) },
    ],
    band: modeBand(run.mode, run),
    cut: run.cut,
    ...divideOverPages(run.cut, run.statements),
  };
}
