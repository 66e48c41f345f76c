// The key that the user signs with, as git is told: from the user's own configuration and the machine's, never from a
// repository's. What the value names is not looked at here.
import { askGit } from "./ask-git.ts";
import { globalConfigEnvironment, type GitPlaces } from "./environment.ts";

/** user.signingKey of the global configuration, else of the system's (git-config(1)); undefined where neither has one. */
export async function readSigningKey(places: GitPlaces): Promise<string | undefined> {
  const { GIT_CONFIG_NOSYSTEM, ...environment } = globalConfigEnvironment(places);
  const global = await readOne(["--global", "--includes"], {
    ...environment,
    ...setting({ GIT_CONFIG_NOSYSTEM }),
  });
  if (global !== undefined) return global;
  const { GIT_CONFIG_SYSTEM: system, GIT_CONFIG_NOSYSTEM: noSystem } = process.env;
  return readOne(["--system", "--includes"], {
    ...environment,
    ...setting({ GIT_CONFIG_SYSTEM: system, GIT_CONFIG_NOSYSTEM: noSystem }),
  });
}

async function readOne(
  scope: readonly string[],
  environment: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  const args = ["config", ...scope, "--null", "--get", "user.signingKey"];
  const { stdout, exitCode } = await askGit({ args, environment });
  const [value = ""] = exitCode === 0 ? stdout.split("\0") : [];
  return value === "" ? undefined : value;
}

function setting(values: Readonly<Record<string, string | undefined>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
