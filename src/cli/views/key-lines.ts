// What is told once a key was listed: the line, and what it takes for the key to count.
import { visibleText } from "../../diagnostics/visible-text.ts";
import type { KeyEvent } from "../../model/generated/event.ts";
import { ALLOWED_SIGNERS } from "../../reconcile/load-trust.ts";
import type { KeyAdvice } from "../trust/key-advice.ts";
import type { KeyRequest } from "../trust/key-request.ts";
import type { Line } from "./lay-out.ts";
import { noteLines } from "./note-lines.ts";
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

export function keyLines(shown: ListedKeyLine & KeyAdvice, paint: Paint): readonly Line[] {
  const { person, request, line, text, notes, todo } = shown;
  return [
    `wrote line ${line} of ${ALLOWED_SIGNERS}`,
    { verbatim: `  ${visibleText(text)}` },
    "",
    `${request.key.fingerprint} is ${person}'s, from ${request.validAfter} to ${request.validBefore}. Compare it with ${person} on another channel.`,
    ...noteLines(notes, paint),
    "",
    paint("strong", "next"),
    ...todo.flatMap((step, index) => stepLines(step, `  ${index + 1}. `)),
  ];
}

/** A step is a command or a sentence; what stands on lines of its own below is to be written as it is. */
function stepLines(step: string, lead: string): readonly Line[] {
  const [text = "", ...rest] = step.split("\n");
  const below = " ".repeat(lead.length + 2);
  return [
    text.startsWith("git ") ? { lead, command: text } : { lead, text },
    ...rest.map((line) => ({ verbatim: `${below}${line}` })),
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
