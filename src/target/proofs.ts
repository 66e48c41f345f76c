// `reconcile prove`, the part that needs nothing but this process: each promise about the locks is tried out here and now,
// on its own pieces. A proof that throws, or that could not be tried, is a FAIL. Nothing here turns the kill-switch on.
import { Refusal, type RefusalCode } from "../diagnostics/refusal.ts";
import { shippedKillSwitch, type KillSwitch } from "../model/kill-switch.ts";
import { buildLiveAdapter, chooseActuator, requireLiveAdapter } from "./actuator.ts";
import { refuseConnection, type ConnectionProvider } from "./live/live-wiring.ts";
import { rehearse, REHEARSAL } from "./rehearsal.ts";
import { startSimulator } from "./simulator.ts";

export interface Proof {
  readonly id: string;
  readonly title: string;
  /** SKIP: it could not be tried on this machine, and nothing is proven. */
  readonly verdict: "PASS" | "FAIL" | "SKIP";
  /** What was tried, and what came back. */
  readonly reason: string;
  readonly tookMs: number;
}

/** What is put to the proof. Tests hand in faulty pieces to see the proofs fail. */
export interface ProofPieces {
  readonly killSwitch: KillSwitch;
  readonly chooseActuator: typeof chooseActuator;
  readonly requireLiveAdapter: typeof requireLiveAdapter;
  readonly buildLiveAdapter: typeof buildLiveAdapter;
  readonly startSimulator: typeof startSimulator;
  readonly connectionProvider: ConnectionProvider;
}

const SHIPPED: ProofPieces = {
  killSwitch: shippedKillSwitch,
  chooseActuator,
  requireLiveAdapter,
  buildLiveAdapter,
  startSimulator,
  connectionProvider: refuseConnection,
};

/** What a trial found: whether the promise held, and in which words. */
export interface Finding {
  readonly holds: boolean;
  readonly reason: string;
}

interface Trial {
  readonly id: string;
  readonly title: string;
  readonly attempt: (pieces: ProofPieces) => Finding | Promise<Finding>;
}

const TRIALS: readonly Trial[] = [
  { id: "PROOF-1", title: "the kill-switch is off", attempt: proveSwitchOff },
  { id: "PROOF-2", title: "LIVE is refused before any adapter method", attempt: proveLiveRefused },
  { id: "PROOF-3", title: "in DRYRUN the guard does nothing and the simulator works", attempt: proveDryRun },
  {
    id: "PROOF-4",
    title: "an object shaped like the simulator is no live adapter",
    attempt: proveShapeRefused,
  },
  {
    id: "PROOF-4b",
    title: "null, a plain object and a string are no live adapters",
    attempt: proveValuesRefused,
  },
  { id: "PROOF-5", title: "a real live adapter is accepted", attempt: proveRealAccepted },
  { id: "PROOF-6", title: "the default connection provider refuses", attempt: proveConnectionRefused },
  {
    id: "PROOF-7",
    title: "the adapter's cutLegA refuses before a connection is opened",
    attempt: proveCutRefused,
  },
];

/** Tries out PROOF-1 to PROOF-7, in order; the shipped pieces where none are handed in. Never rejects. */
export async function runProofs(pieces: Partial<ProofPieces> = {}): Promise<readonly Proof[]> {
  const proofs: Proof[] = [];
  for (const { id, title, attempt } of TRIALS)
    proofs.push(await tryOut({ id, title }, () => attempt({ ...SHIPPED, ...pieces })));
  return proofs;
}

/** Tries one promise out, and takes the time. Never rejects: what throws does not hold. */
export async function tryOut(
  { id, title }: Pick<Proof, "id" | "title">,
  attempt: () => Finding | Promise<Finding>,
): Promise<Proof> {
  const startedMs = performance.now();
  const told = ({ holds, reason }: Finding): Proof => {
    const tookMs = performance.now() - startedMs;
    return { id, title, verdict: holds ? "PASS" : "FAIL", reason, tookMs };
  };
  try {
    return told(await attempt());
  } catch (error) {
    return told({ holds: false, reason: `it could not be tried out: ${nameOf(error)}` });
  }
}

function proveSwitchOff({ killSwitch }: ProofPieces): Finding {
  const answer: unknown = killSwitch();
  return { holds: answer === false, reason: `the switch was asked and answered ${String(answer)}` };
}

async function proveLiveRefused(pieces: ProofPieces): Promise<Finding> {
  const tripwire = layTripwire();
  const choice = {
    mode: "LIVE",
    killSwitch: pieces.killSwitch,
    live: tripwire.value,
    simulator: "the simulator",
  } as const;
  const answer = await outcomeOf(() => pieces.chooseActuator(choice));
  const reason = `LIVE was asked for and answered ${answer}; the adapter was touched ${tripwire.touches()} times`;
  return { holds: answer === ("LIVE_DISABLED" satisfies RefusalCode) && tripwire.touches() === 0, reason };
}

async function proveDryRun(pieces: ProofPieces): Promise<Finding> {
  let asked = 0;
  const killSwitch = (): boolean => {
    asked += 1;
    return pieces.killSwitch();
  };
  const simulator = pieces.startSimulator(REHEARSAL.seed);
  const chosen = pieces.chooseActuator({ mode: "DRYRUN", killSwitch, live: undefined, simulator });
  const found = await rehearse(chosen);
  const reason = `DRYRUN asked the switch ${asked} times; a rehearsal of every step answered: ${found.words}`;
  return { holds: asked === 0 && chosen === simulator && found.isAsPredicted, reason };
}

async function proveShapeRefused(pieces: ProofPieces): Promise<Finding> {
  const simulator = pieces.startSimulator(REHEARSAL.seed);
  return proveRefused(pieces, { "the simulator": simulator, "a copy of its methods": { ...simulator } });
}

async function proveValuesRefused(pieces: ProofPieces): Promise<Finding> {
  return proveRefused(pieces, { null: null, "a plain object": {}, "a string": "LiveExecutionAdapter" });
}

async function proveRefused(
  pieces: ProofPieces,
  values: Readonly<Record<string, unknown>>,
): Promise<Finding> {
  const answers: string[] = [];
  for (const [name, value] of Object.entries(values)) {
    const answer = await outcomeOf(() => pieces.requireLiveAdapter(value));
    answers.push(`${name}: ${answer}`);
  }
  const holds = answers.every((answer) =>
    answer.endsWith(`: ${"LIVE_ADAPTER_REFUSED" satisfies RefusalCode}`),
  );
  return { holds, reason: `wired as the live adapter: ${answers.join(", ")}` };
}

function proveRealAccepted(pieces: ProofPieces): Finding {
  const adapter = pieces.buildLiveAdapter();
  const holds = pieces.requireLiveAdapter(adapter) === adapter;
  return {
    holds,
    reason: `an adapter was built and ${holds ? "accepted as it is" : "something else came back"}`,
  };
}

async function proveConnectionRefused({ connectionProvider }: ProofPieces): Promise<Finding> {
  const roles = ["cutter_exec", "cutter_verify"] as const;
  const answers = await Promise.all(
    roles.map((role) => outcomeOf(() => connectionProvider(role, APPLICATION))),
  );
  const holds = answers.every((answer) => answer === ("CONNECTION_REFUSED" satisfies RefusalCode));
  return { holds, reason: roles.map((role, index) => `as ${role}: ${String(answers[index])}`).join(", ") };
}

async function proveCutRefused(pieces: ProofPieces): Promise<Finding> {
  let asked = 0;
  const connectionProvider: ConnectionProvider = (role, name) => {
    asked += 1;
    return pieces.connectionProvider(role, name);
  };
  const adapter = pieces.buildLiveAdapter({ connectionProvider });
  const answer = await outcomeOf(() => adapter.cutLegA(REHEARSAL.liveContext, REHEARSAL.cut));
  const reason = `cutLegA answered ${answer}; a connection was asked for ${asked} times`;
  return { holds: answer === ("LIVE_DISABLED" satisfies RefusalCode) && asked === 0, reason };
}

const APPLICATION = "cutplan prove";

/** The code of the refusal, or in words what came instead. */
async function outcomeOf(action: () => unknown): Promise<string> {
  try {
    await action();
    return "without a refusal";
  } catch (error) {
    return nameOf(error);
  }
}

function nameOf(error: unknown): string {
  return error instanceof Refusal ? error.code : `an exception, ${String(error)}`;
}

/** A value that notices when something is read from it, or asked about it. */
function layTripwire(): { readonly value: unknown; readonly touches: () => number } {
  let touches = 0;
  const noticing = <T>(answer: T): (() => T) => {
    return () => {
      touches += 1;
      return answer;
    };
  };
  const traps = { get: noticing(undefined), has: noticing(false), getPrototypeOf: noticing(null) };
  return { value: new Proxy({}, traps), touches: () => touches };
}
