// The environment and flags of every git process that this program starts, in one place: nothing that a repository
// or the caller of this program configured decides what is read, what is run or what is fetched.
import { devNull } from "node:os";
import { delimiter, isAbsolute } from "node:path";

export type Environment = Readonly<Record<string, string>>;

/** Where a git process looks, named outright so that it neither searches nor believes `core.worktree`. */
export interface GitPlaces {
  readonly gitDir: string;
  readonly workTree: string | undefined;
}

/** Global flags before every subcommand. Command-line configuration outranks the repository's (git-config(1), "SCOPES"). */
export const SAFE_FLAGS: readonly string[] = [
  "--no-replace-objects",
  "--no-optional-locks",
  ...[
    "core.fsmonitor=false",
    `core.hooksPath=${devNull}`,
    "core.commitGraph=false",
    `core.attributesFile=${devNull}`,
    "core.splitIndex=false",
    "submodule.recurse=false",
    "gc.auto=0",
    "maintenance.auto=false",
    "safe.bareRepository=explicit",
    // Git comments on GIT_GRAFT_FILE at every start.
    "advice.graftFileDeprecated=false",
    // Ownership is git's guard against configuration that runs programs; here none of it can, so CI users need no setup.
    "safe.directory=*",
    // GIT_ALLOW_PROTOCOL outranks this; it stands for a git that would not know that variable.
    "protocol.allow=never",
  ].flatMap((setting) => ["-c", setting]),
];

/** For reading and writing objects, refs and the index: no configuration but the repository's own file, no network. */
export function localEnvironment(places: GitPlaces): Environment {
  return {
    ...FIXED,
    PATH: absoluteSearchPath(process.env["PATH"]),
    HOME: devNull,
    TZ: "UTC",
    GIT_CONFIG_NOSYSTEM: "1",
    GIT_CONFIG_GLOBAL: devNull,
    GIT_ALLOW_PROTOCOL: "none",
    GIT_SSH_COMMAND: "/bin/false",
    GIT_DIR: places.gitDir,
    ...(places.workTree === undefined ? {} : { GIT_WORK_TREE: places.workTree }),
  };
}

/** For reading the user's own global configuration: it stands where HOME, XDG_CONFIG_HOME or GIT_CONFIG_GLOBAL say. */
export function globalConfigEnvironment(places: GitPlaces): Environment {
  const local = Object.entries(localEnvironment(places)).filter(([name]) => name !== "GIT_CONFIG_GLOBAL");
  return { ...Object.fromEntries(local), ...inherited(["HOME", "XDG_CONFIG_HOME", "GIT_CONFIG_GLOBAL"]) };
}

/**
 * For push and fetch from the isolated git dir: what the user needs to authenticate (ssh agent, proxies, certificates,
 * credential helpers of the global and system configuration) applies; every other GIT_ variable does not.
 */
export function transferEnvironment(places: GitPlaces & { readonly objects: string }): Environment {
  const user = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || NOT_FOR_TRANSFERS.test(name) ? [] : [[name, value] as const],
  );
  return {
    ...Object.fromEntries(user),
    ...inherited([
      "GIT_SSH",
      "GIT_SSH_COMMAND",
      "GIT_SSH_VARIANT",
      "GIT_ASKPASS",
      "GIT_SSL_CAINFO",
      "GIT_SSL_CAPATH",
    ]),
    ...globalConfig(),
    ...FIXED,
    PATH: absoluteSearchPath(process.env["PATH"]),
    GIT_ALLOW_PROTOCOL: "file:https:ssh",
    GIT_DIR: places.gitDir,
    GIT_OBJECT_DIRECTORY: places.objects,
    ...(places.workTree === undefined ? {} : { GIT_WORK_TREE: places.workTree }),
  };
}

/** Only absolute folders: an empty or relative entry would let a program called `git` in the current folder be run. */
export function absoluteSearchPath(path: string | undefined): string {
  return (path ?? "")
    .split(delimiter)
    .filter((folder) => isAbsolute(folder))
    .join(delimiter);
}

const FIXED: Environment = {
  LC_ALL: "C",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_NO_LAZY_FETCH: "1",
  GIT_GRAFT_FILE: devNull,
  GIT_ATTR_NOSYSTEM: "1",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_TERMINAL_PROMPT: "0",
};

// Editors and pagers have no place in a push; names of our own variables lead to connection strings.
const NOT_FOR_TRANSFERS = /^(?:GIT_.*|CUTPLAN_.*|EDITOR|VISUAL|PAGER|PREFIX|LC_.*|LANG|LANGUAGE)$/i;

function globalConfig(): Environment {
  return inherited(["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM"]);
}

function inherited(names: readonly string[]): Environment {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = process.env[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );
}
