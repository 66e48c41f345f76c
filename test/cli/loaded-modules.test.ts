// What commands load. Before a command does anything: the packages, and the rooms of src/ (target/ by its folders), by command,
// as they stand in loaded-modules.txt, so that a new import of something heavy is seen in review; UPDATE_GOLDEN=1 writes them
// anew. And what whole processes have loaded at their end.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { registerHooks } from "node:module";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { pathToFileURL } from "node:url";
import { COMMANDS } from "../../src/cli/command-texts.ts";
import { manyPlans } from "../support/many-plans.ts";
import { packageOf } from "../support/package-of.ts";
import { makeFolder, makeRepository } from "../support/repository.ts";
import { runReconcile } from "../support/run-reconcile.ts";

const GOLDEN = path.join(import.meta.dirname, "loaded-modules.txt");
const SRC = `${pathToFileURL(path.join(import.meta.dirname, "../../src")).href}/`;

/** By the address of a module, those that it imports statically; dynamic imports come when something is done. */
const imports = new Map<string, Set<string>>();
registerHooks({
  resolve: (specifier, context, next) => {
    const resolved = next(specifier, context);
    const { parentURL = "" } = context;
    imports.set(parentURL, (imports.get(parentURL) ?? new Set()).add(resolved.url));
    return resolved;
  },
});

/** The module with all that it cannot do without; of packages only what is imported from them. */
async function loadedWith(file: string): Promise<ReadonlySet<string>> {
  const start = `${SRC}${file}`;
  await import(start);
  const found = new Set([start]);
  for (const url of found)
    if (url.startsWith(SRC)) for (const target of imports.get(url) ?? []) found.add(target);
  return found;
}

function roomOf(url: string): string | undefined {
  if (!url.startsWith(SRC)) return undefined;
  const [room = "", folder = ""] = url.slice(SRC.length).split("/");
  return room === "target" && !folder.endsWith(".ts") ? `${room}/${folder}` : room;
}

async function describeLoads(name: string, file: string): Promise<string> {
  const urls = [...(await loadedWith(file))];
  const list = (of: (url: string) => string | undefined): string =>
    [...new Set(urls.map(of))]
      .filter((found) => found !== undefined)
      .sort()
      .join(" ");
  return `${name}\n  packages  ${list(packageOf)}\n  rooms     ${list(roomOf)}\n`;
}

test("each command loads before it begins what is on record, and nothing else", async () => {
  const described = [await describeLoads("--version", "cli/run-cli.ts")];
  described.push(await describeLoads("--help", "cli/program-help.ts"));
  described.push(await describeLoads("any command", "cli/run-command.ts"));
  for (const { name } of COMMANDS) described.push(await describeLoads(name, `cli/commands/${name}.ts`));
  const seen = described.map((text) => text.replaceAll(/ +$/gm, "")).join("");
  if (process.env["UPDATE_GOLDEN"] === "1") writeFileSync(GOLDEN, seen);
  assert.equal(seen, readFileSync(GOLDEN, "utf8"));
});

/** The packages that `reconcile ARGS` has loaded at its end, whichever way. */
function packagesOf(context: TestContext, folder: string, args: readonly string[]): string {
  const file = path.join(makeFolder(context), "packages");
  const preload = pathToFileURL(path.join(import.meta.dirname, "../support/tell-loaded.ts")).href;
  const { exit, stderr } = runReconcile(folder, args, {
    NODE_OPTIONS: `--import=${preload}`,
    LOADED_PACKAGES: file,
  });
  assert.equal(exit, 0, stderr);
  return readFileSync(file, "utf8");
}

test("--version, --help and completion have loaded nothing heavy at their end", (context) => {
  const folder = makeFolder(context);
  assert.equal(packagesOf(context, folder, ["--version"]), "");
  assert.equal(packagesOf(context, folder, ["--help"]), "");
  assert.equal(packagesOf(context, folder, ["completion", "zsh"]), "commander");
});

test("a dry-run against memory has loaded neither a database, nor Markdown, nor a list that redraws", (context) => {
  const repository = makeRepository(context);
  repository.commit(manyPlans(1, 1));
  const loaded = packagesOf(context, repository.directory, ["run"]).split(" ");
  const heavy = ["pg", "pg-protocol", "mdast-util-from-markdown", "micromark", "listr2", "preact"];
  assert.deepEqual(
    loaded.filter((name) => heavy.includes(name)),
    [],
  );
  assert.ok(loaded.includes("yaml"), "what is loaded is told");
});
