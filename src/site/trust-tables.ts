// The rights of all persons in one table, and what each gate takes. A right that nobody could use today is told apart.
import { plainTable } from "./data-table.ts";
import { h, type Child, type Element } from "./element.ts";
import { markIcon } from "./marks.ts";
import type { SiteQuorum, SiteTrust } from "./site-data.ts";
import { count, own, people } from "./texts.ts";

const GATE_MEANINGS = {
  SG_1: "before the first write",
  SG_2: "before the units are put into force",
  SG_3: "what becomes of a torn step",
} as const;

/** A row a person, a column a right. */
export function rightsTable({ persons, gates, admins }: SiteTrust): Element {
  return plainTable({
    caption: "Rights of each person",
    columns: [
      { title: "Person", kind: "wide" },
      ...gates.map(({ gate }) => ({ title: gate, kind: "tight" as const })),
      { title: "Next policy", kind: "tight" },
    ],
    rows: persons.map(({ name }) => ({
      cells: [
        h("b", { class: "person" }, own(name)),
        ...gates.map((gate) => right(name, gate)),
        right(name, admins),
      ],
    })),
  });
}

function right(name: string, { persons, able }: SiteQuorum): Child {
  if (!persons.includes(name)) return h("span", { class: "none" }, "no");
  const could = able.includes(name);
  return h(
    "span",
    { class: `verdict tone-${could ? "good" : "wait"}` },
    markIcon(could ? "check" : "question"),
    could ? "may" : "may, has no valid key",
  );
}

export function quorumTable({ gates, admins }: SiteTrust): Element {
  return plainTable({
    caption: "What each gate takes",
    columns: [
      { title: "Gate" },
      { title: "For", kind: "wide" },
      { title: "Takes" },
      { title: "Of these" },
      { title: "Not by who opened" },
    ],
    rows: [
      ...gates.map((gate) => ({
        cells: [
          h("b", {}, gate.gate),
          GATE_MEANINGS[gate.gate],
          takes(gate),
          people(gate.persons),
          gate.notSamePersonAs.length === 0 ? "no rule" : gate.notSamePersonAs.join(", "),
        ],
      })),
      {
        cells: [
          h("b", {}, "Policy"),
          "the next version of the policy counts",
          takes(admins),
          people(admins.persons),
          undefined,
        ],
      },
    ],
  });
}

/** With a warning where too few could today. */
function takes({ threshold, able }: SiteQuorum): Child {
  if (able.length >= threshold) return count(threshold, "person", "persons");
  return h(
    "span",
    { class: "verdict tone-bad" },
    markIcon("cross"),
    `${count(threshold, "person", "persons")}, and ${able.length === 0 ? "nobody" : `only ${able.length}`} could today`,
  );
}
