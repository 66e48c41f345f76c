// Where a plan stands: its state, why, who acts next and what that person does. The first thing on a plan's page.
import { h, type Child, type Element } from "./element.ts";
import { stateBadge } from "./marks.ts";
import { momentOf, spanBetween } from "./moments.ts";
import type { SitePlan } from "./site-data.ts";
import { PLAN_STATES } from "./state-words.ts";
import { own, people } from "./texts.ts";

/** `at`: the moment of judging. */
export function standingSection(plan: SitePlan, at: string): Element {
  const { state, gate, text, since, faults } = plan;
  // A terminal lists the faults over this line, the page under it.
  const todo = faults.length > 0 ? "mend the faults below, commit, and reconcile again" : plan.todo;
  const words = PLAN_STATES[state];
  return h(
    "section",
    { class: `standing tone-${words.tone}`, "aria-labelledby": "standing" },
    h("h2", { id: "standing", class: "for-readers" }, "Where it stands"),
    h(
      "p",
      { class: "standing-state" },
      stateBadge(words, gate === undefined ? undefined : `at ${gate}`),
      since === undefined
        ? undefined
        : [" since ", momentOf(since), `, ${spanBetween(since, at)} before this was judged`],
    ),
    h("p", { class: "standing-text" }, own(text)),
    h(
      "dl",
      {},
      h("dt", {}, "Acts next"),
      h("dd", {}, actorsOf(plan)),
      todo === undefined ? undefined : [h("dt", {}, "To do"), h("dd", {}, own(todo))],
    ),
  );
}

function actorsOf({ actors, todo }: SitePlan): Child {
  if (actors.length > 0) return people(actors, "or");
  return todo === undefined ? "nobody: nothing is left to do" : "anybody who can work in the repository";
}
