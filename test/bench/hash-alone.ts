// B7's floor: SHA-256 of the files that verify hashes, one after the other, in a process that does nothing else.
import { hash } from "node:crypto";
import { readHashedFiles } from "./verified-runs.ts";

const bytes = readHashedFiles(process.argv[2] ?? ".");
for (const file of bytes) hash("sha256", file);
if (bytes.length === 0) throw new Error("nothing was hashed");
