// The program against a PostgreSQL that it did not make: a dry run that only reads, LIVE that does not even connect, faults
// that are named with the statement that mends them, and a password that nobody ever sees.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { after, before, suite, test, type TestContext } from "node:test";
import { approvalsFor, manyPlans } from "../support/many-plans.ts";
import { startOwnPostgres, type OwnPostgres, type OwnPostgresAnswer } from "../support/own-postgres.ts";
import { recordedRuns } from "../support/planted-live.ts";
import { makeRepository, type Files, type TestRepository } from "../support/repository.ts";
import { runHere } from "../support/run-here.ts";
import type { Finished } from "../support/run-reconcile.ts";

const NOW = ["--now", "2026-11-21T10:00:00Z"];
const VARIABLE = "CUTPLAN_RO_URL_SCRATCH";
/** Letters, a percent sign that is encoded, a slash, an at sign, a hash: what breaks in careless code. */
const CANARY = "C4NARY%2F@#";
const READER = "context_pack_readonly";
const TARGET = `apiVersion: cutplan/v1
kind: Target
metadata: {name: scratch}
spec: {driver: postgres, connection: {env: ${VARIABLE}}}
`;

function files(mode: "DRYRUN" | "LIVE" = "DRYRUN"): Files {
  const all = manyPlans(1, 3);
  const plan = "plans/plan-00000/plan.yaml";
  return {
    ...all,
    "plans/_targets/scratch.yaml": TARGET,
    [plan]: String(all[plan]).replace("mode: DRYRUN", `mode: ${mode}`),
  };
}

suite("a PostgreSQL of somebody else's", () => {
  let answer: OwnPostgresAnswer = { missing: "not started" };
  before(async () => {
    answer = await startOwnPostgres({ authentication: "scram-sha-256" });
    if ("missing" in answer) return;
    await answer.run(
      "postgres",
      `ALTER ROLE ${READER} PASSWORD '${CANARY}'; ALTER ROLE cutter_exec PASSWORD '${CANARY}'`,
    );
    await answer.run("postgres", `CREATE ROLE boss SUPERUSER LOGIN PASSWORD '${CANARY}'`);
  });
  after(() => ("stop" in answer ? answer.stop() : undefined));

  function serverFor(context: TestContext): OwnPostgres | undefined {
    if ("stop" in answer) return answer;
    context.skip(answer.missing);
    return undefined;
  }

  function urlOf({ port }: OwnPostgres, database: string, { user = READER, password = CANARY } = {}): string {
    return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}?sslmode=disable`;
  }

  async function open(
    context: TestContext,
    database: string,
    mode: "DRYRUN" | "LIVE" = "DRYRUN",
  ): Promise<Stage | undefined> {
    const server = serverFor(context);
    if (server === undefined) return undefined;
    await server.createGoverned(database);
    const repository = makeRepository(context);
    repository.commit(files(mode));
    const said: string[] = [];
    const reconcile = async (args: readonly string[], url = urlOf(server, database)): Promise<Finished> => {
      const finished = await runHere(repository.directory, [...args, ...NOW], { [VARIABLE]: url });
      said.push(finished.stdout, finished.stderr);
      return finished;
    };
    return { server, repository, reconcile, said };
  }

  test("a dry run to closeout: totals equal before and after, and the server has seen only SELECT and transaction control", async (context) => {
    const stage = await open(context, "dry");
    if (stage === undefined) return;
    const { server, repository, reconcile } = stage;
    const seen = server.statements().length;
    assert.equal((await reconcile(["facts", "--target", "scratch"])).exit, 0);
    assert.equal((await reconcile(["run"])).exit, 0);
    for (const gate of ["SG_1", "SG_2"] as const) {
      repository.commit(approvalsFor(repository.directory, gate, ["plan-00000"]));
      assert.equal((await reconcile(["run"])).exit, 0);
    }
    const [statements = []] = recordedRuns(repository.directory).values();
    assert.equal(statements.at(-1)?.predicate.phase, "closeout");
    const { totals } = statements.at(-2)!.predicate.result as {
      totals: { equal: boolean; before: object; after: object };
    };
    assert.equal(totals.equal, true);
    assert.deepEqual(totals.before, totals.after);
    const ours = server
      .statements()
      .slice(seen)
      .filter(({ database, user }) => database === "dry" && user === READER);
    assert.ok(ours.length > 20, "the log has our statements");
    assert.deepEqual(
      ours
        .map(({ text }) => text.trim())
        .filter((text) => !/^(SELECT|WITH|BEGIN|COMMIT|ROLLBACK)\b/.test(text)),
      [],
    );
    const run = statements[0]!.predicate.run.id;
    assert.ok(
      ours.some(({ applicationName }) => applicationName.includes(run.slice(0, 40))),
      "sessions name their run",
    );
    noCanary(stage);
  });

  test("LIVE is refused with exit 4, on record, and nobody has connected", async (context) => {
    const stage = await open(context, "live", "LIVE");
    if (stage === undefined) return;
    const { server, reconcile, repository } = stage;
    const before = server.log().length;
    const { exit, stdout } = await reconcile(["run"]);
    assert.equal(exit, 4);
    assert.match(stdout, /LIVE_DISABLED/);
    // The variable is not even read: without it there is the same refusal.
    assert.equal(
      (await runHere(repository.directory, ["run", ...NOW], {})).exit,
      0,
      "the refusal is on record",
    );
    assert.doesNotMatch(server.log().slice(before), /connection (received|authorized)/);
    const [[last] = []] = [...recordedRuns(repository.directory).values()];
    assert.deepEqual(last?.predicate.reasons, ["LIVE_DISABLED"]);
  });

  test("EXECUTE for PUBLIC fails discover with the privilege, the role and the statement that mends it", async (context) => {
    const stage = await open(context, "leak");
    if (stage === undefined) return;
    const { server, reconcile, repository } = stage;
    await server.run("leak", "GRANT EXECUTE ON FUNCTION public.fn_iu_enact(text, text, text) TO PUBLIC");
    const shown = await reconcile(["facts", "--target", "scratch"]);
    assert.equal(shown.exit, 4);
    assert.match(shown.stdout, /TOO_MUCH: EXECUTE on .*fn_iu_enact.* for PUBLIC/);
    const mend = /mend it: (.*)/.exec(shown.stdout)?.[1] ?? "";
    const { exit, stdout } = await reconcile(["run"]);
    assert.equal(exit, 4);
    assert.match(stdout, /GRANTS_MISSING.*EXECUTE on .*fn_iu_enact.* for PUBLIC/);
    assert.match(stdout, /let an administrator run what reconcile facts --target scratch proposes/);
    const [statements = []] = recordedRuns(repository.directory).values();
    assert.deepEqual(
      [statements.at(-1)?.predicate.phase, statements.at(-1)?.predicate.outcome],
      ["discover", "FAILED"],
    );
    await server.run("leak", mend);
    assert.equal(
      (await reconcile(["run"])).exit,
      5,
      "other facts: the attempt is stale, and the next one waits",
    );
    assert.equal((await reconcile(["facts", "--target", "scratch"])).exit, 0);
  });

  /** What is wrong with the connection → the code that says so, and the exit. */
  const CONNECTIONS: readonly (readonly [string, (server: OwnPostgres) => string, string, number])[] = [
    ["a superuser", (server) => urlOf(server, "secret", { user: "boss" }), "TARGET_UNSAFE", 4],
    ["a role that writes", (server) => urlOf(server, "secret", { user: "cutter_exec" }), "TARGET_UNSAFE", 4],
    [
      "options in the URL",
      (server) => `${urlOf(server, "secret")}&options=-c%20default_transaction_read_only%3Doff`,
      "TARGET_URL_REFUSED",
      4,
    ],
    [
      "a wrong password",
      (server) => urlOf(server, "secret", { password: `${CANARY}x` }),
      "TARGET_UNREACHABLE",
      8,
    ],
    ["no such database", (server) => urlOf(server, encodeURIComponent(CANARY)), "TARGET_UNREACHABLE", 8],
    ["nobody listens", (server) => urlOf({ ...server, port: 1 }, "secret"), "TARGET_UNREACHABLE", 8],
    ["no URL at all", () => "", "TARGET_VARIABLE_MISSING", 8],
    ["a URL that is none", () => `postgres://u:${CANARY}@[::1/db`, "TARGET_URL_REFUSED", 4],
    [
      "a password that is not encoded",
      ({ port }) => `postgres://${READER}:${CANARY}@127.0.0.1:${port}/secret`,
      "TARGET_URL_REFUSED",
      4,
    ],
    ["another scheme", () => `mysql://u:${encodeURIComponent(CANARY)}@127.0.0.1/db`, "TARGET_URL_REFUSED", 4],
  ];

  test("the password is in nothing that is said or kept, whatever goes wrong", async (context) => {
    const stage = await open(context, "secret");
    if (stage === undefined) return;
    const { server, repository, reconcile } = stage;
    for (const [what, urlFor, code, exit] of CONNECTIONS) {
      for (const args of [
        ["run"],
        ["run", "--json"],
        ["facts", "--target", "scratch", "-v"],
        ["diff", "--manifest"],
      ]) {
        const finished = await reconcile(args, urlFor(server));
        // diff shows what it can without the facts.
        if (args[0] === "diff") continue;
        assert.equal(finished.exit, exit, `${what}: ${finished.stdout}${finished.stderr}`);
        assert.match(finished.stdout + finished.stderr, new RegExp(code), what);
      }
    }
    repository.git(["add", "--all"]);
    repository.git(["commit", "--quiet", "--allow-empty", "-m", "whatever was recorded"]);
    noCanary(stage);
  });
});

interface Stage {
  readonly server: OwnPostgres;
  readonly repository: TestRepository;
  readonly reconcile: (args: readonly string[], url?: string) => Promise<Finished>;
  /** Everything that was printed. */
  readonly said: readonly string[];
}

/** The canary and every four characters of it, as it is and encoded, in what was said, kept and committed. */
function noCanary({ said, repository }: Stage): void {
  const forms = [CANARY, encodeURIComponent(CANARY), CANARY.replaceAll("%2F", "/")];
  const pieces = new Set(
    forms.flatMap((form) =>
      Array.from({ length: form.length - 3 }, (_, start) => form.slice(start, start + 4)),
    ),
  );
  const objects = repository.git(["cat-file", "--batch-all-objects", "--batch"]);
  const kept = readdirSync(repository.directory, { recursive: true, encoding: "utf8", withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.includes(`${path.sep}objects`))
    .map((entry) => readFileSync(path.join(entry.parentPath, entry.name), "utf8"));
  for (const piece of pieces)
    for (const text of [...said, ...kept, objects])
      assert.ok(!text.includes(piece), `"${piece}" was found in: ${text.slice(0, 300)}`);
}
