// The tools that the benchmark uses where they are installed, how it is seen that they are, and how they can be got.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, realpathSync } from "node:fs";
import path from "node:path";
import { GNU_TIME } from "./measure.ts";

const SCHEMA = path.join(import.meta.dirname, "../../schemas/cut-plan.schema.json");

/** How ajv-cli is asked to do the whole of its work: the formats are a package of their own. */
export const AJV_OPTIONS = ["--spec=draft2020", "-c", "ajv-formats", "-s", SCHEMA] as const;

export type Tool = "GNU time" | "terraform" | "ajv-cli" | "psql";

interface Known {
  /** Its version; undefined where it is missing. */
  readonly find: () => string | undefined;
  readonly neededBy: readonly string[] | "all";
  readonly how: string;
}

export const TOOLS: Readonly<Record<Tool, Known>> = {
  "GNU time": {
    find: () => (existsSync(GNU_TIME) ? "" : undefined),
    neededBy: "all",
    how: "peak memory of processes was not measured; Debian's package `time`",
  },
  terraform: {
    find: () => ask("terraform", ["version"], /^Terraform v(\S+)/),
    neededBy: ["B2", "B4"],
    how: "put Terraform 1.11's one binary, from HashiCorp's releases, on the PATH; no provider is needed",
  },
  "ajv-cli": {
    find: () => (ask("ajv", ["compile", ...AJV_OPTIONS], /(valid)/) === undefined ? undefined : ajvVersion()),
    neededBy: ["B3"],
    how: "npm exec --yes --package=ajv-cli@5 --package=ajv-formats@3 -- npm run bench",
  },
  psql: {
    find: () => ask("psql", ["--version"], /PostgreSQL\) (\S+)/),
    neededBy: ["B6"],
    how: "Debian's package `postgresql-client`, or PostgreSQL's own packages",
  },
};

export const TOOL_NAMES = Object.keys(TOOLS) as readonly Tool[];

/** Their versions, by name; "" for one that does not tell. */
export function findTools(): ReadonlyMap<Tool, string> {
  return new Map(
    TOOL_NAMES.flatMap((name) => {
      const version = TOOLS[name].find();
      return version === undefined ? [] : [[name, version] as const];
    }),
  );
}

export function isNeeded(tool: Tool, byCase: string): boolean {
  const { neededBy } = TOOLS[tool];
  return neededBy === "all" || neededBy.includes(byCase);
}

/** What the pattern's group finds in what the program prints; undefined where it cannot be run, or says something else. */
export function ask(file: string, args: readonly string[], pattern: RegExp): string | undefined {
  const { status, stdout } = spawnSync(file, args, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  return status === 0 ? pattern.exec(stdout)?.[1] : undefined;
}

/** ajv-cli does not tell its version; its package does. */
function ajvVersion(): string {
  const folder = (process.env["PATH"] ?? "")
    .split(path.delimiter)
    .find((one) => existsSync(path.join(one, "ajv")));
  const manifest = path.join(realpathSync(path.join(folder ?? "", "ajv")), "../../package.json");
  const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly version: string };
  return version;
}
