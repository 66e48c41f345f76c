// A git server on this machine that is reached by https and asks for a token, as GitHub does: git's own http-backend
// behind a certificate made for the test. Stopped, and gone, when the test ends.
import { execFileSync, spawn } from "node:child_process";
import { createServer } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readFileSync } from "node:fs";
import path from "node:path";
import { makeFolder, TEST_ENVIRONMENT, type Ending } from "../support/repository.ts";

export interface HttpsRemote {
  /** https://localhost:PORT */
  readonly server: string;
  readonly certificate: string;
  /** How often somebody came with the token, and how often without. */
  readonly visits: { withToken: number; without: number };
}

/** Serves the bare repositories in the folder to whoever comes as x-access-token with this token. */
export async function serveByHttps(ending: Ending, folder: string, token: string): Promise<HttpsRemote> {
  const keys = makeFolder(ending);
  const [key, certificate] = [path.join(keys, "key.pem"), path.join(keys, "certificate.pem")];
  const newKey = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-days", "2"];
  execFileSync("openssl", ["req", "-x509", ...newKey, "-out", certificate, ...subject], { stdio: "pipe" });
  const expected = `Basic ${Buffer.from(`x-access-token:${token}`).toString("base64")}`;
  const visits = { withToken: 0, without: 0 };
  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    (request, response) => {
      if (request.headers.authorization === expected) {
        visits.withToken += 1;
        answer(folder, request, response);
      } else {
        visits.without += 1;
        response.writeHead(401, { "www-authenticate": 'Basic realm="git"' }).end();
      }
    },
  );
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  ending.after(() => server.close());
  const { port } = server.address() as AddressInfo;
  return { server: `https://localhost:${port}`, certificate, visits };
}

/** git-http-backend(1) as a CGI program (RFC 3875): headers, an empty line, the body. */
function answer(folder: string, request: IncomingMessage, response: ServerResponse): void {
  const url = new URL(request.url ?? "/", "https://localhost");
  const child = spawn("git", ["-c", "safe.directory=*", "-c", "http.receivepack=true", "http-backend"], {
    env: {
      ...TEST_ENVIRONMENT,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      GIT_CONFIG_COUNT: "2",
      GIT_CONFIG_KEY_0: "http.receivepack",
      GIT_CONFIG_VALUE_0: "true",
      GIT_CONFIG_KEY_1: "safe.directory",
      GIT_CONFIG_VALUE_1: "*",
      PATH_INFO: url.pathname,
      QUERY_STRING: url.search.slice(1),
      REQUEST_METHOD: request.method ?? "GET",
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      HTTP_GIT_PROTOCOL: String(request.headers["git-protocol"] ?? ""),
      REMOTE_USER: "x-access-token",
    },
    stdio: ["pipe", "pipe", "ignore"],
  });
  request.pipe(child.stdin);
  const chunks: Buffer[] = [];
  child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
  child.on("close", () => {
    const said = Buffer.concat(chunks);
    const end = said.indexOf("\r\n\r\n");
    const headers = said
      .subarray(0, end)
      .toString()
      .split("\r\n")
      .map((line) => line.split(": ", 2) as [string, string]);
    const status = headers.find(([name]) => name.toLowerCase() === "status")?.[1] ?? "200";
    response.writeHead(Number.parseInt(status, 10), Object.fromEntries(headers));
    response.end(said.subarray(end + 4));
  });
}
