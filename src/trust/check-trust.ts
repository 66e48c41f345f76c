// What the trust policy and the lists beside it say about each other: strangers, pins, and signatures that nobody could make. No
// clock and no history: a key whose time is over is no fault of a document.
import { CODES, type DiagnosticCode } from "../diagnostics/codes.ts";
import { sortDiagnostics, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { quoteText } from "../diagnostics/visible-text.ts";
import type { Policy } from "../model/generated/policy.ts";
import { NAMESPACES } from "../model/signature.ts";
import type { TrustLists } from "./authenticate.ts";
import { ableToSign } from "./key-standing.ts";
import { faultAt as listFaultAt, type ListLine } from "./list-fault.ts";
import type { ListFile } from "./list-lines.ts";
import { PINNED_LISTS } from "./trust-state.ts";

type Gates = Policy["gates"];
type GateName = keyof Gates;

export interface TrustQuestion {
  readonly policy: Policy;
  /** Where the part of the policy at that pointer stands, with the line to show. */
  readonly placeOf: (pointer: readonly (string | number)[]) => Pick<Diagnostic, "place" | "excerpt">;
  readonly lists: TrustLists;
  /** Undefined where it is not there. */
  readonly allowedSigners: ListFile | undefined;
  readonly allowedSignersSha256: string | undefined;
  readonly revokedKeysSha256: string | undefined;
  /** Why no choice among the persons of these gates opens all of them; undefined where one does. */
  readonly gateProblem: (gates: Gates) => GateProblem | undefined;
}

export interface GateProblem {
  readonly gates: readonly GateName[];
  readonly expected: string;
}

/**
 * The faults, by place: signer-stranger, signers-missing, signers-too-few, pin-mismatch. The policy and both lists are sound by
 * themselves; of a policy or a list with a fault there is nothing to be asked.
 */
export function checkTrust(question: TrustQuestion): readonly Diagnostic[] {
  return sortDiagnostics([
    ...findStrangers(question),
    ...findWrongPins(question),
    ...findUnableSigners(question),
  ]);
}

function findStrangers({ policy, lists, allowedSigners }: TrustQuestion): readonly Diagnostic[] {
  if (allowedSigners === undefined) return [];
  const { path, bytes } = allowedSigners;
  const known = new Set(Object.values(policy.persons).map((person) => person?.principal));
  const lines = Buffer.from(bytes).toString("utf8").split("\n");
  return lists.signers
    .filter(({ principal }) => !known.has(principal))
    .map(({ principal, line: number }) => {
      const line: ListLine = { path, number, text: lines[number - 1] ?? "" };
      const message = `${quoteText(principal)} is the principal of nobody in the policy`;
      return listFaultAt("signer-stranger", { line, word: { text: principal, start: 0 } }, { message });
    });
}

function findWrongPins(question: TrustQuestion): readonly Diagnostic[] {
  return PINNED_LISTS.flatMap(({ path, pin, digest }) => {
    const pinned = question.policy.pins?.[pin];
    const found = question[digest];
    if (pinned === undefined || pinned === found) return [];
    const message = `${pin} is ${quoteText(pinned)}, and ${found === undefined ? `${path} is not there` : `the SHA-256 of ${path} is ${found}`}`;
    const expected = found === undefined ? `${path} beside the policy` : found;
    return [fault(question, "pin-mismatch", { pointer: ["pins", pin], message, expected })];
  });
}

/** Where there is no list at all, that is said once and not for every gate. */
function findUnableSigners(question: TrustQuestion): readonly Diagnostic[] {
  const { policy, allowedSigners } = question;
  const kinds = (["plans", "approvals"] as const).filter((kind) => policy.signatures[kind] === "required");
  const [first] = kinds;
  if (first === undefined) return [];
  if (allowedSigners === undefined) {
    const message = `signatures.${first} is required, and plans/_trust/allowed_signers is not there`;
    return [fault(question, "signers-missing", { pointer: ["signatures", first], message })];
  }
  return [
    ...(kinds.includes("plans") ? findNoAuthors(question) : []),
    ...(kinds.includes("approvals") ? findClosedGates(question) : []),
  ];
}

function findNoAuthors(question: TrustQuestion): readonly Diagnostic[] {
  const { policy, lists } = question;
  const asked = { policy, lists, namespace: NAMESPACES.plan, at: undefined };
  if (ableToSign(Object.keys(policy.persons), asked).length > 0) return [];
  const message = `signatures.plans is required, and nobody has a key for "${NAMESPACES.plan}"`;
  return [fault(question, "signers-too-few", { pointer: ["signatures", "plans"], message })];
}

/** The gates, with those persons only who have a key; what is closed without that has been told of elsewhere. */
function findClosedGates(question: TrustQuestion): readonly Diagnostic[] {
  const { policy, lists, gateProblem } = question;
  if (gateProblem(policy.gates) !== undefined) return [];
  const asked = { policy, lists, namespace: NAMESPACES.approval, at: undefined };
  const names = Object.keys(policy.gates) as GateName[];
  const tooFew = names.flatMap((gate) => {
    const { persons, threshold } = policy.gates[gate];
    const able = ableToSign(persons, asked);
    if (able.length >= threshold) return [];
    const lacking = persons.filter((person) => !able.includes(person)).join(", ");
    const message = `${gate} takes ${threshold} of ${persons.join(", ")}, and there is no key for "${NAMESPACES.approval}" of ${lacking}`;
    return [fault(question, "signers-too-few", { pointer: ["gates", gate, "threshold"], message })];
  });
  if (tooFew.length > 0) return tooFew;
  const keyed = Object.fromEntries(
    names.map((gate) => [
      gate,
      { ...policy.gates[gate], persons: ableToSign(policy.gates[gate].persons, asked) },
    ]),
  ) as unknown as Gates;
  const problem = gateProblem(keyed);
  if (problem === undefined) return [];
  const last = problem.gates.at(-1) ?? "SG_2";
  const { expected } = problem;
  const message = `no set of persons with keys for "${NAMESPACES.approval}" could open ${problem.gates.join(" and ")}`;
  return [
    fault(question, "signers-too-few", { pointer: ["gates", last, "notSamePersonAs"], message, expected }),
  ];
}

interface PolicyFault {
  readonly pointer: readonly (string | number)[];
  readonly message: string;
  readonly expected?: string;
}

function fault(
  { placeOf }: TrustQuestion,
  code: DiagnosticCode,
  { pointer, message, expected = CODES[code].expected }: PolicyFault,
): Diagnostic {
  const { place, excerpt } = placeOf(pointer);
  return { code, place, excerpt, message, expected, fix: CODES[code].fix };
}
