// Which user of the machine the server runs as: ourselves, or, since PostgreSQL refuses to run as root, one that is there
// already and may do nothing else. Never makes a user.
import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { embeddedFailed } from "./embedded-refusal.ts";

export interface ServerUser {
  readonly uid: number;
  readonly gid: number;
}

/** In this order; "nobody" is on every Unix, and its other processes could get at the server's files. */
const STAND_INS = ["postgres", "nobody"] as const;

/** Undefined where the server runs as this process does. Throws a Refusal EMBEDDED_FAILED for a root without a stand-in. */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readUsers();
  const user = STAND_INS.map((name) => users.get(name)).find((found) => found !== undefined);
  if (user === undefined)
    throw embeddedFailed(`it refuses to run as root, and there is no user ${STAND_INS.join(" or ")}`);
  return user;
}

/** Whether this user can enter the folder, and everything above it. By the mode bits, so that an ACL is not seen. */
export function canEnter(user: ServerUser | undefined, folder: string): boolean {
  if (user === undefined) return true;
  const parent = path.dirname(folder);
  return mayEnter(user, folder) && (parent === folder || canEnter(user, parent));
}

function mayEnter({ uid, gid }: ServerUser, folder: string): boolean {
  const found = statSync(folder);
  const shift = found.uid === uid ? 6 : found.gid === gid ? 3 : 0;
  return ((found.mode >> shift) & 1) === 1;
}

/** passwd(5): name:password:uid:gid:… */
function readUsers(): ReadonlyMap<string, ServerUser> {
  const users = new Map<string, ServerUser>();
  for (const line of readPasswd().split("\n")) {
    const [name = "", , uid = "", gid = ""] = line.split(":");
    if (/^[1-9][0-9]*$/.test(uid) && /^[0-9]+$/.test(gid))
      users.set(name, { uid: Number(uid), gid: Number(gid) });
  }
  return users;
}

function readPasswd(): string {
  try {
    return readFileSync("/etc/passwd", "utf8");
  } catch {
    return "";
  }
}
