// The page on trust: who may do what, with which keys, until when. Everything on it is as the policy of the commit has it
// at the moment of judging.
import { plainTable, type Row } from "./data-table.ts";
import { h, type Child, type Element } from "./element.ts";
import { markIcon } from "./marks.ts";
import { dayOf, momentOf, spanBetween } from "./moments.ts";
import { framePage, type SitePage } from "./page-frame.ts";
import type { SiteData, SiteKey, SitePerson, SiteTrust } from "./site-data.ts";
import { TRUST_PATH } from "./site-paths.ts";
import { code, count, digest, own } from "./texts.ts";
import { quorumTable, rightsTable } from "./trust-tables.ts";

export function trustPage(data: SiteData): SitePage {
  const { trust, at } = data;
  return framePage(data, {
    path: TRUST_PATH,
    title: "Trust",
    trail: [],
    main: [
      h("h1", {}, "Trust"),
      ...(trust === undefined ? [noPolicy()] : [policyLead(trust, at), notesOf(trust), ...sectionsOf(trust)]),
    ],
  });
}

function noPolicy(): Element {
  return h(
    "p",
    { class: "notice tone-bad" },
    markIcon("cross"),
    "The trust policy is missing or faulty, so nobody may do anything. The overview shows its faults.",
  );
}

function policyLead({ version, sha256, expiresAt, isExpired }: SiteTrust, at: string): Element {
  return h(
    "div",
    {},
    h(
      "p",
      { class: "lead" },
      `Policy version ${version}, `,
      isExpired ? "whose time was over at " : "in force until ",
      momentOf(expiresAt),
      isExpired
        ? `, ${spanBetween(expiresAt, at)} ago.`
        : `, ${spanBetween(at, expiresAt)} from the moment of judging.`,
    ),
    h("dl", { class: "pins" }, h("dt", {}, "policy.yaml"), h("dd", {}, digest(sha256))),
  );
}

function notesOf({ notes }: SiteTrust): Child {
  if (notes.length === 0) return undefined;
  return h(
    "section",
    { class: "notice tone-wait", "aria-labelledby": "notes" },
    h("h2", { id: "notes" }, "Not to be overlooked"),
    h(
      "ul",
      {},
      notes.map((note) => h("li", {}, own(note))),
    ),
  );
}

function sectionsOf(trust: SiteTrust): readonly Element[] {
  return [
    h(
      "section",
      { "aria-labelledby": "rights" },
      h("h2", { id: "rights" }, "Who may do what"),
      h("p", {}, "Nobody may do what is not marked here."),
      rightsTable(trust),
    ),
    h(
      "section",
      { "aria-labelledby": "gates" },
      h("h2", { id: "gates" }, "Gates"),
      quorumTable(trust),
      rulesOf(trust),
    ),
    h(
      "section",
      { "aria-labelledby": "persons" },
      h("h2", { id: "persons" }, "Persons and their keys"),
      ...trust.persons.map(personBlock),
    ),
  ];
}

/** The rules that hold at every gate. */
function rulesOf({ authorMayApprove, signatures }: SiteTrust): Child {
  const demand = (what: string): string => (what === "required" ? "must be signed" : "may be unsigned");
  return h(
    "ul",
    { class: "rules" },
    authorMayApprove === undefined
      ? undefined
      : h("li", {}, `A plan's author ${authorMayApprove ? "may" : "may not"} approve the own plan.`),
    signatures === undefined
      ? undefined
      : [
          h("li", {}, `Plans ${demand(signatures.plans)} by their authors.`),
          h("li", {}, `Approvals ${demand(signatures.approvals)} by the persons they name.`),
          h("li", {}, `Evidence ${demand(signatures.evidence)} by a listed runner.`),
        ],
  );
}

function personBlock({ name, principal, isAdmin, keys }: SitePerson): Element {
  return h(
    "div",
    { class: "person-block" },
    h("h3", {}, own(name), " ", h("span", { class: "principal" }, own(principal))),
    h(
      "p",
      {},
      isAdmin ? "Admin: may sign the next version of the policy. " : undefined,
      keys.length === 0 ? "No key is listed." : `${count(keys.length, "key")}.`,
    ),
    keys.length === 0
      ? undefined
      : plainTable({
          caption: `Keys of ${name}`,
          columns: [
            { title: "Key", kind: "wide" },
            { title: "For" },
            { title: "From", kind: "tight" },
            { title: "Until", kind: "tight" },
            { title: "Today", kind: "tight" },
          ],
          rows: keys.map(keyRow),
        }),
  );
}

function keyRow({ fingerprint, namespaces, validAfter, validBefore, standing }: SiteKey): Row {
  const isGood = standing === "valid";
  return {
    cells: [
      h("code", { class: "digest" }, fingerprint),
      namespaces.map((one, at) => [at > 0 && ", ", code(one)]),
      validAfter === undefined ? "always" : dayOf(validAfter),
      validBefore === undefined ? "no end" : dayOf(validBefore),
      h(
        "span",
        { class: `verdict tone-${isGood ? "good" : "bad"}` },
        markIcon(isGood ? "check" : "cross"),
        standing,
      ),
    ],
  };
}
