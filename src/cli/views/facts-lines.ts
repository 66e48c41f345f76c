// Facts as a person and as a machine read them: counts, grants with their verdicts, and for each fault the SQL that mends it.
import { visibleText } from "../../diagnostics/visible-text.ts";
import { factsSha256 } from "../../model/facts-file.ts";
import type { Facts, GrantFault, Grants } from "../../model/generated/facts.ts";
import type { FactsEvent } from "../../model/generated/event.ts";
import { grantFaultWords } from "../../model/grant-fault-words.ts";
import type { Terminal } from "../terminal.ts";
import type { Line } from "./lay-out.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { paintFor, type Paint } from "./style.ts";

type Answer = Exclude<keyof Grants, "snapshot_sha" | "faults">;

const ANSWERS: Readonly<Record<Answer, string>> = {
  cutter_exec_execute_canonical_fns:
    "the executing role may call the canonical functions, and they are there and safe to call",
  cutter_verify_select_insert_verify_result: "the verifying role may read and add verification results",
  directus_select_review_decision: "the reviewing role may read review decisions",
  no_public_execute_leak: "calls of them are granted to the executing role, and to nobody else",
};

export function factsEvent(facts: Facts): FactsEvent {
  const { faults = [], ...grants } = facts.grants;
  return {
    type: "facts",
    target: facts.target,
    driver: facts.driver,
    role: facts.role,
    prefix: facts.prefix === "" ? null : facts.prefix,
    sha256: facts.prefix === "" ? null : factsSha256(facts),
    lifecycle: countLifecycle(facts),
    totals: { ...facts.totals },
    grants,
    faults,
  };
}

export function factsLines(facts: Facts, { color }: Pick<Terminal, "color">): readonly Line[] {
  const paint = paintFor(color);
  const { draft, enacted, retired } = countLifecycle(facts);
  const { faults = [] } = facts.grants;
  const where = facts.prefix === "" ? "" : ` under ${visibleText(facts.prefix)}`;
  const units =
    facts.units.length === 0 && facts.prefix !== ""
      ? `no unit under ${visibleText(facts.prefix)}`
      : `${groupDigits(facts.units.length)} ${facts.units.length === 1 ? "unit" : "units"}${where}: ${groupDigits(enacted)} enacted, ${groupDigits(draft)} draft, ${groupDigits(retired)} retired`;
  const reader = facts.driver === "memory" ? "from its seed" : `read as ${visibleText(facts.role)}`;
  return [
    `facts of ${paint("strong", facts.target)} (${facts.driver}), ${reader}; nothing was written`,
    "",
    `  ${units}`,
    ...(facts.prefix === "" ? [] : [`  facts ${factsSha256(facts)}`]),
    "",
    "  rows",
    ...Object.entries<number>({ ...facts.totals }).map(([table, rows]) => ({
      lead: `    ${groupDigits(rows).padStart(ROWS_WIDTH)}  `,
      text: table,
      besides: true as const,
    })),
    "",
    "  grants",
    ...Object.entries(ANSWERS).map(([name, words]) => answerLine(facts.grants[name as Answer], words, paint)),
    "",
    ...verdictLines(faults, paint),
  ];
}

/** Room for tens of millions. */
const ROWS_WIDTH = "12,345,678".length;

function answerLine(holds: boolean, words: string, paint: Paint): Line {
  return { lead: `    ${holds ? paint("good", "✔ yes") : paint("bad", "✖ no ")}  `, text: words };
}

function verdictLines(faults: readonly GrantFault[], paint: Paint): readonly Line[] {
  if (faults.length === 0) return ["  nothing is missing, nothing is too much"];
  return [
    paint("bad", `  ${groupDigits(faults.length)} found; no run goes on against this target`),
    ...inMendingOrder(faults).flatMap((fault) => [
      "",
      { lead: `    ${paint("bad", "✖")} `, text: visibleText(grantFaultWords(fault)) },
      { lead: "      mend it: ", text: `${visibleText(fault.mend)};` },
    ]),
    "",
    "  Mend them in this order; what one of them hid shows at the next reading.",
  ];
}

/** What makes something comes before what grants on it. */
function inMendingOrder(faults: readonly GrantFault[]): readonly GrantFault[] {
  const rank = ({ mend }: GrantFault): number =>
    MADE_FIRST.findIndex((beginning) => mend.startsWith(beginning));
  return faults.toSorted((one, other) => rank(one) - rank(other));
}

/** The last one is the beginning of everything else. */
const MADE_FIRST = ["CREATE ROLE", "ALTER ROLE", "CREATE SCHEMA", "CREATE", "ALTER", "REVOKE", ""] as const;

function countLifecycle({ units }: Facts): FactsEvent["lifecycle"] {
  const counts = { draft: 0, enacted: 0, retired: 0 };
  for (const { lifecycle } of units) counts[lifecycle] += 1;
  return counts;
}
