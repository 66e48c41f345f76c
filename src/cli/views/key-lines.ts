// What is told once a key was listed: the line, and what it takes for the key to count.
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { KeyEvent } from "../../model/generated/event.ts";
import { ALLOWED_SIGNERS } from "../../reconcile/load-trust.ts";
import type { KeyAdvice } from "../trust/key-advice.ts";
import type { KeyRequest } from "../trust/key-request.ts";
import type { Paint } from "./style.ts";

export interface ListedKeyLine {
  readonly person: string;
  readonly principal: string;
  readonly request: KeyRequest;
  /** Counted from 1. */
  readonly line: number;
  /** Without its newline. */
  readonly text: string;
  /** Of the whole list. */
  readonly sha256: string;
}

export function keyLines(shown: ListedKeyLine & KeyAdvice, paint: Paint): readonly string[] {
  const { person, request, line, text, notes, todo } = shown;
  return [
    `wrote line ${line} of ${ALLOWED_SIGNERS}`,
    `  ${visibleText(text)}`,
    "",
    `${request.key.fingerprint} is ${person}'s, from ${request.validAfter} to ${request.validBefore}. Compare it with ${person} on another channel.`,
    ...notes.map((note) => `${paint("wait", "!")} ${visibleText(note)}`),
    "",
    paint("strong", "next"),
    ...todo.map((step, index) => `  ${index + 1}. ${step.replaceAll("\n", "\n       ")}`),
  ];
}

export function keyEvent(shown: ListedKeyLine & KeyAdvice): KeyEvent {
  const { person, principal, request, line, version, pins, notes, todo } = shown;
  const { key, namespaces, validAfter, validBefore } = request;
  return {
    type: "key",
    person,
    principal,
    fingerprint: key.fingerprint,
    keyType: key.type,
    namespaces,
    validAfter,
    validBefore,
    path: ALLOWED_SIGNERS,
    line,
    version,
    pins,
    notes,
    todo,
  };
}
