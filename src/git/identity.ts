// Who is named in the commits that are made: the caller's environment, then the user's global configuration, then
// "cutplan". Never the repository's configuration, and never proof of anything: the author field proves nothing.
import { askGit } from "./ask-git.ts";
import { globalConfigEnvironment, localEnvironment } from "./environment.ts";
import type { Repository } from "./repository.ts";

export interface Identity {
  /** `name <e-mail>`, safe to stand in a commit. */
  readonly author: string;
  readonly committer: string;
}

/** What the user's global configuration says of user.name and user.email. */
export interface GlobalUser {
  readonly name: string | undefined;
  readonly email: string | undefined;
}

/** Reads only the file that is the user's own (git-config(1), `--global`), with what it includes; undefined where it says nothing. */
export async function readGlobalUser(repository: Repository): Promise<GlobalUser> {
  const args = ["config", "--global", "--includes", "--null", "--get-regexp", "^user\\.(name|email)$"];
  const { stdout } = await askGit({ args, environment: globalConfigEnvironment(repository) });
  const entries = new Map(stdout.split("\0").map((entry) => splitEntry(entry)));
  return { name: entries.get("user.name"), email: entries.get("user.email") };
}

/**
 * The same, and before it what the clone's own configuration says, without what that includes: a name to be proposed to the
 * person who sits there, never one that anything is made of unseen.
 */
export async function readUser(repository: Repository): Promise<GlobalUser> {
  const args = ["config", "--local", "--no-includes", "--null", "--get-regexp", "^user\\.(name|email)$"];
  const { stdout } = await askGit({ args, environment: localEnvironment(repository) });
  const own = new Map(stdout.split("\0").map((entry) => splitEntry(entry)));
  const global = await readGlobalUser(repository);
  return { name: own.get("user.name") ?? global.name, email: own.get("user.email") ?? global.email };
}

/** Reads GIT_AUTHOR_NAME, GIT_AUTHOR_EMAIL, GIT_COMMITTER_NAME, GIT_COMMITTER_EMAIL, and user.name, user.email. */
export async function readIdentity(repository: Repository): Promise<Identity> {
  const global = await readGlobalUser(repository);
  const person = (role: "AUTHOR" | "COMMITTER"): string =>
    renderPerson(
      process.env[`GIT_${role}_NAME`] ?? global.name,
      process.env[`GIT_${role}_EMAIL`] ?? global.email,
    );
  return { author: person("AUTHOR"), committer: person("COMMITTER") };
}

/** `name <e-mail>` without what would end a field or a line; "cutplan" and cutplan@localhost where nothing is left. */
export function renderPerson(name: string | undefined, email: string | undefined): string {
  return `${clean(name) || "cutplan"} <${clean(email).replace(/\s/g, "") || "cutplan@localhost"}>`;
}

/** As git does it (ident.c, strbuf_addstr_without_crud): no angle brackets or controls, no punctuation at the ends. */
function clean(text: string | undefined): string {
  return (text ?? "")
    .replace(/[<>\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
    .replace(/^[\s.,:;"'\\]+|[\s.,:;"'\\]+$/g, "");
}

function splitEntry(entry: string): readonly [string, string] {
  const newline = entry.indexOf("\n");
  return newline === -1 ? [entry, ""] : [entry.slice(0, newline), entry.slice(newline + 1)];
}
