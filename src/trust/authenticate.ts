// Decides whether a message was really signed by the person it names, for this purpose, with a key valid at that moment. What
// follows from it is not decided here. It never throws, whatever the bytes: a check that cannot be made is a no.
import type { Authenticity, SignatureJudgement } from "../model/authenticity.ts";
import type { Namespace } from "../model/signature.ts";
import { quoteText } from "../diagnostics/visible-text.ts";
import type { AllowedSigner } from "./allowed-signers.ts";
import { isMoment } from "./signer-time.ts";
import { fingerprintOf, parsePublicKey, type PublicKey } from "./public-key.ts";
import type { RevokedKeys } from "./revoked-keys.ts";
import { parseSshSignature, renderSignedData, type SshSignature } from "./sshsig.ts";
import { verifySignature } from "./verify-signature.ts";

/** Who may sign, and which keys are void. */
export interface TrustLists {
  readonly signers: readonly AllowedSigner[];
  readonly revoked: RevokedKeys;
}

export interface SignatureQuestion {
  /** The bytes that are said to be signed. */
  readonly message: Uint8Array;
  /** The file beside them; undefined where there is none. */
  readonly signature: Uint8Array | undefined;
  /** Whose signature it has to be. */
  readonly principal: string;
  readonly namespace: Namespace;
  /** The moment at which the key has to be valid, RFC 3339 in UTC to the second. Never a time that the signer claims. */
  readonly at: string;
}

/**
 * The one word for the signature, the first that is true of: UNSIGNED, SIG_MALFORMED, KEYTYPE_REFUSED, WEAK_KEY,
 * NAMESPACE_REFUSED (made for another purpose), SIG_INVALID, KEY_REVOKED (for all time), SIGNER_UNKNOWN (nobody's or somebody
 * else's key), NAMESPACE_REFUSED (the key is not for this purpose), KEY_NOT_YET_VALID, KEY_EXPIRED (both bounds inclusive, as
 * ssh-keygen has them), AUTHENTIC. `signer` and `fingerprint` tell of the key named in the signature, also where it does not hold.
 */
export function authenticate(question: SignatureQuestion, lists: TrustLists): SignatureJudgement {
  if (question.signature === undefined) return unsigned;
  const parsed = parseSshSignature(question.signature);
  if (parsed.kind === "MALFORMED")
    return { ...unsigned, authenticity: "SIG_MALFORMED", detail: `the signature ${parsed.words}` };
  const { keyBlob } = parsed.signature;
  const fingerprint = fingerprintOf(keyBlob);
  const answer = parsePublicKey(keyBlob);
  if (answer.kind === "MALFORMED")
    return { ...unsigned, authenticity: "SIG_MALFORMED", detail: `the signature's key ${answer.words}` };
  if (answer.kind !== "KEY")
    return { ...unsigned, authenticity: answer.kind, fingerprint, detail: `the key ${answer.words}` };
  const { key } = answer;
  const owners = lists.signers.filter((signer) => signer.key.fingerprint === key.fingerprint);
  const fault =
    checkSignature(question, parsed.signature, key) ??
    (lists.revoked.has(key)
      ? no("KEY_REVOKED", `the key ${fingerprint} is in the list of revoked keys`)
      : undefined) ??
    checkOwner(question, owners, fingerprint);
  const { authenticity, detail } = fault ?? { authenticity: "AUTHENTIC" as const, detail: "" };
  return { authenticity, fingerprint, signer: owners[0]?.principal, detail };
}

const unsigned: SignatureJudgement = {
  authenticity: "UNSIGNED",
  fingerprint: undefined,
  signer: undefined,
  detail: "",
};

interface No {
  readonly authenticity: Authenticity;
  readonly detail: string;
}

function no(authenticity: Authenticity, detail: string): No {
  return { authenticity, detail };
}

/** Whether it is for this purpose and holds over the message. */
function checkSignature(
  { namespace, message }: SignatureQuestion,
  sshSignature: SshSignature,
  key: PublicKey,
): No | undefined {
  if (sshSignature.namespace !== namespace)
    return no(
      "NAMESPACE_REFUSED",
      `the signature is for ${quoteText(sshSignature.namespace)}, not for "${namespace}"`,
    );
  const verified = verifySignature(key, sshSignature.signature, renderSignedData(sshSignature, message));
  if (verified.kind === "HOLDS") return undefined;
  const word = verified.kind === "MALFORMED" ? "SIG_MALFORMED" : "SIG_INVALID";
  return no(word, `the signature ${verified.words}`);
}

/** Whether the key is the person's, for this purpose, at that moment. A key on two lines belongs to nobody. */
function checkOwner(
  { principal, namespace, at }: SignatureQuestion,
  owners: readonly AllowedSigner[],
  fingerprint: string,
): No | undefined {
  const [owner, another] = owners;
  if (owner === undefined)
    return no("SIGNER_UNKNOWN", `the key ${fingerprint} is in no line of allowed_signers`);
  if (another !== undefined)
    return no(
      "SIGNER_UNKNOWN",
      `the key ${fingerprint} is in lines ${owner.line} and ${another.line} of allowed_signers`,
    );
  if (owner.principal !== principal)
    return no(
      "SIGNER_UNKNOWN",
      `the key ${fingerprint} belongs to ${quoteText(owner.principal)}, not to ${quoteText(principal)}`,
    );
  if (!owner.namespaces.includes(namespace))
    return no(
      "NAMESPACE_REFUSED",
      `the key ${fingerprint} is for ${owner.namespaces.join(", ")}, not for "${namespace}"`,
    );
  if (!isMoment(at)) return no("KEY_NOT_YET_VALID", `${quoteText(at)} is no moment at which a key is valid`);
  // Times of this one form sort as text does.
  if (at < owner.validAfter)
    return no(
      "KEY_NOT_YET_VALID",
      `the key ${fingerprint} is valid from ${owner.validAfter} on, and it is judged at ${at}`,
    );
  if (at > owner.validBefore)
    return no(
      "KEY_EXPIRED",
      `the key ${fingerprint} was valid until ${owner.validBefore}, and it is judged at ${at}`,
    );
  return undefined;
}
