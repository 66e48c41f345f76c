// Faults of documents for a reader: where, what, the line itself with what is meant marked, what was expected, what to do.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { renderPlace } from "../diagnostics/place.ts";
import { renderExcerpt } from "../diagnostics/render-excerpt.ts";
import { h, type Child, type Element } from "./element.ts";
import { count, own } from "./texts.ts";

/** More than these are counted, and `reconcile validate` shows them. */
const SHOWN = 100;
const EXCERPT_COLUMNS = 120;

export interface FaultsHead {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
}

/** Undefined where there are none. */
export function faultsSection(faults: readonly Diagnostic[], { id, title, lead }: FaultsHead): Child {
  if (faults.length === 0) return undefined;
  const rest = faults.length - SHOWN;
  return h(
    "section",
    { class: "faults", "aria-labelledby": id },
    h("h2", { id }, `${title}: ${count(faults.length, "fault")}`),
    h("p", {}, lead),
    h("ol", { class: "fault-list" }, faults.slice(0, SHOWN).map(faultOf)),
    rest > 0 &&
      h("p", {}, `${count(rest, "more fault")}: `, h("code", {}, "reconcile validate"), " shows all."),
  );
}

function faultOf(fault: Diagnostic): Element {
  return h(
    "li",
    { class: "fault" },
    h(
      "p",
      { class: "fault-place" },
      h("code", {}, own(renderPlace(fault.place))),
      " ",
      h("code", { class: "fault-code" }, fault.code),
    ),
    h("p", { class: "fault-message" }, own(fault.message)),
    excerptOf(fault),
    h(
      "dl",
      { class: "advice" },
      h("dt", {}, "Expected"),
      h("dd", {}, own(fault.expected)),
      h("dt", {}, "Do"),
      h("dd", {}, own(fault.fix)),
    ),
  );
}

function excerptOf({ place, excerpt }: Diagnostic): Child {
  if (excerpt === undefined) return undefined;
  const { number, before, marked, after } = renderExcerpt({ place, excerpt }, EXCERPT_COLUMNS);
  return h(
    "pre",
    { class: "excerpt", tabindex: 0 },
    h("span", { class: "line-number" }, `${number.trim()}  `),
    h("code", { dir: "ltr" }, before, h("mark", {}, marked === "" ? " " : marked), after),
  );
}
