// What is told once a plan or the policy was signed: as whom, with which key, what it is worth, and the commands that are next.
import type { SignatureJudgement } from "../../model/authenticity.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { SignatureEvent } from "../../model/generated/event.ts";
import type { Namespace } from "../../model/signature.ts";
import type { Signer } from "../signing/signing-person.ts";
import type { ToSign } from "../signing/to-sign.ts";
import type { Line } from "./lay-out.ts";
import { noteLines } from "./note-lines.ts";
import type { Paint } from "./style.ts";

export interface WrittenSignature {
  readonly wanted: ToSign;
  /** The signature's own path. */
  readonly path: string;
  readonly sha256: string;
  readonly signer: Signer;
  readonly namespace: Namespace;
  readonly judgement: SignatureJudgement;
  readonly isReplacing: boolean;
  readonly admins: readonly string[];
}

export function signatureLines(written: WrittenSignature, paint: Paint): readonly Line[] {
  const { path, signer, isReplacing, wanted } = written;
  const { key, person } = signer;
  return [
    isReplacing ? "wrote over the older signature" : "wrote",
    `  ${path}`,
    "",
    `Signed ${wanted.path} as ${person.name}, ${person.because}; key ${key.publicKey.fingerprint}, ${visibleText(key.origin)}.`,
    ...noteLines(notesOf(written), paint),
    "",
    { lead: `${paint("strong", "next")}  `, command: nextOf(written) },
  ];
}

export function signatureEvent(written: WrittenSignature): SignatureEvent {
  const { wanted, path, sha256, signer, namespace, judgement } = written;
  return {
    type: "signature",
    path: wanted.path,
    signature: { path, sha256 },
    person: signer.person.name,
    namespace,
    fingerprint: signer.key.publicKey.fingerprint,
    authenticity: judgement.authenticity,
    notes: notesOf(written),
    todo: nextOf(written),
  };
}

function notesOf({ wanted, judgement, signer, admins }: WrittenSignature): readonly string[] {
  const isAdmin = admins.includes(signer.person.name);
  return [
    ...wanted.notes,
    ...(judgement.detail === ""
      ? []
      : [`${judgement.authenticity}: ${judgement.detail}; it does not count as the lists are`]),
    ...(wanted.kind === "plan" || isAdmin
      ? []
      : [
          `"${signer.person.name}" is no admin of this version; it counts only if the version before has "${signer.person.name}" as one`,
        ]),
  ];
}

function nextOf({ wanted, path }: WrittenSignature): string {
  const subject =
    wanted.kind === "plan" ? `Sign ${wanted.path.split("/")[1] ?? ""}` : "Sign the trust policy";
  return `git add ${wanted.path} ${path} && git commit -m "${subject}"`;
}
