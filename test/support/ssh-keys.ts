// SSH keys and an agent for tests, made by the real tools at run time and gone afterwards.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { cleanEnvironment } from "./run-reconcile.ts";
import { makeFolder, type Ending } from "./repository.ts";

export interface TestKey {
  /** The private key's file. */
  readonly file: string;
  /** `ssh-ed25519 AAAA…` */
  readonly publicLine: string;
  /** `SHA256:…` */
  readonly fingerprint: string;
}

export interface KeyOptions {
  readonly type?: "ed25519" | "ecdsa" | "rsa";
  readonly passphrase?: string;
}

export function makeKey(folder: string, name: string, options: KeyOptions = {}): TestKey {
  const file = join(folder, name);
  const { type = "ed25519", passphrase = "" } = options;
  keygen([
    "-q",
    "-t",
    type,
    ...(type === "rsa" ? ["-b", "2048"] : []),
    "-N",
    passphrase,
    "-C",
    "",
    "-f",
    file,
  ]);
  const fingerprint = keygen(["-l", "-f", `${file}.pub`]).split(" ")[1] ?? "";
  return { file, publicLine: readFileSync(`${file}.pub`, "utf8").trim(), fingerprint };
}

function keygen(args: readonly string[]): string {
  return execFileSync("ssh-keygen", args, { env: cleanEnvironment(), encoding: "utf8", stdio: "pipe" });
}

export interface TestAgent {
  /** What SSH_AUTH_SOCK has to be. */
  readonly socket: string;
  readonly add: (key: Pick<TestKey, "file">) => void;
  readonly clear: () => void;
}

/** An agent that is stopped when the test ends. */
export async function startAgent(ending: Ending): Promise<TestAgent> {
  const socket = join(makeFolder(ending), "agent");
  const agent = spawn("ssh-agent", ["-D", "-a", socket], { env: cleanEnvironment(), stdio: "ignore" });
  ending.after(() => agent.kill());
  while (!existsSync(socket)) await setTimeout(5);
  const sshAdd = (args: readonly string[]): void => {
    execFileSync("ssh-add", args, { env: cleanEnvironment({ SSH_AUTH_SOCK: socket }), stdio: "pipe" });
  };
  return { socket, add: ({ file }) => sshAdd(["-q", file]), clear: () => sshAdd(["-q", "-D"]) };
}
