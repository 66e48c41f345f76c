// A stretch of wire between a sandbox's adapter and its server that can be made to fail: a socket in the sandbox's own
// folder, and nothing at its other end but the sandbox's own server. Faultless until somebody plants a fault.
import { createServer, connect, type Server, type Socket } from "node:net";
import { rm } from "node:fs/promises";
import path from "node:path";
import type { ConnectionSettings } from "../postgres/connection-settings.ts";

/** What becomes of the connections that are open when it is planted; those opened later are well again, but for `refuse`. */
export type WireFault =
  /** So many bytes still reach the server, then both ends are cut. */
  | { readonly kind: "cut"; readonly afterBytes: number }
  /** What the server says from now on is dropped, and with its first word the adapter's end is cut. */
  | { readonly kind: "swallow" }
  /** Nothing is read any more, from neither end, and nobody is told. */
  | { readonly kind: "half_open" }
  /** Both ends are cut at once, with whatever was on its way. */
  | { readonly kind: "reset" }
  /** Both ends are cut at once, and no connection is to be had until the wire is healed. */
  | { readonly kind: "refuse" };

/** What a test or a proof may do to the wire. */
export interface FaultWire {
  plant(fault: WireFault): void;
  /** Connections opened from now on are well. Those that a fault has befallen stay as they are. */
  heal(): void;
}

export interface OpenFaultWire {
  /** What may be handed out: it says nothing of where the wire leads. */
  readonly faults: FaultWire;
  /** The same settings, by way of the wire. */
  through(settings: ConnectionSettings): ConnectionSettings;
  stop(): Promise<void>;
}

/** Lays the wire to the server of these settings, with its socket in `folder`, which has to be private. */
export async function startFaultWire(folder: string, upstream: ConnectionSettings): Promise<OpenFaultWire> {
  const socket = path.join(folder, `.s.PGSQL.${upstream.port}`);
  const links = new Set<WireLink>();
  let refusing = false;
  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (adapter) => {
    if (refusing) {
      adapter.destroy();
      return;
    }
    const link = new WireLink(adapter, connectUpstream(upstream), () => links.delete(link));
    links.add(link);
  });
  await listen(server, socket);
  return {
    faults: Object.freeze<FaultWire>({
      plant: (fault) => {
        refusing = refusing || fault.kind === "refuse";
        for (const link of [...links]) link.plant(fault);
      },
      heal: () => void (refusing = false),
    }),
    through: (settings) => ({ ...settings, host: folder, port: upstream.port, tls: false }),
    stop: async () => {
      refusing = true;
      for (const link of [...links]) link.cut();
      await new Promise((resolve) => server.close(resolve));
      await rm(socket, { force: true });
    },
  };
}

function listen(server: Server, socket: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(socket, () => {
      server.removeListener("error", reject);
      resolve();
    });
  });
}

/** A host that begins with a slash is the folder of a socket, as for libpq. */
function connectUpstream({ host, port }: ConnectionSettings): Socket {
  const allowHalfOpen = true;
  return host.startsWith("/")
    ? connect({ path: path.join(host, `.s.PGSQL.${port}`), allowHalfOpen })
    : connect({ host, port, allowHalfOpen });
}

/** One connection: the adapter's end, the server's end, and the fault between them. */
class WireLink {
  readonly #adapter: Socket;
  readonly #server: Socket;
  readonly #onCut: () => void;
  #fault: WireFault | undefined;
  #allowed = Infinity;

  constructor(adapter: Socket, server: Socket, onCut: () => void) {
    this.#adapter = adapter;
    this.#server = server;
    this.#onCut = onCut;
    adapter.on("data", (bytes: Buffer) => this.#toServer(bytes));
    server.on("data", (bytes: Buffer) => this.#toAdapter(bytes));
    this.#join(adapter, server);
    this.#join(server, adapter);
    adapter.resume();
  }

  plant(fault: WireFault): void {
    this.#fault = fault;
    switch (fault.kind) {
      case "cut":
        this.#allowed = fault.afterBytes;
        return;
      case "swallow":
        return;
      case "half_open":
        this.#adapter.pause();
        this.#server.pause();
        return;
      case "reset":
      case "refuse":
        this.cut();
        return;
    }
  }

  cut(): void {
    this.#adapter.destroy();
    this.#server.destroy();
    this.#onCut();
  }

  /** Whatever ends one end ends the other: no error of a socket is anybody's but the adapter's. */
  #join(one: Socket, other: Socket): void {
    one.on("end", () => other.end());
    one.on("error", () => this.cut());
    one.on("close", () => this.cut());
  }

  #toServer(bytes: Buffer): void {
    if (bytes.length > this.#allowed) {
      this.#adapter.pause();
      // The server has to have what was let through before both ends are cut.
      this.#server.end(bytes.subarray(0, this.#allowed), () => this.cut());
      return;
    }
    this.#allowed -= bytes.length;
    this.#pass(bytes, this.#adapter, this.#server);
  }

  #toAdapter(bytes: Buffer): void {
    // The server has spoken: what it was asked is done there, and nobody here will ever hear of it.
    if (this.#fault?.kind === "swallow") this.cut();
    else this.#pass(bytes, this.#server, this.#adapter);
  }

  #pass(bytes: Buffer, from: Socket, to: Socket): void {
    if (to.write(bytes)) return;
    from.pause();
    to.once("drain", () => {
      if (this.#fault?.kind !== "half_open") from.resume();
    });
  }
}
