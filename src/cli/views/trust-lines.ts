// The trust policy in plain words: how it came to count, persons with their keys, gates with their approvers, what has to be signed.
import { visibleText } from "../../diagnostics/visible-text.ts";
import { glueText } from "../../diagnostics/wrap-text.ts";
import { KEY_STANDINGS, type ListedKey } from "../../trust/key-standing.ts";
import type { GateStanding, PersonStanding, Quorum } from "../../trust/who-may-what.ts";
import type { ShownTrust } from "../trust/trust-notes.ts";
import { joinParts, type Line } from "./lay-out.ts";
import { noteLines } from "./note-lines.ts";
import type { Paint } from "./style.ts";

export interface TrustStyle {
  readonly paint: Paint;
  /** Commits and digests in full. */
  readonly verbose: boolean;
}

export function trustLines(shown: ShownTrust, style: TrustStyle): readonly Line[] {
  const { policy, standing, notes } = shown;
  const { paint } = style;
  return [
    `${paint("strong", `Trust policy, version ${policy.version}`)}  ${short(shown.commit, style)}, until ${policy.expiresAt}`,
    ...(style.verbose ? digestLines(shown) : []),
    "",
    paint("strong", "How it came to count"),
    ...stepLines(shown, style),
    "",
    paint("strong", "Persons"),
    ...standing.persons.flatMap((person) => personLines(person, style)),
    "",
    `${paint("strong", "Gates")}, as of ${shown.now}`,
    ...standing.gates.map((gate) => ({
      lead: `  ${gate.gate}    `,
      text: `${quorumText(gate)}${apartText(gate)}`,
    })),
    { lead: "  admins  ", text: quorumText(standing.admins) },
    "",
    paint("strong", "What has to be signed"),
    ...Object.entries(policy.signatures).map(([what, demand]) => `  ${what.padEnd(10)} ${demand}`),
    `  ${"runners".padEnd(10)} ${policy.runners.length} listed`,
    ...(notes.length === 0 ? [] : ["", ...noteLines(notes, paint)]),
  ];
}

function digestLines({ sha256, lists }: ShownTrust): readonly Line[] {
  return [
    `  policy.yaml      ${sha256}`,
    `  allowed_signers  ${lists.allowedSignersSha256 ?? "not there"}`,
    `  revoked_keys     ${lists.revokedKeysSha256 ?? "not there"}`,
  ];
}

function stepLines({ answer }: ShownTrust, style: TrustStyle): readonly Line[] {
  if (answer.kind === "refused")
    return [`  ${style.paint("bad", "✖")} it does not count: ${answer.refusal.code}`];
  return answer.steps.map(({ version, commit, signedBy }) => {
    const how =
      signedBy === undefined ? "on first use, signed by nobody" : `signed by ${signedBy.join(", ")}`;
    const mark = signedBy === undefined ? style.paint("wait", "!") : style.paint("good", "✔");
    return { lead: `  ${mark} version ${version}  `, text: joinParts([short(commit, style), how]) };
  });
}

function personLines(
  { name, principal, isAdmin, keys }: PersonStanding,
  { paint }: TrustStyle,
): readonly Line[] {
  return [
    `  ${name}  ${visibleText(principal)}${isAdmin ? ", admin" : ""}`,
    ...(keys.length === 0
      ? [`    ${paint("dim", "no key: can sign nothing")}`]
      : keys.map((key) => keyLine(key, paint))),
  ];
}

function keyLine({ signer, standing }: ListedKey, paint: Paint): Line {
  const { key, namespaces, validAfter, validBefore } = signer;
  const mark = standing === "valid" ? paint("good", "✔") : paint("bad", "✖");
  const why = standing === "valid" ? "" : `  ${KEY_STANDINGS[standing]}`;
  const purposes = namespaces.map((namespace) => namespace.split(".")[0]).join(", ");
  return {
    lead: `    ${mark} `,
    text: `${key.fingerprint}  ${key.type}  ${glueText(purposes)}  ${glueText(`${validAfter} to ${validBefore}`)}${why}`,
  };
}

function quorumText({ threshold, persons, able }: Quorum): string {
  const lacking = persons.filter((person) => !able.includes(person));
  const today = able.length === 0 ? "nobody" : able.join(", ");
  const others = lacking.length === 0 ? "" : `; ${lacking.join(", ")} without a valid key for it`;
  return `${threshold} of ${persons.join(", ")}; today: ${today}${others}`;
}

function apartText({ notSamePersonAs }: GateStanding): string {
  return notSamePersonAs.length === 0 ? "" : `; nobody who approved ${notSamePersonAs.join(" or ")}`;
}

function short(commit: string, { verbose }: TrustStyle): string {
  return `commit ${verbose ? commit : commit.slice(0, 12)}`;
}
