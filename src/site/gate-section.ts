// A gate for a reader: how many it takes, who may open it, who has, and what each approval was found to be worth.
import { plainTable, type Row } from "./data-table.ts";
import { h, type Child, type Element } from "./element.ts";
import { markIcon } from "./marks.ts";
import type { SiteApproval, SiteGate, SiteRun } from "./site-data.ts";
import type { StatementLink } from "./timeline-section.ts";
import { code, count, cutDigest, own, people } from "./texts.ts";

/** Every gate that was judged, in the order of its statements, and the one ahead as it is judged now. */
export function gatesSection(run: SiteRun, link: StatementLink): Element {
  const recorded = run.statements.filter(({ gate }) => gate !== undefined);
  return h(
    "section",
    { "aria-labelledby": "gates" },
    h("h2", { id: "gates" }, "Gates and approvals"),
    recorded.length === 0 && run.ahead === undefined
      ? h("p", {}, "The run has not come to a gate yet.")
      : undefined,
    ...recorded.map(({ gate, seq, outcome, reasons }) =>
      gate === undefined
        ? undefined
        : gateBlock(gate, [
            outcome === "PASSED" ? "opened" : `refused: ${reasons.join(", ")}`,
            ", in ",
            h("a", { href: link(seq) }, `statement ${seq}`),
          ]),
    ),
    run.ahead === undefined ? undefined : gateBlock(run.ahead, ["as it is judged now"]),
  );
}

export function gateBlock(gate: SiteGate, judged: readonly Child[]): Element {
  const { threshold, counted, persons, approvals } = gate;
  return h(
    "div",
    { class: "gate" },
    h("h3", {}, `${gate.gate} `, h("span", { class: "gate-judged" }, judged)),
    h(
      "p",
      {},
      `${counted.length} of ${count(threshold, "approval")} that it takes`,
      counted.length === 0 ? "." : [", by ", people(counted), "."],
      persons === undefined ? undefined : [" May open it: ", people(persons, "or"), "."],
    ),
    approvals.length === 0
      ? h("p", { class: "none" }, "No approval for this gate is in the repository.")
      : plainTable({
          caption: `Approvals at ${gate.gate} and what each is worth`,
          columns: [
            { title: "Person" },
            { title: "Decision" },
            { title: "Signature", kind: "tight" },
            { title: "For exactly this", kind: "tight" },
            { title: "Counts", kind: "tight" },
            { title: "Reason and file", kind: "wide" },
          ],
          rows: approvals.map(approvalRow),
        }),
  );
}

function approvalRow(approval: SiteApproval): Row {
  const { person, decision, authenticity, binding, policy } = approval;
  return {
    cells: [
      h("b", { class: "person" }, own(person)),
      own(decision),
      verdict(authenticity, authenticity === "AUTHENTIC"),
      verdict(binding, binding === "BOUND"),
      verdict(policy, policy === "COUNTED"),
      approvalWords(approval),
    ],
  };
}

function verdict(word: string, isGood: boolean): Element {
  return h(
    "span",
    { class: `verdict tone-${isGood ? "good" : "wait"}` },
    markIcon(isGood ? "check" : "cross"),
    code(word),
  );
}

function approvalWords({ reason, why, path, sha256 }: SiteApproval): readonly Child[] {
  return [
    why === undefined ? undefined : h("p", { class: "approval-why" }, own(why)),
    reason === undefined ? undefined : h("p", { class: "quote" }, own(reason)),
    h(
      "p",
      { class: "approval-file" },
      path === undefined ? "no longer in the commit" : code(path),
      " ",
      cutDigest(sha256),
    ),
  ];
}
