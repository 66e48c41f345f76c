// A throw-away PostgreSQL with the governed schema, and the only place where a kill-switch is on. What it hands out reaches
// the server that it started itself and nothing else: there is no way in for anybody's connection, by type or at run time.
// Every live adapter asks here for its grounds; what starts and reaches a server is loaded by the first sandbox.
import path from "node:path";
import { contractOf } from "../../model/contract.ts";
import type { Facts } from "../../model/generated/facts.ts";
import type { SeedUnit, Target } from "../../model/generated/target.ts";
import type { KillSwitch } from "../../model/kill-switch.ts";
import type { MutatingPhase } from "../../model/phase.ts";
import type { FactsQuestion, FactsReader } from "../../model/ports.ts";
import type { Boundary, SandboxGrounds } from "../live/live-wiring.ts";
import { openTransactionJournal } from "../live/transaction-journal.ts";
import type { FaultWire } from "./fault-wire.ts";
import type { backUpOwn, connectLive, connectOwn, OwnServer } from "./own-server.ts";
import { readGovernedRows, type GovernedRows } from "./read-governed-rows.ts";
import { keepMark, newMark, notASandbox, readMark } from "./sandbox-mark.ts";

/** A boundary that a LIVE step has reached, before anything else happens there. */
export interface Reached {
  readonly phase: MutatingPhase;
  readonly boundary: Boundary;
  /** The wire between the adapter and the server; undefined where none was asked for. */
  readonly wire: FaultWire | undefined;
}

/** Rejects, throws or never resolves where a fault is planted. */
export type OnBoundary = (reached: Reached) => Promise<void> | void;

/** All that can be said of a sandbox from outside. Nothing here names a server, and nothing else is taken. */
export interface SandboxPlants {
  readonly onBoundary?: OnBoundary;
  /** Whether the adapter's connections go by way of a wire that can be made to fail. */
  readonly faultWire?: boolean;
}

export interface SandboxOptions extends SandboxPlants {
  readonly seed: readonly SeedUnit[];
  /** Whether it outlives a SIGKILL of its process for an hour, for somebody to resume; else the next start clears it away. */
  readonly resumable?: boolean;
}

const PLANTS = ["onBoundary", "faultWire"] as const;

/** Only this file has it: nobody else can call the constructor. */
const MAKER = Symbol("sandbox");

interface Made extends OwnServer {
  /** To that server, and to no other. */
  readonly ways: {
    readonly backUpOwn: typeof backUpOwn;
    readonly connectLive: typeof connectLive;
    readonly connectOwn: typeof connectOwn;
  };
  readonly onBoundary: OnBoundary;
}

let readGrounds: (value: unknown) => SandboxGrounds | undefined = () => undefined;

export class Sandbox implements FactsReader {
  readonly #made: Made;
  readonly #grounds: SandboxGrounds;
  #isOpen = true;
  #isOn = true;

  static {
    // Asks for the brand first: nothing that only looks like a sandbox has it, and nothing on a prototype is called.
    readGrounds = (value) => {
      if (typeof value !== "object" || value === null || !(#grounds in value)) return undefined;
      return value.#isOpen ? value.#grounds : undefined;
    };
  }

  constructor(maker: symbol, made: unknown) {
    if (maker !== MAKER) throw new TypeError("a sandbox is made by Sandbox.start or Sandbox.resume");
    this.#made = made as Made;
    this.#grounds = this.#layGrounds();
    Object.freeze(this);
  }

  /** Starts a server of its own, with these units in it. Rejects with a Refusal: EMBEDDED_FAILED, SEED_REFUSED. */
  static async start(options: SandboxOptions): Promise<Sandbox> {
    const {
      seed,
      resumable = false,
      ...plants
    } = ownOptions<SandboxOptions>(options, ["seed", "resumable", ...PLANTS]);
    const { startEmbeddedServer } = await import("../embedded/embedded-server.ts");
    const mark = newMark();
    const server = await startEmbeddedServer({
      seed,
      serverSettings: { cluster_name: mark },
      resumable,
    });
    try {
      await keepMark(server.folder, mark);
      return await openOn({ server, mark, wire: undefined }, plants);
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  /**
   * Goes on with the sandbox of a process that was killed, by its folder: its server still runs and answers by the name that
   * it was given. Rejects with a Refusal EMBEDDED_FAILED for every other folder and every other server.
   */
  static async resume(folder: string, given: SandboxPlants = {}): Promise<Sandbox> {
    const plants = ownOptions<SandboxPlants>(given, PLANTS);
    const mark = await readMark(folder);
    const { adoptEmbeddedServer } = await import("../embedded/embedded-server.ts");
    const server = await adoptEmbeddedServer(folder);
    // Where it turns out not to be the sandbox's, it is not ours to stop.
    return openOn({ server, mark, wire: undefined }, plants);
  }

  /** Its private folder: what resume needs, and where the server's data lie. */
  get folder(): string {
    return this.#made.server.folder;
  }

  get version(): string {
    return this.#made.server.version;
  }

  get wire(): FaultWire | undefined {
    return this.#made.wire?.faults;
  }

  /**
   * On for as long as the sandbox is open and nobody has shut it. By itself it opens one lock of three: an adapter asks its
   * own sandbox only.
   */
  get killSwitch(): KillSwitch {
    return this.#grounds.killSwitch;
  }

  /** What this sandbox holds, whatever connection the target's document names. Rejects as readPostgresFacts does. */
  async readFacts(target: Target, { prefix, reader }: FactsQuestion): Promise<Facts> {
    const { readPostgresFacts } = await import("../facts/postgres-facts.ts");
    this.#requireOpen();
    return readPostgresFacts(this.#made.server.settings("context_pack_readonly"), {
      target: target.metadata.name,
      driver: target.spec.driver,
      prefix,
      contract: contractOf(target),
      reader,
    });
  }

  /** Every row of the nine tables, without timestamps, in the order in which rows are predicted. */
  async readRows(): Promise<GovernedRows> {
    this.#requireOpen();
    const caller = { role: "context_pack_readonly", name: "sandbox:rows" } as const;
    const client = await this.#made.ways.connectOwn(this.#made, caller);
    try {
      return await readGovernedRows(client);
    } finally {
      await client.close();
    }
  }

  /** Turns the switch off, for good; the server goes on, and can be read. */
  shut(): void {
    this.#isOn = false;
  }

  /** Shuts the switch, then ends the server and removes its folder. */
  async stop(): Promise<void> {
    this.#isOpen = false;
    await this.#made.wire?.stop();
    await this.#made.server.stop();
  }

  #requireOpen(): void {
    if (!this.#isOpen) throw notASandbox(this.#made.server.folder, "it was stopped");
  }

  #layGrounds(): SandboxGrounds {
    const made = this.#made;
    const reach: SandboxGrounds["reach"] = async (phase, boundary) => {
      await made.onBoundary({ phase, boundary, wire: made.wire?.faults });
    };
    return Object.freeze<SandboxGrounds>({
      killSwitch: () => this.#isOpen && this.#isOn,
      connectionProvider: async (role, name) => {
        this.#requireOpen();
        return made.ways.connectLive(made, role, name);
      },
      backupRunner: async (spec) => {
        this.#requireOpen();
        await reach("pre_write_backup", "before_begin");
        const backup = await made.ways.backUpOwn(made, spec);
        await reach("pre_write_backup", "after_commit");
        return backup;
      },
      journal: openTransactionJournal(path.join(made.server.folder, "journal")),
      reach,
    });
  }
}

Object.freeze(Sandbox);
Object.freeze(Sandbox.prototype);

/** The grounds of a sandbox that is open; undefined for everything else, whatever it looks like. */
export function groundsOf(value: unknown): SandboxGrounds | undefined {
  return readGrounds(value);
}

/** Own properties of these names, copied once: nothing is taken from a prototype, and nothing can change afterwards. */
function ownOptions<Options extends object>(
  given: Options,
  names: readonly (keyof Options & string)[],
): Options {
  const strange = Reflect.ownKeys(given).find((key) => !names.some((name) => name === key));
  if (strange !== undefined)
    throw new TypeError(`a sandbox knows no option "${String(strange)}", and takes no server from outside`);
  return Object.assign(Object.create(null) as Options, given);
}

async function openOn(own: OwnServer, plants: SandboxPlants): Promise<Sandbox> {
  const { layWire, ...ways } = await import("./own-server.ts");
  const { onBoundary = () => undefined, faultWire = false } = plants;
  await (await ways.connectOwn(own, { role: "cutter_verify", name: "sandbox:own" })).close();
  const wire = faultWire ? await layWire(own.server) : undefined;
  return new Sandbox(MAKER, { ...own, wire, ways, onBoundary } satisfies Made);
}
