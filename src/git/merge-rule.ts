// Decides whether our record of a run can be laid over what another reconcile pushed first. Pure: bytes in, choice out.
// Chooses whole sides, never mixes two records of one run, and never makes an append-only file that they have shorter.

/** One file as the common base, this clone and the other side have it; undefined where it is not there. */
export interface ThreeSides {
  readonly path: string;
  readonly base: Uint8Array | undefined;
  readonly ours: Uint8Array | undefined;
  readonly theirs: Uint8Array | undefined;
}

/** `ours`: our files are written; `theirs`: the other side already has all of ours; `conflict`: with the file at fault. */
export type MergeChoice =
  | { readonly kind: "ours" }
  | { readonly kind: "theirs" }
  | { readonly kind: "conflict"; readonly path: string };

/**
 * Judges the files of one run's folder together. Append-only files (`.jsonl`) lead: the side whose lines continue the
 * other's wins, and the files that are rewritten (the report) follow it. Where both signed the same statements, each with
 * its own key, theirs win when they have all of our evidence: what is lost is a second signature over the same bytes.
 */
export function chooseSide(files: readonly ThreeSides[]): MergeChoice {
  const lost = files.find(
    (file) => file.base !== undefined && (file.ours === undefined || file.theirs === undefined),
  );
  if (lost !== undefined) return { kind: "conflict", path: lost.path };
  const leaders = files.filter((file) => file.path.endsWith(".jsonl"));
  if (areSignedTwice(leaders)) return { kind: "theirs" };
  return choose(leaders) ?? choose(files) ?? { kind: "theirs" };
}

/** Their evidence is ours or goes on from it, and the signatures over it are other ones on either side. */
function areSignedTwice(leaders: readonly ThreeSides[]): boolean {
  const evidence = leaders.find(({ path }) => path.endsWith("/evidence.jsonl"));
  const attestations = leaders.find(({ path }) => path.endsWith("/attestations.jsonl"));
  if (attestations === undefined || compareSides(attestations) !== "conflict") return false;
  if (!isPrefix(attestations.base ?? EMPTY, attestations.theirs ?? EMPTY)) return false;
  return evidence === undefined || ["same", "theirs"].includes(compareSides(evidence));
}

/** Undefined when no file tells the sides apart. */
function choose(files: readonly ThreeSides[]): MergeChoice | undefined {
  let choice: MergeChoice | undefined;
  for (const file of files) {
    const side = compareSides(file);
    if (side === "same") continue;
    if (side === "conflict" || (choice !== undefined && choice.kind !== side))
      return { kind: "conflict", path: file.path };
    choice = { kind: side };
  }
  return choice;
}

function compareSides(file: ThreeSides): "ours" | "theirs" | "same" | "conflict" {
  const ours = file.ours ?? EMPTY;
  const theirs = file.theirs ?? EMPTY;
  if (Buffer.compare(ours, theirs) === 0) return "same";
  const base = file.base ?? EMPTY;
  if (Buffer.compare(theirs, base) === 0 || isPrefix(theirs, ours)) return "ours";
  if (Buffer.compare(ours, base) === 0 || isPrefix(ours, theirs)) return "theirs";
  return "conflict";
}

function isPrefix(short: Uint8Array, long: Uint8Array): boolean {
  return short.length <= long.length && Buffer.compare(short, long.subarray(0, short.length)) === 0;
}

const EMPTY = new Uint8Array(0);
