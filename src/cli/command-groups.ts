// The commands by what somebody wants to do: the order and the headings of `reconcile --help`.
import type { CommandName } from "./command-texts.ts";

export const COMMAND_GROUPS = {
  "Look at plans, and change nothing:": ["status", "diff", "explain", "validate", "facts", "site"],
  "Move plans:": ["run", "watch"],
  "Consent:": ["approve", "sign", "trust"],
  "Prove what happened:": ["verify", "replay", "export", "prove"],
  "Set up:": ["new", "demo", "doctor", "completion"],
} as const satisfies Readonly<Record<string, readonly CommandName[]>>;
