// Reads the one thing that a repository's configuration may say about a push: the address of the remote.
// Contacts nobody; what may be an address is decided in remote-url.ts.
import { realpath } from "node:fs/promises";
import { sep } from "node:path";
import { Refusal } from "../diagnostics/refusal.ts";
import { askGit } from "./ask-git.ts";
import { localEnvironment } from "./environment.ts";
import { checkRemoteUrl, localFolderOf } from "./remote-url.ts";
import type { Repository } from "./repository.ts";

/**
 * The remote's push address (`pushurl`, else `url`). Refuses USAGE when there is none or more than one, REF_REFUSED
 * when it is no address to push to, or names a folder inside this very repository, whose hooks would then run.
 */
export async function readRemoteUrl(repository: Repository, remote: string): Promise<string> {
  if (!/^[A-Za-z0-9][\w./-]*$/.test(remote)) throw noRemote(remote, "is not a remote's name");
  const [url, ...more] =
    (await readUrls(repository, `remote.${remote}.pushurl`)) ??
    (await readUrls(repository, `remote.${remote}.url`)) ??
    [];
  if (url === undefined) throw noRemote(remote, "is not a remote of this repository");
  if (more.length > 0) throw noRemote(remote, "has more than one address");
  const refused = checkRemoteUrl(url);
  if (refused !== undefined) throw refused;
  const folder = await resolveFolder(localFolderOf(url));
  const own = [repository.workTree, repository.gitDir, repository.commonDir].filter(
    (place) => place !== undefined,
  );
  const inside = own.some((place) => folder !== undefined && `${folder}${sep}`.startsWith(`${place}${sep}`));
  if (inside) throw insideItself(url);
  return url;
}

async function readUrls(repository: Repository, key: string): Promise<readonly string[] | undefined> {
  const { stdout, exitCode } = await askGit({
    args: ["config", "--null", "--get-all", key],
    environment: localEnvironment(repository),
  });
  return exitCode === 0 ? stdout.split("\0").slice(0, -1) : undefined;
}

async function resolveFolder(folder: string | undefined): Promise<string | undefined> {
  if (folder === undefined) return undefined;
  try {
    return await realpath(folder);
  } catch {
    return folder;
  }
}

function noRemote(remote: string, fault: string): Refusal {
  return new Refusal("USAGE", {
    message: `"${remote.replace(/\p{C}/gu, "?").slice(0, 80)}" ${fault}`,
    expected: "a remote with one address",
    todo: "look with git remote -v, or add it with git remote add",
  });
}

function insideItself(url: string): Refusal {
  return new Refusal("REF_REFUSED", {
    message: `the remote's address "${url}" is inside the repository that is pushed`,
    expected: "a repository of its own",
    todo: "set it with git remote set-url",
  });
}
