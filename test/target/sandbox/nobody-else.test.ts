// Only a sandbox has a switch that is on, and what it switches on reaches its own server only. Every way that somebody could
// think of to bring another server in is tried here; forged folders are in sandbox.test.ts.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Refusal } from "../../../src/diagnostics/refusal.ts";
import type { Target } from "../../../src/model/generated/target.ts";
import { buildLiveAdapter, openActuatorSource } from "../../../src/target/actuator.ts";
import type { ConnectionProvider, LiveRole, LiveWiring } from "../../../src/target/live/live-wiring.ts";
import { REHEARSAL } from "../../../src/target/rehearsal.ts";
import { groundsOf, Sandbox, type SandboxOptions } from "../../../src/target/sandbox/sandbox.ts";

let own: Sandbox;
const SEED = { address: "OWN/U1", sha256: "a".repeat(64), lifecycle: "enacted" } as const;

before(async () => {
  own = await Sandbox.start({ seed: [SEED] });
});

after(() => own.stop());

/** Whatever is asked of it is counted, and nothing is given. */
function spy(): { readonly provider: ConnectionProvider; readonly asked: () => number } {
  let asked = 0;
  const provider: ConnectionProvider = () => {
    asked += 1;
    return Promise.reject(new Error("this was not to be asked for"));
  };
  return { provider, asked: () => asked };
}

function coded(code: Refusal["code"]): (error: unknown) => boolean {
  return (error) => error instanceof Refusal && error.code === code;
}

/** The same class for a caller who knows no types. */
const Untyped = Sandbox as unknown as {
  new (...given: readonly unknown[]): object;
  start(options: unknown): Promise<Sandbox>;
  resume(folder: string, plants?: unknown): Promise<Sandbox>;
};

test("a real sandbox has grounds, with the switch on, and they reach its own server", async () => {
  const grounds = groundsOf(own);
  assert.ok(grounds);
  assert.equal(grounds.killSwitch(), true);
  assert.equal(groundsOf(own), grounds, "the same ones each time");
  for (const role of ["cutter_exec", "cutter_verify"] as const) {
    const client = await grounds.connectionProvider(role, "test");
    const text = "SELECT current_user, (SELECT string_agg(address, ',') FROM public.information_unit)";
    const { rows } = await client.query({ text });
    await client.close();
    assert.deepEqual(rows, [[role, "OWN/U1"]]);
  }
});

test("nobody else can call the constructor, by subclass or by reflection", () => {
  const server = { folder: "elsewhere", version: "15", settings: () => ({}), stop: () => Promise.resolve() };
  const made = { server, mark: "", wire: undefined, onBoundary: () => undefined };
  const tokens = [undefined, Symbol("sandbox"), Symbol.for("sandbox"), own, made];
  class Derived extends Untyped {}
  for (const token of tokens) {
    assert.throws(() => new Untyped(token, made), TypeError);
    assert.throws(() => new Derived(token, made), TypeError);
    assert.throws(() => Reflect.construct(Untyped, [token, made], Derived), TypeError);
  }
});

test("what only looks like a sandbox has no grounds", () => {
  const grounds = groundsOf(own);
  assert.ok(grounds);
  const lookalikes: readonly unknown[] = [
    undefined,
    null,
    "sandbox",
    {},
    { killSwitch: () => true, connectionProvider: spy().provider },
    Object.assign({}, own),
    Object.create(own),
    Object.create(Sandbox.prototype),
    Object.setPrototypeOf({ killSwitch: () => true }, Sandbox.prototype),
    Reflect.construct(Object, [], Untyped),
    Object.defineProperties({}, Object.getOwnPropertyDescriptors(own)),
    new Proxy(own, {}),
    new Proxy(own, { get: (target, name) => Reflect.get(target, name, target) as unknown }),
    Sandbox,
    Sandbox.prototype,
    grounds,
    { ...grounds, connectionProvider: spy().provider },
  ];
  for (const value of lookalikes) assert.equal(groundsOf(value), undefined);
});

test("nothing of a sandbox, its class or its grounds can be replaced", () => {
  const grounds = groundsOf(own);
  assert.ok(grounds);
  const { provider } = spy();
  const places: readonly (readonly [object, string])[] = [
    [own, "killSwitch"],
    [own, "connectionProvider"],
    [own, "folder"],
    [Sandbox, "start"],
    [Sandbox.prototype, "killSwitch"],
    [Sandbox.prototype, "readFacts"],
    [grounds, "connectionProvider"],
    [grounds, "killSwitch"],
    [grounds, "backupRunner"],
    [grounds, "reach"],
  ];
  for (const [place, name] of places) {
    assert.equal(Reflect.set(place, name, provider), false, name);
    assert.equal(Reflect.defineProperty(place, name, { value: provider }), false, name);
    assert.throws(() => Object.setPrototypeOf(place, { [name]: provider }) as unknown, TypeError, name);
  }
});

test("no option names a server, and one that would is refused before anything is started", async () => {
  const strange = [
    "url",
    "host",
    "port",
    "socket",
    "server",
    "settings",
    "serverSettings",
    "connectionProvider",
  ];
  for (const name of [...strange, "killSwitch", "mark", "__proto__x", Symbol("seed")]) {
    const options = { seed: [], [name]: "postgres://evil.example.org/db" };
    await assert.rejects(() => Untyped.start(options), TypeError, String(name));
    await assert.rejects(() => Untyped.resume(own.folder, { [name]: "x" }), TypeError, String(name));
  }
  const hidden = Object.defineProperty({ seed: [] }, "host", { value: "evil", enumerable: false });
  await assert.rejects(() => Untyped.start(hidden), TypeError);
  // @ts-expect-error a sandbox is told what it holds, and never where it is
  const typed: SandboxOptions = { seed: [], url: "postgres://evil.example.org/db" };
  await assert.rejects(() => Sandbox.start(typed), TypeError);
});

test("grounds taken apart are a wiring without a switch: the adapter stays locked, and asks for nothing", async () => {
  const { provider, asked } = spy();
  const grounds = groundsOf(own);
  const wirings: readonly unknown[] = [
    grounds,
    { ...grounds, connectionProvider: provider },
    { connectionProvider: provider, killSwitch: own.killSwitch },
    Object.create({ ...grounds, connectionProvider: provider }),
    new Proxy(own, { get: (_, name) => (name === "connectionProvider" ? provider : () => true) }),
    Object.assign(Object.create(own) as object, { connectionProvider: provider }),
  ];
  for (const wiring of wirings) {
    const adapter = buildLiveAdapter(wiring as LiveWiring);
    await assert.rejects(adapter.cutLegA(REHEARSAL.liveContext, REHEARSAL.cut), coded("LIVE_DISABLED"));
  }
  assert.equal(asked(), 0);
});

test("the switch taken from a sandbox opens the runner's lock, and not that of another adapter", async () => {
  const { provider, asked } = spy();
  const live = buildLiveAdapter({ connectionProvider: provider });
  const source = openActuatorSource({ killSwitch: own.killSwitch, live });
  const actuator = source.choose("LIVE")(REHEARSAL.seed);
  await assert.rejects(actuator.cutLegA(REHEARSAL.liveContext, REHEARSAL.cut), coded("LIVE_DISABLED"));
  await assert.rejects(actuator.preWriteBackup(REHEARSAL.liveContext), coded("LIVE_DISABLED"));
  assert.equal(asked(), 0);
});

test("a connection is for the adapter's two roles, whatever else is asked for", async () => {
  const grounds = groundsOf(own);
  assert.ok(grounds);
  for (const role of ["postgres", "directus", "cutter_owner", "cutter_exec host=evil", ""])
    await assert.rejects(grounds.connectionProvider(role as LiveRole, "test"), coded("CONNECTION_REFUSED"));
});

test("facts are the sandbox's own, whatever connection the target's document names", async () => {
  const target: Target = {
    apiVersion: "cutplan/v1",
    kind: "Target",
    metadata: { name: "elsewhere" },
    spec: { driver: "postgres", connection: { env: "PLANTED_URL" } },
  };
  process.env["PLANTED_URL"] = "postgres://u:p@192.0.2.1/db";
  process.env["PGHOST"] = "192.0.2.1";
  process.env["PGSERVICE"] = "elsewhere";
  try {
    const { units } = await own.readFacts(target, { prefix: "OWN", reader: "test" });
    assert.deepEqual(units, [SEED]);
  } finally {
    for (const name of ["PLANTED_URL", "PGHOST", "PGSERVICE"]) Reflect.deleteProperty(process.env, name);
  }
});

test("at last it is stopped: no switch, no grounds and no way in, also for who held them before", async () => {
  const grounds = groundsOf(own);
  const { killSwitch } = own;
  assert.ok(grounds);
  const adapter = buildLiveAdapter(own);
  await own.stop();
  assert.equal(killSwitch(), false);
  assert.equal(grounds.killSwitch(), false);
  assert.equal(groundsOf(own), undefined);
  await assert.rejects(grounds.connectionProvider("cutter_exec", "test"), coded("EMBEDDED_FAILED"));
  await assert.rejects(own.readRows(), coded("EMBEDDED_FAILED"));
  for (const late of [adapter, buildLiveAdapter(own)])
    await assert.rejects(late.cutLegA(REHEARSAL.liveContext, REHEARSAL.cut), coded("LIVE_DISABLED"));
});
