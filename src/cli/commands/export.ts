// reconcile export PLAN: writes the kit with which somebody who does not trust this program checks one run with stock tools.
// Evidence that is broken is exported too, and said to be.
import { Refusal } from "../../diagnostics/refusal.ts";
import { visibleText } from "../../diagnostics/visible-text.ts";
import { layoutKit, type KitFile } from "../../evidence/kit.ts";
import { readInclusionProof } from "../../git/inclusion-proof.ts";
import type { HistoryCommit, RecordedFiles, RunStore } from "../../model/ports.ts";
import { collectKit } from "../../reconcile/collect-kit.ts";
import { placeStatements } from "../../reconcile/placed-statements.ts";
import { openKnownHistory } from "../../reconcile/known-history.ts";
import { openDecisionReader } from "../../reconcile/recorded-decisions.ts";
import { verifyRuns, type RunJudgement } from "../../reconcile/verify-runs.ts";
import { openRunStore } from "../../runs/run-store.ts";
import type { CommandContext, CommandResult } from "../command.ts";
import { listCommittedRuns, withSession, type Session } from "../session.ts";
import { TOOL } from "../version.ts";
import { emit } from "../views/events.ts";
import { paintFor } from "../views/style.ts";
import { judgementLines } from "../views/judgement-lines.ts";
import { printLines } from "../views/lay-out.ts";
import { withProgress } from "../views/progress.ts";
import { groupDigits } from "../../diagnostics/english.ts";
import { requireEmptyFolder, writeKitFolder, writeKitTar } from "../write-kit.ts";
import { emitJudgements, VERDICT_EXITS } from "./verify.ts";

export async function run(context: CommandContext): Promise<CommandResult> {
  const [plan = ""] = context.plans;
  const asked = typeof context.flags["run"] === "string" ? context.flags["run"] : undefined;
  return withSession(context.options, { recordsAs: undefined }, async (session) => {
    const stores = await openStores(session);
    const { files, others } = await chooseRun(stores, plan, asked);
    const places = placesOf(context, files.run);
    if (places.folder !== undefined) await requireEmptyFolder(places.folder);
    const history = session.repository.shallow
      ? undefined
      : await session.objects.readHistory(session.pin.commit);
    const { judgement, kit } = await withProgress(context.terminal, context.options, async (step) => {
      step({ what: "verifying the runs of the plan" });
      const verdict = await judge({ session, stores, history }, files);
      step({ what: "collecting the kit" });
      return { judgement: verdict, kit: await makeKit({ session, history }, files, verdict) };
    });
    if (places.folder !== undefined) await writeKitFolder(places.folder, kit);
    if (places.tar !== undefined) await writeKitTar(places.tar, { name: files.run, files: kit });
    tell(context, { judgement, places, kit, others });
    return { exit: VERDICT_EXITS[judgement.verdict], plans: 1 };
  });
}

interface Stores {
  readonly disk: RunStore;
  readonly committed: RunStore;
}

async function openStores({ objects, pin, repository }: Session): Promise<Stores> {
  const files = await listCommittedRuns(objects, pin);
  const open = (workTree: string | undefined, committed: typeof files): RunStore =>
    openRunStore({ workTree, mode: "memory", committed: { files: committed, objects } });
  return { disk: open(repository.workTree, []), committed: open(undefined, files) };
}

interface Choice {
  readonly files: RecordedFiles;
  /** The plan's other runs. */
  readonly others: readonly string[];
}

/** The run asked for, or the one whose last statement is newest. Throws a Refusal EVIDENCE_MISSING. */
async function chooseRun(stores: Stores, plan: string, asked: string | undefined): Promise<Choice> {
  const listed = [...(await stores.disk.listRuns()), ...(await stores.committed.listRuns())];
  const names = [...new Set(listed.filter((one) => one.plan === plan).map((one) => one.run))].sort();
  if (asked !== undefined && !names.includes(asked)) throw nothingOnRecord(plan, asked, names);
  const runs: { readonly files: RecordedFiles; readonly at: string }[] = [];
  for (const run of asked === undefined ? names : [asked]) {
    const files = await readRun(stores, plan, run);
    if (files === undefined) continue;
    runs.push({ files, at: placeStatements(files).at(-1)?.statement.predicate.observed.at ?? "" });
  }
  const [chosen] = runs.toSorted((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0));
  if (chosen === undefined) throw nothingOnRecord(plan, asked, names);
  return { files: chosen.files, others: names.filter((name) => name !== chosen.files.run) };
}

/** As it lies on disk; where that cannot be read, as the commit has it. */
async function readRun(
  { disk, committed }: Stores,
  plan: string,
  run: string,
): Promise<RecordedFiles | undefined> {
  try {
    return (await disk.readRun(plan, run)) ?? (await committed.readRun(plan, run));
  } catch (error) {
    if (error instanceof Refusal) return committed.readRun(plan, run);
    throw error;
  }
}

interface Surroundings {
  readonly session: Session;
  readonly history: readonly HistoryCommit[] | undefined;
}

async function judge(
  { session, stores, history }: Surroundings & { readonly stores: Stores },
  { plan, run }: RecordedFiles,
): Promise<RunJudgement> {
  const { objects, pin } = session;
  const judgements = await verifyRuns({
    ...stores,
    objects,
    tree: pin.tree,
    history,
    plans: [plan],
  });
  const judgement = judgements.find((one) => one.run === run);
  if (judgement === undefined) throw new Error(`run ${run} was read and could not be judged`);
  return judgement;
}

async function makeKit(
  { session, history }: Surroundings,
  files: RecordedFiles,
  judgement: RunJudgement,
): Promise<readonly KitFile[]> {
  const { objects, pin } = session;
  const parts = await collectKit({
    objects,
    decisions: openDecisionReader(objects, openKnownHistory(objects, history ?? [])),
    readProof: (commit, path) => readInclusionProof(objects, commit, path),
    files,
    judgement,
    pin,
    tool: TOOL,
  });
  return layoutKit(parts);
}

interface Places {
  readonly folder: string | undefined;
  readonly tar: string | undefined;
}

/** Without --out and --tar the kit is a folder here, named after the run. */
function placesOf({ flags }: CommandContext, run: string): Places {
  const tar = typeof flags["tar"] === "string" ? flags["tar"] : undefined;
  const out = typeof flags["out"] === "string" ? flags["out"] : undefined;
  return { tar, folder: out ?? (tar === undefined ? `${run}-kit` : undefined) };
}

interface Told {
  readonly judgement: RunJudgement;
  readonly kit: readonly KitFile[];
  readonly places: Places;
  readonly others: readonly string[];
}

function tell(context: CommandContext, told: Told): void {
  if (!context.options.json) {
    printKit(context, told);
    return;
  }
  emitJudgements(context, [told.judgement]);
  for (const place of [told.places.folder, told.places.tar])
    if (place !== undefined) emit(context.terminal, { type: "file", path: place });
}

function printKit({ terminal, options }: CommandContext, { judgement, places, kit, others }: Told): void {
  const paint = paintFor(terminal.color);
  const isIntact = judgement.verdict === "intact";
  if (options.quiet && isIntact) return;
  printLines(terminal, [
    ...judgementLines(judgement, paint),
    ...(isIntact ? [] : ["", paint("bad", WARNINGS[judgement.verdict])]),
    "",
    ...(others.length === 0 ? [] : [`Other runs of this plan, not in the kit: ${others.join(", ")}`]),
    `The kit has ${groupDigits(kit.length)} files; its VERIFY.md says how to check them without this program.`,
    ...(places.folder === undefined ? [] : [{ lead: "  folder  ", text: visibleText(places.folder) }]),
    ...(places.tar === undefined ? [] : [{ lead: "  tar     ", text: visibleText(places.tar) }]),
  ]);
}

const WARNINGS = {
  broken: "This evidence does not hold. The kit has it as it is, and says so; nobody should rely on it.",
  "cannot-judge": "This clone lacks what it takes to judge this evidence, and so does the kit.",
} as const;

function nothingOnRecord(plan: string, run: string | undefined, names: readonly string[]): Refusal {
  const what =
    run === undefined ? `there is no run of "${visibleText(plan)}"` : `there is no run "${visibleText(run)}"`;
  return new Refusal("EVIDENCE_MISSING", {
    message: `${what} on record, so there is nothing to export`,
    expected: names.length === 0 ? "at least one run of the plan under runs/" : `one of ${names.join(", ")}`,
    todo: "reconcile first, or check the plan's name, --run and --ref",
  });
}
