// How pg_dump and pg_restore are told where to connect: by variables of libpq and small files in a private folder, never by
// arguments, which everybody on the machine can read. Nothing of our own environment or home folder goes along.
// https://www.postgresql.org/docs/current/libpq-envars.html
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { getCACertificates } from "node:tls";
import type { ConnectionSettings } from "../postgres/connection-settings.ts";
import { backupRefused } from "./backup-refusal.ts";

export interface ConnectionPlace {
  /** Private; the files stay until it is removed. */
  readonly folder: string;
  /** Of the files, so that two connections have their own. */
  readonly name: string;
  readonly applicationName: string;
}

/**
 * The variables for one connection; the password is in a file of mode 0600 that they name.
 * Rejects with a Refusal BACKUP_REFUSED where libpq would take a setting otherwise than it is meant.
 */
export async function writeConnectionEnvironment(
  settings: ConnectionSettings,
  place: ConnectionPlace,
): Promise<Readonly<Record<string, string>>> {
  checkSettings(settings);
  const passwords = path.join(place.folder, `${place.name}.pgpass`);
  // One file for one connection: whatever host the server calls itself, the line is its own.
  const escaped = settings.password.replaceAll(/[\\:]/g, "\\$&");
  await writePrivate(passwords, settings.password === "" ? "" : `*:*:*:*:${escaped}\n`);
  return {
    // libpq does not take PGDATABASE for a connection string, whatever it looks like; a name in an argument it does.
    PGDATABASE: settings.database,
    PGHOST: settings.host,
    PGPORT: String(settings.port),
    PGUSER: settings.user,
    PGPASSFILE: passwords,
    PGAPPNAME: place.applicationName,
    PGCONNECT_TIMEOUT: "15",
    PGGSSENCMODE: "disable",
    // Certificates and services of a home folder have no say.
    HOME: place.folder,
    ...(await writeTlsEnvironment(settings, place)),
  };
}

/** The values themselves are not shown: a password can have ended up in any of them. */
function checkSettings(settings: ConnectionSettings): void {
  const { host, port, user, password, database } = settings;
  for (const [name, value] of Object.entries({ host, user, database, password })) {
    if (/[\0\r\n]/.test(value)) throw unfit(name, "it has a line break or a NUL in it");
    if (value === "" && name !== "password") throw unfit(name, "it is empty");
  }
  if (host.includes(",")) throw unfit("host", "it has a comma, which pg_dump takes for a list of hosts");
  if (host.startsWith("@"))
    throw unfit("host", "it starts with @, which pg_dump takes for an abstract socket");
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw unfit("port", "it is no port");
}

function unfit(setting: string, reason: string): Error {
  return backupRefused(`the connection's ${setting} cannot be handed to pg_dump: ${reason}`);
}

const CARRIED_OPTIONS = ["ca", "cert", "key", "rejectUnauthorized", "servername", "minVersion"];

async function writeTlsEnvironment(
  { host, tls }: ConnectionSettings,
  place: ConnectionPlace,
): Promise<Readonly<Record<string, string>>> {
  if (tls === false) return { PGSSLMODE: "disable" };
  const given = Object.entries(tls).filter(([, value]) => value !== undefined);
  const unknown = given.find(([name]) => !CARRIED_OPTIONS.includes(name));
  if (unknown !== undefined) throw unfit("TLS setting", `pg_dump has nothing like "${unknown[0]}"`);
  if (tls.servername !== undefined && tls.servername !== host) {
    throw unfit("TLS setting", "the server is to be known by another name than its host's");
  }
  const own = {
    ...(tls.cert === undefined ? {} : { PGSSLCERT: await writePem(place, "cert", tls.cert) }),
    ...(tls.key === undefined ? {} : { PGSSLKEY: await writePem(place, "key", tls.key) }),
    ...(tls.minVersion === undefined ? {} : { PGSSLMINPROTOCOLVERSION: tls.minVersion }),
  };
  if (tls.rejectUnauthorized === false) return { ...own, PGSSLMODE: "require" };
  // Without a list of its own Node trusts its default one, of which libpq knows nothing.
  const roots = await writePem(place, "roots", tls.ca ?? getCACertificates("default"));
  return { ...own, PGSSLMODE: "verify-full", PGSSLROOTCERT: roots };
}

async function writePem(place: ConnectionPlace, what: string, value: unknown): Promise<string> {
  const parts: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = parts.map((part) => {
    if (typeof part === "string") return part;
    if (part instanceof Uint8Array) return Buffer.from(part).toString();
    throw unfit("TLS setting", `its ${what} is neither text nor bytes`);
  });
  const file = path.join(place.folder, `${place.name}.${what}.pem`);
  await writePrivate(file, texts.join("\n"));
  return file;
}

async function writePrivate(file: string, text: string): Promise<void> {
  await writeFile(file, text, { mode: 0o600, flag: "wx" });
}
