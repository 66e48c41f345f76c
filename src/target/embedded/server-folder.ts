// The private folder of one server: what lies where, who may read it, and what is kept in it for whoever takes it over.
//   owner-N.json  whose it is          server.json  name, port and passwords, 0600
//   data/         the cluster          run/         the socket          server.log   what the server says
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { embeddedFailed, noFolder } from "./embedded-refusal.ts";
import { claimAfter } from "./owner-claim.ts";
import { canEnter, type ServerUser } from "./server-user.ts";

export const FOLDER_NAME = /^cutplan-pg-[A-Za-z0-9]{6}$/;
const PREFIX = "cutplan-pg-";
/** sun_path of unix(7) holds 108 bytes with the final NUL; macOS and the BSDs have 104. */
const SOCKET_BYTES = process.platform === "linux" ? 107 : 103;
/** A server that dies writes on for a moment. */
const REMOVAL = { recursive: true, force: true, maxRetries: 10, retryDelay: 50 } as const;

export const ROLES = [
  "postgres",
  "cutter_exec",
  "cutter_verify",
  "directus",
  "context_pack_readonly",
] as const;
export type ServerRole = (typeof ROLES)[number];

/** What somebody has to know who takes the server over. */
export interface Keepsake {
  readonly clusterName: string;
  readonly port: number;
  readonly passwords: Readonly<Record<ServerRole, string>>;
  /** Whether a dead owner's server waits for a while for somebody who goes on with it. */
  readonly resumable: boolean;
}

export function dataOf(folder: string): string {
  return path.join(folder, "data");
}

/** The folder of the socket. */
export function runOf(folder: string): string {
  return path.join(folder, "run");
}

/** What the server says, statements too where they are logged. */
export function logOf(folder: string): string {
  return path.join(folder, "server.log");
}

export function socketOf(folder: string, port: number): string {
  return path.join(runOf(folder), `.s.PGSQL.${port}`);
}

/** The folder below which servers have theirs, without links. */
export function serversFolder(): string {
  return realpathSync(tmpdir());
}

/**
 * Makes a folder that is ours alone, and in it data/ and run/ for the server's user. Throws a Refusal EMBEDDED_FAILED where
 * there is no room, the name is too long for a socket, or that user cannot get there.
 */
export function makeServerFolder(user: ServerUser | undefined, port: number): string {
  const parent = tryMake(serversFolder);
  const length = Buffer.byteLength(socketOf(path.join(parent, `${PREFIX}XXXXXX`), port));
  if (process.platform !== "win32" && length > SOCKET_BYTES)
    throw embeddedFailed(
      `the folder for temporary files has too long a name for a socket (${length} bytes of ${SOCKET_BYTES}); set TMPDIR to a shorter one`,
    );
  if (!tryMake(() => canEnter(user, parent)))
    throw embeddedFailed(
      "its user cannot enter the folder for temporary files; set TMPDIR to one that is open to all",
    );
  return tryMake(() => {
    const folder = mkdtempSync(path.join(parent, PREFIX));
    claimAfter(folder, 0);
    for (const inner of [dataOf(folder), runOf(folder)]) {
      mkdirSync(inner, { mode: 0o700 });
      if (user !== undefined) chownSync(inner, user.uid, user.gid);
    }
    // The server's user goes through it to data/ and run/, and can neither list nor change it.
    chmodSync(folder, user === undefined ? 0o700 : 0o711);
    return folder;
  });
}

/** Keeps it where only we can read it. */
export function writeKeepsake(folder: string, keepsake: Keepsake): void {
  writeFileSync(path.join(folder, "server.json"), JSON.stringify(keepsake), { mode: 0o600, flag: "wx" });
}

/** Undefined where none was kept, or it cannot be understood. */
export function readKeepsake(folder: string): Keepsake | undefined {
  try {
    const file = path.join(folder, "server.json");
    if (!isOwn(file, "file")) return undefined;
    const value = JSON.parse(readFileSync(file, "utf8")) as Partial<Keepsake> | null;
    const isSound =
      typeof value?.clusterName === "string" &&
      Number.isSafeInteger(value.port) &&
      typeof value.resumable === "boolean" &&
      ROLES.every((role) => typeof value.passwords?.[role] === "string");
    return isSound ? (value as Keepsake) : undefined;
  } catch {
    return undefined;
  }
}

/** Whether it is what it is to be, no link, this user's, and writable by nobody else. */
export function isOwn(file: string, kind: "file" | "folder"): boolean {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return false;
  const isKind = kind === "file" ? found.isFile() : found.isDirectory();
  return (
    isKind && (process.getuid === undefined || (found.uid === process.getuid() && (found.mode & 0o022) === 0))
  );
}

/** Removes it with all that is in it; who owns it stands there to the last, for whoever finds it half removed. Throws the system's error. */
export function removeServerFolder(folder: string): void {
  // What another user could still change could lead a removal by root elsewhere.
  if (process.getuid?.() === 0) for (const inner of [dataOf(folder), runOf(folder)]) takeBack(inner);
  for (const name of existsSync(folder) ? readdirSync(folder) : [])
    if (!name.startsWith("owner-")) rmSync(path.join(folder, name), REMOVAL);
  rmSync(folder, REMOVAL);
}

function takeBack(inner: string): void {
  const found = lstatSync(inner, { throwIfNoEntry: false });
  if (found?.isDirectory() !== true) return;
  chownSync(inner, 0, 0);
  chmodSync(inner, 0o700);
}

function tryMake<Made>(make: () => Made): Made {
  try {
    return make();
  } catch (error) {
    throw noFolder(tmpdir(), error);
  }
}
