// Says why the trust at a commit does not count, and who would have to do what. Decides nothing that succession.ts has not
// decided.
import { Refusal } from "../diagnostics/refusal.ts";
import { keyHoldersOf, readAdminSignatures, thresholdOf, type AdminSignature } from "./admin-signatures.ts";
import { nextVersion, replaces, versionOf, type AcceptedState } from "./trust-line.ts";
import { POLICY_PATH, type TrustState } from "./trust-state.ts";
import { checkStep, findPinFault, type StepFault } from "./trust-step.ts";
import { signingCommand } from "./signing-command.ts";

export interface TrustNo {
  /** Undefined where the commit has no trust that can be read. */
  readonly state: TrustState | undefined;
  /** What counts in its history. */
  readonly tips: readonly AcceptedState[];
  readonly torn: boolean;
  /** The moment at which its signatures are judged. */
  readonly at: string;
  readonly commit: string;
}

/** TRUST_UNSIGNED, TRUST_REVERSED or TRUST_FORKED, whichever tells most about what has to be done. */
export function refuseTrust(no: TrustNo): Refusal {
  const { state, tips, torn, at } = no;
  if (state === undefined) return unreadable(no);
  const pinFault = findPinFault(state);
  if (pinFault?.kind === "pin-wrong") return pinWrong(pinFault, state);
  const version = nextVersion(tips);
  if (torn || (tips.length > 1 && state.policy.version !== version)) return forked(no);
  for (const on of tips) {
    // The same policy beside another list: what is wrong is the list, and the version only after it.
    const isSamePolicy = on.state.policySha256 === state.policySha256;
    if (!isSamePolicy && state.policy.version < version) return reversed(on, state);
    const fault = checkStep({
      before: on.state,
      vouches: on.vouches,
      after: state,
      version: isSamePolicy ? state.policy.version : version,
      signatures: readAdminSignatures(on.state, state),
      at,
    });
    if (fault.kind !== "follows") return refuseStep(fault, { on, state, version });
  }
  return forked(no);
}

interface Refused {
  readonly on: AcceptedState;
  readonly state: TrustState;
  /** The version that would be the next. */
  readonly version: number;
}

function refuseStep(fault: StepFault, refused: Refused): Refusal {
  switch (fault.kind) {
    case "pin-wrong":
      return pinWrong(fault, refused.state);
    case "version":
      return versionSkipped(refused);
    case "list-changed":
      return listChanged(fault, refused);
    case "no-vouchers":
      return noVouchers(fault, refused);
    case "signatures":
      return unsigned(fault, refused);
  }
}

function unreadable({ commit, tips: [tip] }: TrustNo): Refusal {
  const repair = "run reconcile validate and correct what it finds";
  return new Refusal("TRUST_UNSIGNED", {
    message: `commit "${short(commit)}" has no trust policy that can be read`,
    expected: `${POLICY_PATH} and both lists beside it, without a fault`,
    todo: tip === undefined ? repair : `${putBack(tip)}, or ${repair}`,
  });
}

function reversed(on: AcceptedState, { policy }: TrustState): Refusal {
  const known = versionOf(on);
  const found =
    policy.version < known
      ? `and its history has version ${known} since commit ${short(on.commit)}`
      : `and another text than commit ${short(on.commit)} brought in under that version`;
  return new Refusal("TRUST_REVERSED", {
    message: `${POLICY_PATH} has version ${policy.version}, ${found}`,
    expected: `version ${known} as it was, or version ${known + 1}${byAdmins(on)}`,
    todo: `${putBack(on)}, or write version: ${known + 1}${thenSign(on)}`,
  });
}

function versionSkipped({ on, state, version }: Refused): Refusal {
  return new Refusal("TRUST_UNSIGNED", {
    message: `${POLICY_PATH} has version ${state.policy.version}, and the version before it is ${version - 1}`,
    expected: `version ${version}: it goes up by one with every change`,
    todo: `write version: ${version}${thenSign(on)}`,
  });
}

function pinWrong(
  { list, pinned, found }: Extract<StepFault, { kind: "pin-wrong" }>,
  { policy }: TrustState,
): Refusal {
  const isMissing = found === undefined;
  const there = isMissing ? "and there is no such file" : `and its SHA-256 is ${found}`;
  return new Refusal("TRUST_UNSIGNED", {
    message: `version ${policy.version} of ${POLICY_PATH} pins ${list.path} to ${pinned}, ${there}`,
    expected: `the ${list.path} that is pinned`,
    todo: isMissing
      ? `put ${list.path} back`
      : `put ${list.path} back, or write ${list.pin}: ${found} under pins and have the policy signed again`,
  });
}

function listChanged(
  { list, found }: Extract<StepFault, { kind: "list-changed" }>,
  { on, version }: Refused,
): Refusal {
  const isMissing = found === undefined;
  const change = isMissing
    ? "is missing, and was there"
    : on.state[list.digest] === undefined
      ? "is new, and was not there"
      : "is another one than";
  return new Refusal("TRUST_UNSIGNED", {
    message: `${list.path} ${change} in version ${versionOf(on)} of the policy, and nobody signed for that`,
    expected: `the lists of version ${versionOf(on)}, or version ${version} of ${POLICY_PATH} with the new list's SHA-256 under pins${byAdmins(on)}`,
    todo: isMissing
      ? `${putBack(on)}; an empty list is a list, a missing one is not`
      : `${putBack(on)}, or write version: ${version} and pins: {${list.pin}: ${found}}${thenSign(on)}`,
  });
}

function noVouchers(
  { holders, threshold }: Extract<StepFault, { kind: "no-vouchers" }>,
  { on, state }: Refused,
): Refusal {
  const held = holders.length === 0 ? "none of them has" : `only ${holders.join(", ")} of them has`;
  return new Refusal("TRUST_UNSIGNED", {
    message: `version ${state.policy.version} of ${POLICY_PATH} asks for ${threshold} of its admins to sign the next one, and ${held} a key listed for that`,
    expected: `keys for trust.v1@cutplan in allowed_signers for at least ${threshold} of ${state.policy.admins.persons.join(", ")}`,
    todo: `list their keys with reconcile trust add-key, pin the list${thenSign(on)}`,
  });
}

function unsigned(
  { signed, threshold, signatures, at }: Extract<StepFault, { kind: "signatures" }>,
  { on, state }: Refused,
): Refusal {
  const lacking = signatures.filter(({ person }) => !signed.includes(person));
  const missing = threshold - signed.length;
  const by = signed.length === 0 ? "" : ` (${signed.join(", ")})`;
  return new Refusal("TRUST_UNSIGNED", {
    message: `version ${state.policy.version} of ${POLICY_PATH} has ${signed.length} of ${threshold} signatures of the admins of version ${versionOf(on)}${by}; ${lacking.map((one) => why(one, at)).join("; ")}`,
    expected: `signatures by ${threshold} of ${on.state.policy.admins.persons.join(", ")}, with keys that version ${versionOf(on)} lists and that are valid at ${at}`,
    todo: `${signingAdvice(
      lacking.map(({ person }) => person),
      missing,
    )}; then commit what was written`,
  });
}

/** How those persons sign, or as many of them as it takes. */
function signingAdvice(persons: readonly string[], threshold: number): string {
  const number = persons.length > threshold ? ` by ${threshold} of these` : "";
  const commands = persons.map((person) => `${person}: ${signingCommand(person)}`);
  return `have it signed${number} with reconcile sign --policy, or with ssh-keygen; ${commands.join("; ")}`;
}

function why({ person, principal, judgeAt }: AdminSignature, at: string): string {
  if (principal === undefined) return `"${person}" is no person of that version`;
  const { authenticity, detail } = judgeAt(at);
  if (authenticity === "UNSIGNED") return `"${person}" has not signed`;
  // The same principal under two names counts once.
  if (authenticity === "AUTHENTIC") return `"${person}" is "${principal}", who is counted already`;
  return `the signature of "${person}" does not count: ${detail}`;
}

function forked({ tips, torn, state }: TrustNo): Refusal {
  const [first, second] = tips;
  if (first === undefined || second === undefined) throw new Error("a fork has two ends");
  const version = nextVersion(tips);
  const number = torn ? `more than ${tips.length}` : String(tips.length);
  const names = tips.map((tip) => `version ${versionOf(tip)} of commit ${short(tip.commit)}`).join(", ");
  const [newer, older] = versionOf(first) < versionOf(second) ? [second, first] : [first, second];
  const late = replaces(newer, older, "")
    ? `; version ${versionOf(newer)} was signed with keys whose time was over on the branch that still has version ${versionOf(older)}`
    : "";
  const bound = state === undefined ? "" : `, and the commit has version ${state.policy.version}`;
  return new Refusal("TRUST_FORKED", {
    message: `${number} trust policies meet in this history, and none is signed by the admins of the others: ${names}${late}${bound}`,
    expected: "one line of versions, each signed by the admins of the version before",
    todo: torn
      ? "go back to a commit before the branches met"
      : `leave out the branch that brought in the wrong one (rebase it, never merge it), or write version: ${version} and have it signed by the admins of each: ${[...new Set(tips.flatMap(keyHoldersOfTip))].join(", ")}`,
  });
}

function keyHoldersOfTip({ state }: AcceptedState): readonly string[] {
  return keyHoldersOf(state);
}

/** `, signed by 1 of carol, the admins of version 1`; nothing where nobody can sign. */
function byAdmins({ state, vouches }: AcceptedState): string {
  const { admins, version } = state.policy;
  return vouches
    ? `, signed by ${thresholdOf(state)} of ${admins.persons.join(", ")}, the admins of version ${version}`
    : "";
}

function thenSign({ state, vouches }: AcceptedState): string {
  return vouches ? `, and ${signingAdvice(keyHoldersOf(state), thresholdOf(state))}` : "";
}

function putBack({ commit }: AcceptedState): string {
  return `git checkout ${short(commit)} -- plans/_trust`;
}

function short(commit: string): string {
  return commit.slice(0, 12);
}
