// What help promises: every command has an example that its own parser takes, and stands in a group.
import assert from "node:assert/strict";
import { suite, test } from "node:test";
import { COMMAND_GROUPS } from "../../src/cli/command-groups.ts";
import { COMMANDS } from "../../src/cli/command-texts.ts";
import { buildProgram } from "../../src/cli/program.ts";

/** The words of a command line as a shell would hand them over, without what stands around them there. */
function wordsOf(line: string): readonly string[] {
  const command = /reconcile [^)|]*/.exec(line)?.[0] ?? "";
  return (command.match(/"[^"]*"|\S+/g) ?? []).slice(1).map((word) => word.replaceAll('"', ""));
}

suite("the example of each command is taken by the parser, and is about that command", () => {
  for (const { name, example } of COMMANDS) {
    test(name, async () => {
      for (const line of example.split("\n")) {
        const called: string[] = [];
        const program = buildProgram((invocation) => {
          called.push(invocation.name);
          return Promise.resolve();
        });
        await program.exitOverride().parseAsync([...wordsOf(line)], { from: "user" });
        assert.deepEqual(called, [name], line);
      }
    });
  }
});

test("every command stands in one group", () => {
  const grouped = Object.values(COMMAND_GROUPS).flat().sort();
  assert.deepEqual(grouped, COMMANDS.map(({ name }) => name).sort());
});
