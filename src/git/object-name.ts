// How git names an object: a digest over its type, its size and its bytes (gitformat-pack(5), hash-function-transition).
import { createHash } from "node:crypto";
import type { ObjectFormat } from "../model/ports.ts";

export type ObjectType = "blob" | "tree" | "commit" | "tag";

/** The object name of these bytes, in lowercase hex: 40 digits for sha1, 64 for sha256. */
export function hashObject(format: ObjectFormat, type: ObjectType, bytes: Uint8Array): string {
  return createHash(format).update(`${type} ${bytes.length}\0`).update(bytes).digest("hex");
}

/** True for a full lowercase hex name of that format; nothing shorter is ever given to git. */
export function isObjectName(format: ObjectFormat, text: string): boolean {
  return (format === "sha1" ? /^[0-9a-f]{40}$/ : /^[0-9a-f]{64}$/).test(text);
}
