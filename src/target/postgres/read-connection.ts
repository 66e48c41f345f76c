// The connection of a target, out of the one variable that the target names. No other variable and no file in a home
// directory has a say. The value is read here, handed on, and shown to nobody.
import { readFile } from "node:fs/promises";
import type { ConnectionOptions } from "node:tls";
import { Refusal } from "../../diagnostics/refusal.ts";
import type { ConnectionSettings } from "./connection-settings.ts";
import { parseConnectionUrl, urlRefused, type TlsMode } from "./parse-connection-url.ts";

/** Rejects with a Refusal: TARGET_VARIABLE_MISSING, TARGET_URL_REFUSED. */
export async function readConnection(
  environment: NodeJS.ProcessEnv,
  variable: string,
): Promise<ConnectionSettings> {
  const text = Object.hasOwn(environment, variable) ? environment[variable] : undefined;
  if (text === undefined || text === "") throw variableMissing(variable);
  const parsed = parseConnectionUrl(variable, text);
  if (parsed instanceof Refusal) throw parsed;
  const certificates = await readCertificates(variable, parsed.rootCertificateFile);
  return { ...parsed.settings, tls: tlsOf(parsed.tlsMode, certificates) };
}

/** The file's name is a part of the URL, and not shown. */
async function readCertificates(variable: string, file: string | undefined): Promise<string | undefined> {
  if (file === undefined) return undefined;
  try {
    return await readFile(file, "utf8");
  } catch {
    throw urlRefused(
      variable,
      "an sslrootcert that names no file that can be read",
      "name the file with the certificates",
    );
  }
}

/** As libpq has it: require encrypts and believes anybody; verify-ca asks for a certificate, verify-full for that host's. */
function tlsOf(mode: TlsMode, certificates: string | undefined): ConnectionOptions | false {
  const ca = certificates === undefined ? {} : { ca: certificates };
  switch (mode) {
    case "disable":
      return false;
    case "require":
      return { rejectUnauthorized: false };
    case "verify-ca":
      return { rejectUnauthorized: true, checkServerIdentity: () => undefined, ...ca };
    case "verify-full":
      return { rejectUnauthorized: true, ...ca };
  }
}

function variableMissing(variable: string): Refusal {
  return new Refusal("TARGET_VARIABLE_MISSING", {
    message: `the variable ${variable}, which is to hold the connection URL, is not set`,
    expected: "the URL of the reading role: postgres://USER:PASSWORD@HOST:PORT/DATABASE",
    todo: `set ${variable} in the environment of this command, never in a file of the repository`,
  });
}
