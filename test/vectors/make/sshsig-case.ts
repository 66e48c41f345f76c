// One case of the area sshsig: alice's good signature, and what a recipe changes about the question.
import { signMessage } from "../../trust/key-workshop.ts";
import { json, type Case } from "./case.ts";
import { alice, APPROVAL, REVOKED, SIGNERS } from "./people.ts";

export const MESSAGE = Buffer.from("gate: SG_1\ndecision: approve\nreason: window agreed with operations\n");

interface Question {
  readonly principal: string;
  readonly namespace: string;
  readonly at: string;
}

const QUESTION: Question = {
  principal: "alice@example.org",
  namespace: APPROVAL,
  at: "2026-06-01T12:00:00Z",
};

export interface Change {
  readonly message?: Uint8Array;
  /** null: there is none. */
  readonly signature?: Uint8Array | null;
  readonly signers?: string;
  readonly revoked?: string;
  readonly question?: Partial<Question>;
}

export const GOOD = signMessage(alice, { message: MESSAGE, namespace: APPROVAL });

/** Alice's good signature, but for the change. */
export function sshsigCase(
  authenticity: string,
  name: string,
  [why, change]: readonly [string, Change],
): Case {
  const signature = change.signature === undefined ? GOOD : change.signature;
  return {
    name,
    why,
    files: {
      message: change.message ?? MESSAGE,
      ...(signature === null ? {} : { "message.sig": signature }),
      allowed_signers: change.signers ?? SIGNERS,
      revoked_keys: change.revoked ?? REVOKED,
      "question.json": json({ ...QUESTION, ...change.question }),
    },
    expected: { authenticity },
  };
}

export function by(
  key: Parameters<typeof signMessage>[0],
  quirks: Parameters<typeof signMessage>[2] = {},
): Buffer {
  return signMessage(key, { message: MESSAGE, namespace: APPROVAL }, quirks);
}

export function principal(name: string): { readonly question: Partial<Question> } {
  return { question: { principal: `${name}@example.org` } };
}
