// How a server in a folder is reached: by its socket, and on Windows by loopback. Pure.
import type { ConnectionSettings } from "../postgres/connection-settings.ts";
import { runOf, type Keepsake, type ServerRole } from "./server-folder.ts";

export interface Login {
  readonly role: ServerRole;
  readonly database: string;
}

export function settingsFor(
  folder: string,
  { port, passwords }: Keepsake,
  { role, database }: Login,
): ConnectionSettings {
  const host = process.platform === "win32" ? "127.0.0.1" : runOf(folder);
  return { host, port, user: role, password: passwords[role], database, tls: false };
}
