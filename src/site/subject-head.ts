// The head that all pages of a run, or of a plan, share: its title and its name.
import { h, type Element } from "./element.ts";
import type { Subject } from "./subject.ts";
import { code, own } from "./texts.ts";

export function subjectHead({ title, kind, name }: Subject): Element {
  return h(
    "div",
    { class: "subject-head" },
    h("p", { class: "eyebrow" }, `${kind} `, code(name)),
    h("h1", {}, own(title)),
  );
}
