// Histories of trust for tests: policies as values, lists as text, keys and signatures made at run time.
import type { Policy } from "../../src/model/generated/policy.ts";
import { sha256Hex } from "../../src/model/digest.ts";
import { parseAllowedSigners } from "../../src/trust/allowed-signers.ts";
import { parseRevokedKeys } from "../../src/trust/revoked-keys.ts";
import { judgeSuccession, type SuccessionAnswer } from "../../src/trust/succession.ts";
import type { TrustCommit, TrustState } from "../../src/trust/trust-state.ts";
import { makeKey, signMessage, type WorkshopKey } from "./key-workshop.ts";

export const NOW = "2026-11-21T10:00:00Z";

const keys = new Map<string, WorkshopKey>();

/** The key of that name, the same for the whole process: "carol", "carol/2". */
export function keyOf(name: string): WorkshopKey {
  const key = keys.get(name) ?? makeKey("ssh-ed25519");
  keys.set(name, key);
  return key;
}

export interface Listed {
  /** The key's name; its owner is what stands before the slash. */
  readonly key: string;
  readonly principal?: string;
  readonly namespaces?: string;
  readonly from?: string;
  readonly to?: string;
}

export interface TrustText {
  readonly version: number;
  readonly admins?: readonly string[];
  readonly threshold?: number;
  /** Principals that are not the name with @example.org. */
  readonly principals?: Readonly<Record<string, string>>;
  /** undefined: the file is not there. Keys alone are valid from 2026 to 2030 for everything. */
  readonly signers?: readonly (string | Listed)[] | undefined;
  readonly revoked?: readonly string[] | undefined;
  /** Whether the policy pins the lists, or what it pins them to. */
  readonly pins?: boolean | NonNullable<Policy["pins"]>;
  /** By person: whose key it is signed with. A list of persons signs with each one's own. */
  readonly signedBy?: readonly string[] | Readonly<Record<string, string>>;
  readonly namespace?: string;
  /** Tells policies apart that are otherwise the same. */
  readonly note?: string;
}

/** A state of trust with one admin, carol, and her key, unless told otherwise. */
export function trust(text: TrustText): TrustState {
  const signers = "signers" in text ? text.signers : ["carol"];
  const revoked = "revoked" in text ? text.revoked : [];
  const signersFile = signers === undefined ? undefined : Buffer.from(signers.map(signerLine).join(""));
  const revokedFile =
    revoked === undefined ? undefined : Buffer.from(revoked.map((key) => `${keyOf(key).text}\n`).join(""));
  const digests = {
    allowedSigners: signersFile === undefined ? undefined : sha256Hex(signersFile),
    revokedKeys: revokedFile === undefined ? undefined : sha256Hex(revokedFile),
  };
  const policy = policyOf(text, digests);
  const policyBytes = Buffer.from(JSON.stringify({ ...policy, note: text.note }));
  return {
    policy,
    policyBytes,
    policySha256: sha256Hex(policyBytes),
    allowedSignersSha256: digests.allowedSigners,
    revokedKeysSha256: digests.revokedKeys,
    lists: {
      signers: parseAllowedSigners({ path: "allowed_signers", bytes: signersFile ?? Buffer.of() }).signers,
      revoked: parseRevokedKeys({ path: "revoked_keys", bytes: revokedFile ?? Buffer.of() }).revoked,
    },
    signatures: signaturesOver(policyBytes, text),
  };
}

export function signerLine(given: string | Listed): string {
  const { key, principal, namespaces, from, to } =
    typeof given === "string" ? ({ key: given } as Listed) : given;
  const owner = principal ?? `${key.split("/")[0] ?? ""}@example.org`;
  const purposes = namespaces ?? "approval.v1@cutplan,plan.v1@cutplan,trust.v1@cutplan";
  return `${owner} namespaces="${purposes}",valid-after="${from ?? "20260101Z"}",valid-before="${to ?? "20300101Z"}" ${keyOf(key).text}\n`;
}

function policyOf(
  { version, admins = ["carol"], threshold = 1, principals = {}, pins = true }: TrustText,
  digests: { readonly allowedSigners: string | undefined; readonly revokedKeys: string | undefined },
): Policy {
  const gate = { threshold: 1, persons: ["bob"] };
  const present = Object.fromEntries(Object.entries(digests).filter(([, digest]) => digest !== undefined));
  const persons = ["bob", ...admins].map((name): [string, { principal: string }] => [
    name,
    { principal: principals[name] ?? `${name}@example.org` },
  ]);
  return {
    apiVersion: "cutplan/v1",
    kind: "Policy",
    version,
    expiresAt: "2031-01-01T00:00:00Z",
    repository: "git+https://git.example.org/trust.git",
    admins: { threshold, persons: admins },
    persons: Object.fromEntries(persons),
    gates: { SG_1: gate, SG_2: gate, SG_3: gate },
    separationOfDuties: { authorMayApprove: false },
    signatures: { plans: "required", approvals: "required", evidence: "optional" },
    ...(pins === false ? {} : { pins: pins === true ? present : pins }),
    runners: [],
  };
}

function signaturesOver(
  message: Uint8Array,
  { signedBy = [], namespace = "trust.v1@cutplan" }: TrustText,
): ReadonlyMap<string, Uint8Array> {
  const signers = Array.isArray(signedBy)
    ? signedBy.map((person: string) => [person, person] as const)
    : Object.entries(signedBy as Readonly<Record<string, string>>);
  return new Map(signers.map(([person, key]) => [person, signMessage(keyOf(key), { message, namespace })]));
}

/** One commit: its name, its parents' names, and what lies in plans/_trust. */
export interface Told {
  readonly name: string;
  /** The commit told before it, unless said otherwise. */
  readonly parents?: readonly string[];
  /** Its day in 2026, month and day; noon of 02-01 when not given. Or the whole time. */
  readonly at?: string;
  /** undefined: the folder is not there; "faulty": it is there and cannot be read; not given: as in the first parent. */
  readonly trust?: TrustState | "faulty" | undefined;
}

/** Judges the history, whose last commit is the trust commit. */
export function judge(history: readonly Told[], now = NOW): SuccessionAnswer {
  const folders = new Map<TrustState | "faulty", string>();
  const byName = new Map<string, TrustCommit>();
  history.forEach((told, index) => {
    const before = history[index - 1]?.name;
    const parents = told.parents ?? (before === undefined ? [] : [before]);
    const inherited = parents[0] === undefined ? undefined : byName.get(parents[0])?.folder;
    const folder = "trust" in told ? folderOf(folders, told.trust) : inherited;
    byName.set(told.name, { commit: told.name, parents, committedAt: timeOf(told.at), folder });
  });
  const states = new Map(
    [...folders].map(([state, folder]) => [folder, state === "faulty" ? undefined : state]),
  );
  return judgeSuccession({ commits: [...byName.values()], states, now });
}

function folderOf(
  folders: Map<TrustState | "faulty", string>,
  state: TrustState | "faulty" | undefined,
): string | undefined {
  if (state === undefined) return undefined;
  const folder = folders.get(state) ?? `tree ${folders.size}`;
  folders.set(state, folder);
  return folder;
}

function timeOf(at = "02-01"): string {
  return at.length === 5 ? `2026-${at}T12:00:00Z` : at;
}

/** `accepted 2 from 1`, or the refusal's code: what tables compare. */
export function tell(answer: SuccessionAnswer): string {
  return answer.kind === "accepted"
    ? `accepted ${answer.version} from ${answer.firstUse.version} at ${answer.firstUse.commit}`
    : answer.refusal.code;
}

/** A line of a table: a history, and what tell() says of it. */
export interface Row {
  readonly title: string;
  readonly history: readonly Told[];
  readonly expected: string;
}
