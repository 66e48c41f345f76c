// What the target held when the run was pinned to it: units under the prefix, rows in the governed tables, and whether the
// grants were as they have to be.
import type { Facts, Grants } from "../model/generated/facts.ts";
import { GOVERNED_TABLES } from "../model/governed-tables.ts";
import { plainTable } from "./data-table.ts";
import { h, type Child, type Element } from "./element.ts";
import type { SiteRun } from "./site-data.ts";
import { code, count, digest, number, own } from "./texts.ts";

export function factsSection({ facts: pinned }: SiteRun): Child {
  if (pinned === undefined) return undefined;
  const { facts, sha256 } = pinned;
  return h(
    "section",
    { "aria-labelledby": "facts" },
    h("h2", { id: "facts" }, "What the target held"),
    h(
      "p",
      { class: "lead" },
      "Target ",
      code(facts.target),
      ` (${facts.driver}), read as role `,
      code(facts.role),
      `. Under `,
      code(facts.prefix),
      ` it had ${unitWords(facts)}.`,
    ),
    grantsOf(facts.grants),
    plainTable({
      caption: "Rows in the governed tables",
      columns: [
        { title: "Table", kind: "wide" },
        { title: "Rows", kind: "number" },
      ],
      rows: GOVERNED_TABLES.map((table) => ({ cells: [code(table), number(facts.totals[table])] })),
    }),
    h("dl", { class: "pins" }, h("dt", {}, "Facts"), h("dd", {}, digest(sha256))),
  );
}

function unitWords({ units }: Facts): string {
  if (units.length === 0) return "no units";
  const lifecycles = (["draft", "enacted", "retired"] as const).flatMap((lifecycle) => {
    const found = units.filter((unit) => unit.lifecycle === lifecycle).length;
    return found === 0 ? [] : [`${number(found)} ${lifecycle}`];
  });
  return `${count(units.length, "unit")}: ${lifecycles.join(", ")}`;
}

function grantsOf({ faults = [] }: Grants): Element {
  if (faults.length === 0) return h("p", {}, "No grant was missing, and none was too much.");
  return h(
    "div",
    {},
    h("h3", {}, `Grants that were not as they have to be: ${number(faults.length)}`),
    plainTable({
      caption: "Faults in the grants",
      columns: [
        { title: "Role" },
        { title: "Fault", kind: "tight" },
        { title: "Privilege" },
        { title: "Object" },
        { title: "What mends it", kind: "wide" },
      ],
      rows: faults.map(({ role, fault, privilege, object, mend }) => ({
        cells: [own(role), code(fault), code(privilege), code(object), code(mend)],
      })),
    }),
  );
}
