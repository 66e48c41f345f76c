// A real server for the parts of the live adapter: runs that each have a prefix of their own, with facts read from it, and
// everything that a phase is given from outside as plain values that a test can change.
import assert from "node:assert/strict";
import { canonicalText } from "../../../src/model/canonical-json.ts";
import { contractOf, type Contract } from "../../../src/model/contract.ts";
import { sha256Hex, sha256OfLines } from "../../../src/model/digest.ts";
import type { ActuatorContext, IuCreateResult, Retry } from "../../../src/model/effect.ts";
import type { ManifestRow } from "../../../src/model/generated/manifest-row.ts";
import type { SeedUnit } from "../../../src/model/generated/target.ts";
import type { MutatingPhase } from "../../../src/model/phase.ts";
import { Refusal, type RefusalCode } from "../../../src/diagnostics/refusal.ts";
import { TornEffect } from "../../../src/model/torn-effect.ts";
import { startEmbeddedServer, type EmbeddedServer } from "../../../src/target/embedded/embedded-server.ts";
import { readPostgresFacts } from "../../../src/target/facts/postgres-facts.ts";
import { carryPhase } from "../../../src/target/live/carry-phase.ts";
import { cutLegA, readCut } from "../../../src/target/live/cut-leg-a.ts";
import type { Boundary, KeptTransaction, LiveRole } from "../../../src/target/live/live-wiring.ts";
import { LIVE_LIMITS, type Connect, type SessionLimits } from "../../../src/target/live/phase-session.ts";
import type { PhaseMeans, PhaseWork } from "../../../src/target/live/phase-work.ts";
import {
  connectDatabase,
  type DatabaseClient,
  type Row,
} from "../../../src/target/postgres/database-client.ts";
import type { ConnectionSettings } from "../../../src/target/postgres/connection-settings.ts";
import { startSimulator } from "../../../src/target/simulator.ts";
import { targetOf } from "../sample.ts";

export interface LiveGround {
  readonly server: EmbeddedServer;
  /** A superuser's session, for what other people do to a database. */
  readonly admin: DatabaseClient;
  /** Rows of a query by the superuser. */
  readonly ask: (text: string, values?: readonly string[]) => Promise<readonly Row[]>;
  readonly stop: () => Promise<void>;
}

export async function startLiveGround(seed: readonly SeedUnit[] = []): Promise<LiveGround> {
  const server = await startEmbeddedServer({ seed });
  const admin = await connectAs(server.settings("postgres", "governed"), "test:admin");
  return {
    server,
    admin,
    ask: async (text, values = []) => (await admin.query({ text, values })).rows,
    stop: async () => {
      await admin.close();
      await server.stop();
    },
  };
}

export function connectAs(settings: ConnectionSettings, applicationName: string): Promise<DatabaseClient> {
  return connectDatabase(settings, { applicationName, settings: {}, connectTimeoutMs: 5_000 });
}

export interface PlannedText {
  readonly title: string;
  readonly body: string;
  readonly parent?: string;
}

/** So many units of one line each. */
export function plainTexts(count: number): readonly PlannedText[] {
  return Array.from({ length: count }, (_, index) => ({
    title: `Article ${index + 1}`,
    body: `Text of article ${index + 1}.\n`,
  }));
}

/** The context of a run that cuts these texts under a prefix of its own, pinned to the facts as they are now. */
export async function contextFor(
  { server }: LiveGround,
  name: string,
  {
    texts = plainTexts(3),
    contract = contractOf(targetOf([])),
  }: { texts?: readonly PlannedText[]; contract?: Contract } = {},
): Promise<ActuatorContext> {
  const prefix = name.toUpperCase();
  const source = Buffer.from(texts.map(({ body }) => body).join(""));
  let at = 0;
  const rows = texts.map(({ title, body, parent = null }, index): ManifestRow => {
    const startByte = at;
    at += Buffer.byteLength(body);
    const place = { startLine: index + 1, endLine: index + 1, startByte, endByte: at };
    const address = `${prefix}/U${String(index + 1).padStart(5, "0")}`;
    return { ord: index + 1, address, parent, title, ...place, sha256: sha256Hex(body) };
  });
  const facts = await readPostgresFacts(server.settings("context_pack_readonly"), {
    target: "scratch",
    driver: "embedded",
    prefix,
    contract,
    reader: "test",
  });
  return {
    run: `${name}-0123456789ab`,
    mode: "LIVE",
    documentId: prefix,
    prefix,
    source,
    contract,
    manifest: { rows, sha256: sha256OfLines(rows.map(canonicalText)) },
    facts,
    done: ["pre_write_backup"],
    consent: () => [],
  };
}

export function changeSetOf({ run }: ActuatorContext): string {
  return `cs-${run}`;
}

/** Leg A of that run, as the adapter has it. `reachMidBatch` is told of the first chunk. */
export async function cutOf(
  context: ActuatorContext,
  reachMidBatch: () => Promise<void> = () => Promise.resolve(),
): Promise<PhaseWork<readonly IuCreateResult[]>> {
  const { facts, manifest, run, done } = context;
  const request = { changeSetId: changeSetOf(context), cutplanRows: manifest.rows };
  const simulator = startSimulator({ facts, manifest, run, recorded: done });
  const promised = await simulator.cutLegA({ ...context, mode: "DRYRUN" }, request);
  return {
    role: "cutter_exec",
    phase: "cut_leg_a",
    context,
    promised,
    work: ({ client }) => cutLegA({ client, context, request, promised, reachMidBatch }),
    readDone: (client) => readCut({ client, context, request, promised }),
  };
}

/** What a phase is given, with notes of what became of it. */
export interface NotedMeans extends PhaseMeans {
  readonly reached: Boundary[];
  readonly retries: Retry[];
  readonly kept: Map<string, KeptTransaction>;
}

/** Everything works, nothing is planted, and what is handed in has the say. */
export function meansOn(
  { server }: LiveGround,
  changes: Partial<PhaseMeans> & { onBoundary?: (at: Boundary) => unknown } = {},
): NotedMeans {
  const { onBoundary, ...rest } = changes;
  const reached: Boundary[] = [];
  const retries: Retry[] = [];
  const kept = new Map<string, KeptTransaction>();
  return {
    reached,
    retries,
    kept,
    connect: (role, name) => connectAs(server.settings(role), name),
    journal: {
      read: (run) => Promise.resolve(kept.get(run)),
      keep: (entry) => Promise.resolve(void kept.set(entry.run, entry)),
    },
    reach: async (at) => {
      reached.push(at);
      await onBoundary?.(at);
    },
    askSwitch: () => undefined,
    onRetry: (retry) => void retries.push(retry),
    ...rest,
  };
}

/** The usual limits, but for what would make a test wait. */
export function limits(changes: Partial<SessionLimits> = {}): SessionLimits {
  return { ...LIVE_LIMITS, lockTimeoutMs: 100, truthPausesMs: [20, 40], ...changes };
}

/** A connection whose client is handed to the test, too. */
export function noting(connect: Connect, note: (client: DatabaseClient, role: LiveRole) => void): Connect {
  return async (role, name) => {
    const client = await connect(role, name);
    note(client, role);
    return client;
  };
}

/** How a phase ended without its result: a refusal, or a torn effect. Anything else is thrown on. */
export async function endOf(call: Promise<unknown>): Promise<Refusal | TornEffect> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Refusal || error instanceof TornEffect) return error;
    throw error;
  }
  return assert.fail("it went through");
}

export async function refusedWith(call: Promise<unknown>, code: RefusalCode): Promise<Refusal> {
  const end = await endOf(call);
  assert.ok(end instanceof Refusal, "a refusal");
  assert.equal(end.code, code, end.message);
  return end;
}

export async function carryCut(
  means: PhaseMeans,
  context: ActuatorContext,
): Promise<readonly IuCreateResult[]> {
  return carryPhase(means, await cutOf(context));
}

/** Units of the run that are in the target. */
export async function unitsIn({ ask }: LiveGround, { prefix }: ActuatorContext): Promise<number> {
  const [[count] = []] = await ask("SELECT count(*) FROM information_unit WHERE address LIKE $1 || '/%'", [
    prefix,
  ]);
  return Number(count);
}

/** Nothing of the run is there, and no session of it is left. */
export async function assertNothingDone(ground: LiveGround, context: ActuatorContext): Promise<void> {
  assert.equal(await unitsIn(ground, context), 0);
  const sets = await ground.ask("SELECT FROM cutter_governance.cut_change_set WHERE run_id = $1", [
    context.run,
  ]);
  assert.equal(sets.length, 0);
}

export function stepsAfter(context: ActuatorContext, ...done: readonly MutatingPhase[]): ActuatorContext {
  return { ...context, done: [...context.done, ...done] };
}
