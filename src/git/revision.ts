// Decides from the text alone whether a revision may be handed to git: it must be able to name one commit only, and
// nothing that git or a transport could take for something else. Starts nothing.
import { Refusal } from "../diagnostics/refusal.ts";

const MAX_LENGTH = 250;

/**
 * Returns a REF_REFUSED for text that is empty, too long, could be an option, a range, several commits, a path, a
 * pattern or a transport; undefined for text of the forms in gitrevisions(7) that name one commit. Whether that
 * commit exists is for `resolveCommit`.
 */
export function checkRevision(text: string): Refusal | undefined {
  const fault = findFault(text);
  if (fault === undefined) return undefined;
  return new Refusal("REF_REFUSED", {
    message: `the revision "${shown(text)}" ${fault}`,
    expected: "one commit: a branch, a tag, an object name, or one of these with ~n, ^n, @{n} or ^{/text}",
    todo: "name the commit itself, as git rev-parse prints it",
  });
}

/** A revision split into the name that git looks up and the steps to parents that we walk ourselves. */
export interface SplitRevision {
  readonly base: string;
  /** For each step the number of the parent, from 1; 0 is the commit itself (`^0`). */
  readonly steps: readonly number[];
}

/** `HEAD~2^2` → base `HEAD`, steps 1, 1, 2. At most 100,000 steps; more is no revision that anybody means. */
export function splitRevision(text: string): SplitRevision | Refusal {
  const suffix = /(?:~\d*|\^\d*)+$/.exec(text)?.[0] ?? "";
  const steps: number[] = [];
  for (const [, kind, digits] of suffix.matchAll(/([~^])(\d*)/g)) {
    const count = digits === "" ? 1 : Number(digits);
    if (count > 100_000 || steps.length + count > 100_000) return tooFar(text);
    if (kind === "^") steps.push(count);
    else for (let step = 0; step < count; step += 1) steps.push(1);
  }
  return { base: text.slice(0, text.length - suffix.length), steps };
}

function findFault(text: string): string | undefined {
  if (text === "") return "is empty";
  if (text.length > MAX_LENGTH) return `is longer than ${MAX_LENGTH} characters`;
  if (!text.isWellFormed() || /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(text))
    return "has control or invisible characters";
  if (text.startsWith("-")) return "could be taken for an option";
  if (text.startsWith("^")) return "leaves commits out instead of naming one";
  if (text.includes("..")) return "is a range";
  if (/::|:\/\//.test(text)) return "could be taken for a transport";
  const outside = text.replace(/(?<=[@^])\{(?:[^{}\\]|\\.)*\}/g, "");
  if (/[{}]/.test(outside)) return "has a brace that belongs to nothing";
  if (outside.includes(":")) return "names a path, not a commit";
  if (/\^[@!-]/.test(outside)) return "names several commits";
  if (/\^\{(?:tree|blob)\}/.test(text)) return "does not name a commit";
  if (/[\s*?[\\]/.test(outside)) return "has characters that no ref has";
  return undefined;
}

function tooFar(text: string): Refusal {
  return new Refusal("REF_REFUSED", {
    message: `the revision "${shown(text)}" goes back too many commits`,
    expected: "at most 100,000 steps back",
    todo: "name the commit itself, as git rev-parse prints it",
  });
}

function shown(text: string): string {
  const visible = text.replace(
    /[\p{C}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
  return visible.length > 80 ? `${visible.slice(0, 80)}…` : visible;
}
