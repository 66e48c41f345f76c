// Who has to act: a person each, with the plans that wait for that person. So that somebody finds the own work at once,
// without a script.
import { compareBytewise } from "../model/bytewise.ts";
import { h, type Child, type Element } from "./element.ts";
import type { SiteData, SitePlan } from "./site-data.ts";
import { indexOf, linkTo, planFolder } from "./site-paths.ts";
import { count, own } from "./texts.ts";

/** More than these are folded away. */
const SHOWN = 6;

/** Undefined where nobody has to do anything. `from`: the page it stands on. */
export function actorsSection({ plans }: SiteData, from: string): Child {
  const named = [...new Set(plans.flatMap(({ actors }) => actors))].sort(compareBytewise);
  const open = plans.filter(({ actors, todo }) => actors.length === 0 && todo !== undefined);
  if (named.length === 0 && open.length === 0) return undefined;
  const entries = [
    ...named.map((person) =>
      entryOf(
        own(person),
        plans.filter(({ actors }) => actors.includes(person)),
        from,
      ),
    ),
    ...(open.length === 0 ? [] : [entryOf("anybody", open, from)]),
  ];
  return h(
    "section",
    { "aria-labelledby": "act" },
    h("h2", { id: "act" }, "Who acts next"),
    h("ul", { class: "actors" }, entries),
  );
}

function entryOf(who: Child, plans: readonly SitePlan[], from: string): Element {
  const head = [
    h("b", { class: "person" }, who),
    " ",
    h("span", { class: "actor-count" }, count(plans.length, "plan")),
  ];
  const list = h(
    "ul",
    { class: "actor-plans" },
    plans.map(({ name, state, gate }) =>
      h("li", {}, h("a", { href: linkTo(from, indexOf(planFolder(name))) }, own(name)), ` ${gate ?? state}`),
    ),
  );
  if (plans.length <= SHOWN) return h("li", {}, h("p", {}, head), list);
  return h("li", {}, h("details", {}, h("summary", {}, head), list));
}
