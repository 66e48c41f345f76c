// People for tests: each with a fresh key made by the real ssh-keygen in a temporary folder, gone when the test ends.
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NAMESPACES, type SignedKind } from "../../src/model/signature.ts";
import { makeFolder, type Ending } from "./repository.ts";

export interface Person {
  readonly name: string;
  readonly principal: string;
  /** The private key's file; the public half is beside it. */
  readonly keyFile: string;
  /** `ssh-ed25519 AAAA…`, without a comment. */
  readonly publicKey: string;
  /** The armored signature, by `ssh-keygen -Y sign`. */
  readonly sign: (text: string | Uint8Array, kind: SignedKind) => Uint8Array;
}

export function makePerson(ending: Ending, name: string): Person {
  const keyFile = join(makeFolder(ending), name);
  execFileSync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "", "-f", keyFile]);
  return {
    name,
    principal: `${name}@example.org`,
    keyFile,
    publicKey: readFileSync(`${keyFile}.pub`, "utf8").trim().split(" ").slice(0, 2).join(" "),
    sign: (text, kind) =>
      execFileSync("ssh-keygen", ["-q", "-Y", "sign", "-n", NAMESPACES[kind], "-f", keyFile], {
        input: text,
        stdio: ["pipe", "pipe", "ignore"],
      }),
  };
}

export interface SignerLine {
  readonly namespaces?: string;
  readonly validAfter?: string;
  readonly validBefore?: string;
}

/** A line of allowed_signers that lets the person do everything for years. */
export function signerLine({ principal, publicKey }: Person, line: SignerLine = {}): string {
  const namespaces = line.namespaces ?? Object.values(NAMESPACES).join(",");
  const after = line.validAfter ?? "20260101Z";
  const before = line.validBefore ?? "20360101Z";
  return `${principal} namespaces="${namespaces}",valid-after="${after}",valid-before="${before}" ${publicKey}\n`;
}
