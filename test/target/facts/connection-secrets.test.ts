// A password that is like no other word, through every way in which a connection by URL can fail: none of it, raw or decoded,
// whole or in part, is in anything that could be shown.
import assert from "node:assert/strict";
import { createServer, type AddressInfo } from "node:net";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, suite, test } from "node:test";
import { inspect } from "node:util";
import { openFactsReader } from "../../../src/target/facts-reader.ts";
import { makeFolder } from "../../support/repository.ts";
import { startOwnPostgres, type OwnPostgres, type OwnPostgresAnswer } from "../../support/own-postgres.ts";
import { targetOf } from "../sample.ts";
import { READER, refusalFrom } from "./ask.ts";

const VARIABLE = "CUTPLAN_RO_URL_TEST";
const PASSWORD = "C4NARY%2F@#";
const WRITTEN = encodeURIComponent(PASSWORD);

/** Every stretch of 4 characters of the password, as it is, as it is written in a URL, and once more decoded. */
const FRAGMENTS = [PASSWORD, WRITTEN, decodeURIComponent(PASSWORD)].flatMap((text) =>
  Array.from({ length: text.length - 3 }, (_, at) => text.slice(at, at + 4).toLowerCase()),
);

function assertSilent(error: Error): void {
  const shown = [
    error.message,
    error.stack,
    String(error),
    JSON.stringify(error, Object.getOwnPropertyNames(error)),
    inspect(error, { depth: Infinity, showHidden: true, getters: true }),
  ].join("\n");
  for (const fragment of FRAGMENTS)
    assert.ok(!shown.toLowerCase().includes(fragment), `${fragment} in ${shown}`);
}

async function readBy(url: string | undefined): Promise<unknown> {
  const reader = openFactsReader({ environment: url === undefined ? {} : { [VARIABLE]: url } });
  const { seed: _none, ...spec } = targetOf([], { driver: "postgres", connection: { env: VARIABLE } }).spec;
  try {
    return await reader.readFacts({ ...targetOf([]), spec }, { prefix: "CHARTER", reader: "test" });
  } finally {
    await reader.stop();
  }
}

/** URLs that no server is needed for, with the code that each is refused with. */
const UNREAD: readonly (readonly [string, string])[] = [
  [`postgres://${READER}:${PASSWORD}@localhost/units`, "TARGET_URL_REFUSED"],
  [`postgres://${READER}:${WRITTEN}@localhost:99999/units`, "TARGET_URL_REFUSED"],
  [
    `postgres://${READER}:${WRITTEN}@localhost/units?options=-c%20default_transaction_read_only%3Doff`,
    "TARGET_URL_REFUSED",
  ],
  [`postgres://${READER}:${WRITTEN}@localhost/units?${WRITTEN}=1`, "TARGET_URL_REFUSED"],
  [`postgres://${READER}:${WRITTEN}@localhost/units?sslmode=${WRITTEN}`, "TARGET_URL_REFUSED"],
  [`postgres://${READER}:${WRITTEN}@db.example/units?sslrootcert=/nowhere/${WRITTEN}`, "TARGET_URL_REFUSED"],
  [`postgres://${READER}:${WRITTEN}@localhost/`, "TARGET_URL_REFUSED"],
  [`postgres://${WRITTEN}@/units`, "TARGET_URL_REFUSED"],
  [`${WRITTEN}://${READER}@localhost/units`, "TARGET_URL_REFUSED"],
  [`postgres://${READER}:100%${WRITTEN}@localhost/units`, "TARGET_URL_REFUSED"],
  [`postgres://${READER}:12/${PASSWORD}@localhost/units`, "TARGET_URL_REFUSED"],
  [`postgres://${READER}:12?${PASSWORD}@localhost/units`, "TARGET_URL_REFUSED"],
  [`postgres://${READER}:${WRITTEN} @localhost/units`, "TARGET_URL_REFUSED"],
  [`postgres://${READER}:${WRITTEN}@no-such-host.invalid/units?sslmode=disable`, "TARGET_UNREACHABLE"],
  [`postgres://${READER}:${WRITTEN}@%2Fnowhere/units`, "TARGET_UNREACHABLE"],
];

suite("the password of a connection", () => {
  let answer: OwnPostgresAnswer = { missing: "not started" };
  before(async () => {
    answer = await startOwnPostgres({ authentication: "scram-sha-256" });
    if ("missing" in answer) return;
    await answer.createGoverned("units");
    await answer.run(
      "units",
      `ALTER ROLE ${READER} PASSWORD '${PASSWORD}'; ALTER ROLE cutter_exec PASSWORD '${PASSWORD}';
       CREATE ROLE almighty SUPERUSER LOGIN PASSWORD '${PASSWORD}'`,
    );
  });
  after(() => ("stop" in answer ? answer.stop() : undefined));

  const urlOf = ({ port }: OwnPostgres, user: string, rest = "units"): string =>
    `postgres://${user}:${WRITTEN}@127.0.0.1:${port}/${rest}`;

  for (const [at, [url, expected]] of UNREAD.entries()) {
    test(`is not shown where the URL is refused (${at + 1})`, async () => {
      const refusal = await refusalFrom(() => readBy(url));
      assert.equal(refusal.code, expected, refusal.message);
      if (expected === "TARGET_URL_REFUSED") assert.ok(refusal.message.includes(VARIABLE));
      assertSilent(refusal);
    });
  }

  test("is asked for in one variable, and nowhere else", async () => {
    const refusal = await refusalFrom(() => readBy(undefined));
    assert.equal(refusal.code, "TARGET_VARIABLE_MISSING");
    assert.ok(refusal.message.includes(VARIABLE));
    assert.equal((await refusalFrom(() => readBy(""))).code, "TARGET_VARIABLE_MISSING");
  });

  test("opens the database, and is in nothing that is read", async (t) => {
    if ("missing" in answer) {
      t.skip(answer.missing);
      return;
    }
    const facts = await readBy(urlOf(answer, READER));
    for (const fragment of FRAGMENTS) assert.ok(!JSON.stringify(facts).toLowerCase().includes(fragment));
    assert.ok(!answer.log().includes("C4NARY%2F@#@"));
  });

  test("is not shown by a server that refuses", async (t) => {
    if ("missing" in answer) {
      t.skip(answer.missing);
      return;
    }
    const { run } = answer;
    await run("units", "CREATE TABLE public.notes (id integer); GRANT INSERT ON public.notes TO PUBLIC");
    for (const [url, code] of [
      [urlOf(answer, READER), "TARGET_UNSAFE"],
      [urlOf(answer, "almighty"), "TARGET_UNSAFE"],
      [urlOf(answer, "cutter_exec"), "TARGET_UNSAFE"],
      [urlOf(answer, "nobody"), "TARGET_UNREACHABLE"],
      [urlOf(answer, READER, "nowhere"), "TARGET_UNREACHABLE"],
      [urlOf(answer, READER, WRITTEN), "TARGET_UNREACHABLE"],
      [urlOf(answer, WRITTEN), "TARGET_UNREACHABLE"],
      [urlOf(answer, READER, "units?sslmode=require"), "TARGET_UNREACHABLE"],
      [urlOf(answer, READER).replace(WRITTEN, `${WRITTEN}x`), "TARGET_UNREACHABLE"],
      [urlOf(answer, READER).replace(`:${WRITTEN}`, ""), "TARGET_UNREACHABLE"],
    ] as const) {
      const refusal = await refusalFrom(() => readBy(url));
      assert.equal(refusal.code, code, refusal.message);
      assertSilent(refusal);
    }
    await run("units", "DROP TABLE public.notes");
  });

  test("is not made up from other variables or files where the URL has none", async (t) => {
    if ("missing" in answer) {
      t.skip(answer.missing);
      return;
    }
    const folder = makeFolder(t);
    const passwords = join(folder, "pgpass");
    writeFileSync(passwords, `*:*:*:*:${PASSWORD.replaceAll(":", "\\:")}\n`, { mode: 0o600 });
    const url = urlOf(answer, READER).replace(`:${WRITTEN}`, "");
    const planted = {
      PGPASSWORD: PASSWORD,
      PGPASSFILE: passwords,
      PGOPTIONS: "-c search_path=public",
      PGSSLMODE: "require",
    };
    const before = Object.keys(planted).map((name) => [name, process.env[name]] as const);
    Object.assign(process.env, planted);
    t.after(() => {
      for (const [name, value] of before)
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
    });
    const refusal = await refusalFrom(() => readBy(url));
    assert.equal(refusal.code, "TARGET_UNREACHABLE");
    assert.match(refusal.message, /password/);
    assertSilent(refusal);
    // With the right one none of them is in the way either.
    await readBy(urlOf(answer, READER));
  });

  test("is not shown by a stranger who repeats what it is told", async () => {
    const stranger = createServer((socket) => {
      socket.once("data", (bytes) =>
        socket.end(errorResponse(`role ${bytes.toString("latin1")} ${PASSWORD}`)),
      );
    });
    stranger.listen(0, "127.0.0.1");
    await once(stranger, "listening");
    const { port } = stranger.address() as AddressInfo;
    const refusal = await refusalFrom(() =>
      readBy(`postgres://${READER}:${WRITTEN}@127.0.0.1:${port}/units`),
    );
    assert.equal(refusal.code, "TARGET_UNREACHABLE");
    assertSilent(refusal);
    stranger.close();
    await once(stranger, "close");
  });
});

/** ErrorResponse, with the text in every field that takes one. */
function errorResponse(text: string): Buffer {
  const clean = text.replaceAll("\0", " ");
  const fields = `SFATAL\0C28P01\0M${clean}\0D${clean}\0H${clean}\0t${clean}\0n${clean}\0\0`;
  const body = Buffer.from(fields, "latin1");
  const head = Buffer.alloc(5);
  head.write("E");
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
