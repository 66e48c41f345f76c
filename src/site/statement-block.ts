// One statement of the chain: what it says, its digest and that of the one before, who signed it, the approvals that it
// judged and the files that it covers.
import { gateOf } from "../model/phase.ts";
import { h, type Child, type Element } from "./element.ts";
import { markIcon } from "./marks.ts";
import { momentOf } from "./moments.ts";
import type { SiteApproval, SiteStatement } from "./site-data.ts";
import { coverBlock, type ChainLink } from "./statement-covers.ts";
import { statementAnchor } from "./subject.ts";
import type { StatementLink } from "./timeline-section.ts";
import { code, digest, own } from "./texts.ts";

export function statementBlock({ statement, before, cover }: ChainLink, link: StatementLink): Element {
  const { seq, words, reasons } = statement;
  return h(
    "li",
    { class: "statement", id: statementAnchor(seq), value: seq },
    headOf(statement),
    words === "" ? undefined : h("p", {}, own(words)),
    reasons.length === 0
      ? undefined
      : h(
          "p",
          {},
          "Reasons: ",
          reasons.map((reason, at) => [at > 0 && ", ", code(reason)]),
          ".",
        ),
    h("dl", { class: "pins" }, entriesOf(statement, previousOf(statement, before, link))),
    coverBlock(cover, link),
  );
}

function headOf({ seq, phase, outcome }: SiteStatement): Element {
  const isGood = outcome === "PASSED";
  return h(
    "h3",
    {},
    h("span", { class: "statement-seq" }, seq),
    " ",
    code(gateOf(phase) ?? phase),
    " ",
    h(
      "span",
      { class: `badge tone-${isGood ? "good" : "bad"}` },
      markIcon(isGood ? "check" : "cross"),
      outcome,
    ),
  );
}

function entriesOf(statement: SiteStatement, previous: Child): readonly Child[] {
  const { sha256, observed, commit, ref, policy, factsSha256, gate } = statement;
  return [
    entry("SHA-256", digest(sha256)),
    entry("The one before", previous),
    entry("Signed", signatureOf(statement)),
    entry("Made", [
      momentOf(observed.at),
      ` on ${observed.host}, ${observed.tool}, Node ${observed.node}, git ${observed.git}`,
    ]),
    entry("Commit", [digest(commit), " of ", code(ref)]),
    policy !== undefined && entry("Policy", [`version ${policy.version}, `, digest(policy.sha256)]),
    factsSha256 !== undefined && entry("Facts", digest(factsSha256)),
    gate !== undefined && gate.approvals.length > 0 && entry("Approvals", gate.approvals.map(approvalLine)),
  ];
}

function entry(name: string, content: Child): Element {
  return h("div", {}, h("dt", {}, name), h("dd", {}, content));
}

function approvalLine({ person, decision, policy, sha256 }: SiteApproval): Element {
  return h(
    "p",
    {},
    h("b", { class: "person" }, own(person)),
    ` ${decision}, `,
    code(policy),
    " ",
    digest(sha256),
  );
}

function previousOf(
  { previousSha256 }: SiteStatement,
  before: SiteStatement | undefined,
  link: StatementLink,
): Child {
  if (previousSha256 === undefined) return "none: it is the first";
  if (before?.sha256 !== previousSha256)
    return [digest(previousSha256), " which is not the statement before it here"];
  return h(
    "a",
    { href: link(before.seq), "aria-label": `Statement ${before.seq}, ${previousSha256}` },
    digest(previousSha256),
  );
}

function signatureOf({ isSigned, isListed }: SiteStatement): string {
  if (!isSigned) return "no signature of a runner that holds lies beside it";
  return isListed
    ? "by a runner that the policy of its time lists"
    : "by a runner that the policy does not list";
}
