// The session as the server sees it: what it sends, how often, and what becomes of it when the server or the way there fails.
import assert from "node:assert/strict";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { after, before, suite, test, type TestContext } from "node:test";
import { discover, type Select } from "../../../src/target/facts/discover.ts";
import { withReadOnlySession, type SessionWish } from "../../../src/target/facts/read-only-session.ts";
import { connectDatabase } from "../../../src/target/postgres/database-client.ts";
import { startOwnPostgres, type OwnPostgres, type OwnPostgresAnswer } from "../../support/own-postgres.ts";
import { CONTRACT, read, READER, refusalFrom } from "./ask.ts";
import { startPooler, type PoolerOptions } from "./moving-pooler.ts";

const WISH: SessionWish = { reader: "charter-0123456789ab", contract: CONTRACT, target: "scratch" };
const QUESTION = { target: "scratch", driver: "postgres", prefix: "B", contract: CONTRACT } as const;

let answer: OwnPostgresAnswer = { missing: "not started" };

function withServer(name: string, carry: (server: OwnPostgres, t: TestContext) => Promise<void>): void {
  test(name, async (t) => {
    if ("missing" in answer) t.skip(answer.missing);
    else await carry(answer, t);
  });
}

suite("a read-only session", () => {
  before(async () => {
    answer = await startOwnPostgres();
    if ("missing" in answer) return;
    await answer.createGoverned("units");
  });
  after(() => ("stop" in answer ? answer.stop() : undefined));

  withServer(
    "takes 8 round trips for 3 units and for 5,000, with nothing but SELECT in the log",
    async (server, t) => {
      const pooler = await startPooler({ upstreamPort: server.port });
      t.after(pooler.stop);
      const reader = { ...server.settings(READER, "units"), port: pooler.port };
      for (const units of [3, 5_000]) {
        await server.run("units", unitsUpTo("A", units));
        const before = { answers: pooler.answers(), statements: server.statements().length };
        assert.equal((await read(reader, "A")).units.length, units);
        // One more is the login.
        assert.equal(pooler.answers() - before.answers, 1 + 8);
        const sent = (await settled(server, before.statements)).filter(({ user }) => user === READER);
        for (const { text } of sent) assert.match(text, /^(?:SELECT\b|BEGIN ISOLATION|COMMIT$)/u);
        // The write that must fail is on record as an error.
        assert.equal(sent.length, 7);
      }
      assert.match(server.log(), /STATEMENT: {2}SELECT FROM pg_catalog.pg_class LIMIT 0 FOR UPDATE\n/u);
    },
  );

  withServer("is shown by a name of ASCII that fits", async (server) => {
    for (const [reader, shown] of [
      ["charter-0123456789ab", "reconcile:charter-0123456789ab"],
      ["ä\n%s".repeat(40), `reconcile:${"??%s".repeat(40)}`.slice(0, 63)],
    ] as const) {
      const before = server.statements().length;
      await withReadOnlySession(server.settings(READER, "units"), { ...WISH, reader }, () =>
        Promise.resolve(),
      );
      const names = (await settled(server, before)).map(({ applicationName }) => applicationName);
      assert.deepEqual([...new Set(names)], [shown]);
    }
  });

  withServer(
    "sees one snapshot, whatever is committed meanwhile, and can name it to others",
    async (server) => {
      await server.run("units", unitsUpTo("B", 3));
      await withReadOnlySession(server.settings(READER, "units"), WISH, async (session) => {
        const question = { ...QUESTION, serverVersionNum: session.serverVersionNum };
        const first = await discover(session.select, question);
        await server.run("units", unitsUpTo("B", 9));
        assert.deepEqual(await discover(session.select, question), first);
        assert.equal(first.units.length, 3);
        assert.match(await session.exportSnapshot(), /^[0-9A-F-]+$/);
      });
    },
  );

  withServer("digests the grants as anybody else would who reads them", async (server) => {
    const administrator = await connectDatabase(server.settings("postgres", "units"), {
      applicationName: "test",
      settings: { search_path: "public" },
      connectTimeoutMs: 10_000,
    });
    const select: Select = async (text, values, onRow) => {
      await administrator.query({ text, values, onRow });
    };
    const read = await discover(select, { ...QUESTION, serverVersionNum: server.versionNum });
    await administrator.close();
    assert.equal(read.role, "postgres");
    await withReadOnlySession(server.settings(READER, "units"), WISH, async (session) => {
      const question = { ...QUESTION, serverVersionNum: session.serverVersionNum };
      assert.deepEqual({ ...(await discover(session.select, question)), role: "postgres" }, read);
    });
  });

  withServer("cannot be made to write by what is asked in it", async (server) => {
    for (const text of [
      "SELECT 1; SELECT 2",
      "SELECT FROM public.information_unit FOR UPDATE",
      "INSERT INTO public.information_unit (address, document_id, title) VALUES ('X', 'X', 'X')",
      "SET TRANSACTION READ WRITE",
      "CREATE TEMPORARY TABLE t (a integer)",
    ]) {
      const { code } = await refusalFrom(() =>
        withReadOnlySession(server.settings(READER, "units"), WISH, ({ select }) =>
          select(text, [], () => undefined),
        ),
      );
      assert.equal(code, "TARGET_UNFIT", text);
    }
  });

  withServer("hands on what its user throws, and leaves no session behind", async (server) => {
    const bug = new Error("a bug of the caller's");
    const reader = server.settings(READER, "units");
    await assert.rejects(
      withReadOnlySession(reader, WISH, () => Promise.reject(bug)),
      bug,
    );
    const thrown = withReadOnlySession(reader, WISH, ({ select }) =>
      select("SELECT 1", [], () => {
        throw bug;
      }),
    );
    await assert.rejects(thrown, bug);
    const [[left] = []] = await server.run(
      "postgres",
      `SELECT count(*) FROM pg_stat_activity WHERE usename = '${READER}' AND state <> 'idle'`,
    );
    assert.equal(left, "0");
  });

  withServer("is refused where a backend is ended in the middle of it", async (server) => {
    const { code } = await refusalFrom(() =>
      withReadOnlySession(server.settings(READER, "units"), WISH, async ({ select }) => {
        await server.run(
          "postgres",
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '${READER}'`,
        );
        await select("SELECT 1", [], () => undefined);
      }),
    );
    assert.equal(code, "TARGET_UNREACHABLE");
  });

  withServer("does not wait for ever for a lock, a statement, or its own user", async (server) => {
    const reader = server.settings(READER, "units");
    await server.run("units", "CREATE EXTENSION IF NOT EXISTS plpgsql");
    const holding = server.run("units", "BEGIN; LOCK TABLE public.unit_version; SELECT pg_sleep(2); COMMIT");
    holding.catch(() => undefined);
    await untilLocked(server);
    const locked = await refusalFrom(() =>
      withReadOnlySession(reader, { ...WISH, lockTimeoutMs: 50 }, ({ select, serverVersionNum }) =>
        discover(select, { ...QUESTION, serverVersionNum }),
      ),
    );
    assert.equal(locked.code, "TARGET_UNREACHABLE");
    assert.match(locked.message, /55P03/);
    const slow = await refusalFrom(() =>
      withReadOnlySession(reader, { ...WISH, statementTimeoutMs: 500 }, ({ select }) =>
        select("SELECT pg_catalog.pg_sleep(10)", [], () => undefined),
      ),
    );
    assert.match(slow.message, /57014/);
    await holding;
  });

  withServer("gives up where nothing comes any more", async (server, t) => {
    for (const silentAfter of [1, 3, 5]) {
      const pooler = await startPooler({ upstreamPort: server.port, silentAfter });
      t.after(pooler.stop);
      const reader = { ...server.settings(READER, "units"), port: pooler.port };
      const { code } = await refusalFrom(() =>
        withReadOnlySession(reader, { ...WISH, answerTimeoutMs: 500 }, ({ select, serverVersionNum }) =>
          discover(select, { ...QUESTION, serverVersionNum }),
        ),
      );
      assert.equal(code, "TARGET_UNREACHABLE");
    }
  });

  withServer("is refused where a pooler hands it to another backend", async (server, t) => {
    // 1 is the login, 2 who am I, 3 the canary, 4 BEGIN.
    for (const moveAfter of [2, 3]) {
      const { code, message } = await refusalOver(server, t, { moveAfter });
      assert.equal(code, "TARGET_UNSAFE", message);
    }
  });

  withServer("is refused where somebody drops what it asks for at its start", async (server, t) => {
    for (const setting of [
      "default_transaction_read_only=on",
      "row_security=off",
      "search_path=pg_catalog",
    ]) {
      const [name = "", value = ""] = setting.split("=");
      const other = { on: "no", off: "yes", pg_catalog: "public,x_y" }[value] ?? "";
      const rewrite = (startup: Buffer): Buffer =>
        Buffer.from(startup.toString("latin1").replace(setting, `${name}=${other}`), "latin1");
      const { code, message } = await refusalOver(server, t, { rewrite });
      assert.deepEqual([code, message.includes(name)], ["TARGET_UNSAFE", true], message);
    }
  });

  test("is refused where nobody listens, and where somebody else does", async () => {
    const stranger = createServer((socket) => socket.resume().end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    stranger.listen(0, "127.0.0.1");
    await once(stranger, "listening");
    const { port } = stranger.address() as AddressInfo;
    const settings = {
      host: "127.0.0.1",
      port,
      user: READER,
      password: "",
      database: "units",
      tls: false,
    } as const;
    assert.equal((await refusalFrom(() => read(settings))).code, "TARGET_UNREACHABLE");
    stranger.close();
    await once(stranger, "close");
    assert.equal((await refusalFrom(() => read(settings))).code, "TARGET_UNREACHABLE");
  });
});

async function refusalOver(
  server: OwnPostgres,
  t: TestContext,
  options: Omit<PoolerOptions, "upstreamPort">,
): ReturnType<typeof refusalFrom> {
  const pooler = await startPooler({ upstreamPort: server.port, ...options });
  t.after(pooler.stop);
  return refusalFrom(() => read({ ...server.settings(READER, "units"), port: pooler.port }));
}

function unitsUpTo(prefix: string, count: number): string {
  return `INSERT INTO public.information_unit (address, document_id, title)
      SELECT '${prefix}/' || n, 'A', 'A' FROM generate_series(1, ${count}) n ON CONFLICT DO NOTHING;
    INSERT INTO public.unit_version (address, version, body, sha256)
      SELECT '${prefix}/' || n, 1, ''::bytea, sha256(''::bytea) FROM generate_series(1, ${count}) n ON CONFLICT DO NOTHING`;
}

/** The statements since then, once the log has the last of them. */
async function settled(server: OwnPostgres, since: number): Promise<ReturnType<OwnPostgres["statements"]>> {
  for (;;) {
    const sent = server.statements().slice(since);
    if (sent.some(({ text }) => text.startsWith("COMMIT"))) return sent;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

async function untilLocked(server: OwnPostgres): Promise<void> {
  for (;;) {
    const [[held] = []] = await server.run(
      "units",
      "SELECT count(*) FROM pg_locks WHERE relation = 'public.unit_version'::regclass AND mode = 'AccessExclusiveLock'",
    );
    if (held === "1") return;
  }
}
