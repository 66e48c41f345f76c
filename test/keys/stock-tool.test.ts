// Stock tools: found on PATH or told apart as missing, and given nothing of the caller's environment.
import assert from "node:assert/strict";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { runStockTool } from "../../src/keys/stock-tool.ts";
import { makeFolder, writeScript } from "../support/repository.ts";

/** PATH for this process until the test ends. */
function setPath(context: TestContext, value: string): void {
  const before = process.env["PATH"] ?? "";
  process.env["PATH"] = value;
  context.after(() => (process.env["PATH"] = before));
}

test("a tool that is not there is undefined, also where only the current folder would have it", async (context) => {
  setPath(context, `:.:relative:${makeFolder(context)}`);
  assert.equal(await runStockTool({ tool: "openssl", args: ["version"] }), undefined);
});

test("a tool gets arguments and input as they are, and no variable but its own", async (context) => {
  const folder = makeFolder(context);
  writeScript(path.join(folder, "openssl"), 'printf "%s|" "$@"; read -r line; echo "$line"; export; exit 3');
  setPath(context, folder);
  process.env["SSH_AUTH_SOCK"] ??= "/nonexistent";
  const answer = await runStockTool({
    tool: "openssl",
    args: ["a b", "$HOME"],
    input: Buffer.from("text\n"),
  });
  assert.equal(answer?.exitCode, 3);
  const [first, ...variables] = Buffer.from(answer.stdout).toString().trimEnd().split("\n");
  assert.equal(first, "a b|$HOME|text");
  const names = variables.map((line) => /^export (\w+)/.exec(line)?.[1]);
  assert.deepEqual(
    names.filter((name) => !["PWD", "OLDPWD", "SHLVL", "_"].includes(name ?? "")),
    ["LC_ALL", "PATH", "TZ"],
  );
});
