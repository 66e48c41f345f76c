// What a git process gets from its caller: nothing but the search path, and for transfers the user's own means.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { delimiter } from "node:path";
import {
  absoluteSearchPath,
  globalConfigEnvironment,
  localEnvironment,
  transferEnvironment,
} from "../../src/git/environment.ts";

const places = { gitDir: "/r/.git", workTree: "/r" };
const before = { ...process.env };

afterEach(() => {
  for (const name of Object.keys(process.env))
    if (!(name in before)) Reflect.deleteProperty(process.env, name);
  Object.assign(process.env, before);
});

test("reading takes nothing from the caller but absolute folders of PATH", () => {
  process.env["PATH"] = ["/usr/bin", ".", "", "bin", "/bin"].join(delimiter);
  Object.assign(process.env, {
    GIT_OBJECT_DIRECTORY: "/evil",
    GIT_CONFIG_COUNT: "1",
    GIT_TRACE: "/evil",
    HOME: "/home/x",
  });
  const environment = localEnvironment(places);
  assert.equal(environment["PATH"], ["/usr/bin", "/bin"].join(delimiter));
  assert.equal(environment["GIT_DIR"], "/r/.git");
  assert.equal(environment["GIT_WORK_TREE"], "/r");
  for (const name of ["GIT_OBJECT_DIRECTORY", "GIT_CONFIG_COUNT", "GIT_TRACE"])
    assert.equal(environment[name], undefined);
  assert.doesNotMatch(JSON.stringify(environment), /evil|home/);
});

test("a bare repository has no work tree", () => {
  assert.ok(!("GIT_WORK_TREE" in localEnvironment({ ...places, workTree: undefined })));
});

test("an absent PATH is an empty one", () => assert.equal(absoluteSearchPath(undefined), ""));

test("the global configuration is looked for where the user says", () => {
  Object.assign(process.env, { HOME: "/home/x", GIT_CONFIG_GLOBAL: "/home/x/git", GIT_CONFIG_COUNT: "1" });
  const environment = globalConfigEnvironment(places);
  assert.equal(environment["HOME"], "/home/x");
  assert.equal(environment["GIT_CONFIG_GLOBAL"], "/home/x/git");
  assert.equal(environment["GIT_CONFIG_COUNT"], undefined);
});

test("a transfer keeps what the user authenticates with, and no redirect or secret of ours", () => {
  const kept = {
    SSH_AUTH_SOCK: "/run/agent",
    HTTPS_PROXY: "http://proxy",
    GIT_SSH_COMMAND: "ssh -i key",
    HOME: "/home/x",
  };
  const dropped = {
    GIT_CONFIG_COUNT: "1",
    GIT_ALTERNATE_OBJECT_DIRECTORIES: "/evil",
    GIT_PROXY_COMMAND: "evil",
    CUTPLAN_RO_URL: "postgres://u:p@h",
    EDITOR: "evil",
    GIT_TRACE: "1",
  };
  Object.assign(process.env, kept, dropped);
  const environment = transferEnvironment({ ...places, objects: "/r/.git/objects" });
  for (const [name, value] of Object.entries(kept)) assert.equal(environment[name], value);
  for (const name of Object.keys(dropped)) assert.equal(environment[name], undefined);
  assert.equal(environment["GIT_OBJECT_DIRECTORY"], "/r/.git/objects");
  assert.equal(environment["GIT_ALLOW_PROTOCOL"], "file:https:ssh");
});
