// Which person of the policy signs: the one that is named, else the owner of the key, else whose address git has. A guess
// is always told; whether the signature counts for that person is judged from its key alone.
import { Refusal } from "../../diagnostics/refusal.ts";
import { quoteText } from "../../diagnostics/visible-text.ts";
import type { Policy } from "../../model/generated/policy.ts";
import type { SigningKey } from "../../keys/ssh-key-choice.ts";
import type { TrustLists } from "../../trust/authenticate.ts";

export interface PersonQuestion {
  readonly policy: Policy;
  readonly lists: TrustLists;
  readonly key: SigningKey;
  /** --as */
  readonly named: string | undefined;
  /** git's user.email of the user's own configuration. */
  readonly email: string | undefined;
}

export interface SigningPerson {
  readonly name: string;
  /** How it became known, for the screen. */
  readonly because: string;
}

export interface Signer {
  readonly key: SigningKey;
  readonly person: SigningPerson;
}

/** Throws a Refusal USAGE where nobody, or more than one person, could be meant. */
export function findSigningPerson(question: PersonQuestion): SigningPerson {
  const { policy, named, email } = question;
  if (named !== undefined) {
    if (Object.hasOwn(policy.persons, named)) return { name: named, because: "as given by --as" };
    throw notAPerson(policy, `--as ${quoteText(named)} is no person of the policy`);
  }
  const owner = ownerOf(question.lists, question.key);
  const byKey = owner === undefined ? undefined : onlyPerson(policy, owner);
  if (byKey !== undefined) return { name: byKey, because: "the key's owner in allowed_signers" };
  const byEmail = email === undefined ? undefined : onlyPerson(policy, email);
  if (byEmail !== undefined) return { name: byEmail, because: "whose principal is git's user.email" };
  const { fingerprint } = question.key.publicKey;
  throw notAPerson(
    policy,
    `nobody in the policy can be told from the key ${fingerprint}${email === undefined ? "" : ` or from git's user.email ${quoteText(email)}`}`,
  );
}

/** The principal whose key it is; undefined where nobody listed has it. */
export function ownerOf({ signers }: TrustLists, { publicKey }: SigningKey): string | undefined {
  return signers.find(({ key }) => key.fingerprint === publicKey.fingerprint)?.principal;
}

/** A principal that two persons of the policy share tells nothing. */
function onlyPerson({ persons }: Policy, principal: string): string | undefined {
  const [name, another] = Object.keys(persons).filter((one) => persons[one]?.principal === principal);
  return another === undefined ? name : undefined;
}

function notAPerson({ persons }: Policy, message: string): Refusal {
  return new Refusal("USAGE", {
    message,
    expected: `a person of the policy: ${Object.keys(persons).sort().join(", ")}`,
    todo: "say who you are with --as PERSON",
  });
}
