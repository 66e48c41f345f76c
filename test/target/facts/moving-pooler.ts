// What a pooler does to a session, in forty lines: it lets a login through to one backend, and hands the statements after the
// first one to another. It can also change bytes of the login on the way. Only for servers that trust everybody.
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Socket } from "node:net";

export interface Pooler {
  readonly port: number;
  /** Answers of all connections so far, one for each login and one for each round trip. */
  readonly answers: () => number;
  readonly stop: () => void;
}

export interface PoolerOptions {
  readonly upstreamPort: number;
  /** After so many answers (ReadyForQuery, of the login the first) the backend is another one. */
  readonly moveAfter?: number;
  /** After so many answers nothing is said any more, and the connection stays open. */
  readonly silentAfter?: number;
  /** What to do to the startup message. */
  readonly rewrite?: (startup: Buffer) => Buffer;
}

export async function startPooler(options: PoolerOptions): Promise<Pooler> {
  const sockets = new Set<Socket>();
  let answers = 0;
  const server = createServer((client) => {
    sockets.add(client);
    serve(client, options, { sockets, onAnswer: () => (answers += 1) });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    answers: () => answers,
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

interface Watch {
  readonly sockets: Set<Socket>;
  readonly onAnswer: () => void;
}

function serve(client: Socket, options: PoolerOptions, { sockets, onAnswer }: Watch): void {
  const { upstreamPort, moveAfter = Infinity, silentAfter = Infinity } = options;
  const { rewrite = (bytes: Buffer): Buffer => bytes } = options;
  let startup: Buffer | undefined;
  let answers = 0;
  let moved = false;
  let backend = open();

  function open(): Socket {
    const socket = connect(upstreamPort, "127.0.0.1");
    sockets.add(socket);
    socket.on("error", () => client.destroy());
    socket.on("close", () => (socket === backend ? client.destroy() : undefined));
    return socket;
  }

  function relay(from: Socket): void {
    from.on("data", (bytes: Buffer) => {
      client.write(bytes);
      if (endsAnswer(bytes)) {
        answers += 1;
        onAnswer();
      }
      if (answers >= moveAfter && !moved) move();
    });
  }

  function move(): void {
    moved = true;
    client.pause();
    const next = open();
    if (startup !== undefined) next.write(startup);
    // The login's own answer is not the client's to see.
    const swallow = (bytes: Buffer): void => {
      if (!endsAnswer(bytes)) return;
      next.off("data", swallow);
      const before = backend;
      backend = next;
      before.destroy();
      client.resume();
      next.on("data", (more: Buffer) => client.write(more));
    };
    next.on("data", swallow);
  }

  relay(backend);
  client.on("error", () => backend.destroy());
  client.on("close", () => backend.destroy());
  client.on("data", (bytes: Buffer) => {
    if (answers >= silentAfter) return;
    if (startup !== undefined) {
      backend.write(bytes);
      return;
    }
    startup = rewrite(bytes);
    backend.write(startup);
  });
}

/** ReadyForQuery is Z, a length of 5 and the state of the transaction, at the end of what a backend sends at once. */
function endsAnswer(bytes: Buffer): boolean {
  return bytes.subarray(-6, -1).equals(Buffer.from([0x5a, 0, 0, 0, 5]));
}
