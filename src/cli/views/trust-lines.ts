// The trust policy in plain words: how it came to count, persons with their keys, gates with their approvers, what has to be signed.
import { visibleText } from "../../diagnostics/visible-text.ts";
import { KEY_STANDINGS, type ListedKey } from "../../trust/key-standing.ts";
import type { GateStanding, PersonStanding, Quorum } from "../../trust/who-may-what.ts";
import type { ShownTrust } from "../trust/trust-notes.ts";
import type { Paint } from "./style.ts";

export interface TrustStyle {
  readonly paint: Paint;
  /** Commits and digests in full. */
  readonly verbose: boolean;
}

export function trustLines(shown: ShownTrust, style: TrustStyle): readonly string[] {
  const { policy, standing, notes } = shown;
  const { paint } = style;
  return [
    `${paint("strong", `Trust policy, version ${policy.version}`)}  ${short(shown.commit, style)}, until ${policy.expiresAt}`,
    ...(style.verbose ? digestLines(shown) : []),
    "",
    "How it came to count",
    ...stepLines(shown, style),
    "",
    "Persons",
    ...standing.persons.flatMap((person) => personLines(person, style)),
    "",
    `Gates, as of ${shown.now}`,
    ...standing.gates.map((gate) => `  ${gate.gate}    ${quorumText(gate)}${apartText(gate)}`),
    `  admins  ${quorumText(standing.admins)}`,
    "",
    "What has to be signed",
    ...Object.entries(policy.signatures).map(([what, demand]) => `  ${what.padEnd(10)} ${demand}`),
    `  ${"runners".padEnd(10)} ${policy.runners.length} listed`,
    ...(notes.length === 0 ? [] : ["", ...notes.map((note) => `${paint("wait", "!")} ${visibleText(note)}`)]),
  ];
}

function digestLines({ sha256, lists }: ShownTrust): readonly string[] {
  return [
    `  policy.yaml      ${sha256}`,
    `  allowed_signers  ${lists.allowedSignersSha256 ?? "not there"}`,
    `  revoked_keys     ${lists.revokedKeysSha256 ?? "not there"}`,
  ];
}

function stepLines({ answer }: ShownTrust, style: TrustStyle): readonly string[] {
  if (answer.kind === "refused")
    return [`  ${style.paint("bad", "✖")} it does not count: ${answer.refusal.code}`];
  return answer.steps.map(({ version, commit, signedBy }) => {
    const how =
      signedBy === undefined ? "on first use, signed by nobody" : `signed by ${signedBy.join(", ")}`;
    const mark = signedBy === undefined ? style.paint("wait", "!") : style.paint("good", "✔");
    return `  ${mark} version ${version}  ${short(commit, style)}  ${how}`;
  });
}

function personLines(
  { name, principal, isAdmin, keys }: PersonStanding,
  { paint }: TrustStyle,
): readonly string[] {
  return [
    `  ${name}  ${visibleText(principal)}${isAdmin ? ", admin" : ""}`,
    ...(keys.length === 0
      ? [`    ${paint("dim", "no key: can sign nothing")}`]
      : keys.map((key) => keyLine(key, paint))),
  ];
}

function keyLine({ signer, standing }: ListedKey, paint: Paint): string {
  const { key, namespaces, validAfter, validBefore } = signer;
  const mark = standing === "valid" ? paint("good", "✔") : paint("bad", "✖");
  const why = standing === "valid" ? "" : `  ${KEY_STANDINGS[standing]}`;
  const purposes = namespaces.map((namespace) => namespace.split(".")[0]).join(", ");
  return `    ${mark} ${key.fingerprint}  ${key.type}  ${purposes}  ${validAfter} to ${validBefore}${why}`;
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
