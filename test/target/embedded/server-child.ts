// A process of its own that starts an embedded server, or takes one over, says which, and then ends as its first argument
// has it. The second: "resumable", or the folder to take over.
import { readFileSync } from "node:fs";
import path from "node:path";
import { adoptEmbeddedServer, startEmbeddedServer } from "../../../src/target/embedded/embedded-server.ts";
import { connectDatabase } from "../../../src/target/postgres/database-client.ts";

const [ending, kind = ""] = process.argv.slice(2);
const server = kind.startsWith("/")
  ? await adoptEmbeddedServer(kind)
  : await startEmbeddedServer({ seed: [], resumable: kind === "resumable" });
const { folder, version } = server;
const [pid] = readFileSync(path.join(folder, "data", "postmaster.pid"), "utf8").split("\n", 1);
process.stdout.write(
  `${JSON.stringify({ folder, version, server: Number(pid), uid: process.getuid?.() })}\n`,
);
if (ending === "throw") throw new Error("planted");
if (ending === "listen") process.once("SIGTERM", () => void endInPeace());
if (ending !== "forget") setInterval(() => undefined, 60_000);

/** A program with a mind of its own: it hears the signal, finds its server as it was, and ends when it likes. */
async function endInPeace(): Promise<void> {
  const session = { applicationName: "test:child", settings: {}, connectTimeoutMs: 10_000 };
  const client = await connectDatabase(server.settings("directus"), session);
  await client.close();
  process.exit(5);
}
