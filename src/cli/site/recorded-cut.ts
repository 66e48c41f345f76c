// What a run cut: read by the digests that its first statement names and cut again, since the plan may be another one by
// now. A cut that does not come out as recorded is not shown as the run's.
import { cutSource } from "../../cutting/cut-source.ts";
import { Refusal } from "../../diagnostics/refusal.ts";
import type { Located } from "../../documents/located.ts";
import { parseDocuments } from "../../documents/parse-documents.ts";
import type { CutPlan } from "../../model/generated/cut-plan.ts";
import type { Statement } from "../../model/generated/statement.ts";
import type { ObjectReader } from "../../model/ports.ts";
import type { SoundPlan } from "../../reconcile/plan-work.ts";
import { readInput } from "../../reconcile/rebuild-plan.ts";
import type { RecordedRun } from "../../reconcile/recorded-runs.ts";
import type { CutSource } from "./describe-cut.ts";

export type RecordedCut =
  (CutSource & { readonly kind: "cut" }) | { readonly kind: "missing"; readonly why: string };

/** `sound`: the plan as the commit has it, whose cut is at hand already; taken where it is the run's own. */
export async function readRecordedCut(
  objects: ObjectReader,
  { state, statements }: RecordedRun,
  sound: SoundPlan | undefined,
): Promise<RecordedCut> {
  const { pins } = state;
  const isOwn = sound?.subject.digest.sha256 === pins.plan && sound.source.sha256 === pins.source;
  const [first] = statements;
  if (first === undefined) throw new Error(`run ${state.id} has no statements`);
  const cut = isOwn ? ({ kind: "cut", ...cutOf(sound) } as const) : await cutAgain(objects, first.statement);
  if (cut.kind === "missing" || pins.manifest === undefined || cut.manifest.sha256 === pins.manifest)
    return cut;
  return missing(`cut again it has manifest ${cut.manifest.sha256}, and on record is ${pins.manifest}`);
}

/** The plan's text as the statement names it; a Refusal where this clone does not have it, or it is none. */
export async function readRecordedPlan(
  objects: ObjectReader,
  { subject, predicate }: Statement,
): Promise<Located<CutPlan> | Refusal> {
  try {
    const [artifact] = subject;
    const plan = parseDocuments([await readInput(objects, artifact)]).plans.get(predicate.run.plan);
    return plan ?? unreadablePlan(artifact?.name ?? "the plan");
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

/** What a plan of the commit cuts. */
export function cutOf({ plan, document, source, manifest }: SoundPlan): CutSource {
  const path = `plans/${plan}/${document.spec.source.path}`;
  return { path, sha256: source.sha256, bytes: source.bytes, manifest };
}

async function cutAgain(objects: ObjectReader, statement: Statement): Promise<RecordedCut> {
  const plan = await readRecordedPlan(objects, statement);
  if (plan instanceof Refusal) return missing(plan.message);
  const { run, inputs } = statement.predicate;
  const path = `plans/${run.plan}/${plan.value.spec.source.path}`;
  const artifact = inputs.find(({ name }) => name === path);
  if (artifact === undefined) return missing(`statement 0 does not name ${path}`);
  try {
    const { bytes, sha256 } = await readInput(objects, artifact);
    const cut = cutSource({ file: path, cut: plan.value.spec.cut, source: bytes });
    if (cut.kind === "faulty") return missing(`${path} cannot be cut by this version of the program`);
    return { kind: "cut", path, sha256, bytes, manifest: cut.manifest };
  } catch (error) {
    if (error instanceof Refusal) return missing(error.message);
    throw error;
  }
}

function missing(why: string): RecordedCut {
  return { kind: "missing", why };
}

function unreadablePlan(name: string): Refusal {
  return new Refusal("EVIDENCE_BROKEN", {
    message: `${name} on record is no plan that this version of the program can read`,
    expected: "a plan as its schema has it",
    todo: "look at the run with the version that recorded it",
  });
}
