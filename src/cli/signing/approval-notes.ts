// What a person must not overlook before deciding: another text in the work tree than in the commit, a file that is written
// over, a key that is nobody's. Each a sentence; none of them stops anything.
import { sha256Hex } from "../../model/digest.ts";
import type { EarlierDecision } from "./earlier-decision.ts";
import type { GateAhead } from "./gate-ahead.ts";
import { readPlainFile } from "./write-together.ts";

export interface NotesQuestion {
  readonly root: string;
  readonly ahead: GateAhead;
  readonly earlier: EarlierDecision | undefined;
  readonly person: string;
  /** The principal whose key it is; undefined where allowed_signers has no such key. */
  readonly owner: string | undefined;
}

export async function approvalNotes(question: NotesQuestion): Promise<readonly string[]> {
  const { ahead, earlier } = question;
  return [
    ...(await workTreeNotes(question)),
    ...keyNote(question),
    ...(ahead.verdict.kind === "open"
      ? [`${ahead.verdict.gate} has the approvals it needs already; the next reconcile goes on`]
      : []),
    ...(earlier === undefined ? [] : [replacedNote(earlier)]),
  ];
}

/** What is decided upon is the commit's; the work tree is what the person may have open in an editor. */
async function workTreeNotes({ root, ahead: { work } }: NotesQuestion): Promise<readonly string[]> {
  const source = `plans/${work.plan}/${work.document.spec.source.path}`;
  const files = [
    { path: work.subject.name, sha256: work.subject.digest.sha256 },
    { path: source, sha256: work.source.sha256 },
  ];
  const notes: string[] = [];
  for (const { path, sha256 } of files) {
    const bytes = await readPlainFile(root, path);
    const commit = work.context.pin.commit.slice(0, 12);
    if (bytes === undefined)
      notes.push(`${path} is not in the work tree; this is about the one of commit ${commit}`);
    else if (sha256Hex(bytes) !== sha256)
      notes.push(`${path} in the work tree is another one; this is about the one of commit ${commit}`);
  }
  return notes;
}

function keyNote({ ahead, person, owner }: NotesQuestion): readonly string[] {
  const { persons } = ahead.work.context.policy.value;
  if (owner === undefined) return ["the key is in no line of plans/_trust/allowed_signers"];
  return persons[person]?.principal === owner ? [] : [`the key belongs to ${owner}, not to ${person}`];
}

function replacedNote({ path, document, isOfThisRun }: EarlierDecision): string {
  const { decision, run, notBefore } = document;
  const of = isOfThisRun ? "" : ` for the run ${run}`;
  return `${path} is written over: "${decision}"${of} of ${notBefore}, reason: ${document.reason}`;
}
