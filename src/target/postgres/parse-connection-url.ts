// A connection URL, taken apart into what a connection needs and nothing else. Of its text nothing ever gets into a message:
// any part of it may be a part of the password. Pure. PostgreSQL manual, "Connection URIs"; WHATWG URL for the syntax.
import { isIP } from "node:net";
import { Refusal } from "../../diagnostics/refusal.ts";
import type { ConnectionSettings } from "./connection-settings.ts";

export type TlsMode = "disable" | "require" | "verify-ca" | "verify-full";

export interface ParsedConnectionUrl {
  readonly settings: Omit<ConnectionSettings, "tls">;
  readonly tlsMode: TlsMode;
  /** The file with the certificates that are trusted; undefined where it is those that Node comes with. */
  readonly rootCertificateFile: string | undefined;
}

const PARAMETERS = ["sslmode", "sslrootcert"] as const;

/** What libpq or pg would take beside those two: known words, which may be named. */
const REFUSED_PARAMETERS: readonly string[] = [
  "options",
  "host",
  "hostaddr",
  "port",
  "user",
  "password",
  "passfile",
  "dbname",
  "database",
  "service",
  "servicefile",
  "application_name",
  "fallback_application_name",
  "client_encoding",
  "replication",
  "target_session_attrs",
  "load_balance_hosts",
  "connect_timeout",
  "statement_timeout",
  "lock_timeout",
  "idle_in_transaction_session_timeout",
  "default_transaction_read_only",
  "search_path",
  "ssl",
  "sslcert",
  "sslkey",
  "sslpassword",
  "sslcrl",
  "sslnegotiation",
  "sslcompression",
  "channel_binding",
  "require_auth",
  "gssencmode",
  "krbsrvname",
  "requirepeer",
  "uselibpqcompat",
  "keepalives",
  "tcp_user_timeout",
];

/** For what could come of a character that means something else in a URL. */
const PERCENT_CODES = "in user and password write each of : / ? # [ ] @ % as a percent code";
const DEFAULT_PORT = 5432;
/** NUL would end a value in the startup message and begin a setting of its own; the others are nobody's name. */
const CONTROL = /\p{Cc}/u;

/**
 * The URL in the variable of that name, or a Refusal TARGET_URL_REFUSED that names the variable and the part at fault. User,
 * host and database are required; sslmode and sslrootcert are all that may be asked for beside.
 */
export function parseConnectionUrl(variable: string, text: string): ParsedConnectionUrl | Refusal {
  const refuse = (what: string, todo: string): Refusal => urlRefused(variable, what, todo);
  const url = parseUrl(text);
  if (url === undefined) return refuse("no URL that can be read", PERCENT_CODES);
  if (url.protocol !== "postgres:" && url.protocol !== "postgresql:")
    return refuse("another scheme than postgres://", "begin it with postgres://");
  if (url.hash !== "") return refuse("a fragment: a # in user or password is written %23", PERCENT_CODES);
  const parts = decodeParts(url);
  const missing = (["user", "host", "database"] as const).find((part) => parts[part] === "");
  if (missing !== undefined) return refuse(`no ${missing}`, `write the ${missing} where it belongs`);
  const broken = (["user", "password", "host", "database"] as const).find(
    (part) => parts[part] === undefined || CONTROL.test(parts[part]),
  );
  if (broken !== undefined)
    return refuse(`a ${broken} with a broken % code or a control character`, PERCENT_CODES);
  const { user = "", password = "", host = "", database = "" } = parts;
  if (host.includes(",")) return refuse("more than one host", "name the one host to connect to");
  const tls = parseTls(url.searchParams, isLocal(host), refuse);
  if (tls instanceof Refusal) return tls;
  if (host.startsWith("/") && tls.tlsMode !== "disable")
    return refuse("sslmode with a socket, which has no TLS", "leave sslmode out, or name a host");
  const port = url.port === "" ? DEFAULT_PORT : Number(url.port);
  // pg would take it for none, and look into PGPORT.
  if (port === 0) return refuse("port 0", "write the server's port, or leave it out for 5432");
  return { settings: { host, port, user, password, database }, ...tls };
}

/** The parser's own error holds the whole text, and is not kept. It would also pass over white space in silence. */
function parseUrl(text: string): URL | undefined {
  const [place = ""] = text.split("?", 1);
  if (/[\s\p{Cc}]/u.test(place)) return undefined;
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

type Part = "user" | "password" | "host" | "database";

/** Undefined for a part whose percent codes are no UTF-8. */
function decodeParts(url: URL): Readonly<Record<Part, string | undefined>> {
  return {
    user: decode(url.username),
    password: decode(url.password),
    host: decode(url.hostname.replace(/^\[(.*)\]$/u, "$1")),
    database: decode(url.pathname.replace(/^\//u, "")),
  };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** A folder with a socket, or this machine itself: nobody else can listen in. */
function isLocal(host: string): boolean {
  return (
    host.startsWith("/") ||
    host === "localhost" ||
    host === "::1" ||
    (isIP(host) === 4 && host.startsWith("127."))
  );
}

/**
 * Without sslmode: nothing on this machine, verify-full to any other. allow and prefer would go on in plain text without
 * saying so, and are refused.
 */
function parseTls(
  parameters: URLSearchParams,
  local: boolean,
  refuse: (what: string, todo: string) => Refusal,
): Pick<ParsedConnectionUrl, "tlsMode" | "rootCertificateFile"> | Refusal {
  const names = [...parameters.keys()];
  const named = names.find((name) => REFUSED_PARAMETERS.includes(name));
  if (named !== undefined)
    return refuse(`the parameter ${named}, which cutplan does not allow`, `leave ${named} out`);
  if (names.some((name) => !PARAMETERS.some((allowed) => allowed === name)))
    return refuse("a parameter that is not known", "leave out all but sslmode and sslrootcert");
  if (new Set(names).size < names.length) return refuse("a parameter twice", "write each once");
  const asked = parameters.get("sslmode");
  const file = parameters.get("sslrootcert") ?? undefined;
  const tlsMode = parseTlsMode(asked ?? (local ? "disable" : "verify-full"));
  if (tlsMode === undefined)
    return refuse(
      "another sslmode than disable, require, verify-ca or verify-full",
      "write one of these four",
    );
  if (file !== undefined && (file === "" || CONTROL.test(file)))
    return refuse("an sslrootcert that is no file name", "name the file with the certificates");
  if (file !== undefined && !tlsMode.startsWith("verify-"))
    return refuse(
      "sslrootcert without sslmode=verify-ca or verify-full, and so nothing to check with it",
      "write sslmode=verify-full beside it",
    );
  return { tlsMode, rootCertificateFile: file };
}

function parseTlsMode(text: string): TlsMode | undefined {
  return (["disable", "require", "verify-ca", "verify-full"] as const).find((mode) => mode === text);
}

export function urlRefused(variable: string, what: string, todo: string): Refusal {
  return new Refusal("TARGET_URL_REFUSED", {
    message: `the connection URL in the variable ${variable} has ${what}`,
    expected: "postgres://USER:PASSWORD@HOST:PORT/DATABASE, with sslmode and sslrootcert at most behind a ?",
    todo: `set ${variable} anew: ${todo} (docs/target.md)`,
  });
}
