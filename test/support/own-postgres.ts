// A PostgreSQL that this project did not make: whatever server programs the machine has, started on a folder of their own,
// with every statement in a log. Where there are none, the answer says so, for tests to skip with.
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chownSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync } from "node:fs";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Client } from "pg";
import type { ConnectionSettings } from "../../src/target/postgres/connection-settings.ts";

/** The superuser's, where the server asks for one. */
const SUPERUSER_PASSWORD = "own-postgres";
const SCHEMA = join(import.meta.dirname, "../../src/target/schema/governed-schema.sql");

export interface OwnPostgresOptions {
  /** `trust` unless said otherwise. */
  readonly authentication?: "trust" | "scram-sha-256";
  /** More settings of the server, by their names. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface OwnPostgres {
  /** As server_version_num has it. */
  readonly versionNum: number;
  readonly port: number;
  /** The folder of its programs: pg_dump is there, or is not. */
  readonly binaries: string;
  readonly settings: (user: string, database: string, password?: string) => ConnectionSettings;
  /** Runs a text of any number of statements as the superuser; rows of the last one, as text. */
  readonly run: (database: string, text: string) => Promise<readonly (readonly (string | null)[])[]>;
  /** Makes a database with the governed schema, as a copy of the one that was loaded first. */
  readonly createGoverned: (database: string) => Promise<void>;
  /** Statements on record since the server started, in order, whole. */
  readonly statements: () => readonly LoggedStatement[];
  /** Everything the server wrote. */
  readonly log: () => string;
  readonly stop: () => Promise<void>;
}

export interface LoggedStatement {
  readonly backend: number;
  readonly user: string;
  readonly database: string;
  readonly applicationName: string;
  readonly text: string;
}

/** The server, or why there is none: what `t.skip` takes. With CI=true a machine without one is a failure. */
export type OwnPostgresAnswer = OwnPostgres | { readonly missing: string };

export async function startOwnPostgres(options: OwnPostgresOptions = {}): Promise<OwnPostgresAnswer> {
  const found = findBinaries();
  const user = process.getuid?.() === 0 ? userNamed("postgres") : undefined;
  const missing =
    found === undefined
      ? "no PostgreSQL server programs on the path or in /usr/lib/postgresql"
      : user === undefined && process.getuid?.() === 0
        ? "PostgreSQL does not run as root, and there is no user postgres"
        : undefined;
  if (found === undefined || missing !== undefined) {
    if (process.env["CI"] === "true") throw new Error(missing);
    return { missing: missing ?? "" };
  }
  return start(found, user, options);
}

/** CUTPLAN_TEST_POSTGRES_BIN first, for trying other versions; then the path; then Debian's folders, newest first. */
function findBinaries(): string | undefined {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian)
    ? readdirSync(debian)
        .sort((one, other) => Number(other) - Number(one))
        .map((version) => join(debian, version, "bin"))
    : [];
  const asked = process.env["CUTPLAN_TEST_POSTGRES_BIN"];
  const folders = [
    ...(asked === undefined ? [] : [asked]),
    ...(process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== ""),
    ...versions,
  ];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")));
}

interface User {
  readonly uid: number;
  readonly gid: number;
}

function userNamed(name: string): User | undefined {
  const idOf = (flag: string): number =>
    Number(execFileSync("id", [flag, name], { encoding: "utf8", stdio: "pipe" }).trim());
  try {
    return { uid: idOf("-u"), gid: idOf("-g") };
  } catch {
    return undefined;
  }
}

async function start(
  binaries: string,
  user: User | undefined,
  options: OwnPostgresOptions,
): Promise<OwnPostgres> {
  const { authentication = "trust", settings = {} } = options;
  const folder = mkdtempSync(join(tmpdir(), "own-postgres-"));
  const logFile = join(folder, "log");
  const passwordFile = join(folder, "password");
  mkdirSync(join(folder, "socket"));
  writeFileSync(passwordFile, SUPERUSER_PASSWORD);
  if (user !== undefined)
    for (const path of [folder, join(folder, "socket"), passwordFile]) chownSync(path, user.uid, user.gid);
  const environment = { PATH: process.env["PATH"], LC_ALL: "C", TZ: "UTC" };
  const data = join(folder, "data");
  const port = await freePort();
  const ids = user ?? {};
  execFileSync(
    join(binaries, "initdb"),
    ["-D", data, "-U", "postgres", "-A", authentication, `--pwfile=${passwordFile}`].concat([
      "-E",
      "UTF8",
      "--no-locale",
      "--no-sync",
    ]),
    { ...ids, cwd: folder, env: environment, stdio: "pipe" },
  );
  const wanted = {
    listen_addresses: "127.0.0.1",
    unix_socket_directories: join(folder, "socket"),
    port: String(port),
    fsync: "off",
    max_connections: "30",
    log_statement: "all",
    log_connections: "on",
    log_line_prefix: "@%p|%u|%d|%a@ ",
    log_destination: "stderr",
    ...settings,
  };
  const log = openSync(logFile, "a");
  const child = spawn(
    join(binaries, "postgres"),
    ["-D", data, ...Object.entries(wanted).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...ids, cwd: folder, env: environment, stdio: ["ignore", log, log] },
  );
  closeSync(log);
  return openServer({ binaries, folder, logFile, port, child });
}

interface Started {
  readonly binaries: string;
  readonly folder: string;
  readonly logFile: string;
  readonly port: number;
  readonly child: ChildProcess;
}

async function openServer({ binaries, folder, logFile, port, child }: Started): Promise<OwnPostgres> {
  const killAtExit = (): unknown => child.kill("SIGQUIT");
  process.once("exit", killAtExit);
  const stop = async (): Promise<void> => {
    process.removeListener("exit", killAtExit);
    if (child.exitCode === null && child.signalCode === null) {
      const gone = once(child, "exit");
      child.kill("SIGINT");
      await gone;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  const settings = (user: string, database: string, password = ""): ConnectionSettings => ({
    host: "127.0.0.1",
    port,
    user,
    password,
    database,
    tls: false,
  });
  const run = (database: string, text: string): Promise<readonly (readonly (string | null)[])[]> =>
    runText(settings("postgres", database, SUPERUSER_PASSWORD), text);
  try {
    await untilReady(run, child, logFile);
    const [[version] = []] = await run("postgres", "SHOW server_version_num");
    await run("postgres", "CREATE DATABASE governed_template");
    await run("governed_template", `BEGIN;\n${readFileSync(SCHEMA, "utf8")}\nCOMMIT;`);
    return {
      versionNum: Number(version),
      port,
      binaries,
      settings,
      run,
      createGoverned: async (database) => {
        await run("postgres", `CREATE DATABASE "${database}" TEMPLATE governed_template`);
        // A copy has everything but what was granted on the database itself.
        await run("postgres", `REVOKE TEMPORARY, CREATE ON DATABASE "${database}" FROM PUBLIC`);
      },
      statements: () => readStatements(readFileSync(logFile, "utf8")),
      log: () => readFileSync(logFile, "utf8"),
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function untilReady(run: OwnPostgres["run"], child: ChildProcess, logFile: string): Promise<void> {
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended: ${readFileSync(logFile, "utf8")}`);
    try {
      await run("postgres", "SELECT 1");
      return;
    } catch {
      await setTimeout(20);
    }
  }
}

/** The simple protocol, which takes a whole script; the program itself never uses it. */
async function runText(
  { host, port, user, password, database }: ConnectionSettings,
  text: string,
): Promise<readonly (readonly (string | null)[])[]> {
  const client = new Client({ host, port, user, password, database, ssl: false });
  client.on("error", () => undefined);
  await client.connect();
  try {
    const answer: unknown = await client.query({
      text,
      rowMode: "array",
      types: { getTypeParser: () => String },
    });
    const last = (Array.isArray(answer) ? answer.at(-1) : answer) as { rows: (string | null)[][] };
    return last.rows;
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

const STATEMENT = /^@(\d+)\|([^|]*)\|([^|]*)\|([^@]*)@ LOG: {2}(?:statement: |execute [^:]*: )([^]*)$/u;

function readStatements(log: string): readonly LoggedStatement[] {
  return log.split(/\n(?=@\d+\|)/u).flatMap((entry) => {
    const [, backend, user = "", database = "", applicationName = "", text = ""] =
      STATEMENT.exec(entry) ?? [];
    return backend === undefined
      ? []
      : [{ backend: Number(backend), user, database, applicationName, text: text.trimEnd() }];
  });
}
