// Makes a new SSH key for a person by ssh-keygen. Only for keys that are thrown away soon after: they have no passphrase.
import { readFile } from "node:fs/promises";
import { Refusal } from "../diagnostics/refusal.ts";
import { reasonOf, runSshTool } from "./ssh-tool.ts";

const LIMIT_MS = 30_000;

/**
 * Makes an ed25519 key in `file`, which must not be there yet, and answers with its public line, as `file`.pub has it.
 * Rejects with a Refusal SIGNING_FAILED, in ssh-keygen's own words.
 */
export async function makeSshKey(file: string): Promise<string> {
  const args = ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file];
  const answer = await runSshTool({ tool: "ssh-keygen", args, limitMs: LIMIT_MS });
  if (answer.exitCode === 0) return readFile(`${file}.pub`, "utf8");
  const reason = reasonOf(answer);
  throw new Refusal("SIGNING_FAILED", {
    message: `ssh-keygen made no key: ${reason === "" ? "it gave no reason" : reason}`,
    expected: "an ed25519 key in a new file",
    todo: "try ssh-keygen -t ed25519 by hand, and mend what it names",
  });
}
