// SHA-256 in lowercase hex, the one digest that carries authority here. Git's own object names are the git room's.
import { createHash, hash } from "node:crypto";
import { joinLines } from "./join-lines.ts";

/** SHA-256 (FIPS 180-4) of the bytes, or of the text's UTF-8, as 64 hex digits. */
export function sha256Hex(data: Uint8Array | string): string {
  return hash("sha256", data, "hex");
}

/** SHA-256 over the lines, each followed by a newline, as 64 hex digits; nothing is kept in memory but the hash. */
export function sha256OfLines(lines: Iterable<string>): string {
  const digest = createHash("sha256");
  for (const text of joinLines(lines)) digest.update(text, "utf8");
  return digest.digest("hex");
}
