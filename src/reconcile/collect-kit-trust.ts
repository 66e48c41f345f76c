// The versions of the trust that the statements of a run were judged by, and those before them: so that somebody else can
// see who signed each change. How they came to count is judged in trust/; here their files are gathered.
import type { KitTrust } from "../evidence/kit.ts";
import type { CommitPin, HistoryCommit, HistoryReader, ObjectReader } from "../model/ports.ts";
import { judgeTrust } from "./judge-trust.ts";
import { TRUST_FOLDER } from "./load-trust.ts";
import type { PlacedStatement } from "./placed-statements.ts";
import type { DecisionReader } from "./recorded-decisions.ts";

const TRUST_FILE =
  /^(?:policy\.yaml|allowed_signers|revoked_keys|policy\.yaml\.[a-z0-9][a-z0-9-]{0,62}\.sig)$/;
const PLAIN_MODE = "100644";
const LIMIT_BYTES = 1024 * 1024;

export interface TrustKitQuestion {
  readonly objects: ObjectReader & HistoryReader;
  readonly decisions: DecisionReader;
  /** The commit that is exported: its history has to do where that of a commit on record is gone. */
  readonly pin: CommitPin;
}

/** Each version once, by number. A commit whose policy never counted adds nothing. */
export async function collectTrust(
  { objects, decisions, pin }: TrustKitQuestion,
  statements: readonly PlacedStatement[],
): Promise<readonly KitTrust[]> {
  const found = new Map<number, KitTrust>();
  const asked = new Set<string>();
  for (const { statement } of statements) {
    const { source, observed } = statement.predicate;
    const commit = source.trust ?? source.commit;
    if (asked.has(commit)) continue;
    asked.add(commit);
    const history = (await decisions.historyOf(commit)) ?? (await decisions.historyOf(pin.commit));
    if (history === undefined) continue;
    const answer = await judgeTrust({ objects, history, now: observed.at });
    if (answer.kind === "refused") continue;
    const times = momentsOf(history, observed.at);
    for (const step of answer.steps) {
      const tree = history.find((one) => one.commit === step.commit)?.tree;
      if (tree === undefined || found.has(step.version)) continue;
      const at = times.get(step.commit) ?? observed.at;
      found.set(step.version, { version: step.version, at, files: await readTrust(objects, tree) });
    }
  }
  return [...found.values()].sort((one, other) => one.version - other.version);
}

/** A commit counts as no older than its ancestors, and as no later than the judgement. */
function momentsOf(history: readonly HistoryCommit[], now: string): ReadonlyMap<string, string> {
  const moments = new Map<string, string>();
  for (const { commit, parents, committedAt } of history) {
    const before = parents.flatMap((parent) => moments.get(parent) ?? []);
    const latest = [committedAt, ...before].reduce((one, other) => (one > other ? one : other));
    moments.set(commit, latest < now ? latest : now);
  }
  return moments;
}

async function readTrust(objects: ObjectReader, tree: string): Promise<KitTrust["files"]> {
  const { files } = await objects.listFolder(tree, TRUST_FOLDER);
  const named = files
    .map((file) => ({ ...file, name: file.path.slice(TRUST_FOLDER.length + 1) }))
    .filter(({ name, mode }) => mode === PLAIN_MODE && TRUST_FILE.test(name));
  return Promise.all(
    named.map(async ({ name, oid }) => ({ path: name, bytes: await objects.readBlob(oid, LIMIT_BYTES) })),
  );
}
