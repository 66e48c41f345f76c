// Flags that are the same for several commands, told once: a table of flags is mostly repetition.
import type { CompletionCommand, CompletionFlag } from "./completion-table.ts";

export interface SharedFlag {
  readonly flag: CompletionFlag;
  /** The commands that have it just so. */
  readonly commands: readonly string[];
}

/** Flags in the order in which they first occur; two of one name that differ in anything are two. */
export function groupFlags(commands: readonly CompletionCommand[]): readonly SharedFlag[] {
  const groups = new Map<string, SharedFlag>();
  for (const { name, flags } of commands) {
    for (const flag of flags) {
      const key = JSON.stringify(flag);
      const known = groups.get(key)?.commands ?? [];
      groups.set(key, { flag, commands: [...known, name] });
    }
  }
  return [...groups.values()];
}
