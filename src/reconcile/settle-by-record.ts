// Plans whose folder, target and trust are the very objects that their run closed on: decided by object names, from what the
// run's own evidence names, without cutting the source or judging an approval again. Answers nothing where anything differs;
// whoever asked then looks at all of it. The evidence itself is read and held against its chain as it always is.
import { sha256Hex } from "../model/digest.ts";
import { desiredRun } from "../difference/compare.ts";
import { parseDocument } from "../documents/parse-document.ts";
import type { Located } from "../documents/located.ts";
import { REGULAR_MODE } from "../documents/document-file.ts";
import { runName } from "../evidence/run-name.ts";
import type { CutPlan } from "../model/generated/cut-plan.ts";
import type { Policy } from "../model/generated/policy.ts";
import type { Statement } from "../model/generated/statement.ts";
import type { ObjectReader, TreeFile, TreeListing } from "../model/ports.ts";
import type { RunState } from "../model/run.ts";
import type { SettledPlan } from "../model/settled.ts";
import { POLICY_PATH } from "../trust/trust-state.ts";
import { contradictsPolicy } from "./contradicts-record.ts";
import { describeEnd } from "./describe-end.ts";
import { SOURCE_LIMIT_BYTES, type SharedDocuments } from "./load-repository.ts";
import { ALLOWED_SIGNERS, REVOKED_KEYS } from "./load-trust.ts";
import type { RecordedRun } from "./recorded-runs.ts";
import { isReportCurrent } from "./settle-case.ts";

export interface PlanFolder {
  readonly plan: string;
  /** Of this plan, or of several: everything below their folders. */
  readonly listing: TreeListing;
  readonly recorded: readonly RecordedRun[];
}

export interface RecordGround {
  readonly objects: ObjectReader;
  /** Without a fault. */
  readonly shared: SharedDocuments;
  readonly policy: Located<Policy>;
}

const PLAN_LIMIT_BYTES = 1024 * 1024;

/** Undefined where the plan is to be looked at. Rejects with a Refusal where plan.yaml or the source cannot be read. */
export async function settleByRecord(
  ground: RecordGround,
  { plan, listing, recorded }: PlanFolder,
): Promise<SettledPlan | undefined> {
  const run = onlyClosed(recorded);
  const newest = run?.statements.at(-1);
  if (run === undefined || newest === undefined || !isReportCurrent(run.files.report, newest))
    return undefined;
  const named = namesOf(newest.statement);
  if (!isSameTrust(ground.shared, named) || !isSameFolder(plan, listing, { named, newest: newest.statement }))
    return undefined;
  const target = [...ground.shared.documents.targets.values()].find(({ file }) => named.has(file.path));
  if (target === undefined || named.get(target.file.path)?.gitBlob !== target.file.oid) return undefined;
  const fileAt = (name: string): TreeFile | undefined =>
    listing.files.find(({ path }) => path === `plans/${plan}/${name}`);
  const document = await readPlan(ground.objects, fileAt("plan.yaml"));
  if (document === undefined) return undefined;
  const { path, sha256: sourceSha256 } = document.value.spec.source;
  if (!holdsOnly(plan, listing, ["plan.yaml", "plan.yaml.sig", path])) return undefined;
  if ((await digestOf(ground.objects, fileAt(path))) !== sourceSha256) return undefined;
  const digests = { planSha256: document.sha256, targetSha256: target.file.sha256, sourceSha256 };
  if (!isAskedFor(run.state, recorded, digests)) return undefined;
  if (contradictsPolicy({ plan, context: ground }, recorded) !== undefined) return undefined;
  const { id, mode, at } = run.state;
  const { text } = describeEnd(plan, { kind: "closed" });
  return { plan, title: document.value.metadata.title, mode, run: id, since: at, text };
}

/** The closed run, where it is the only one that has not ended as superseded or stale. */
function onlyClosed(recorded: readonly RecordedRun[]): RecordedRun | undefined {
  const [run, another] = recorded.filter(
    ({ state: { position } }) => position.kind !== "superseded" && position.kind !== "stale",
  );
  return another === undefined && run?.state.position.kind === "closed" ? run : undefined;
}

type Names = ReadonlyMap<string, { readonly gitBlob?: string | undefined }>;

/** What the statement says it was decided from, by path. */
function namesOf({ subject, predicate }: Statement): Names {
  return new Map([...subject, ...predicate.inputs].map(({ name, digest }) => [name, digest]));
}

/** The policy and its lists, each as it was, and none of them new or gone. */
function isSameTrust({ listing }: SharedDocuments, named: Names): boolean {
  const present = new Map(listing.files.map((file) => [file.path, file]));
  return [POLICY_PATH, ALLOWED_SIGNERS, REVOKED_KEYS].every(
    (path) => present.get(path)?.oid === named.get(path)?.gitBlob,
  );
}

interface ClosedOn {
  readonly named: Names;
  readonly newest: Statement;
}

/** Every file of the folder by its name and as a plain file, its approvals as a whole, and nothing more. */
function isSameFolder(
  plan: string,
  { files, folders, faults }: TreeListing,
  { named, newest }: ClosedOn,
): boolean {
  const folder = `plans/${plan}`;
  const inFolder = ({ path }: { readonly path: string }): boolean => path.startsWith(`${folder}/`);
  if (faults.some(inFolder)) return false;
  if ((folders.get(`${folder}/approvals`) ?? null) !== newest.predicate.approvalsTree) return false;
  const own = files.filter((file) => inFolder(file) && !file.path.startsWith(`${folder}/approvals/`));
  const wanted = [...named.keys()].filter((path) => path.startsWith(`${folder}/`));
  return (
    own.length === wanted.length &&
    own.every(({ path, mode, oid }) => mode === REGULAR_MODE && named.get(path)?.gitBlob === oid)
  );
}

/** Whether the folder has none but these files and its approvals: what evidence that nobody signed says may be one too many. */
function holdsOnly(plan: string, { files }: TreeListing, names: readonly string[]): boolean {
  const folder = `plans/${plan}/`;
  const known = new Set(names.map((name) => `${folder}${name}`));
  return files.every(
    ({ path }) => !path.startsWith(folder) || path.startsWith(`${folder}approvals/`) || known.has(path),
  );
}

interface ReadPlan {
  readonly value: CutPlan;
  readonly sha256: string;
}

/** Undefined where it is faulty. */
async function readPlan(objects: ObjectReader, file: TreeFile | undefined): Promise<ReadPlan | undefined> {
  if (file === undefined) return undefined;
  const bytes = await objects.readBlob(file.oid, PLAN_LIMIT_BYTES);
  const sha256 = sha256Hex(bytes);
  const parsed = parseDocument("CutPlan", { ...file, bytes, sha256 });
  return parsed.kind === "document" ? { value: parsed.value, sha256 } : undefined;
}

/** The evidence names the source twice, and only one of the names is git's: the bytes have to have the other. */
async function digestOf(objects: ObjectReader, file: TreeFile | undefined): Promise<string | undefined> {
  return file === undefined ? undefined : sha256Hex(await objects.readBlob(file.oid, SOURCE_LIMIT_BYTES));
}

interface Digests {
  readonly planSha256: string;
  readonly sourceSha256: string;
  readonly targetSha256: string;
}

/** Plan, source and target as they are now lead to this run and to no other. */
function isAskedFor(state: RunState, recorded: readonly RecordedRun[], digests: Digests): boolean {
  const { plan, mode } = state;
  const states = recorded.map((one) => one.state);
  const inputs = { ...digests, plan, mode };
  return desiredRun(states, (attempt) => runName({ ...inputs, attempt })).id === state.id;
}
