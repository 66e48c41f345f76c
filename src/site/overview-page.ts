// The overview: every plan in one table, the most urgent first, with who has to act and why. Without a script it is grouped
// by state and by person; the script adds filtering and sorting.
import { actorsSection } from "./actors-section.ts";
import { dataTable, type RowGroup } from "./data-table.ts";
import { h, type Child, type Element } from "./element.ts";
import { faultsSection } from "./faults-section.ts";
import { momentOf, spanBetween } from "./moments.ts";
import { framePage, type SitePage } from "./page-frame.ts";
import type { SiteData, SitePlan } from "./site-data.ts";
import { indexOf, linkTo, OVERVIEW_PATH, planFolder } from "./site-paths.ts";
import { markIcon, stateBadge } from "./marks.ts";
import { PLAN_STATES, STATE_ORDER, type PlanState } from "./state-words.ts";
import { count, digest, number, own, people } from "./texts.ts";

const PATH = OVERVIEW_PATH;

export function overviewPage(data: SiteData): SitePage {
  const { plans, faults } = data;
  return framePage(data, {
    path: PATH,
    title: "Plans",
    trail: [],
    main: [
      h("h1", {}, "Plans"),
      h(
        "p",
        { class: "lead" },
        `${count(plans.length, "plan")} at commit `,
        digest(data.commit.sha.slice(0, 12)),
        " of ",
        h("code", {}, data.commit.ref),
        ", judged ",
        momentOf(data.at),
        ".",
      ),
      plans.length === 0 ? nothingYet() : tally(plans),
      actorsSection(data, PATH),
      faultsSection(faults, {
        id: "faults",
        title: "Faults in documents of no plan",
        lead: "These concern every plan.",
      }),
      plans.length === 0 ? undefined : plansSection(data),
    ],
  });
}

function nothingYet(): Element {
  return h("p", {}, "There are no plans in this commit, and no runs on record.");
}

function inState(plans: readonly SitePlan[], state: PlanState): readonly SitePlan[] {
  return plans.filter((plan) => plan.state === state);
}

/** How many are in each state; each number leads to them. */
function tally(plans: readonly SitePlan[]): Element {
  const entries = STATE_ORDER.flatMap((state) => {
    const found = inState(plans, state).length;
    const { word, mark, tone } = PLAN_STATES[state];
    if (found === 0) return [];
    return h(
      "li",
      {},
      h(
        "a",
        { href: `#state-${state}`, class: `tally-entry tone-${tone}` },
        markIcon(mark),
        h("b", {}, number(found)),
        h("span", {}, word),
      ),
    );
  });
  return h("ul", { class: "tally", "aria-label": "Plans by state" }, entries);
}

const COLUMNS = [
  { title: "Plan", kind: "wide" },
  { title: "State" },
  { title: "Acts next", isNamed: true },
  { title: "Why", kind: "wide" },
  { title: "Age", kind: "tight", isNamed: true },
  { title: "Mode", kind: "tight" },
] as const;

function plansSection(data: SiteData): Element {
  const groups = STATE_ORDER.flatMap((state) => {
    const plans = inState(data.plans, state).toSorted(oldestFirst);
    return plans.length === 0 ? [] : [groupOf(state, plans, data.at)];
  });
  return h(
    "section",
    { "aria-labelledby": "all" },
    h("h2", { id: "all" }, "All plans, the most urgent first"),
    h("div", { id: "filter", class: "filter", role: "search", "aria-label": "Plans", hidden: true }),
    dataTable({
      id: "plans",
      isCompact: true,
      caption: "Every plan with its state, who acts next, why, its age and its mode",
      columns: COLUMNS,
      groups,
    }),
  );
}

/** What has waited longest comes first; what never ran comes last. By name where that says nothing. */
function oldestFirst(one: SitePlan, other: SitePlan): number {
  const [a, b] = [one.since ?? "~", other.since ?? "~"];
  return a < b ? -1 : a > b ? 1 : 0;
}

function groupOf(state: PlanState, plans: readonly SitePlan[], at: string): RowGroup {
  const { word, meaning } = PLAN_STATES[state];
  return {
    attributes: { id: `state-${state}` },
    heading: [h("b", {}, `${word} ${number(plans.length)}`), " ", h("span", {}, meaning)],
    rows: plans.map((plan) => ({
      attributes: { "data-state": word, "data-people": plan.actors.join("\n") },
      cells: cellsOf(plan, at),
    })),
  };
}

function cellsOf(plan: SitePlan, at: string): readonly Child[] {
  const { name, title, state, gate, actors, text, todo, since, mode } = plan;
  return [
    [
      h("a", { class: "plan-name", href: linkTo(PATH, indexOf(planFolder(name))) }, own(name)),
      title === undefined ? undefined : h("span", { class: "plan-title" }, own(title)),
    ],
    stateBadge(PLAN_STATES[state], gate === undefined ? undefined : `at ${gate}`),
    actsNext(actors, todo),
    h("span", { class: "why" }, own(text)),
    since === undefined
      ? h("span", { class: "none" }, "no run")
      : h("time", { datetime: since, title: since }, spanBetween(since, at)),
    mode === undefined
      ? h("span", { class: "none" }, "unknown")
      : h("span", { class: `mode mode-${mode.toLowerCase()}` }, mode),
  ];
}

/** Where nobody is named and there is something to do, whoever reads it can do it. */
function actsNext(actors: readonly string[], todo: string | undefined): Child {
  if (actors.length > 0) return h("span", {}, people(actors, "or"));
  return h("span", { class: "none" }, todo === undefined ? "nobody" : "anybody");
}
