// The work tree that a command writes to, required.
import { Refusal } from "../../diagnostics/refusal.ts";
import type { Repository } from "../../git/repository.ts";

/** Throws a Refusal: USAGE with --no-write, REPOSITORY_NOT_FOUND for a bare repository. */
export function requireWorkTree(
  { workTree, gitDir }: Repository,
  { write, what }: { readonly write: boolean; readonly what: string },
): string {
  if (!write) {
    throw new Refusal("USAGE", {
      message: `this command does nothing but write ${what}, and --no-write forbids it`,
      expected: "the command without --no-write",
      todo: "leave the flag out; reconcile explain and reconcile diff --manifest show without writing",
    });
  }
  if (workTree !== undefined) return workTree;
  throw new Refusal("REPOSITORY_NOT_FOUND", {
    message: `"${gitDir}" is a bare repository, and ${what} is written to the work tree`,
    expected: "a clone with a work tree",
    todo: "go to a clone and try again",
  });
}
