// The raw git objects that show where a run's inputs and its files lay: commit, trees, folder by folder. What is not where
// the record says has no proof, and whoever checks the kit finds that out.
import { Refusal } from "../diagnostics/refusal.ts";
import type { KitObject } from "../evidence/kit.ts";
import { canonicalText } from "../model/canonical-json.ts";
import type { Statement } from "../model/generated/statement.ts";
import type { CommitPin, ObjectReader, RecordedFiles } from "../model/ports.ts";
import { TRUST_FOLDER } from "./load-trust.ts";
import type { PlacedStatement } from "./placed-statements.ts";

/** Commit and trees on the way to a path, and the name of what stands there. Rejects with a Refusal where nothing does. */
export type ReadProof = (
  commit: string,
  path: string,
) => Promise<{ readonly objects: readonly KitObject[]; readonly oid: string }>;

export interface ProofQuestion {
  readonly objects: ObjectReader & { readonly hasObject: (oid: string) => Promise<boolean> };
  readonly readProof: ReadProof;
  readonly files: RecordedFiles;
  readonly pin: CommitPin;
}

export interface CollectedProofs {
  readonly objects: readonly KitObject[];
  readonly lostCommits: readonly string[];
  /** Files of the run that are not in the exported commit as they are here. */
  readonly uncommitted: readonly string[];
}

/** Each object once, by name. */
export async function collectProofs(
  question: ProofQuestion,
  statements: readonly PlacedStatement[],
): Promise<CollectedProofs> {
  const objects = new Map<string, KitObject>();
  const lost = new Set<string>();
  const prove = async (commit: string, path: string): Promise<string | undefined> => {
    const proof = await orNothing(question.readProof(commit, path));
    for (const object of proof?.objects ?? []) objects.set(object.oid, object);
    return proof?.oid;
  };
  for (const [commit, path] of statementPaths(statements)) {
    if (await question.objects.hasObject(commit)) await prove(commit, path);
    else lost.add(commit);
  }
  const uncommitted: string[] = [];
  const { plan, run } = question.files;
  for (const [name, bytes] of recordFiles(question.files)) {
    const oid = await prove(question.pin.commit, `runs/${plan}/${run}/${name}`);
    if (oid !== question.objects.hashBlob(bytes)) uncommitted.push(name);
  }
  const sorted = [...objects.values()].sort((one, other) => (one.oid < other.oid ? -1 : 1));
  return { objects: sorted, lostCommits: [...lost].sort(), uncommitted };
}

type CommitPath = readonly [commit: string, path: string];

function statementPaths(statements: readonly PlacedStatement[]): readonly CommitPath[] {
  const paths = statements.flatMap(({ statement }) => pathsOf(statement));
  return [...new Map(paths.map((one) => [canonicalText(one), one])).values()];
}

function pathsOf({ subject, predicate }: Statement): readonly CommitPath[] {
  const { source, inputs, approvalsTree, run } = predicate;
  const trust = source.trust ?? source.commit;
  const folder = approvalsTree === null ? `plans/${run.plan}` : `plans/${run.plan}/approvals`;
  return [
    ...[...subject, ...inputs].map(
      ({ name }) => [name.startsWith(`${TRUST_FOLDER}/`) ? trust : source.commit, name] as const,
    ),
    [source.commit, folder] as const,
  ];
}

function recordFiles(files: RecordedFiles): readonly (readonly [name: string, bytes: Uint8Array])[] {
  const { evidence, torn, attestations, facts } = files;
  return [
    ["evidence.jsonl", Buffer.concat([evidence, torn])] as const,
    ...(attestations.length === 0 ? [] : [["attestations.jsonl", attestations] as const]),
    ...(facts === undefined ? [] : [["facts.json", facts] as const]),
  ];
}

async function orNothing<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}
