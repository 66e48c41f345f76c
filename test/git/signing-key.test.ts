// The key that git is told to sign with: the user's own word, then the machine's, and never a repository's.
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { openRepository } from "../../src/git/repository.ts";
import { readSigningKey } from "../../src/git/signing-key.ts";
import { makeFolder, makeRepository } from "../support/repository.ts";

const NAMES = [
  "HOME",
  "XDG_CONFIG_HOME",
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_SYSTEM",
  "GIT_CONFIG_NOSYSTEM",
] as const;

test("user.signingKey: global, with what it includes, before system; a repository has no say", async (context) => {
  const before = NAMES.map((name) => [name, process.env[name]] as const);
  context.after(() => {
    for (const [name, value] of before)
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
  });
  for (const name of NAMES) Reflect.deleteProperty(process.env, name);
  const home = makeFolder(context);
  const write = (name: string, text: string): void => writeFileSync(path.join(home, name), text);
  const { directory, git } = makeRepository(context);
  git(["config", "user.signingKey", "the repository's"]);
  const repository = await openRepository(directory);
  process.env["HOME"] = home;
  process.env["GIT_CONFIG_SYSTEM"] = path.join(home, "system");
  write("system", "");
  assert.equal(await readSigningKey(repository), undefined);
  write("system", "[user]\n\tsigningKey = the machine's\n");
  assert.equal(await readSigningKey(repository), "the machine's");
  write(".gitconfig", "[include]\n\tpath = more\n");
  write("more", "[user]\n\tsigningKey = the user's\n");
  assert.equal(await readSigningKey(repository), "the user's");
  process.env["GIT_CONFIG_GLOBAL"] = path.join(home, "system");
  assert.equal(await readSigningKey(repository), "the machine's");
});
