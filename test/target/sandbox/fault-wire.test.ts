// The wire carries everything both ways until a fault is planted, and then fails exactly as that fault says.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, connect, type Socket } from "node:net";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { setImmediate as nextTurn } from "node:timers/promises";
import { startFaultWire, type FaultWire, type WireFault } from "../../../src/target/sandbox/fault-wire.ts";
import { makeFolder } from "../../support/repository.ts";

const PORT = 5432;

interface Line {
  readonly faults: FaultWire;
  /** What the server has read so far. */
  readonly arrived: () => string;
  /** The adapter's end of a new connection, with what it has read. */
  readonly dial: () => Promise<{ readonly end: Socket; readonly heard: () => string }>;
}

/** A server that answers each byte with two, and a wire to it. */
async function layLine(context: TestContext): Promise<Line> {
  const [upstream, folder] = [makeFolder(context), makeFolder(context)];
  let arrived = "";
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => undefined);
    socket.on("end", () => socket.end());
    socket.on("data", (bytes: Buffer) => {
      arrived += bytes.toString("latin1");
      socket.write(Buffer.concat([bytes, bytes]));
    });
  }).listen(path.join(upstream, `.s.PGSQL.${PORT}`));
  await once(server, "listening");
  const settings = {
    host: upstream,
    port: PORT,
    user: "u",
    password: "p",
    database: "d",
    tls: false,
  } as const;
  const wire = await startFaultWire(folder, settings);
  context.after(async () => {
    await wire.stop();
    server.close();
  });
  const through = wire.through(settings);
  assert.deepEqual(through, { ...settings, host: folder });
  return {
    faults: wire.faults,
    arrived: () => arrived,
    dial: async () => {
      let heard = "";
      const end = connect(path.join(through.host, `.s.PGSQL.${through.port}`));
      end.on("error", () => undefined);
      end.on("data", (bytes: Buffer) => (heard += bytes.toString("latin1")));
      await once(end, "connect");
      return { end, heard: () => heard };
    },
  };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await nextTurn();
}

/** Resolves when the connection is gone, with or without an error before. */
function closing(end: Socket): Promise<void> {
  return new Promise((resolve) => end.once("close", () => resolve()));
}

/** Long enough for bytes to arrive that should not: many turns of the loop that both ends live in. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) await nextTurn();
}

test("without a fault everything goes both ways, and an end is handed on", async (context) => {
  const line = await layLine(context);
  const { end, heard } = await line.dial();
  end.end(Buffer.alloc(300_000, "a"));
  await closing(end);
  assert.equal(heard().length, 600_000);
  assert.equal(line.arrived().length, 300_000);
});

const CUTS: readonly (readonly [fault: WireFault, sent: string, arrives: string])[] = [
  [{ kind: "cut", afterBytes: 3 }, "abcde", "abc"],
  [{ kind: "cut", afterBytes: 0 }, "abcde", ""],
  [{ kind: "swallow" }, "abcde", "abcde"],
  [{ kind: "reset" }, "abcde", ""],
  [{ kind: "refuse" }, "abcde", ""],
];

for (const [fault, sent, arrives] of CUTS) {
  const words = Object.values(fault).join(" ");
  test(`${words}: "${arrives}" of "${sent}" arrives, the adapter hears no more and is cut`, async (context) => {
    const line = await layLine(context);
    const { end, heard } = await line.dial();
    end.write("ok");
    await until(() => heard() === "ookk" || heard() === "okok");
    const before = heard();
    line.faults.plant(fault);
    const closed = closing(end);
    end.write(sent);
    await closed;
    await settle();
    assert.equal(line.arrived(), `ok${arrives}`);
    // What reached the server before a cut may have been answered; a swallowed answer must not be heard.
    if (fault.kind !== "cut") assert.equal(heard(), before);
  });
}

test("a cut lets through as many bytes as it says, however they come", async (context) => {
  const line = await layLine(context);
  const { end, heard } = await line.dial();
  line.faults.plant({ kind: "cut", afterBytes: 4 });
  for (const byte of "abcd") {
    const before = heard().length;
    end.write(byte);
    await until(() => heard().length === before + 2);
  }
  const closed = closing(end);
  end.write("e");
  await closed;
  assert.equal(line.arrived(), "abcd");
});

test("half open: nothing arrives, nothing is heard, and nobody is told", async (context) => {
  const line = await layLine(context);
  const { end, heard } = await line.dial();
  end.write("ok");
  await until(() => heard() !== "");
  const before = heard();
  line.faults.plant({ kind: "half_open" });
  let closed = false;
  end.on("close", () => (closed = true));
  end.write("abc");
  await settle();
  assert.deepEqual([line.arrived(), heard(), closed], ["ok", before, false]);
  end.destroy();
});

test("a fault befalls the connections that are open; later ones are well, unless all are refused", async (context) => {
  const line = await layLine(context);
  const first = await line.dial();
  first.end.write("1");
  await until(() => first.heard() === "11");
  line.faults.plant({ kind: "swallow" });
  const second = await line.dial();
  second.end.write("2");
  await until(() => second.heard() === "22");
  line.faults.plant({ kind: "refuse" });
  await closing(second.end);
  const third = await line.dial();
  await closing(third.end);
  line.faults.heal();
  const fourth = await line.dial();
  fourth.end.write("4");
  await until(() => fourth.heard() === "44");
  fourth.end.destroy();
});
