// A password as PostgreSQL keeps it, made here, so that the password itself never gets to the server, its log or its disk.
// RFC 5803 and PostgreSQL manual, pg_authid; pure but for the salt.
import { createHash, createHmac, pbkdf2Sync, randomBytes } from "node:crypto";

const ITERATIONS = 4096;

/** 32 random bytes in characters that every place takes as they are. */
export function newPassword(): string {
  return randomBytes(32).toString("base64url");
}

/** Has no quote in it and no backslash. `password`: ASCII only, as newPassword makes it (no SASLprep is done). */
export function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, "sha256");
  const clientKey = createHmac("sha256", salted).update("Client Key").digest();
  const storedKey = createHash("sha256").update(clientKey).digest("base64");
  const serverKey = createHmac("sha256", salted).update("Server Key").digest("base64");
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
}
